"""Small verbs for the tests of the writer, and a way to have several of them in one group."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from commentspace.database import Database
from commentspace.domain.tables import Try
from commentspace.errors import Conflict
from tests.world import World

PATIENCE = 10.0
"""Seconds after which what should have happened long ago is a failure."""


def note(session: Session, what: str, *, now: datetime) -> str:
    """Write a line."""
    session.execute(insert(Try), {"what": what, "at": now})
    return f"noted {what}"


def refuse(session: Session, *, now: datetime) -> None:
    """Refuse before anything is written."""
    raise Conflict("Not today.")


def refuse_late(session: Session, *, now: datetime) -> None:
    """Refuse after something was written."""
    note(session, "refused", now=now)
    raise Conflict("Too late.")


def refuse_half_way(session: Session, *, now: datetime) -> None:
    """Refuse because the second of two lines could not be written."""
    try:
        session.execute(insert(Try), [{"id": 7_000_000, "what": "half", "at": now}] * 2)
    except IntegrityError as error:
        raise Conflict("Half is not enough.") from error


def break_down(session: Session, *, now: datetime) -> None:
    """Fail, by a fault of the program, after something was written."""
    note(session, "broken", now=now)
    raise ZeroDivisionError


def noted(world: World) -> list[str]:
    """The lines that were written, in order."""
    return [what for (what,) in world.rows("SELECT what FROM try ORDER BY id")]


@asynccontextmanager
async def held_up(database: Database, space: int) -> AsyncIterator[None]:
    """The writer is busy meanwhile, so what is submitted within comes into its next group."""
    began, end = threading.Event(), threading.Event()

    def keep_busy(_session: Session, *, now: datetime) -> None:
        began.set()
        assert end.wait(PATIENCE)

    busy = asyncio.create_task(database.write(keep_busy, space=space))
    assert await asyncio.to_thread(began.wait, PATIENCE)
    try:
        yield
        await asyncio.sleep(0)  # no time passes, but every task that was made within has submitted its verb
    finally:
        end.set()
        await busy
