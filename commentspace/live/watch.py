"""Seeing what other processes commit: the command line beside a server, or a second server on PostgreSQL."""

import asyncio
import logging
from collections.abc import Callable

import psycopg

from commentspace.database import Database

log = logging.getLogger(__name__)

EVERY = 0.5
"""Seconds between two looks at SQLite's `data_version`, which cost a few microseconds each."""
AGAIN = 2.0
"""Seconds before the next try after a failure."""

Changed = Callable[[], None]


async def watch(database: Database, changed: Changed) -> None:
    """Call `changed` once, and then whenever anybody may have committed; go on after failures, until cancelled."""
    see = _poll if database.is_sqlite else _listen
    while True:
        try:
            await see(database, changed)
        except Exception:
            log.exception("commits of other processes cannot be seen; trying again")
        await asyncio.sleep(AGAIN)


async def _poll(database: Database, changed: Changed) -> None:
    seen = None
    while True:
        version = database.data_version()
        if version != seen:
            seen = version
            changed()
        await asyncio.sleep(EVERY)


async def _listen(database: Database, changed: Changed) -> None:
    address = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        await connection.execute("LISTEN commentspace")
        changed()
        async for _ in connection.notifies():
            changed()
