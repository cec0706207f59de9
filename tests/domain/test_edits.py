"""Editing: every state is kept and readable, and nobody overwrites what they have not seen."""

import pytest

from commentspace.domain import edits, histories
from commentspace.domain.bodies import Body
from commentspace.errors import Conflict, NotAllowed, NotFound
from tests.clock import START
from tests.world import World


def test_an_edit_is_seen_by_everybody_and_every_earlier_state_can_be_read(world: World) -> None:
    comment = world.post("ama", text="First.", door="mail")
    world.clock.advance(minutes=5)
    world.edit("ama", comment, "**Second.**")
    seen = world.seen("priya", comment)
    assert (seen.body, seen.html, seen.states) == ("**Second.**", "<p><strong>Second.</strong></p>", 2)
    assert (seen.posted_at, seen.edited_at, seen.number) == (START, world.clock.now, 1)
    states = world.read(histories.of_comment, world.caller("priya"), comment)
    assert [(state.number, state.body, state.at, state.door) for state in states] == [
        (2, "**Second.**", world.clock.now, "web"),
        (1, "First.", START, "mail"),
    ]


def test_an_edit_that_started_from_an_older_state_is_refused_and_overwrites_nothing(world: World) -> None:
    comment = world.post("ama")
    world.edit("ama", comment, "In one window.")
    with pytest.raises(Conflict, match="meanwhile") as refused:
        world.write(edits.edit, world.caller("ama"), comment, Body.of("In another."), key="k" * 16, based_on=1)
    assert refused.value.field == "body"
    assert world.seen("ama", comment).body == "In one window."


def test_an_edit_that_changes_nothing_makes_no_new_state(world: World) -> None:
    comment = world.post("ama", text="Same.")
    world.edit("ama", comment, " Same.\n")
    assert (world.seen("ama", comment).states, world.seen("ama", comment).edited_at) == (1, None)


@pytest.mark.parametrize("by", ["wei", "lars", "fang"])
def test_only_its_author_edits_a_comment(world: World, by: str) -> None:
    comment = world.post("ama")
    with pytest.raises(NotAllowed, match="author"):
        world.edit(by, comment, "Words in another's mouth.")


def test_a_held_comment_can_be_edited_by_its_author_and_is_hidden_from_others(world: World) -> None:
    comment = world.post("ama")
    world.hold(comment)
    world.edit("ama", comment, "More kindly.")
    assert world.seen("lars", comment).body == "More kindly."
    with pytest.raises(NotFound):
        world.write(edits.edit, world.caller("wei"), comment, Body.of("x"), key="k" * 16, based_on=1)
    with pytest.raises(NotFound):
        world.read(histories.of_comment, world.caller("wei"), comment)


def test_a_withdrawn_comment_cannot_be_edited(world: World) -> None:
    comment = world.post("ama")
    world.withdraw("ama", comment)
    with pytest.raises(Conflict, match="withdrawn"):
        world.edit("ama", comment, "Back again.")
