"""The moment of a verb is read when it holds the lock, so that two processes agree on what came first."""

import asyncio
import threading
from contextlib import closing
from datetime import UTC, datetime

from sqlalchemy import event
from sqlmodel import Session

from commentspace.database import Database
from tests.clock import START
from tests.database.verbs import PATIENCE, break_down, held_up, note, refuse_late
from tests.world import World


def moment(_session: Session, *, now: datetime) -> datetime:
    return now


def test_no_clock_is_read_before_the_other_process_lets_go_of_the_lock(world: World) -> None:
    asked, read = threading.Event(), threading.Event()

    def clock() -> datetime:
        read.set()
        return START

    def hold_the_lock(_session: Session, other: Database, *, now: datetime) -> None:
        threading.Thread(target=other.write_here, args=(moment,), kwargs={"space": world.space_id}).start()
        assert asked.wait(PATIENCE)
        assert not read.is_set()

    with closing(Database(world.url, clock=clock)) as other:
        event.listen(other.engine, "before_cursor_execute", lambda *_: asked.set())
        world.write(hold_the_lock, other)
        assert read.wait(PATIENCE)


async def test_the_clock_is_read_within_the_transaction_whether_in_a_group_or_alone(world: World) -> None:
    running, within = [False], list[bool]()

    def clock() -> datetime:
        within.append(running[0])
        return START

    with closing(Database(world.url, clock=clock)) as database:
        for what, is_running in (("begin", True), ("commit", False), ("rollback", False)):
            event.listen(database.engine, what, lambda _connection, to=is_running: running.__setitem__(0, to))
        async with held_up(database, world.space_id):
            writes = [
                asyncio.create_task(database.write(verb, *args, space=world.space_id))
                for verb, *args in ((note, "a"), (break_down,), (refuse_late,), (note, "b"))
            ]
        await asyncio.gather(*writes, return_exceptions=True)
    assert len(within) == 7, "the busy one; a and the broken one; then all four alone"
    assert all(within)


def test_without_a_clock_of_its_own_it_is_the_databases_time(world: World) -> None:
    with closing(Database(world.url)) as database:
        before = datetime.now(UTC)
        found = database.write_here(moment, space=world.space_id)
        assert before <= found <= datetime.now(UTC)
        assert found.tzinfo is not None
