"""The inbox: each message that the listener has kept ends in one visible verdict.

A failure of ours is counted and tried again; after three a moderator has to look, and the others flow on.
"""

import asyncio
import logging

from commentspace.database import Database
from commentspace.domain import blobs, filing, inbound, mailed, signing, subscriptions
from commentspace.domain.filing import Arrival, Outcome
from commentspace.domain.inbound import Decision, Verdict, Waiting
from commentspace.domain.mailed import MailedLetter
from commentspace.errors import Refusal, marked
from commentspace.mail import answering
from commentspace.mail.addresses import Kind
from commentspace.mail.authentication import vouched_for
from commentspace.mail.automatic import why_automatic
from commentspace.mail.bell import Bell
from commentspace.mail.desk import address_book
from commentspace.mail.message import Incoming, parse
from commentspace.mail.receipts import Origin
from commentspace.settings import Settings

log = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between two looks at what waits: failures of ours, and mail that other processes have taken."""

STRANGER = marked("From is not an address of the person to whom the letter went.")
NOT_VOUCHED_FOR = marked("Our mail server does not vouch for the address in From.")
NO_LETTER = marked("The letter that it answers is not kept any more.")


class Inbox:
    """Decides what becomes of the messages of one database."""

    def __init__(self, database: Database, settings: Settings):
        self._database = database
        self._settings = settings
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
        """Deal with all that has come, however often it has to be tried; returns the number of messages."""
        done = 0
        while dealt_with := await self._round():
            done += dealt_with
        return done

    async def _round(self) -> int:
        """Each waiting message once, in the order in which they came; returns how many have their verdict now."""
        waiting = await self._database.read(inbound.waiting)
        for message in waiting:
            try:
                await self._deal_with(message)
            except Exception as error:
                log.exception("a message could not be dealt with", extra={"inbound": message.id})
                await self._database.write(inbound.tried, message.id, f"{type(error).__name__}: {error}")
        return len(waiting)

    async def _deal_with(self, message: Waiting) -> None:
        known = self._book.read(message.recipient)
        letter = await self._database.read(mailed.find, known.id)
        if known.kind == Kind.BOUNCE or not message.sender:
            await self._decide(message, letter, Verdict.BOUNCE)
        elif letter is None:
            await self._decide(message, None, Verdict.HELD, NO_LETTER)
        elif known.kind == Kind.UNSUBSCRIBE:
            await self._unsubscribe(message, letter)
        else:
            await self._read(message, letter)

    async def _unsubscribe(self, message: Waiting, letter: MailedLetter) -> None:
        secret = self._settings.secret_key
        await self._database.write(subscriptions.end, signing.sign("unsubscribe", letter.uid, secret), secret)
        await self._decide(message, letter, Verdict.UNSUBSCRIBED)

    async def _read(self, message: Waiting, letter: MailedLetter) -> None:
        raw = await self._database.read(blobs.read, message.blob_id)
        try:
            incoming = await asyncio.to_thread(parse, raw)
        except Refusal as refusal:
            await self._decide(message, letter, Verdict.HELD, refusal.said())
            return
        if why := why_automatic(incoming, message.sender):
            await self._decide(message, letter, Verdict.AUTOMATIC, why)
        elif why := await self._why_strange(incoming, letter):
            await self._decide(message, letter, Verdict.UNKNOWN_SENDER, why)
        else:
            await self._answer(message, letter, incoming)

    async def _why_strange(self, incoming: Incoming, letter: MailedLetter) -> str:
        """Why this is not an answer of the letter's reader; empty where it is. Strangers get no answer."""
        if not await self._database.read(mailed.is_address_of, letter.person_id, incoming.from_address):
            return STRANGER
        ours = self._settings.authserv_id
        if ours and not vouched_for(incoming.authentication_results, ours, incoming.from_address):
            return NOT_VOUCHED_FOR
        return ""

    async def _answer(self, message: Waiting, letter: MailedLetter, incoming: Incoming) -> None:
        """File what is new in it; what is refused goes back to its writer with the reason."""
        found = await asyncio.to_thread(answering.read, letter, incoming, self._book)
        person_id = letter.person_id or 0
        origin = Origin.of(message, person_id, incoming, _space(letter))
        arrival = Arrival(message.id, message.received_at, person_id, incoming.from_address, incoming.message_id)
        try:
            await self._close(arrival, answering.outcome(letter, found, origin))
        except Refusal as refusal:
            await self._close(arrival, answering.returned(letter, found, origin, refusal))

    async def _close(self, arrival: Arrival, outcome: Outcome) -> None:
        first = next(iter(outcome.spaces), None)
        await self._database.write(filing.close, arrival, outcome, space=first)

    async def _decide(self, message: Waiting, letter: MailedLetter | None, verdict: Verdict, why: str = "") -> None:
        """End a message without its texts; who sent it is not known for certain, so nobody is named."""
        decision = Decision(verdict, why, letter.id, _space(letter)) if letter else Decision(verdict, why)
        await self._database.write(inbound.decide, message.id, decision)


def _space(letter: MailedLetter) -> int | None:
    """The space of a letter, whose moderators see the verdict; of a digest about several, the first."""
    return next(iter(letter.space_ids), None)
