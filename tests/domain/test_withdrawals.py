"""Withdrawing: the place stays, the text is no longer shown."""

import pytest

from commentspace.domain import discussion, histories
from commentspace.errors import Conflict, Invalid, NotAllowed
from tests.world import World


def test_a_withdrawn_comment_keeps_its_place_its_number_and_its_answers(world: World) -> None:
    comment = world.post("ama", quote="flow of water")
    answer = world.reply("wei", comment)
    world.withdraw("ama", comment, " I misread it. ")
    seen = world.seen("priya", comment)
    assert (seen.status, seen.body, seen.html, seen.number) == ("withdrawn", "", "", 1)
    assert (seen.status_by, seen.status_reason, seen.status_at) == ("", "", world.clock.now)
    assert (seen.late, seen.quotation) == (False, "flow of water")
    assert world.seen("priya", answer).parent == comment


@pytest.mark.parametrize("door", ["web", "mail"])
def test_it_can_be_answered_through_every_door(world: World, door: str) -> None:
    comment = world.post("ama")
    world.withdraw("ama", comment)
    answer = world.reply("wei", comment, "It was a good question.", door=door)
    assert world.seen("priya", answer).parent == comment


@pytest.mark.parametrize("key", ["ama", "wei", "lars", "priya"])
def test_nobody_is_shown_the_text_of_a_withdrawn_comment_on_a_page(world: World, key: str) -> None:
    comment = world.post("ama", text="canary")
    world.withdraw("ama", comment)
    assert "canary" not in repr(world.seen(key, comment))


@pytest.mark.parametrize(("key", "states"), [("ama", 2), ("lars", 2), ("wei", 0), ("priya", 0)])
def test_its_states_are_for_its_author_and_moderators(world: World, key: str, states: int) -> None:
    comment = world.post("ama")
    world.edit("ama", comment, "Otherwise.")
    world.withdraw("ama", comment)
    assert len(world.read(histories.of_comment, world.caller(key), comment)) == states
    kept = world.read(histories.all_states, world.standing(key), world.document_id)
    assert sum(map(len, kept.values())) == states


def test_it_does_not_count_any_more(world: World) -> None:
    comment = world.post("ama")
    assert world.read(discussion.tallies, world.standing("wei")) == {world.document: 1}
    world.withdraw("ama", comment)
    assert world.read(discussion.tallies, world.standing("wei")) == {}


def test_withdrawing_after_the_closing_is_possible_and_marked_late(world: World) -> None:
    comment = world.post("ama")
    world.close_review()
    world.withdraw("ama", comment)
    assert world.seen("wei", comment).late


def test_a_comment_is_withdrawn_once_by_its_author_alone(world: World) -> None:
    comment = world.post("ama")
    for by in ("wei", "lars"):
        with pytest.raises(NotAllowed):
            world.withdraw(by, comment)
    world.withdraw("ama", comment)
    with pytest.raises(Conflict, match="already"):
        world.withdraw("ama", comment)


def test_a_reason_may_be_left_out_and_may_not_be_endless(world: World) -> None:
    comment = world.post("ama")
    with pytest.raises(Invalid) as refused:
        world.withdraw("ama", comment, "x" * 2001)
    assert refused.value.field == "reason"
    world.withdraw("ama", comment)
    assert world.seen("wei", comment).status_reason == ""
