"""A bell between threads: rung from anywhere, heard by one task on the event loop."""

import asyncio
import contextlib


class Bell:
    """Remembers that it was rung until somebody has listened."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def ring(self) -> None:
        """Ring it, from any thread; where nobody listens nothing is lost, as whoever begins to listen looks first."""
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(self._rung.set)

    async def wait(self, seconds: float) -> None:
        """Go on when it is rung, or after this time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()

    def listen(self) -> None:
        """From now on the running loop hears it."""
        self._loop = asyncio.get_running_loop()
