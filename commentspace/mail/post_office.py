"""The post office: renders what acts have intended, keeps the bytes, and sends them until a server has taken them.

Several may run at once: each letter is leased by one. What was rendered once is what is sent again, so that a
crash between a server's answer and our mark can only send the same Message-ID twice.
"""

import asyncio
import logging

from jinja2 import Environment

from commentspace.database import Database
from commentspace.domain import blobs, outbox
from commentspace.domain.outbox import Due
from commentspace.errors import Refusal
from commentspace.mail import letters
from commentspace.mail.bell import Bell
from commentspace.mail.carrier import Carrier, Postponed, Rejected
from commentspace.mail.desk import Desk, address_book
from commentspace.mail.envelope import in_ascii
from commentspace.settings import Settings

log = logging.getLogger(__name__)

AT_ONCE = 16
EVERY = 5.0
"""Seconds between two looks at the outbox, for letters that were put off and those of other processes."""

TRIES = 3
"""How often a letter may make the program fail before it is set aside."""


class PostOffice:
    """Sends the letters of one database; `environment` holds the templates."""

    def __init__(self, database: Database, settings: Settings, environment: Environment):
        self._database = database
        self._settings = settings
        self._templates = environment
        self._book = address_book(settings)
        self._carrier = Carrier(settings)
        self._bell = Bell()

    def wake(self) -> None:
        """There may be something to send: called from any thread after a commit."""
        self._bell.ring()

    async def run(self) -> None:
        """Send whatever is due, for ever; when it is cancelled, the letters in hand are finished first."""
        self._bell.listen()
        try:
            while True:
                await self.drain()
                await self._bell.wait(EVERY)
        finally:
            await self._carrier.close()

    async def drain(self) -> int:
        """Send all that is due now; returns how many letters were dealt with."""
        done = 0
        while await self._database.read(outbox.is_waiting, self._database.now()):
            leased = await self._database.write(outbox.lease, AT_ONCE)
            await _finished(asyncio.gather(*map(self._deal_with, leased)))
            done += len(leased)
        return done

    async def close(self) -> None:
        """Say goodbye to the server, for those who only drained."""
        await self._carrier.close()

    async def _deal_with(self, due: Due) -> None:
        """Send one letter, or note why not; one that makes the program fail does not stop the others."""
        write = self._database.write
        try:
            answer = await self._send(due)
        except Postponed as why:
            await write(outbox.put_off, due.id, str(why))
        except Rejected as why:
            await write(outbox.fail, due.id, str(why))
        except Refusal as why:
            await write(outbox.drop, due.id, str(why))
        except Exception as error:
            log.exception("a letter could not be rendered or sent", extra={"letter": due.uid})
            verb = outbox.put_off if due.attempts + 1 < TRIES else outbox.fail
            await write(verb, due.id, type(error).__name__)
        else:
            await write(outbox.sent, due.id, answer)
        await self._forget(due)

    async def _send(self, due: Due) -> str:
        desk = Desk(self._settings, self._book, due.language, self._database.now())
        letters.require_current(due, desk.now)
        recipient = in_ascii(due.address)
        content = await self._content(due, desk)
        return await self._carrier.carry(letters.envelope_sender(due, desk), recipient, content)

    async def _content(self, due: Due, desk: Desk) -> bytes:
        """The stored bytes; of a letter that is only intended, they are rendered and stored first."""
        if due.blob_id is not None:
            return await self._database.read(blobs.read, due.blob_id)
        written = await self._database.read(letters.render, due, desk, self._templates)
        return await self._database.write(outbox.rendered, due.id, written)

    async def _forget(self, due: Due) -> None:
        """Erase the secrets of a letter that is not sent again; in the demo everybody may read them."""
        if letters.is_secret(due.kind) and not self._settings.demo:
            await self._database.write(outbox.forget, due.id)


async def _finished(work: asyncio.Future[list[None]]) -> None:
    """Wait for the letters in hand, also while being cancelled."""
    try:
        await asyncio.shield(work)
    except asyncio.CancelledError:
        await work
        raise
