"""The moments at which time alone turns a review: it opens or closes without anybody doing anything."""

import asyncio
from collections.abc import Callable
from datetime import datetime

LONGEST = 3_600.0
"""Seconds to the next look at the clock, which may have been set meanwhile."""


class Turns:
    """An alarm for each document that is watched; `turned` is called with its id when the moment has come."""

    def __init__(self, now: Callable[[], datetime], turned: Callable[[int], None]):
        self._now = now
        self._turned = turned
        self._set: dict[int, tuple[datetime, asyncio.TimerHandle]] = {}

    def expect(self, document_id: int, at: datetime | None) -> None:
        """Wake at this moment, and no more at the one that was expected before."""
        if document_id in self._set and self._set[document_id][0] == at:
            return
        self.forget(document_id)
        if at is not None:
            self._arm(document_id, at)

    def forget(self, document_id: int) -> None:
        """Wake no more for this document."""
        if document_id in self._set:
            self._set.pop(document_id)[1].cancel()

    def close(self) -> None:
        """Wake no more at all."""
        for document_id in list(self._set):
            self.forget(document_id)

    def _arm(self, document_id: int, at: datetime) -> None:
        wait = min(max((at - self._now()).total_seconds(), 0.001), LONGEST)
        handle = asyncio.get_running_loop().call_later(wait, self._look, document_id, at)
        self._set[document_id] = at, handle

    def _look(self, document_id: int, at: datetime) -> None:
        if self._now() < at:
            self._arm(document_id, at)
        else:
            del self._set[document_id]
            self._turned(document_id)
