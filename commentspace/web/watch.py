"""The watch: once a minute the server says that it is there, and unveils blind reviews that are ready for it."""

import asyncio
import logging
import time

from commentspace.database import Database
from commentspace.domain import outages, unveiling
from commentspace.errors import Refusal

log = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds between two looks."""
ALIVE = 2 * EVERY
"""A process that looked within so many seconds, by a clock that nobody sets, was not away.

A look that failed counts as none: while the database is away nobody can comment.
"""

CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""It goes on while the machine sleeps, where the system has such a clock."""


class Watch:
    """One in each process that serves or works; several do no harm."""

    def __init__(self, database: Database):
        self._database = database
        self._looked: float | None = None

    async def run(self) -> None:
        """Look again and again, for ever."""
        while True:
            await self.once()
            await asyncio.sleep(EVERY)

    async def once(self) -> None:
        """Beat, and unveil what is due."""
        looks = time.clock_gettime(CLOCK)
        was_here = self._looked is not None and looks - self._looked < ALIVE
        is_back = await self._database.write(outages.beat, was_here=was_here)
        self._looked = looks
        if is_back:
            log.warning("the server was away for a while; reviews that were open then say so to their moderators")
        for review in await self._database.read(unveiling.due, self._database.now()):
            await self._unveil(review)

    async def _unveil(self, review: str) -> None:
        try:
            await self._database.carry_out(unveiling.unveil(unveiling.PROGRAM, review))
        except Refusal:
            log.info("a blind review was changed while it was to be unveiled; it is looked at again in a minute")
