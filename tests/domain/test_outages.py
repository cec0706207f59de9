"""Outages: what the heartbeat tells, and minutes that are given back."""

from datetime import timedelta

import pytest

from commentspace.domain import outages, review_windows
from commentspace.domain.outages import OutageView
from commentspace.errors import Conflict, NotAllowed, NotFound
from tests.clock import START
from tests.world import CLOSES, World

MINUTES_10 = timedelta(minutes=10)


def beat(world: World, was_here: bool = False) -> str | None:
    return world.database.write_here(outages.beat, was_here=was_here)


def away(world: World, **span: float) -> str:
    """Beat, be away for so long, and come back."""
    beat(world)
    world.clock.advance(**span)
    name = beat(world)
    assert name is not None
    return name


def seen(world: World, by: str | None = "lars") -> list[OutageView]:
    [(review_id,)] = world.rows("SELECT max(id) FROM review")
    return world.read(outages.of_review, world.standing(by), review_id)


def test_a_gap_of_more_than_three_minutes_is_an_outage(world: World) -> None:
    assert beat(world) is None
    world.clock.advance(minutes=3)
    assert beat(world) is None
    world.clock.advance(minutes=4)
    name = beat(world)
    [outage] = seen(world)
    assert (outage.uid, outage.minutes, outage.made_good) == (name, 4, None)
    assert (outage.from_at, outage.to_at) == (START + timedelta(minutes=3), START + timedelta(minutes=7))


def test_a_clock_that_jumps_is_no_outage(world: World) -> None:
    beat(world)
    world.clock.advance(hours=1)
    assert beat(world, was_here=True) is None, "the process was there all the time"
    world.clock.advance(hours=-2)
    assert beat(world) is None
    world.clock.advance(minutes=1)
    assert beat(world) is None
    assert seen(world) == []


def test_only_the_minutes_in_which_the_review_was_open_count(world: World) -> None:
    world.clock.now = CLOSES - timedelta(minutes=2)
    away(world, minutes=30)
    assert [each.minutes for each in seen(world)] == [2]
    away(world, minutes=30)
    assert [each.minutes for each in seen(world)] == [2], "the second one took nothing from the review"


def test_an_open_review_is_extended_by_the_minutes_once(world: World) -> None:
    name = away(world, minutes=42)
    given = world.write(outages.make_good, world.caller("lars"), world.document, name, "The server was away.")
    assert given == 42
    review = world.read(review_windows.of_document, world.document_id, world.clock.now)
    assert (review.closes_at, review.reason) == (CLOSES + timedelta(minutes=42), "The server was away.")
    [outage] = seen(world)
    assert (outage.made_good, outage.by) == (42, "Lars Nygård")
    with pytest.raises(Conflict):
        world.write(outages.make_good, world.caller("lars"), world.document, name, "Again.")
    with pytest.raises(Conflict):
        world.write(outages.leave, world.caller("lars"), world.document, name)


def test_a_review_that_closed_in_the_outage_is_reopened_by_its_minutes(world: World) -> None:
    world.clock.now = CLOSES - MINUTES_10
    name = away(world, minutes=30)
    world.write(outages.make_good, world.caller("lars"), world.document, name, "It closed while nobody could write.")
    review = world.read(review_windows.of_document, world.document_id, world.clock.now)
    assert (review.state, review.closes_at) == ("open", world.clock.now + MINUTES_10)


def test_an_outage_can_be_left(world: World) -> None:
    name = away(world, minutes=5)
    with pytest.raises(NotAllowed):
        world.write(outages.leave, world.caller("ama"), world.document, name)
    world.write(outages.leave, world.caller("lars"), world.document, name)
    review = world.read(review_windows.of_document, world.document_id, world.clock.now)
    assert (review.closes_at, [each.made_good for each in seen(world, "ama")]) == (CLOSES, [0])


def test_an_outage_that_took_nothing_from_the_review_is_not_known_to_it(world: World) -> None:
    world.close_review()
    name = away(world, hours=1)
    with pytest.raises(NotFound):
        world.write(outages.make_good, world.caller("lars"), world.document, name, "Why not.")
