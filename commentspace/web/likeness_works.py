"""What goes on beside the pages while comments come: it is looked which are alike, in a child process."""

import asyncio
import logging
import time

from sqlalchemy.exc import IntegrityError

from commentspace.children import Drowned, Endless, Failed, Pool
from commentspace.database import Database
from commentspace.domain.likeness import gathering, keeping

log = logging.getLogger(__name__)

EVERY = 15.0
"""Seconds between two looks whether comments came, changed or went."""
REST = 10.0
"""A document is left alone for so many times as long as the last look at it took."""
SECONDS, MEMORY = 1800.0, 3 << 30
"""What a look may take: many times what one at 20,000 comments does."""


class Likenesses:
    """Looks at the comments of one document after another; several processes may, and the last look counts."""

    def __init__(self, database: Database):
        self._database = database
        self._pool = Pool(SECONDS, MEMORY, children=1)
        self._seen: dict[int, int] = {}
        self._rest: dict[int, float] = {}

    async def run(self) -> None:
        """Look again and again, for ever."""
        while True:
            await self.once()
            await asyncio.sleep(EVERY)

    async def once(self) -> int:
        """Look at the documents in which something has changed; says how many were looked at.

        Only spaces whose record has moved are asked; what could not be looked at now is asked for again.
        """
        moved = await asyncio.to_thread(self._database.last_sequences)
        spaces = [space for space, seq in moved.items() if self._seen.get(space) != seq]
        due = await self._database.read(gathering.due, spaces) if spaces else []
        looked = [document_id for document_id in due if await self._look(document_id)]
        if len(looked) == len(due):
            self._seen = dict(moved)
        self._pool.close()
        return len(looked)

    async def _look(self, document_id: int) -> bool:
        """Look at one document, unless that was done a short while ago; whether it was."""
        began = time.monotonic()
        if began < self._rest.get(document_id, 0.0):
            return False
        try:
            await self._database.carry_out(keeping.steps(document_id, self._database.now()), self._pool.call)
        except (Endless, Drowned, Failed, IntegrityError):
            log.exception("it could not be found which comments are alike", extra={"document": document_id})
            return False
        finally:
            ended = time.monotonic()
            self._rest[document_id] = ended + REST * (ended - began)
        return True
