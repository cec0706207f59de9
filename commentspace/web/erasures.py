"""What happens beside the pages when people are erased: the unfinished is finished, and kept pieces are let go of."""

import asyncio
from datetime import datetime

from commentspace.database import Database
from commentspace.domain import erasing
from commentspace.render.pieces import Pieces

EVERY = 30.0
"""Seconds between two looks."""


class Erasures:
    """Watches them in one process, whichever process they were asked of."""

    def __init__(self, database: Database, pieces: Pieces):
        self._database = database
        self._pieces = pieces
        self._seen: tuple[int, datetime | None] | None = None

    async def run(self) -> None:
        """Look again and again, for ever."""
        while True:
            await self.once()
            await asyncio.sleep(EVERY)

    async def once(self) -> None:
        """Finish what was cut off; let go of pieces that were made before somebody was erased."""
        for person_id in await self._database.read(erasing.unfinished, self._database.now()):
            await self._database.carry_out(erasing.complete(person_id))
        seen = await self._database.read(erasing.done)
        if seen != self._seen:
            self._pieces.forget()
        self._seen = seen
