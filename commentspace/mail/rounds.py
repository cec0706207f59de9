"""The daily round: whoever's hour has come gets a digest, if there is something to tell."""

import asyncio
import logging

from commentspace.database import Database
from commentspace.domain import digests

log = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two looks at who is due."""


class Rounds:
    """Composes the daily letters; the post office, woken by the commit, sends them."""

    def __init__(self, database: Database):
        self._database = database

    async def run(self) -> None:
        """Look who is due, for ever."""
        while True:
            await self.once()
            await asyncio.sleep(EVERY)

    async def once(self) -> int:
        """Compose what is due now, one short verb a person; returns how many letters there are."""
        composed = 0
        for person in await self._database.read(digests.due, self._database.now()):
            try:
                composed += await self._database.write(digests.compose, person)
            except Exception:
                log.exception("a daily letter could not be composed", extra={"person": person})
        return composed
