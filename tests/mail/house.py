"""The mail door over the test world: what it sends lands in a real sink, and what comes in goes by real SMTP."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from typing import Any

import aiosmtplib
from sqlalchemy import func, select, update
from sqlmodel import Session, SQLModel, col

from commentspace import places
from commentspace.demo.cast import member
from commentspace.domain import blobs
from commentspace.domain.tables import Address, Inbound, Letter, LetterBlock, Person
from commentspace.mail.inbox import Inbox
from commentspace.mail.listener import Listener
from commentspace.mail.post_office import PostOffice
from commentspace.mail.rounds import Rounds
from commentspace.render.environment import environment
from commentspace.settings import Settings
from tests.services.sink import Delivered, Sink
from tests.world import World

DOMAIN = "comments.example.org"


def settings_for(sink: Sink, folder: Path, **more: Any) -> Settings:
    """Settings of a server whose letters go to the sink."""
    chosen: dict[str, Any] = {
        "data": folder,
        "secret": "a secret of the tests, long enough",
        "mail_domain": DOMAIN,
        "mail_port": 0,
        "base_url": f"https://{DOMAIN}",
        "smtp_port": sink.port,
    }
    return Settings(**(chosen | more))


class MailHouse:
    """The parts of the mail door, and short ways to use them from outside."""

    def __init__(self, world: World, sink: Sink, settings: Settings):
        self.world = world
        self.sink = sink
        self.settings = settings
        self.post_office = PostOffice(world.database, settings, environment(places.templates()))
        self.inbox = Inbox(world.database, settings)
        self.rounds = Rounds(world.database)
        self.listener = Listener(world.database, settings, self.inbox)

    async def next_day(self) -> None:
        """Go on by a day, compose what is due, and send it."""
        self.world.clock.advance(days=1)
        await self.rounds.once()
        await self.post_office.drain()

    def write_only_to(self, key: str) -> None:
        """From now on no other's hour for the daily letter comes."""
        self.world.database.write_here(_stop_the_clocks, self.world.person(key))

    def give_address(self, key: str, address: str, *, verified: bool = True) -> None:
        """One of the cast has another address."""
        self.world.database.write_here(_give_address, self.world.person(key), address, verified)

    async def digest(self, key: str) -> Delivered:
        """The daily letter of one of the cast, on the next day; nobody else gets one."""
        self.write_only_to(key)
        await self.next_day()
        return self.last(key)

    def to(self, key: str) -> list[Delivered]:
        """The letters that one of the cast has got."""
        return self.sink.to(member(key).address)

    def last(self, key: str) -> Delivered:
        """The newest letter to one of the cast."""
        letters = self.to(key)
        assert letters, f"nothing was mailed to {key}"
        return letters[-1]

    def reply(self, key: str, letter: Delivered, body: str, **headers: str) -> EmailMessage:
        """An answer to a letter, as the mail program of one of the cast writes it; `from_` puts another sender."""
        was, message = letter.message, EmailMessage()
        message["From"] = headers.pop("from_", f"{member(key).address}")
        message["To"] = was["Reply-To"]
        message["Subject"] = f"Re: {was['Subject']}"
        message["Message-ID"] = make_msgid(domain="mail.example.org")
        message["In-Reply-To"] = was["Message-ID"]
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(body)
        return message

    async def deliver(self, message: EmailMessage, *, sender: str | None = None, to: str = "") -> None:
        """Bring a message to the listener as a mail server does, and let the inbox and the post office work."""
        await self.bring(message, sender=sender, to=to)
        await self.inbox.drain()
        await self.post_office.drain()

    async def bring(self, message: EmailMessage, *, sender: str | None = None, to: str = "") -> None:
        """Bring a message to the listener; nothing has read it yet."""
        envelope_sender = message["From"].addresses[0].addr_spec if sender is None else sender
        recipient = to or message["To"].addresses[0].addr_spec
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=self.listener.port, start_tls=False) as server:
            await server.sendmail(envelope_sender, [recipient], message.as_bytes())

    async def answer(self, key: str, letter: Delivered, body: str, **headers: str) -> None:
        """Answer a letter by mail, all the way."""
        await self.deliver(self.reply(key, letter, body, **headers))

    def row(self, letter: Delivered) -> Letter:
        """The row of a letter that was sent."""
        return self.world.read(_row, letter.message["Message-ID"].split("@")[0].removeprefix("<"))

    def bytes_of(self, row: Letter) -> bytes:
        """The kept bytes of a letter."""
        assert row.blob_id is not None, "the letter has not been rendered, or it was forgotten"
        return self.world.read(blobs.read, row.blob_id)

    def blocks(self, letter: Delivered) -> list[LetterBlock]:
        """The kept blocks of a letter, in order."""
        return self.world.read(_blocks, self.row(letter).id)

    def count(self, table: type[SQLModel]) -> int:
        """How many rows a table has."""
        return self.world.read(_count, table)

    def verdicts(self) -> list[str]:
        """What became of the messages, in the order in which they came."""
        return self.world.read(_verdicts)

    def outgoing(self, kind: str) -> list[Letter]:
        """The rows of the letters of a kind."""
        return self.world.read(_letters, kind)


def _give_address(session: Session, person_id: int, address: str, verified: bool, *, now: datetime) -> None:
    own = Address(person_id=person_id, address=address, folded=address, is_main=False)
    own.verified_at = now if verified else None
    session.add(own)


def _stop_the_clocks(session: Session, person_id: int, *, now: datetime) -> None:
    session.execute(update(Person).where(col(Person.id) != person_id).values(next_digest_at=None))


def _verdicts(session: Session) -> list[str]:
    return list(session.execute(select(col(Inbound.verdict)).order_by(col(Inbound.id))).scalars())


def _letters(session: Session, kind: str) -> list[Letter]:
    return list(session.execute(select(Letter).where(col(Letter.kind) == kind).order_by(col(Letter.id))).scalars())


def _count(session: Session, table: type[SQLModel]) -> int:
    found: int = session.execute(select(func.count()).select_from(table)).scalar_one()
    return found


def _row(session: Session, message_id: str) -> Letter:
    found: Letter = session.execute(select(Letter).where(col(Letter.message_id) == message_id)).scalar_one()
    return found


def _blocks(session: Session, letter_id: int) -> list[LetterBlock]:
    rows = select(LetterBlock).where(col(LetterBlock.letter_id) == letter_id).order_by(col(LetterBlock.position))
    return list(session.execute(rows).scalars())


def under(letter: Delivered, answers: dict[str, str]) -> str:
    """A reply that quotes the letter with `> `, and has an answer under each block whose marker is named."""
    lines: list[str] = []
    for block in letter.part("plain").split("\n\n"):
        lines += [f"> {line}".rstrip() for line in block.split("\n")]
        if answer := next((text for marker, text in answers.items() if block.startswith(marker)), ""):
            lines += ["", answer, ""]
        lines.append(">")
    return "\n".join(lines)
