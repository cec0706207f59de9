"""A reason is read by those for whom it was written, on the page and in what is taken away."""

from typing import Any

import pytest

from commentspace.errors import Closed
from tests.world import World


def _exported(world: World, key: str | None, uid: str) -> Any:
    return next(comment for comment in world.exported(key)["comments"] if comment["id"] == uid)


@pytest.mark.parametrize(("key", "reads"), [("ama", True), ("lars", True), ("wei", False), (None, False)])
def test_why_a_comment_was_withdrawn_is_for_its_author_and_moderators(
    world: World, key: str | None, reads: bool
) -> None:
    world.change_space(is_open=True)
    uid = world.post("ama")
    world.withdraw("ama", uid, "My ministry has changed its mind.")
    assert (world.seen(key, uid).status_reason == "My ministry has changed its mind.") == reads
    assert (_exported(world, key, uid)["state_reason"] is not None) == reads


@pytest.mark.parametrize(("key", "reads"), [("ama", True), ("lars", True), ("wei", False)])
def test_why_a_comment_is_held_is_not_for_the_authors_of_its_answers(world: World, key: str, reads: bool) -> None:
    first = world.post("ama")
    answer = world.reply("wei", first)
    world.hold(first, "This names a person.")
    seen = world.seen(key, answer)
    assert seen.status == "held"
    assert (seen.status_reason == "This names a person.") == reads
    assert (seen.status_by != "") == reads


def test_what_was_held_and_then_withdrawn_can_still_be_released_with_its_answers(world: World) -> None:
    first = world.post("ama")
    answer = world.reply("wei", first)
    world.hold(first)
    world.withdraw("ama", first)
    assert world.seen("lars", first).is_held
    assert world.view("priya", answer) is None
    world.release(first)
    assert world.seen("priya", answer).status == "shown"
    assert world.seen("priya", first).status == "withdrawn"


def test_an_answer_below_a_held_comment_waits_for_a_look_of_its_own(world: World) -> None:
    world.change_space(holds_new=True)
    first = world.post("ama")
    below = world.reply("ama", first, "Something else entirely.")
    world.release(first)
    assert world.view("wei", below) is None
    world.release(below)
    assert world.seen("wei", below).status == "shown"


def test_a_clock_that_was_set_back_reopens_nothing(world: World) -> None:
    world.close_review()
    world.clock.advance(seconds=-2)
    with pytest.raises(Closed):
        world.post("ama")
