"""Reviews without names: others know a pseudonym, or nobody, by every way in which a name could be asked for."""

import pytest

from commentspace.domain import address_book, blocks, changes, correspondence, finding, letter_rules, messages, people
from commentspace.domain.bodies import Body
from commentspace.domain.documents import find as document_of
from commentspace.domain.filters import Filter
from commentspace.domain.people import UNNAMED
from commentspace.domain.shown_as import ShownAs, of_writer
from commentspace.errors import Conflict, TooMany
from tests.blind import alias, masked, promote
from tests.domain.test_answers_at_once import name
from tests.domain.test_messages import answer, write
from tests.small_draft import SECOND
from tests.world import World

PARTY = "SELECT on_behalf_of FROM membership WHERE person_id = :id"


def found(world: World, key: str, **asked: str) -> list[str]:
    """The comments that a filter finds for somebody."""
    document, who = world.read(document_of, world.caller(key), world.document)
    spots = world.read(finding.find, who, document, Filter.of(asked), None).spots
    ids = {thread for spot in spots for thread in spot.threads}
    return [view.uid for view in world.views(key) if view.id in ids]


@pytest.mark.parametrize("named", ["pseudonyms", "hidden"])
def test_others_see_the_mask_and_writers_and_moderators_both(world: World, named: str) -> None:
    masked(world, named)
    first = world.post("ama")
    below = world.reply("wei", first)
    below = world.reply("ama", below)
    mask = alias(world, "ama") if named == "pseudonyms" else UNNAMED
    seen = world.seen("priya", first)
    assert (seen.author, seen.author_uid, seen.on_behalf_of, seen.affiliation, seen.others_see) == (
        mask,
        "",
        "",
        "",
        "",
    )
    of_wei = alias(world, "wei") if named == "pseudonyms" else UNNAMED
    assert world.seen("priya", below).parent_name == of_wei
    for key in ("ama", "lars"):
        seen = world.seen(key, first)
        assert (seen.author, seen.others_see) == (name(world, "ama"), mask)
        assert seen.on_behalf_of
    assert world.seen("priya", world.post("lars", SECOND)).author == name(world, "lars"), "moderators are named"


def test_a_writer_who_becomes_a_moderator_is_not_found_out_by_that(world: World) -> None:
    masked(world)
    comment = world.post("ama")
    before = world.seen("priya", comment)
    cursor = world.read(changes.cursor, world.standing("priya"), world.document_id)
    promote(world, "ama")
    assert world.seen("priya", comment) == before
    assert world.read(changes.cursor, world.standing("priya"), world.document_id) == cursor


def test_an_answer_tells_no_more_of_its_writer_than_what_it_answers(world: World) -> None:
    masked(world)
    first = world.post("ama")
    masked(world, "names")
    assert world.seen("priya", world.reply("ama", first)).masked == "alias"
    assert world.seen("priya", world.post("ama", SECOND)).masked == ""


def test_who_was_masked_in_a_thread_stays_masked_there(world: World) -> None:
    masked(world)
    answer = world.reply("lars", world.post("ama"))
    masked(world, "names")  # as a next round would be
    parent = world.seen("ama", answer)
    for key, mask in (("ama", "alias"), ("wei", "")):
        shown = world.read(of_writer, world.standing(key), world.document_id, parent)
        assert bool(shown.name) is bool(mask)
        assert world.seen("priya", world.reply(key, answer)).masked == mask


def test_no_filter_finds_a_masked_comment_by_the_organisation(world: World) -> None:
    masked(world)
    comment = world.post("ama")
    [(party,)] = world.rows(PARTY, id=world.person("ama"))
    document, who = world.read(document_of, world.caller("priya"), world.document)
    assert found(world, "priya", by=party) == []
    assert world.read(finding.parties, who, document) == []
    for key in ("ama", "lars"):
        assert found(world, key, by=party) == [comment]


def test_that_an_unnamed_writer_answers_themselves_is_not_told(world: World) -> None:
    masked(world, "hidden")
    own, others = world.post("ama"), world.post("ama", SECOND)
    world.reply("ama", own)
    world.reply("wei", others)
    assert found(world, "priya", unanswered="yes") == []
    assert found(world, "lars", unanswered="yes") == [own]


def test_the_address_book_counts_no_masked_comment_for_others(world: World) -> None:
    world.post("ama")
    masked(world)
    world.post("ama")
    counted = {
        key: [each.comments for each in world.read(address_book.written, world.standing(key), world.person("ama"))]
        for key in ("priya", "ama", "lars")
    }
    assert counted == {"priya": [1], "ama": [2], "lars": [2]}


@pytest.mark.parametrize("named", ["pseudonyms", "hidden"])
def test_letters_about_a_masked_comment_name_neither(world: World, named: str) -> None:
    masked(world, named)
    first = write(world, "wei", world.post("ama"))
    second = answer(world, "ama", first)
    of_ama, of_wei = (alias(world, key) if named == "pseudonyms" else UNNAMED for key in ("ama", "wei"))
    assert [world.read(messages.find, uid).writer for uid in (first, second)] == [of_wei, of_ama]
    for key, mine, other in (("wei", "wei", of_ama), ("ama", "ama", of_wei)):
        exchange, letters = world.read(correspondence.find, world.caller(key), first)
        assert exchange.other == other
        assert {each.writer for each in letters} == {other, name(world, mine)}


def test_a_moderator_is_named_in_letters_and_knows_to_whom_they_go(world: World) -> None:
    masked(world)
    first = write(world, "lars", world.post("ama"))
    assert world.read(messages.find, first).writer == name(world, "lars")
    assert world.read(messages.find, answer(world, "ama", first)).writer == name(world, "ama")


def test_a_refused_letter_names_nobody(world: World) -> None:
    masked(world)
    comment = world.post("ama")
    chosen = people.Preferences.of(name(world, "ama"), "en", "UTC", "7", False)
    world.database.write_here(people.prefer, world.caller("ama"), chosen)
    with pytest.raises(Conflict) as refused:
        write(world, "wei", comment)
    assert refused.value.details["name"] == alias(world, "ama")


def test_who_is_blocked_under_a_pseudonym_is_not_found_out_by_their_name(world: World) -> None:
    masked(world)
    under_mask = write(world, "wei", world.post("ama"))
    world.database.write_here(blocks.block, world.caller("ama"), under_mask)
    [block] = world.read(blocks.of_person, world.caller("ama"))
    assert block.name == alias(world, "wei")
    masked(world, "names")
    named, known = world.post("wei"), world.person("wei")
    messages_to = write(world, "ama", named, key="n" * 16)
    assert messages_to, "she does not know that it is he"
    assert blocks_known(world, known, None) is False
    with pytest.raises(Conflict):
        write(world, "wei", world.post("ama"), key="o" * 16)


def blocks_known(world: World, whom: int, comment_id: int | None) -> bool:
    return world.read(blocks.is_known, world.person("ama"), whom, comment_id)


def test_writers_are_told_before_what_others_will_see(world: World) -> None:
    assert not world.read(of_writer, world.standing("ama"), world.document_id)
    masked(world)
    assert world.read(of_writer, world.standing("ama"), world.document_id) == ShownAs(alias(world, "ama"))
    assert not world.read(of_writer, world.standing("lars"), world.document_id)
    world.execute("UPDATE review SET seen = 'closing', named = 'hidden'")
    assert world.read(of_writer, world.standing("ama"), world.document_id) == ShownAs(UNNAMED, True)


def test_writers_are_told_before_that_a_moderator_looks_first(world: World) -> None:
    world.execute("UPDATE space SET holds_new = true")
    assert world.read(of_writer, world.standing("ama"), world.document_id) == ShownAs(is_looked_at=True)
    assert not world.read(of_writer, world.standing("lars"), world.document_id), "nobody looks at what moderators write"


def test_what_is_taken_away_has_the_mask_too(world: World) -> None:
    masked(world)
    world.post("ama", text="May I?")
    [comment] = world.exported("priya")["comments"]
    assert (comment["author"], comment["masked"], comment["on_behalf_of"]) == (alias(world, "ama"), "alias", "")
    assert name(world, "ama") not in str(world.exported("priya"))


def test_a_letter_is_written_under_the_pseudonym(world: World) -> None:
    masked(world)
    comment = world.post("ama")
    world.write(messages.write, world.caller("wei"), comment, Body.of("Why?"), "w" * 16)
    [(subject, to)] = world.rows("SELECT subjects, person_id FROM outbox WHERE kind = 'message'")
    assert to == world.person("ama")
    assert name(world, "wei") not in subject


@pytest.mark.parametrize("named", ["pseudonyms", "hidden"])
def test_patience_with_somebody_by_name_is_not_counted_behind_a_mask(world: World, named: str) -> None:
    by_name = world.post("ama")
    masked(world, named)
    behind = world.post("ama", SECOND)
    world.clock.advance(hours=2)
    for number in range(letter_rules.UNANSWERED):
        write(world, "wei", by_name, key=f"{number}" * 16)
    with pytest.raises(TooMany, match=name(world, "ama")):
        write(world, "wei", by_name, key="x" * 16)
    for number in range(letter_rules.UNANSWERED):
        write(world, "wei", behind, key=f"{number}-" * 8)
    with pytest.raises(TooMany):
        write(world, "wei", behind, key="y" * 16)
