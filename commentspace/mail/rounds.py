"""The rounds of the mail: whoever's hour has come gets a digest, if there is something to tell; and who is to be
reminded that a review closes gets a letter."""

import asyncio
import logging

from sqlalchemy.exc import IntegrityError

from commentspace.database import Database
from commentspace.domain import digests
from commentspace.domain.told import of_rounds

log = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two looks at who is due."""

TOGETHER = 2
"""Letters that may share a commit: some 10 ms, between which the writer is free for others."""


class Rounds:
    """Composes daily letters and reminders; the post office, woken by the commit, sends them."""

    def __init__(self, database: Database):
        self._database = database

    async def run(self) -> None:
        """Look who is due, for ever."""
        while True:
            await self.once()
            await self.remind()
            await asyncio.sleep(EVERY)

    async def once(self) -> int:
        """Compose what is due now, one short verb a person; returns how many letters there are."""
        due = await self._database.read(digests.due, self._database.now())
        composed = 0
        for start in range(0, len(due), TOGETHER):
            composed += sum(await asyncio.gather(*map(self._compose, due[start : start + TOGETHER])))
        return composed

    async def remind(self) -> None:
        """Intend the letters about reviews that close soon, some in each short verb."""
        for review in await self._database.read(of_rounds.due, self._database.now()):
            try:
                while await self._database.write(of_rounds.remind, review):
                    pass
            except IntegrityError:
                log.info("another worker reminds of the closing of a review")
            except Exception:
                log.exception("a reminder could not be composed")

    async def _compose(self, person: int) -> bool:
        try:
            return await self._database.write(digests.compose, person)
        except IntegrityError:
            log.info("another worker has composed a daily letter", extra={"person": person})
            return False
        except Exception:
            log.exception("a daily letter could not be composed", extra={"person": person})
            return False
