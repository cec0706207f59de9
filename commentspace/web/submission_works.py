"""What goes on beside the pages when a filled file has been sent: its rows become comments, a few at a time."""

import asyncio

from commentspace.database import Database
from commentspace.domain import submission_posting

EVERY = 5.0
"""Seconds after which it is looked for rows that others have queued, or that were cut off."""


class Submissions:
    """Posts what is queued in one process; several may do so at once, and no row is posted twice."""

    def __init__(self, database: Database):
        self._database = database
        self._called = asyncio.Event()

    def wake(self) -> None:
        """Something has been queued here."""
        self._called.set()

    async def run(self) -> None:
        """Post again and again, for ever."""
        while True:
            await self.once()
            try:
                await asyncio.wait_for(self._called.wait(), EVERY)
            except TimeoutError:
                continue
            self._called.clear()

    async def once(self) -> None:
        """Post all that is queued, in turns, so that a long file does not keep short ones waiting."""
        while submissions := await self._database.read(submission_posting.unposted):
            for submission_id in submissions:
                await post_some(self._database, submission_id, 1)


async def post_some(database: Database, submission_id: int, batches: int) -> bool:
    """Post at most so many batches of one submission; whether there may be more."""
    for _ in range(batches):
        batch = await database.read(submission_posting.next_batch, submission_id)
        if batch is None:
            return False
        await database.write(submission_posting.post, batch, space=batch.space_id)
    return True
