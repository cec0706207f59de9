"""Engines for the two databases, set up so that a commit is on disk when it is answered."""

from typing import Any

import pysqlite3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event

POOL = 8
"""Readers at once in one process."""


def connect(url: str) -> Engine:
    """An engine for this address: SQLite from the `pysqlite3` wheel, or PostgreSQL by psycopg 3."""
    engine = _sqlite(url) if url.startswith("sqlite") else _postgres(url)
    event.listen(engine, "before_cursor_execute", _count_writes)
    return engine


def _postgres(url: str) -> Engine:
    return create_engine(url, pool_size=POOL, max_overflow=POOL, hide_parameters=True)


BUSY = 60.0
"""Seconds that a write waits for another process's: SQLite gives no turns, so one may have to wait for many."""


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,  # an error's words are logged, and must not hold what somebody wrote
        module=pysqlite3.dbapi2,
        pool_size=POOL,
        connect_args={"check_same_thread": False, "timeout": BUSY, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """WAL with `synchronous=FULL`: with NORMAL a power cut loses acknowledged rows."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Begin aloud, so that migrations roll back whole; a writer takes the lock before it reads."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _count_writes(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
    """Remember how many statements of this connection may change something, before one could fail half-way."""
    if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE"):
        connection.info["written"] = connection.info.get("written", 0) + 1
