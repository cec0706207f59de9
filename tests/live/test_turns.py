"""Time alone opens and closes reviews; pages are told at that moment."""

import asyncio
from datetime import datetime, timedelta

from commentspace.domain import reviews
from commentspace.domain.review_windows import Window
from commentspace.live.turns import Turns
from tests.clock import Clock
from tests.live.serving import LONGEST, Live
from tests.world import CLOSES


async def test_a_closing_is_told_at_its_moment(live: Live) -> None:
    live.world.clock.now = CLOSES - timedelta(milliseconds=50)
    pages = await live.pages("ama", "priya", "lars")
    assert all('data-state="open"' in page.pieces["standing"] for page in pages)
    cursors = [page.cursor for page in pages]
    live.world.clock.now = CLOSES
    for page in pages:
        await page.next()
        assert 'data-state="closed"' in page.pieces["standing"]
        assert page.is_fresh
    assert [page.cursor for page in pages] == cursors


async def test_an_opening_is_told_at_its_moment_and_the_closing_after_it(live: Live) -> None:
    world = live.world
    world.close_review()
    opens = world.clock.now + timedelta(milliseconds=50)
    closes = opens + timedelta(milliseconds=50)
    world.write(reviews.open, world.caller("lars"), world.document, Window(opens, closes))
    page = await live.page("priya", "zh")
    assert 'data-state="scheduled"' in page.pieces["standing"]
    world.clock.now = opens
    await page.next()
    assert 'data-state="open"' in page.pieces["standing"]
    world.clock.now = closes
    await page.next()
    assert 'data-state="closed"' in page.pieces["standing"]


async def test_a_moment_that_was_put_off_passes_unsaid() -> None:
    clock, turned, last = Clock(), list[int](), asyncio.Event()

    def note(document_id: int) -> None:
        turned.append(document_id)
        if document_id == 3:
            last.set()

    turns = Turns(clock, note)
    turns.expect(1, clock.now + timedelta(milliseconds=10))
    turns.expect(2, clock.now + timedelta(milliseconds=10))
    turns.expect(3, clock.now + timedelta(milliseconds=20))
    turns.expect(1, clock.now + timedelta(days=400))
    turns.forget(2)
    clock.advance(days=1)
    await asyncio.wait_for(last.wait(), LONGEST)
    turns.close()
    assert turned == [3]


async def test_nothing_is_said_before_the_moment_though_the_alarm_rings_early() -> None:
    clock, told = Clock(), asyncio.Event()
    looks = 0

    def now() -> datetime:
        nonlocal looks
        looks += 1
        if looks == 3:
            clock.advance(seconds=1)
        assert not told.is_set()
        return clock.now

    turns = Turns(now, lambda _: told.set())
    turns.expect(1, clock.now + timedelta(milliseconds=5))
    await asyncio.wait_for(told.wait(), LONGEST)
    assert looks == 4
