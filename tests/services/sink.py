"""A real SMTP server on the loopback that keeps what it is given, and refuses what a test tells it to refuse."""

import asyncio
import email
import email.policy
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from weakref import WeakSet

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

PATIENCE = 15.0
"""Seconds after which a letter that is waited for is taken as lost."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A letter that the sink has taken: the envelope, and the bytes as they came."""

    sender: str
    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The letter, as the standard library reads it."""
        return email.message_from_bytes(self.content, policy=email.policy.default)

    def part(self, subtype: str) -> str:
        """What the text part ("plain") or the HTML part ("html") says."""
        part = self.message.get_body((subtype,))
        assert part is not None, f"the letter has no {subtype} part"
        said: str = part.get_content()
        return said.replace("\r\n", "\n")


@dataclass
class Sink:
    """What has come, in order. `refusals` are answers to be given instead of taking the next letters."""

    letters: list[Delivered] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    sessions: "WeakSet[SMTP]" = field(default_factory=WeakSet)
    port: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def letter(self, address: str, words: str) -> Delivered:
        """The first letter for this address with these words in its subject or text, when it has come."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self.arrived.clear()
                for letter in self.to(address):
                    if words in str(letter.message["Subject"]) or words in letter.part("plain"):
                        return letter
                await self.arrived.wait()

    def to(self, address: str) -> list[Delivered]:
        """The letters that came for this address."""
        return [letter for letter in self.letters if letter.recipient == address]

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refusals and self.refusals[0].startswith("RCPT "):
            return self.refusals.pop(0).removeprefix("RCPT ")
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.refusals:
            return self.refusals.pop(0)
        sender = "" if envelope.mail_from == "<>" else str(envelope.mail_from)
        self.letters += [Delivered(sender, to, envelope.original_content or b"") for to in envelope.rcpt_tos]
        self.arrived.set()
        return "250 2.0.0 taken"

    def session(self) -> SMTP:
        """A conversation with one who brings letters."""
        made = SMTP(self, hostname="sink.example.org", loop=asyncio.get_running_loop())
        self.sessions.add(made)
        return made


@pytest.fixture
async def sink() -> AsyncIterator[Sink]:
    """A server that takes letters, on a port of its own."""
    sink = Sink()
    server = await asyncio.get_running_loop().create_server(sink.session, "127.0.0.1", 0)
    sink.port = server.sockets[0].getsockname()[1]
    yield sink
    server.close()
    for session in sink.sessions:
        if session.transport is not None:
            session.transport.close()
    await server.wait_closed()
