"""What has come in: where, when, from whom and of what kind; asked of the comments, and for moderators only."""

import pytest

from commentspace.domain import documents, finding, members, participation
from commentspace.domain.filters import Filter
from commentspace.domain.organisations import Organisation, by_silence
from commentspace.domain.participation import Participation
from commentspace.errors import NotAllowed
from tests.clock import START
from tests.small_draft import DRAFT, FIRST, SECOND
from tests.world import World


def seen(world: World, by: str = "lars") -> Participation:
    found, who = world.read(documents.find, world.caller(by), world.document)
    return world.read(participation.of_document, who, found)


def of(found: Participation, name: str) -> Organisation:
    return next(each for each in found.organisations if each.name == name)


def test_every_paragraph_is_there_in_order_with_its_comments(world: World) -> None:
    first = world.post("ama", FIRST)
    world.reply("wei", first)
    world.post("li", SECOND)
    found = seen(world)
    assert [spot.uid for spot in found.spots] == [each.uid for each in world.paragraphs]
    assert len(found.spots) == len(DRAFT.paragraphs)
    assert {n: spot.count for n, spot in enumerate(found.spots) if spot.count} == {FIRST: 2, SECOND: 1}


def test_withdrawn_comments_are_counted_apart_and_held_ones_are_seen(world: World) -> None:
    world.withdraw("ama", world.post("ama"))
    world.hold(world.post("li"))
    world.post("wei")
    tally = seen(world).tally
    assert (tally.comments, tally.held, tally.withdrawn) == (2, 1, 1)
    assert sum(spot.count for spot in seen(world).spots) == 2


def test_every_moment_is_there_in_order(world: World) -> None:
    world.post("ama")
    later = world.clock.advance(days=2)
    world.post("li")
    assert seen(world).moments == [START, later]


def test_kinds_are_counted_with_what_nobody_has_answered(world: World) -> None:
    first = world.post("ama", kind="editorial")
    world.post("li", kind="editorial")
    world.reply("wei", first, kind="question")
    kinds = {each.kind: (each.comments, each.unanswered) for each in seen(world).tally.kinds}
    assert kinds == {"substantive": (0, 0), "editorial": (2, 1), "question": (1, 0), "translation": (0, 0)}
    assert seen(world).tally.unheard == 2
    world.reply("lars", first)
    assert seen(world).tally.unheard == 1


def test_what_has_no_answer_is_what_the_filter_of_the_document_finds(world: World) -> None:
    first, second = world.post("ama"), world.post("li", SECOND)
    world.reply("ama", first, "I add this myself.")
    world.withdraw("wei", world.reply("wei", second))
    world.hold(world.post("olga"))
    world.reply("olga", world.post("maryam"))
    document, who = world.read(documents.find, world.caller("lars"), world.document)
    found = world.read(finding.find, who, document, Filter(unanswered=True), None)
    assert seen(world).tally.unanswered == found.comments == 3


def test_a_comment_counts_for_whom_it_speaks_and_a_person_where_they_belong(world: World) -> None:
    world.post("ama")
    later = world.clock.advance(hours=1)
    world.post("ama")
    ghana = of(seen(world), world.standing("ama").on_behalf_of)
    assert (ghana.asked, ghana.spoken, ghana.silent) == (1, 1, [])
    assert (ghana.comments, ghana.last_at) == (2, later)


def test_who_has_not_spoken_is_named_and_moderators_and_readers_are_not_waited_for(world: World) -> None:
    found = seen(world)
    roles = dict(world.rows("SELECT p.name, m.role FROM person p JOIN membership m ON m.person_id = p.id"))
    silent = [name for each in found.organisations for name in each.silent]
    assert sorted(silent) == sorted(name for name, role in roles.items() if role == "participant")
    assert all(each.is_silent for each in found.organisations)


def test_who_has_left_has_spoken_all_the_same(world: World) -> None:
    world.post("ama")
    behalf = world.standing("ama").on_behalf_of
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :p", p=world.person("ama"))
    world.write(members.end, world.caller("fang"), uid, space_id=world.space_id)
    left = of(seen(world), behalf)
    assert (left.asked, left.comments) == (0, 1)


def test_the_silent_come_first_where_that_is_asked_for(world: World) -> None:
    world.post("ama")
    ordered = by_silence(seen(world).organisations)
    assert [each.is_silent for each in ordered] == sorted((each.is_silent for each in ordered), reverse=True)


@pytest.mark.parametrize("by", ["ama", "priya"])
def test_only_moderators_are_told(world: World, by: str) -> None:
    with pytest.raises(NotAllowed):
        seen(world, by)
