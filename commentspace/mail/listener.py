"""The listener: takes mail for our addresses by SMTP (RFC 5321) or LMTP (RFC 2033).

A message is accepted only after its bytes are on disk; what becomes of it is decided after that, by the inbox.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol
from weakref import WeakSet

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from commentspace.database import Database
from commentspace.domain import blobs, inbound
from commentspace.errors import Refusal
from commentspace.mail.addresses import Kind
from commentspace.mail.charsets import sound
from commentspace.mail.desk import address_book
from commentspace.settings import Settings

log = logging.getLogger(__name__)
# aiosmtpd notes each command, and with it addresses that let whoever reads the log answer a letter.
logging.getLogger("mail.log").setLevel(logging.WARNING)

LARGEST = 25 * 1024 * 1024
MOST_RECIPIENTS = 100
LONGEST_LINE = 64 * 1024
"""More than the 1,000 octets of RFC 5321, section 4.5.3.1.6: some programs do not break their lines."""

NULL_SENDER = "<>"
PUBLIC = frozenset({Kind.SPACE, Kind.DOCUMENT})


class Woken(Protocol):
    """Whoever wants to know that mail has come."""

    def wake(self) -> None: ...


class Listener:
    """A server for the settings' address and port; with the port -1 there is none."""

    def __init__(self, database: Database, settings: Settings, inbox: Woken):
        self._settings = settings
        self._desk = ReceptionDesk(database, settings, inbox.wake)
        self._sessions: WeakSet[SMTP] = WeakSet()
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        """The port that is listened on, where the settings asked for any free one (0)."""
        if self._server is None:
            return self._settings.mail_port
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def start(self) -> None:
        """Begin to take mail."""
        if self._settings.mail_port < 0:
            return
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._session, self._settings.mail_host, self._settings.mail_port)

    async def stop(self) -> None:
        """Take no more mail; who is in the middle of a message gets no answer, and so sends it again."""
        if self._server is None:
            return
        self._server.close()
        for session in self._sessions:
            if session.transport is not None:
                session.transport.close()
        await self._server.wait_closed()
        self._server = None

    def _session(self) -> SMTP:
        speaks = Lmtp if self._settings.mail_protocol == "lmtp" else Smtp
        session = speaks(
            self._desk,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            hostname=self._settings.mail_domain,
            ident="commentspace",
            loop=asyncio.get_running_loop(),
        )
        self._sessions.add(session)
        return session


class Smtp(SMTP):
    """SMTP with longer lines."""

    line_length_limit = LONGEST_LINE


class Lmtp(LMTP):
    """LMTP with longer lines."""

    line_length_limit = LONGEST_LINE


class ReceptionDesk:
    """Answers the commands of one sender after the other; the names of its methods are aiosmtpd's."""

    def __init__(self, database: Database, settings: Settings, wake: Callable[[], None]):
        self._database = database
        self._book = address_book(settings)
        self._is_lmtp = settings.mail_protocol == "lmtp"
        self._wake = wake

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient whose address we have signed."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients; send the rest in another message."
        try:
            known = self._book.read(address)
        except Refusal as refusal:
            return f"550 5.1.1 {refusal.said()}"
        if known.kind in PUBLIC:
            return "550 5.1.1 Only answers to our letters are taken here. Open one of them and use Reply."
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keep the message, and only then accept it."""
        sender = "" if envelope.mail_from in (None, NULL_SENDER) else sound(envelope.mail_from)
        raw = envelope.original_content or b""
        try:
            await self._keep(raw, sender, envelope.rcpt_tos)
        except Exception:
            log.exception("a message could not be kept")
            answer = "451 4.3.0 The message could not be kept just now. Send it again later."
        else:
            self._wake()
            answer = "250 2.0.0 Your message is kept."
        return "\r\n".join([answer] * len(envelope.rcpt_tos)) if self._is_lmtp else answer

    async def _keep(self, raw: bytes, sender: str, recipients: list[str]) -> None:
        """Commit the message: a long one in runs before, so that no other writer waits for long."""
        write = self._database.write
        if len(raw) <= blobs.TOGETHER:
            await write(inbound.store, raw, sender, recipients)
            return
        name, mark = await asyncio.to_thread(lambda: (blobs.digest(raw), inbound.fingerprint(raw)))
        for start in range(0, len(raw), blobs.TOGETHER):
            await write(blobs.put, name, len(raw), start, raw[start : start + blobs.TOGETHER])
        await write(inbound.store_kept, name, mark, sender, recipients)

    async def handle_exception(self, _error: Exception) -> str:
        """A failure of ours in the conversation is nobody's fault but ours."""
        log.exception("a conversation with a mail server failed")
        return "451 4.3.0 Something went wrong here. Send it again later."
