"""One open page that listens: its queue, and the one task that writes to its socket.

A page that does not keep up holds nobody else up: when its queue is full, the queue is dropped, and once the page
reads again it is told in one frame what was touched since the last frame that it was sent.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.websockets import WebSocket

from commentspace.domain.access import Caller, Standing
from commentspace.domain.listening import Ground
from commentspace.live.frames import NO_READERS

MOST = 64
"""Frames that may wait for one page."""
PATIENCE = 60.0
"""Seconds that one frame may take; then the page is given up."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who listens to what; it stays the same as long as the socket."""

    space_id: int
    document_id: int
    caller: Caller
    login: str | None
    language: str
    reads: str
    """The language version of the document that the page shows."""


class Listener:
    """An open page. All of this happens on the event loop."""

    def __init__(self, websocket: WebSocket, seat: Seat, token: str, most: int):
        self.seat = seat
        self.since: str | int = token
        """From where it is to be brought up to date: the cursor of the page, then the last number that it was sent."""
        self.cursor = 0
        """The number up to which everything for it is in its queue."""
        self.is_behind = True
        """Whether it has to be brought up to date before it is told anything new."""
        self.who: Standing | None = None
        self.ground: Ground | None = None
        self.left = asyncio.Event()
        self._websocket = websocket
        self._most = most
        self._queue: deque[tuple[str, int | None]] = deque()
        self._end: tuple[int, str | None] | None = None
        self._wake = asyncio.Event()
        self._readers = NO_READERS

    @property
    def has_readers(self) -> bool:
        """Whether it may show who else reads."""
        return self._readers != NO_READERS

    @property
    def is_ending(self) -> bool:
        """Whether its socket is about to be closed."""
        return self._end is not None

    def offer(self, text: str, seq: int | None) -> bool:
        """Put a frame in the queue, which brings the page up to `seq`; False where that put the page behind."""
        if self.is_behind or self.is_ending:
            return True
        self._queue.append((text, seq))
        if len(self._queue) > self._most:
            self._queue.clear()
            self._readers = ""  # it is not known which of them it has been sent
            self.is_behind = True
        self._wake.set()
        return not self.is_behind

    def tell_readers(self, text: str) -> None:
        """Put in the queue who else reads, unless that is what it was told last; nothing to a page that is behind."""
        if text != self._readers and not self.is_behind and not self.is_ending:
            self._readers = text
            self.offer(text, None)

    def end(self, code: int, last: str | None = None) -> None:
        """Close its socket with this code, after a last frame; what waits is dropped."""
        if not self.is_ending:
            self._queue.clear()
            self._end = code, last
            self._wake.set()

    async def speak(self, catch_up: Callable[["Listener"], Awaitable[str | None]]) -> None:
        """Send what comes until the socket is to be closed; `catch_up` says what a page that is behind must know."""
        while self._end is None:
            if self.is_behind:
                await self._send(await catch_up(self))
            elif self._queue:
                text, seq = self._queue.popleft()
                self.since = self.since if seq is None else seq
                await self._send(text)
            else:
                self._wake.clear()
                await self._wake.wait()
        code, last = self._end
        await self._send(last)
        async with asyncio.timeout(PATIENCE):
            await self._websocket.close(code)

    async def _send(self, text: str | None) -> None:
        if text is not None:
            async with asyncio.timeout(PATIENCE):
                await self._websocket.send_text(text)
