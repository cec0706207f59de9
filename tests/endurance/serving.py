"""The real server as a process of its own, over the database of a test; whoever wants may kill it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tests.mail.house import MailHouse

PATIENCE = 60.0
"""Seconds that it may take to begin."""
EVERY = 0.1

WAITING = """
    SELECT (SELECT count(*) FROM inbound WHERE verdict = '')
         + (SELECT count(*) FROM outbox WHERE state IN ('intended', 'ready'))
"""


@asynccontextmanager
async def serving(house: MailHouse, mail_port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """The server, from its greeting on; it is killed at the end, if it was not before."""
    settings = house.settings
    chosen = {
        "DATA": settings.data,
        "DATABASE_URL": house.world.url,
        "SECRET": settings.secret.get_secret_value(),
        "MAIL_DOMAIN": settings.mail_domain,
        "MAIL_PORT": mail_port,
        "SMTP_PORT": settings.smtp_port,
        "LOG_LEVEL": "error",
        "MAIL_AT_ONCE": 0,  # all letters go to a few domains, and are not to keep a pace here
        "MAIL_A_MINUTE": 0,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "commentspace", "serve", "--port", "0"),
        env=os.environ | {"PYTHONPATH": os.getcwd()} | {f"COMMENTSPACE_{name}": str(chosen[name]) for name in chosen},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        greeting = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        assert b"serves" in greeting, greeting
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def settled(house: MailHouse, seconds: float) -> None:
    """When every message has its verdict, and no letter waits any more; within so many seconds."""
    async with asyncio.timeout(seconds):
        while house.world.rows(WAITING) != [(0,)]:  # noqa: ASYNC110  # another process does it, and tells us nothing
            await asyncio.sleep(EVERY)


def let_leases_run_out(house: MailHouse) -> None:
    """As if the minutes had passed for which a killed process had taken letters and messages to itself."""
    for statement in (
        "UPDATE outbox SET leased_until = NULL, next_try_at = created_at WHERE state IN ('intended', 'ready')",
        "UPDATE inbound SET next_try_at = received_at WHERE verdict = ''",
    ):
        house.world.execute(statement)
