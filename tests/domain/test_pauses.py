"""Pausing and going on: no comment is taken meanwhile, and every door says the same."""

from datetime import timedelta

import pytest

from commentspace.domain import edits, review_windows, reviews
from commentspace.domain.bodies import Body
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.reviews import Sending
from commentspace.errors import Closed, Conflict, Invalid, NotAllowed
from tests.clock import START
from tests.world import CLOSES, World

HOUR = timedelta(hours=1)


def pause(world: World, reason: str = "The text is being mended.", **more: object) -> None:
    world.write(reviews.pause, world.caller("lars"), world.document, reason, **more)


def resume(world: World, reason: str = "It is mended.", **more: object) -> None:
    world.write(reviews.resume, world.caller("lars"), world.document, CLOSES, reason, **more)


def at_present(world: World) -> StandingOfReview:
    return world.read(review_windows.of_document, world.document_id, world.clock.now)


def test_a_paused_review_takes_nothing_and_says_that_it_is_paused(world: World) -> None:
    comment = world.post("ama")
    pause(world)
    for act in (
        lambda: world.post("ama"),
        lambda: world.reply("wei", comment),
        lambda: world.post("wei", door="mail"),
        lambda: world.write(edits.edit, world.caller("ama"), comment, Body.of("New."), key="a" * 16, based_on=1),
    ):
        with pytest.raises(Closed, match="is paused"):
            act()
    review = at_present(world)
    assert (review.state, review.reason, review.ended_at) == ("paused", "The text is being mended.", START)
    assert review.next_turn is None


def test_a_paused_review_gets_its_closing_time_when_it_goes_on(world: World) -> None:
    pause(world)
    world.clock.now = CLOSES + timedelta(hours=1)
    assert at_present(world).state == "paused", "the closing time does not end a pause"
    later = CLOSES + timedelta(days=1)
    with pytest.raises(Conflict, match="when you let it go on"):
        world.write(reviews.extend, world.caller("lars"), world.document, later, "Holidays.")


def test_moderators_answer_during_a_pause_too(world: World) -> None:
    comment = world.post("ama")
    pause(world)
    assert world.seen("ama", world.reply("lars", comment)).body == "I agree."


def test_it_goes_on_with_a_reason_and_what_came_meanwhile_stays_refused(world: World) -> None:
    pause(world)
    paused = world.clock.advance(hours=1)
    world.clock.advance(hours=1)
    resume(world)
    review = at_present(world)
    assert (review.state, review.reason, review.closes_at) == ("open", "It is mended.", CLOSES)
    assert world.seen("wei", world.post("ama")).body == "Say more."
    with pytest.raises(Closed, match="is paused"):
        world.post("ama", received_at=paused)


def test_what_was_received_before_the_pause_is_taken_during_it(world: World) -> None:
    received = world.clock.now
    world.clock.advance(hours=1)
    pause(world)
    assert world.post("ama", door="mail", received_at=received)


def test_a_pause_does_not_end_by_itself_and_can_be_closed(world: World) -> None:
    pause(world)
    world.clock.now = CLOSES + HOUR
    assert at_present(world).state == "paused"
    world.close_review("It will not go on.")
    review = at_present(world)
    assert (review.state, review.reason, review.ended_at) == ("closed", "It will not go on.", CLOSES + HOUR)
    with pytest.raises(Closed, match="not open for comments"):
        world.post("ama")


def test_what_is_withdrawn_during_a_pause_is_not_late(world: World) -> None:
    comment = world.post("ama")
    pause(world)
    world.withdraw("ama", comment)
    assert not world.seen("lars", comment).late


def test_pausing_and_going_on_are_kept_with_who_when_and_why(world: World) -> None:
    pause(world)
    resume(world)
    history = world.read(reviews.history, world.document_id)
    assert [(change.act, change.by, change.reason) for change in history[:2]] == [
        ("resumption", "Lars Nygård", "It is mended."),
        ("pause", "Lars Nygård", "The text is being mended."),
    ]


def test_each_needs_a_reason_and_happens_only_in_its_turn(world: World) -> None:
    with pytest.raises(Conflict, match="not paused"):
        resume(world)
    with pytest.raises(Invalid) as refused:
        pause(world, " ")
    assert refused.value.field == "reason"
    assert at_present(world).state == "open"
    pause(world)
    with pytest.raises(Conflict, match="Only an open review"):
        pause(world)
    with pytest.raises(Conflict, match="Only a closed review"):
        world.reopen_review()
    with pytest.raises(Invalid) as refused:
        resume(world, "")
    assert (refused.value.field, at_present(world).state) == ("reason", "paused")


def test_only_moderators_pause(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.write(reviews.pause, world.caller("ama"), world.document, "Mine.")


def test_the_same_form_acts_once_and_another_one_again(world: World) -> None:
    pause(world, sending=Sending("form-1"))
    pause(world, sending=Sending("form-1"))
    resume(world, sending=Sending("form-2"))
    pause(world, sending=Sending("form-1"))
    resume(world, sending=Sending("form-2"))
    assert [change.act for change in world.read(reviews.history, world.document_id)] == [
        "resumption",
        "pause",
        "opening",
    ]
    pause(world, sending=Sending("form-3"))
    assert at_present(world).state == "paused"
