"""The listener: takes mail for our addresses by SMTP (RFC 5321) or LMTP (RFC 2033).

A message is accepted only after its bytes are on disk; what becomes of it is decided after that, by the inbox.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol
from weakref import WeakSet

from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy.exc import DBAPIError

from commentspace.database import Database
from commentspace.domain import public_addresses
from commentspace.errors import Refusal
from commentspace.mail.addresses import PUBLIC, Kind, Known, unknown
from commentspace.mail.charsets import sound
from commentspace.mail.conversation import Gate, Lmtp, Smtp
from commentspace.mail.desk import address_book
from commentspace.mail.mailbag import Mailbag
from commentspace.mail.rates import FOR_A_PUBLIC_ADDRESS, FOR_AN_ADDRESS, OF_A_NETWORK, Rates, network
from commentspace.settings import Settings

log = logging.getLogger(__name__)
# aiosmtpd notes each command, and with it addresses that let whoever reads the log answer a letter.
logging.getLogger("mail.log").setLevel(logging.WARNING)

LARGEST = 25 * 1024 * 1024
MOST_RECIPIENTS = 100
NULL_SENDER = "<>"
TOO_OFTEN = "451 4.7.1 Too much mail has come this way in a short time. Send it again in a few minutes."
FULL = "452 4.3.1 There is no room for the message just now. Send it again later."
DISK_FULL = "53100"
"""PostgreSQL's code."""
FAILED = "451 4.3.0 The message could not be kept just now. Send it again later."


class Woken(Protocol):
    """Whoever wants to know that mail has come."""

    def wake(self) -> None: ...


class Listener:
    """A server for the settings' address and port; with the port -1 there is none."""

    def __init__(self, database: Database, settings: Settings, inbox: Woken):
        self._settings = settings
        self._desk = ReceptionDesk(database, settings, inbox.wake)
        self._gate = Gate()
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
        session.gate = self._gate
        self._sessions.add(session)
        return session


class ReceptionDesk:
    """Answers the commands of one sender after the other; the names of its methods are aiosmtpd's."""

    def __init__(self, database: Database, settings: Settings, wake: Callable[[], None]):
        self._database = database
        self._book = address_book(settings)
        self._wake = wake
        self._bag = Mailbag(database)
        self._of_networks = Rates(OF_A_NETWORK)
        self._for_addresses = {
            True: Rates(FOR_A_PUBLIC_ADDRESS),
            False: Rates(FOR_AN_ADDRESS),
        }

    async def handle_RCPT(
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient whose address we have signed, or whose space or document is here."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients; send the rest in another message."
        now, client = self._database.now(), network(str((session.peer or [""])[0]))
        if client is not None and not self._of_networks.allow(client, now):
            return TOO_OFTEN
        try:
            known = self._book.read(address)
            if known.kind in PUBLIC and not await self._names(known):
                raise unknown()
        except Refusal as refusal:
            return f"550 5.1.1 {refusal.said()}"
        if not self._for_addresses[known.kind in PUBLIC].allow(f"{known.kind}{known.id}", now):
            return TOO_OFTEN
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def _names(self, known: Known) -> bool:
        """Whether a public address names something that is here."""
        asked = public_addresses.names_space if known.kind == Kind.SPACE else public_addresses.names_document
        return await self._database.read(asked, known.id)

    async def handle_DATA(self, server: Smtp, _session: Session, envelope: Envelope) -> str:
        """Keep the message, and only then accept it."""
        sender = "" if envelope.mail_from in (None, NULL_SENDER) else sound(envelope.mail_from)
        raw = envelope.original_content or b""
        try:
            await self._bag.keep(raw, sender, envelope.rcpt_tos)
        except Exception as error:
            log.exception("a message could not be kept")
            answer = FULL if _is_full(error) else FAILED
        else:
            self._wake()
            answer = "250 2.0.0 Your message is kept."
        return server.to_each(answer)

    async def handle_exception(self, _error: Exception) -> str:
        """A failure of ours in the conversation is nobody's fault but ours."""
        log.exception("a conversation with a mail server failed")
        return "451 4.3.0 Something went wrong here. Send it again later."


def _is_full(error: Exception) -> bool:
    """Whether the disk of the database is full."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlite_errorname", "") == "SQLITE_FULL" or getattr(cause, "sqlstate", "") == DISK_FULL
