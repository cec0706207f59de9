"""What another process commits is seen: the command line beside a server, or a second server."""

import asyncio
from contextlib import closing

import pytest

from commentspace.database import Database
from commentspace.live.watch import watch
from tests.live.serving import LONGEST, serving
from tests.small_draft import SECOND
from tests.world import Facts, World


async def test_a_commit_of_another_process_reaches_open_pages(world: World) -> None:
    async with serving(world) as live:
        pages = await live.pages("ama", "priya", "lars")
        with closing(Database(world.url, clock=world.clock)) as other:
            elsewhere = World(other, world.clock, Facts.of(other))
            comment = elsewhere.post("ama", door="command")
            for page in pages:
                await page.until(comment)
                assert page.is_fresh
            elsewhere.hold(elsewhere.post("wei", SECOND))
            last = elsewhere.post("lars", SECOND)
            for page in pages:
                await page.until(last)
                assert page.is_fresh


async def test_acts_here_are_told_without_waiting_for_a_look(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commentspace.live.watch.EVERY", 3_600.0)
    async with serving(world) as live:
        page = await live.page("priya")
        comment = world.post("ama")
        await page.until(comment)
        assert page.is_fresh


async def test_a_look_that_failed_is_tried_again(sqlite_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commentspace.live.watch.EVERY", 0.01)
    monkeypatch.setattr("commentspace.live.hub.AGAIN", 0.01)
    loop, failed = asyncio.get_running_loop(), asyncio.Event()

    def fail() -> None:
        loop.call_soon_threadsafe(failed.set)
        raise OSError("the disk is away")

    async with serving(sqlite_world) as live:
        page = await live.page("priya")
        with monkeypatch.context() as broken, closing(Database(sqlite_world.url, clock=sqlite_world.clock)) as other:
            broken.setattr(sqlite_world.database, "last_sequences", fail)
            comment = World(other, sqlite_world.clock, Facts.of(other)).post("ama")
            await asyncio.wait_for(failed.wait(), LONGEST)
        await page.until(comment)
        assert page.is_fresh


async def test_the_watch_begins_again_after_a_failure(sqlite_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commentspace.live.watch.AGAIN", 0.01)
    failed, seen = asyncio.Event(), asyncio.Event()

    def fail() -> int:
        failed.set()
        raise OSError("the disk is away")

    with monkeypatch.context() as broken:
        broken.setattr(sqlite_world.database, "data_version", fail)
        watching = asyncio.create_task(watch(sqlite_world.database, seen.set))
        await asyncio.wait_for(failed.wait(), LONGEST)
        assert not seen.is_set()
    await asyncio.wait_for(seen.wait(), LONGEST)
    watching.cancel()
    await asyncio.wait([watching])
