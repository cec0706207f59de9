"""Comments that are alike: found beside the pages, kept in groups, put right by moderators, and counted."""

from typing import Any

import pytest

from commentspace.database import Step, Steps
from commentspace.domain import likeness
from commentspace.domain.likeness import gathering, keeping, reading, saying
from commentspace.domain.likeness.reading import In, Opened
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.small_draft import FIRST, SECOND
from tests.world import World

CAMPAIGN = (
    "The fishers of our coast have used these waters since before there were maps. "
    "A rule that closes the creeks in spring takes away half of what we live from. "
    "Let those who fish from small boats go out in these months too."
)
COPIES = (
    CAMPAIGN,
    f"Dear colleagues,\n{CAMPAIGN}\nBest regards",
    CAMPAIGN.replace("our coast", "the delta") + " We are forty families.",
)


def look(world: World) -> int:
    """What the work beside the pages does, with what is computed done here."""
    looked = world.read(gathering.due, [world.space_id])
    for document_id in looked:
        world.database.carry_out_here(keeping.steps(document_id, world.clock.now))
    return len(looked)


def groups_of(world: World, key: str = "lars") -> dict[int, In]:
    return world.read(likeness.groups_of, world.standing(key), world.document_id)


def near(world: World) -> set[frozenset[str]]:
    """The groups of near-identical comments, by their names."""
    uids = dict(world.rows("SELECT id, uid FROM comment"))
    found: dict[str, set[str]] = {}
    for key, each in groups_of(world).items():
        if each.near:
            found.setdefault(each.near, set()).add(uids[key])
    return {frozenset(each) for each in found.values()}


def opened(world: World, comment: str) -> Opened:
    return world.read(reading.opened, world.standing("lars"), world.document_id, comment, "near", 1)


def campaign(world: World) -> list[str]:
    return [world.post(key, FIRST, text) for key, text in zip(("ama", "wei", "lucia"), COPIES, strict=True)]


def begun(steps: Steps[int]) -> Steps[int]:
    """A look that ends after its first write."""
    answer: Any = None
    while True:
        step = steps.send(answer)
        answer = yield step
        if isinstance(step, Step):
            return 0


def part(world: World, comment: str, by: str = "lars", reason: str = "It names other months.") -> None:
    world.write(saying.part, world.caller(by), comment, reason)


def join(world: World, group: str, number: str, by: str = "lars") -> None:
    world.write(saying.join, world.caller(by), group, number, "The same in other words.")


def test_copies_of_one_text_are_a_group_with_what_differs(world: World) -> None:
    copies = campaign(world)
    other = world.post("ama", SECOND, "Which years does the table speak of? The heading says nothing about it.")
    assert look(world) == 1
    assert near(world) == {frozenset(copies)}
    found = opened(world, copies[2])
    assert (found.comments, len(found.open_uids)) == (3, 3)
    changed = [run.text for each in found.members if each.why for run in each.why.text if run.kind == "in"]
    assert any("We are forty families." in text for text in changed)
    with pytest.raises(NotFound):
        opened(world, other)


def test_comments_and_distinct_comments_are_counted_as_they_are_now(world: World) -> None:
    copies = campaign(world)
    world.post("ama", SECOND, "Which years does the table speak of?")
    who = world.standing("lars")
    assert world.read(likeness.counts, who, world.document_id) == (4, 4)
    look(world)
    assert world.read(likeness.counts, who, world.document_id) == (4, 2)
    world.withdraw("ama", copies[0])
    assert world.read(likeness.counts, who, world.document_id) == (3, 2)
    world.reply("wei", copies[1], "An answer is no comment of its own here.")
    assert world.read(likeness.counts, who, world.document_id) == (3, 2)


def test_a_look_is_due_when_comments_came_changed_or_went_and_not_otherwise(world: World) -> None:
    copies = campaign(world)
    assert look(world) == 1
    assert look(world) == 0
    world.reply("wei", copies[0], "I see.")
    assert look(world) == 0, "what answers a comment is none that wants an answer"
    world.clock.advance(minutes=1)
    world.edit("ama", copies[0], "I have thought about it again, and ask for a table of the months instead.")
    assert look(world) == 1
    assert near(world) == {frozenset(copies[1:])}
    world.hold(copies[1])
    assert look(world) == 1
    assert near(world) == set(), "what is held back is not looked at"
    world.release(copies[1])
    assert look(world) == 1
    assert near(world) == {frozenset(copies[1:])}
    world.withdraw("wei", copies[1])
    assert look(world) == 1
    assert groups_of(world) == {}


def test_a_look_is_due_where_one_comment_went_and_another_came_back(world: World) -> None:
    copies = campaign(world)
    other = world.post("li", SECOND, "Which years does the table speak of?")
    world.hold(copies[0])
    look(world)
    world.release(copies[0])
    world.withdraw("li", other)
    assert look(world) == 1
    assert near(world) == {frozenset(copies)}


def test_a_look_that_was_cut_off_is_made_again(world: World) -> None:
    campaign(world)
    world.database.carry_out_here(begun(keeping.steps(world.document_id, world.clock.now)))
    assert look(world) == 1
    assert len(near(world)) == 1


def test_a_comment_that_was_taken_out_stays_out(world: World) -> None:
    copies = campaign(world)
    look(world)
    part(world, copies[2])
    assert near(world) == {frozenset(copies[:2])}
    world.post("wei", FIRST, CAMPAIGN + " That is all.")
    look(world)
    [group] = near(world)
    assert copies[2] not in group
    assert len(group) == 3
    [said] = opened(world, copies[0]).said
    assert (said.uid, said.is_alike, said.reason, said.by) == (
        copies[2],
        False,
        "It names other months.",
        "Lars Nygård",
    )
    for each in copies[:2]:
        world.withdraw("ama" if each == copies[0] else "wei", each)
    world.post("li", FIRST, CAMPAIGN)
    look(world)
    assert all(copies[2] not in group for group in near(world)), "even where those beside it have gone"


def test_the_first_of_a_group_can_be_taken_out_too(world: World) -> None:
    copies = campaign(world)
    look(world)
    first = opened(world, copies[0]).name
    part(world, first)
    left = frozenset(copies) - {first}
    assert near(world) == {left}
    look(world)
    world.post("ama", SECOND, "And a question: who counts?")
    look(world)
    assert near(world) == {left}


def test_of_a_group_of_two_nothing_is_left_when_one_is_taken_out(world: World) -> None:
    one, other = (world.post(key, FIRST, COPIES[0]) for key in ("ama", "wei"))
    look(world)
    part(world, other)
    assert groups_of(world) == {}
    with pytest.raises(Conflict, match="in no group"):
        part(world, one)


def test_a_comment_can_be_put_into_a_group_by_hand_and_stays_there(world: World) -> None:
    copies = campaign(world)
    other = world.post("ama", SECOND, "Small boats should be let out in spring.")
    look(world)
    number = world.seen("lars", other).number
    join(world, copies[0], f"#{number}")
    assert near(world) == {frozenset([*copies, other])}
    world.post("wei", SECOND, "Who has paid for the map on page two, and when was it drawn?")
    look(world)
    assert near(world) == {frozenset([*copies, other])}
    with pytest.raises(Conflict, match="already"):
        join(world, copies[0], str(number))
    part(world, other)
    look(world)
    assert near(world) == {frozenset(copies)}, "the last word counts"


def test_two_single_comments_become_a_group_by_hand(world: World) -> None:
    one, other = world.post("ama", FIRST, "Say which months."), world.post("wei", FIRST, "请说明季节。")
    join(world, one, str(world.seen("lars", other).number))
    assert near(world) == {frozenset([one, other])}
    assert world.read(likeness.counts, world.standing("lars"), world.document_id) == (2, 1)


@pytest.mark.parametrize("number", ["", "x", "99", "12345678901"])
def test_a_number_that_is_none_is_refused_with_what_to_do(world: World, number: str) -> None:
    comment = world.post("ama", FIRST)
    with pytest.raises(Invalid, match="number"):
        join(world, comment, number)


@pytest.mark.parametrize("key", ["ama", "priya"])
def test_only_moderators_know_of_groups_and_say_anything_to_them(world: World, key: str) -> None:
    copies = campaign(world)
    look(world)
    for query in (likeness.groups_of, likeness.counts):
        with pytest.raises(NotAllowed):
            world.read(query, world.standing(key), world.document_id)
    with pytest.raises(NotAllowed):
        part(world, copies[0], key)
    with pytest.raises(NotAllowed):
        join(world, copies[0], "1", key)


def test_opposites_are_never_one_group(world: World) -> None:
    world.post("ama", FIRST, CAMPAIGN)
    world.post("wei", FIRST, CAMPAIGN.replace("Let those", "Do not let those"))
    look(world)
    assert near(world) == set()
