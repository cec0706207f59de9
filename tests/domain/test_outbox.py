"""The outbox: every letter once, leased to one worker, tried for five days."""

from datetime import timedelta

import pytest

from commentspace.domain import outbox
from commentspace.domain.outbox import Due, Intent
from tests.world import World


@pytest.fixture
def letter(world: World) -> str:
    """A letter to wei that waits."""
    uid = intend(world)
    assert uid is not None
    return uid


def intend(world: World, dedup: str = "hello:1") -> str | None:
    intent = Intent("hello", dedup, world.person("wei"), world.space_id, {"n": 1, "at": world.clock.now})
    return world.database.write_here(outbox.intend, intent)


def lease(world: World, most: int = 10) -> list[Due]:
    return world.database.write_here(outbox.lease, most)


def test_an_intent_fixes_address_language_and_message_id(world: World) -> None:
    world.speaks("wei", "zh")
    letter = intend(world)
    [due] = lease(world)
    assert (due.uid, due.kind, due.address, due.language) == (letter, "hello", "chen.wei@example.org", "zh")
    assert due.subjects == {"n": 1, "at": "2026-03-02T09:00:00+00:00"}
    assert (due.state, due.attempts, due.created_at) == ("intended", 0, world.clock.now)
    assert len(due.message_id) >= 32


def test_the_same_letter_is_intended_once(world: World, letter: str) -> None:
    assert intend(world) is None
    assert intend(world, "hello:2") not in (None, letter)
    assert len(lease(world)) == 2


def test_a_leased_letter_is_given_to_nobody_else_while_the_lease_lasts(world: World, letter: str) -> None:
    assert [due.uid for due in lease(world)] == [letter]
    world.clock.advance(minutes=5)
    assert lease(world) == []
    world.clock.advance(seconds=1)
    assert [due.uid for due in lease(world)] == [letter]


def test_letters_are_leased_in_order_and_not_more_than_asked_for(world: World) -> None:
    first, second, third = (intend(world, f"hello:{n}") for n in range(3))
    assert [due.uid for due in lease(world, 2)] == [first, second]
    assert [due.uid for due in lease(world, 2)] == [third]


def test_a_sent_letter_is_never_leased_again(world: World, letter: str) -> None:
    [due] = lease(world)
    world.database.write_here(outbox.sent, due.id, "250 ok")
    world.clock.advance(days=1)
    assert lease(world) == []
    assert world.rows("SELECT state, answer, attempts FROM outbox") == [("sent", "250 ok", 1)]


@pytest.mark.parametrize("end", [outbox.fail, outbox.drop])
def test_a_letter_that_failed_or_was_dropped_is_not_tried_again(world: World, letter: str, end: object) -> None:
    [due] = lease(world)
    world.database.write_here(end, due.id, "550 no such user")  # type: ignore[arg-type]  # one of the two verbs
    world.clock.advance(days=1)
    assert lease(world) == []


def test_a_letter_that_was_put_off_waits_longer_each_time(world: World, letter: str) -> None:
    [due] = lease(world)
    for attempts, minutes in enumerate((1, 5, 15, 60, 240, 240, 240), start=1):
        world.database.write_here(outbox.put_off, due.id, "451 later")
        world.clock.advance(minutes=minutes, seconds=-1)
        assert lease(world) == []
        world.clock.advance(seconds=1)
        [due] = lease(world)
        assert due.attempts == attempts


def test_after_five_days_it_is_given_up_with_what_the_server_said_last(world: World, letter: str) -> None:
    tries = [world.clock.now]
    while tries[-1] - tries[0] <= timedelta(days=5):
        [due] = lease(world)
        world.database.write_here(outbox.put_off, due.id, f"451 later {len(tries)}")
        tries.append(world.clock.advance(hours=4))
    [due] = lease(world)
    world.database.write_here(outbox.put_off, due.id, "451 for the last time")
    world.clock.advance(days=1)
    assert lease(world) == []
    assert world.rows("SELECT state, answer FROM outbox") == [("failed", "451 for the last time")]
