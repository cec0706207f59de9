"""The inbox: each message that the listener has kept ends in one visible verdict.

A failure of ours is counted and tried again; after three a moderator has to look, and the others flow on. What a
person wrote is filed, or goes back: where it is not certain who wrote it, to the address to which our letter went.
"""

import asyncio
import logging
from dataclasses import replace

from commentspace.database import Database
from commentspace.domain import blobs, filing, inbound, mailed, signing, subscriptions
from commentspace.domain.filing import Arrival, NotFiled
from commentspace.domain.inbound import Answered, Decision, Verdict, Waiting
from commentspace.domain.mailed import MailedLetter
from commentspace.errors import Invalid, Refusal
from commentspace.mail import answering, doubts, reader_process
from commentspace.mail.addresses import Kind, Known
from commentspace.mail.automatic import why_automatic
from commentspace.mail.bell import Bell
from commentspace.mail.desk import address_book
from commentspace.mail.message import Oversized
from commentspace.mail.origin import MOST_IN_A_ROW, Origin, in_a_row
from commentspace.mail.reader_process import Endless, Job, Read, Reader
from commentspace.mail.reading import Block
from commentspace.mail.receipts import say_not_read
from commentspace.settings import Settings

log = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between two looks at what waits: failures of ours, and mail that other processes have taken."""


class Inbox:
    """Decides what becomes of the messages of one database; `reader` reads them elsewhere."""

    def __init__(self, database: Database, settings: Settings, reader: Reader = reader_process.shared):
        self._database = database
        self._settings = settings
        self._reader = reader
        self._book = address_book(settings)
        self._bell = Bell()

    def wake(self) -> None:
        """A message has come: called from any thread."""
        self._bell.ring()

    async def run(self) -> None:
        """Deal with what has come, for ever."""
        self._bell.listen()
        while True:
            await self._round()
            await self._bell.wait(EVERY)

    async def drain(self) -> int:
        """Deal with all that is due now; returns the number of messages."""
        done = 0
        while dealt_with := await self._round():
            done += dealt_with
        return done

    async def _round(self) -> int:
        """Each waiting message once, in the order in which they came; returns how many were looked at."""
        waiting = await self._database.read(inbound.waiting, due=self._database.now())
        for message in waiting:
            await self._look_at(message)
        return len(waiting)

    async def _look_at(self, message: Waiting) -> None:
        """Deal with one; before anything of it is read its row says which letter it answers."""
        answered: Answered | None = None
        try:
            known = self._book.read(message.recipient)
            answered = await self._database.write(inbound.recognise, message.id, known.id)
            await self._deal_with(message, known, answered)
        except Exception as error:
            log.exception("a message could not be dealt with", extra={"inbound": message.id})
            told = say_not_read(answered, doubts.FAILED, self._database.now()) if answered else None
            await self._database.write(inbound.tried, message.id, type(error).__name__, letter=told)

    async def _deal_with(self, message: Waiting, known: Known, answered: Answered | None) -> None:
        if known.kind == Kind.BOUNCE or not message.sender:
            await self._decide(message, Decision(Verdict.BOUNCE))
            return
        letter = await self._database.read(mailed.find, known.id)
        if letter is None or answered is None:
            await self._decide(message, Decision(Verdict.HELD, doubts.NO_LETTER))
        elif known.kind == Kind.UNSUBSCRIBE:
            await self._unsubscribe(message, letter)
        else:
            await self._read(message, letter, answered)

    async def _unsubscribe(self, message: Waiting, letter: MailedLetter) -> None:
        secret = self._settings.secret_key
        await self._database.write(subscriptions.end, signing.sign("unsubscribe", letter.uid, secret), secret)
        await self._decide(message, Decision(Verdict.UNSUBSCRIBED))

    async def _read(self, message: Waiting, letter: MailedLetter, answered: Answered) -> None:
        raw = await self._database.read(blobs.read, message.blob_id)
        try:
            read = await asyncio.to_thread(self._reader.read, self._job(raw, letter))
        except (Oversized, Endless) as refusal:
            said = doubts.TOO_LARGE if isinstance(refusal, Oversized) else doubts.TOO_SLOW
            told = say_not_read(answered, said, self._database.now())
            await self._database.write(inbound.decide, message.id, Decision(Verdict.HELD, refusal.said()), letter=told)
        else:
            await self._judge(message, letter, read)

    def _job(self, raw: bytes, letter: MailedLetter) -> Job:
        blocks = [
            Block(each.position, each.kind, each.marker, each.text, each.paragraph, each.comment)
            for each in letter.blocks
        ]
        return Job(raw, letter.content, self._book.reply_address(letter.uid), letter.subject, blocks)

    async def _judge(self, message: Waiting, letter: MailedLetter, read: Read) -> None:
        """Who wrote this, and so what becomes of it."""
        incoming = read.incoming
        theirs = await self._database.read(mailed.is_address_of, letter.person_id, incoming.from_address)
        registered = Origin.of(message, letter, incoming, letter.address)
        if why := why_automatic(incoming, message.sender, self._book.domain):
            await self._decide(message, answering.decision(Verdict.AUTOMATIC, read.found, registered, why))
        elif in_a_row(letter) >= MOST_IN_A_ROW:
            held = answering.decision(Verdict.HELD, read.found, registered, doubts.IN_A_ROW)
            await self._decide(message, held)
        elif doubt := doubts.about(incoming, theirs=theirs, authserv_id=self._settings.authserv_id):
            await self._give_back(message, read, registered, doubt)
        else:
            origin = replace(registered, address=incoming.from_address)
            await self._file(message, letter, read, origin)

    async def _give_back(self, message: Waiting, read: Read, origin: Origin, doubt: doubts.Doubt) -> None:
        """Nothing goes to the address in From: the text goes to where our letter had gone."""
        reason = Invalid(doubt.said, came_from=origin.came_from)
        outcome = answering.returned(doubt.verdict, doubt.why, read, origin, reason)
        await self._database.write(inbound.decide, message.id, outcome.decision, letter=outcome.letter)

    async def _file(self, message: Waiting, letter: MailedLetter, read: Read, origin: Origin) -> None:
        """File what is new in it; what is refused goes back to its writer with the reason, and the others are filed."""
        incoming = read.incoming
        person_id = letter.person_id or 0
        arrival = Arrival(message.id, message.received_at, person_id, incoming.from_address, incoming.message_id)
        refused: dict[int, Refusal] = {}
        while True:
            outcome = answering.outcome(letter, read.found, origin, refused)
            try:
                first = next(iter(outcome.spaces), None)
                await self._database.write(filing.close, arrival, outcome, space=first)
            except NotFiled as some:
                refused.update(some.refusals)
            else:
                return

    async def _decide(self, message: Waiting, decision: Decision) -> None:
        await self._database.write(inbound.decide, message.id, decision)
