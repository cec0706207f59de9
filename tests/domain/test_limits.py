"""Something may be done only so often within a time."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from commentspace.database import Database
from commentspace.domain import limits
from commentspace.errors import TooMany
from tests.clock import Clock

MINUTE = timedelta(minutes=1)


def allow(session: Session, what: str, *, now: datetime) -> None:
    limits.allow(session, what, 3, MINUTE, now)


def test_as_many_as_are_allowed_within_the_time_and_no_more(database: Database, clock: Clock) -> None:
    for _ in range(3):
        database.write_here(allow, "knock")
        clock.advance(seconds=20)
    database.write_here(allow, "knock")
    with pytest.raises(TooMany):
        database.write_here(allow, "knock")


def test_a_refused_try_is_not_counted(database: Database, clock: Clock) -> None:
    for _ in range(3):
        database.write_here(allow, "knock")
    for _ in range(5):
        with pytest.raises(TooMany):
            database.write_here(allow, "knock")
    clock.advance(minutes=1)
    database.write_here(allow, "knock")


def test_different_things_are_counted_apart(database: Database) -> None:
    for _ in range(3):
        database.write_here(allow, "knock")
    database.write_here(allow, "ring")
