"""The marks of what became of letters: those that come while a write is under way share the next one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from commentspace.domain.outbox import Outcome


class Marks:
    """Writes outcomes with `write`, few or many at once; who notes one goes on when it is on disk."""

    def __init__(self, write: Callable[[Sequence[Outcome]], Awaitable[None]]):
        self._write = write
        self._waiting: list[Outcome] = []
        self._writing = asyncio.Lock()

    async def note(self, *outcomes: Outcome) -> None:
        """Return when these have been written. What a failed write held is tried again when its lease is over."""
        self._waiting += outcomes
        async with self._writing:
            if self._waiting:
                some, self._waiting = self._waiting, []
                await self._write(some)
