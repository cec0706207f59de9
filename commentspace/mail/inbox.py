"""The inbox: each message that the listener has kept ends in one visible verdict.

A failure of ours is counted and tried again; after three a moderator has to look, and the others flow on. Several
messages are dealt with at a time, so that one that is hard to read does not hold up the others; those of one sender
keep their order. Several processes may work on one PostgreSQL: each takes messages for itself for a while.
"""

import asyncio
import logging

from commentspace.database import Database
from commentspace.domain import inbound
from commentspace.domain.inbound import Answered, Waiting
from commentspace.domain.steps import Step
from commentspace.mail import answers, bounced, doubts, public_mail, reader_process
from commentspace.mail.addresses import PUBLIC, Kind
from commentspace.mail.bell import Bell
from commentspace.mail.desk import address_book
from commentspace.mail.office import Office
from commentspace.mail.reader_process import Reader
from commentspace.mail.receipts import say_not_read
from commentspace.mail.way import Way
from commentspace.settings import Settings

log = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between two looks at what waits: failures of ours, and mail that other processes have taken."""
HANDS = reader_process.CHILDREN


class Inbox:
    """Decides what becomes of the messages of one database; `reader` reads them elsewhere."""

    def __init__(self, database: Database, settings: Settings, reader: Reader = reader_process.shared):
        self._database = database
        self._office = Office(database, settings, address_book(settings), reader)
        self._bell = Bell()
        self._busy: dict[int, str] = {}
        """The messages that are dealt with just now, and their senders."""
        self._taking = asyncio.Lock()

    def wake(self) -> None:
        """A message has come: called from any thread."""
        self._bell.ring()

    async def run(self) -> None:
        """Deal with what has come, for ever; a few do so side by side."""
        self._bell.listen()
        async with asyncio.TaskGroup() as hands:
            for _ in range(HANDS):
                hands.create_task(self._go_on())

    async def _go_on(self) -> None:
        while True:
            while await self._round():
                pass
            await self._bell.wait(EVERY)

    async def drain(self) -> int:
        """Deal with all that is due now; returns the number of messages."""
        done = 0
        while await self._round():
            done += 1
        return done

    async def _round(self) -> bool:
        """The next message of somebody who is not being dealt with; False where there is none."""
        async with self._taking:
            message = await self._next()
        if message is None:
            return False
        done = False
        try:
            await self._look_at(message)
            done = True
        finally:
            self._busy.pop(message.id)
            if not done:
                await self._database.write(inbound.give_back, message.id)
        return True

    async def _next(self) -> Waiting | None:
        """The next one, ours alone from now on. SQLite serves one process, so there is nobody to take it from us."""
        senders = {sender for sender in self._busy.values() if sender}
        if self._database.is_sqlite:
            due = self._database.now()
            found = await self._database.read(inbound.waiting, 1, due=due, but=tuple(self._busy), senders=senders)
        else:
            found = await self._database.write(inbound.take, 1, but=tuple(self._busy), senders=senders)
        self._busy |= {message.id: message.sender for message in found}
        return next(iter(found), None)

    async def _look_at(self, message: Waiting) -> None:
        """Deal with one; before anything of it is read its row says which letter it answers."""
        answered: Answered | None = None
        way = Way(message)
        way.note(Step.KEPT, message.received_at.isoformat(timespec="seconds"))
        try:
            known = self._office.book.read(message.recipient)
            way.note(Step.ADDRESS, known.kind.name.lower())
            if known.kind in PUBLIC:
                await public_mail.deal_with(self._office, way, known)
                return
            answered = await self._database.write(inbound.recognise, message.id, known.id)
            if known.kind == Kind.BOUNCE or not message.sender:
                await bounced.deal_with(self._office, way, known)
            else:
                way.note(Step.BOUNCE, "no")
                await answers.deal_with(self._office, way, known, answered)
        except Exception as error:
            log.exception("a message could not be dealt with", extra={"inbound": message.id})
            told = say_not_read(answered, doubts.FAILED, self._database.now()) if answered else None
            await self._database.write(inbound.tried, message.id, type(error).__name__, letter=told)
