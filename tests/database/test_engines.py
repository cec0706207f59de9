"""How the two databases are set up: what is committed is on disk, and times mean the same on both."""

from datetime import UTC, datetime, timedelta, timezone

import pysqlite3.dbapi2
import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.exc import DatabaseError, StatementError
from sqlmodel import Session, col

from commentspace.database import Database
from commentspace.domain.tables import Address, Try


def put(session: Session, at: datetime, *, now: datetime) -> None:
    session.execute(insert(Try), {"what": "x", "at": at})


def moments(session: Session) -> list[datetime]:
    return list(session.execute(select(col(Try.at))).scalars())


def test_sqlite_writes_ahead_waits_for_the_disk_and_minds_its_keys(sqlite_database: Database) -> None:
    with sqlite_database.engine.connect() as connection:
        found = {
            pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 60000}
    assert pysqlite3.dbapi2.sqlite_version_info >= (3, 51, 3), "older ones can lose commits when the log is reset"


def test_sqlite_writers_take_the_lock_before_they_read(sqlite_database: Database) -> None:
    said: list[str] = []
    event.listen(sqlite_database.engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    sqlite_database.write_here(put, datetime.now(UTC))
    assert said[0] == "BEGIN IMMEDIATE"
    said.clear()
    sqlite_database.read_here(moments)
    assert said[0] == "BEGIN"


def test_a_row_that_refers_to_nothing_is_refused_by_both(database: Database) -> None:
    def orphan(session: Session, *, now: datetime) -> None:
        session.execute(insert(Address), {"person_id": 999, "address": "a@b.org", "folded": "a@b.org", "is_main": True})

    with pytest.raises(DatabaseError, match=r"(?i)foreign key"):
        database.write_here(orphan)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC),
        datetime(2026, 3, 2, 18, 0, tzinfo=timezone(timedelta(hours=9))),
        datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
    ],
)
def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database, at: datetime) -> None:
    database.write_here(put, at)
    [found] = database.read_here(moments)
    assert (found, found.tzinfo) == (at, UTC)


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="no time zone"):
        database.write_here(put, datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001  # the fault that is to be found
    assert database.read_here(moments) == []


def test_moments_are_compared_as_moments_by_the_database(database: Database) -> None:
    database.write_here(put, datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    an_hour_earlier = datetime(2026, 3, 2, 17, 0, tzinfo=timezone(timedelta(hours=9)))

    def later(session: Session) -> int:
        return len(session.execute(select(Try).where(col(Try.at) > an_hour_earlier)).all())

    assert database.read_here(later) == 1


async def test_a_query_reads_one_snapshot_whatever_is_committed_meanwhile(database: Database) -> None:
    def twice(session: Session) -> tuple[int, int]:
        first = len(moments(session))
        database.write_here(put, datetime.now(UTC))
        return first, len(moments(session))

    assert await database.read(twice) == (0, 0)
    assert len(await database.read(moments)) == 1
