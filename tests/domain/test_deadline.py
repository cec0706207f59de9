"""In time is what was received before the closing, in whatever order it is dealt with."""

from datetime import timedelta

import pytest

from commentspace.domain import edits, review_windows, reviews
from commentspace.domain.bodies import Body
from commentspace.errors import Closed
from tests.clock import START
from tests.small_draft import FIRST
from tests.world import CLOSES, World

MOMENT = timedelta(microseconds=1)


def test_nothing_is_taken_before_the_opening_and_after_the_closing(world: World) -> None:
    for received_at in (START - MOMENT, CLOSES, CLOSES + MOMENT):
        with pytest.raises(Closed):
            world.post("ama", received_at=received_at)
    for received_at in (START, CLOSES - MOMENT):
        world.post("ama", received_at=received_at)


def test_the_last_moment_counts_by_the_clock_too(world: World) -> None:
    world.clock.now = CLOSES - MOMENT
    world.post("ama")
    world.clock.now = CLOSES
    with pytest.raises(Closed):
        world.post("ama")


def test_what_was_received_in_time_is_taken_after_the_closing(world: World) -> None:
    received = world.clock.advance(hours=1)
    world.clock.advance(hours=1)
    world.close_review()
    comment = world.post("ama", door="mail", received_at=received)
    seen = world.seen("wei", comment)
    assert (seen.received_at, seen.posted_at) == (received, received + timedelta(hours=1))


def test_what_is_received_at_the_moment_of_closing_or_later_is_refused(world: World) -> None:
    closed = world.clock.advance(hours=1)
    world.close_review()
    for received_at in (closed, closed + MOMENT):
        with pytest.raises(Closed):
            world.post("ama", received_at=received_at)
    world.post("ama", received_at=closed - MOMENT)


def test_an_early_closing_goes_before_the_planned_one(world: World) -> None:
    world.close_review()
    with pytest.raises(Closed):
        world.post("ama", received_at=START + timedelta(days=1))


def test_what_came_while_it_was_closed_stays_refused_after_a_reopening(world: World) -> None:
    closed = world.clock.advance(hours=1)
    world.close_review()
    reopened = world.clock.advance(hours=1)
    world.reopen_review()
    for received_at in (closed, reopened - MOMENT):
        with pytest.raises(Closed):
            world.post("ama", received_at=received_at)
    for received_at in (closed - MOMENT, reopened):
        world.post("ama", received_at=received_at)


def test_a_comment_belongs_to_the_review_that_was_open_when_it_was_received(world: World) -> None:
    first = world.post("ama")
    world.clock.advance(hours=1)
    world.close_review()
    world.clock.advance(hours=1)
    world.write(reviews.open, world.caller("lars"), world.document, review_windows.Window(None, CLOSES))
    second, by_slow_mail = world.post("ama"), world.post("ama", received_at=START)
    in_review = dict(world.rows("SELECT uid, review_id FROM comment"))
    assert in_review[by_slow_mail] == in_review[first] != in_review[second]


def test_participants_can_neither_reply_nor_edit_after_the_closing(world: World) -> None:
    comment = world.post("ama")
    world.close_review()
    with pytest.raises(Closed):
        world.reply("wei", comment)
    with pytest.raises(Closed):
        world.edit("ama", comment, "Too late.")
    assert world.seen("wei", comment).body == "Say more."


def test_moderators_answer_and_correct_their_answers_after_the_closing(world: World) -> None:
    comment = world.post("ama")
    world.close_review()
    with pytest.raises(Closed):
        world.post("lars")
    answer = world.reply("lars", comment, "Thank you.")
    world.edit("lars", answer, "Thank you very much.")
    assert world.seen("ama", answer).body == "Thank you very much."


def test_the_sentence_is_the_same_for_a_comment_a_reply_and_an_edit(world: World) -> None:
    comment = world.post("ama")
    world.close_review()
    sentences = set()
    for act in (
        lambda: world.post("ama", FIRST),
        lambda: world.reply("ama", comment),
        lambda: world.write(edits.edit, world.caller("ama"), comment, Body.of("New."), key="a" * 16, based_on=1),
    ):
        with pytest.raises(Closed) as refused:
            act()
        sentences.add(refused.value.said())
    assert sentences == {Closed.sentence}
