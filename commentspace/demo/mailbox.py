"""Where the demo's letters go: a mail server on the loopback that takes everything and keeps nothing.

The letters themselves are in the outbox, from which the demo's mail page shows them.
"""

import asyncio
import threading
from types import TracebackType

from aiosmtpd.smtp import SMTP, Envelope, Session

PARTING = 5.0
"""Seconds for the last conversation to end."""


class _Takes:
    async def handle_DATA(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:
        return "250 2.0.0 Taken; the demo's mail page shows it"


class Mailbox:
    """A mail server in a thread of its own, so that it is there before the program that sends to it, and after it."""

    port: int

    def __enter__(self) -> "Mailbox":
        self._loop = asyncio.new_event_loop()
        listening = self._loop.create_server(lambda: SMTP(_Takes(), hostname="localhost"), "127.0.0.1", 0)
        self._server = self._loop.run_until_complete(listening)
        self.port = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name="demo mailbox", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._part(), self._loop).result(PARTING)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PARTING)
        self._loop.close()

    async def _part(self) -> None:
        """Take nothing more, and end what is still being said."""
        self._server.close()
        conversations = asyncio.all_tasks() - {asyncio.current_task()}
        for each in conversations:
            each.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)
