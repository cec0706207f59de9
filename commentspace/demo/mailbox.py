"""Where the demo's letters go: a mail server on the loopback that takes everything and keeps nothing.

The letters themselves are in the outbox, from which the demo's mail page shows them.
"""

import asyncio
import threading
from types import TracebackType

from aiosmtpd.smtp import SMTP, Envelope, Session


class _Takes:
    async def handle_DATA(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:
        return "250 2.0.0 Taken; the demo's mail page shows it"


class Mailbox:
    """A mail server in a thread of its own, so that it is there before the program that sends to it."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(
            self._loop.create_server(lambda: SMTP(_Takes(), hostname="localhost"), "127.0.0.1", 0)
        )
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name="demo mailbox", daemon=True)

    def __enter__(self) -> "Mailbox":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()
