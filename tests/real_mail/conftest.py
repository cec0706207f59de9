"""The mail door behind a real Postfix: its letters leave through it, and what people write comes in by it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest

from commentspace.mail.listener import Listener
from tests.mail.house import DOMAIN, MailHouse, settings_for
from tests.services.postfix import Postfix, Start, free_port
from tests.services.sink import PATIENCE, Sink
from tests.world import World


class Arrivals:
    """Counts what the listener has kept."""

    def __init__(self) -> None:
        self._come = asyncio.Event()

    def wake(self) -> None:
        """A message has come."""
        self._come.set()

    async def wait(self, condition: Callable[[], bool]) -> None:
        """Until this is so, asked whenever a message has come."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self._come.clear()
                await self._come.wait()


class Behind(MailHouse):
    """The mail door, and the Postfix before it."""

    postfix: Postfix
    arrivals: Arrivals

    async def hand_in(self, message: EmailMessage, *, to: Sequence[str] = ()) -> None:
        """Give a message to Postfix, as a mail program does."""
        recipients = to or [message["To"].addresses[0].addr_spec]
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=self.postfix.port, start_tls=False) as server:
            await server.sendmail(message["From"].addresses[0].addr_spec, list(recipients), message.as_bytes())

    async def deal_with(self, number: int = 1) -> None:
        """When so many messages have come in all, see to them, and send what is to be said about them."""
        await self.arrivals.wait(lambda: len(self.verdicts()) >= number)
        await self.inbox.drain()
        await self.post_office.drain()


@pytest.fixture
async def behind(sqlite_world: World, sink: Sink, postfix: Start, tmp_path: Path) -> AsyncIterator[Behind]:
    """The mail door over the named space, with Postfix between it and everybody."""
    listens_at = free_port()
    before = await postfix(DOMAIN, listens_at, sink.port)
    settings = settings_for(sink, tmp_path, mail_protocol="lmtp", mail_port=listens_at, smtp_port=before.port)
    house = Behind(sqlite_world, sink, settings)
    house.postfix, house.arrivals = before, Arrivals()
    house.listener = Listener(sqlite_world.database, settings, house.arrivals)
    await house.listener.start()
    yield house
    await house.listener.stop()
    await house.post_office.close()
