"""The post office: renders what acts have intended, keeps the bytes, and sends them until a server has taken them.

Several may run at once: each letter is leased by one. What may have been delivered is sent again as it was, so that a
crash between a server's answer and our mark can only send the same Message-ID twice.
"""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from jinja2 import Environment

from commentspace.database import Database
from commentspace.domain import outbox
from commentspace.domain.outbox import Due, Outcome
from commentspace.mail import carrier, letters, preparing
from commentspace.mail.bell import Bell
from commentspace.mail.carrier import Carrier, Postponed, Rejected
from commentspace.mail.envelope import in_ascii
from commentspace.mail.marks import Marks
from commentspace.mail.preparing import Bureau, Prepared
from commentspace.mail.writers import Gone, Writers
from commentspace.settings import Settings

log = logging.getLogger(__name__)

AT_ONCE = 48
"""Letters in hand; more are leased when half of them have been dealt with."""
KEPT_TOGETHER = 16
"""Letters that are kept in one write: 20 ms for long ones, after which the writer is free for others."""
MANY = 100
"""Where more than so many wait, they are written in other processes."""
EVERY = 5.0
"""Seconds between two looks at the outbox, for letters that were put off and those of other processes."""
TOLD_EVERY = 720
"""Looks between two lines in the log about how the outbox stands: an hour, where nothing wakes us."""
TO_CARRY = timedelta(seconds=carrier.LONGEST)


class PostOffice:
    """Sends the letters of one database; `environment` holds the templates."""

    def __init__(self, database: Database, settings: Settings, environment: Environment):
        self._database = database
        self._settings = settings
        self._bureau = Bureau(settings, environment)
        self._writers = Writers(database.engine.url.render_as_string(hide_password=False), settings)
        self._pace = outbox.Pace(settings.mail_at_once, settings.mail_a_minute)
        self._carrier = Carrier(settings)
        self._marks = Marks(self._settle)
        self._bell = Bell()
        self._stopping = False

    def wake(self) -> None:
        """There may be something to send: called from any thread after a commit."""
        self._bell.ring()

    async def run(self) -> None:
        """Send whatever is due, for ever; when it is cancelled, the letters in hand are finished first."""
        self._bell.listen()
        looks = 0
        try:
            while True:
                await self.drain()
                if looks % TOLD_EVERY == 0:
                    await self._tell()
                looks += 1
                await self._bell.wait(EVERY)
                await self._carrier.tidy()
                self._writers.tidy()
        finally:
            await self.close()

    async def drain(self) -> int:
        """Send all that is due now, as fast as the pace of each domain allows; returns how many were dealt with."""
        self._stopping = False
        work = asyncio.ensure_future(self._work())
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            self._stopping = True
            await work
            raise

    async def close(self) -> None:
        """Say goodbye to the server, and end the children that wrote letters."""
        self._writers.close()
        await self._carrier.close()

    async def _work(self) -> int:
        """Lease, prepare and send, so that the next letters are made ready while the last are on their way."""
        done, hand = 0, set[asyncio.Task[None]]()
        while True:
            leased = await self._lease(AT_ONCE - len(hand)) if len(hand) <= AT_ONCE // 2 else []
            hand |= {asyncio.create_task(self._deal_with(*each)) for each in await self._prepared(leased)}
            done += len(leased)
            if not hand and not leased:
                return done
            if hand and not (leased and len(hand) <= AT_ONCE // 2):
                ended, hand = await asyncio.wait(hand, return_when=asyncio.FIRST_COMPLETED)
                await asyncio.gather(*ended)

    async def _lease(self, most: int) -> list[Due]:
        database = self._database
        if self._stopping or not await database.read(outbox.is_waiting, database.now()):
            return []
        return await database.write(outbox.lease, most, self._pace)

    async def _prepared(self, leased: Sequence[Due]) -> list[tuple[Due, bytes]]:
        """Render what is to be rendered and keep it; returns the letters that are to be sent, with their bytes."""
        if not leased:
            return []
        database = self._database
        now = database.now()
        prepared = await self._written(leased, now)
        contents = prepared.kept
        written = list(prepared.written.items())
        for start in range(0, len(written), KEPT_TOGETHER):
            contents |= await database.write(outbox.rendered_all, dict(written[start : start + KEPT_TOGETHER]))
        if prepared.outcomes:
            await self._marks.note(*prepared.outcomes)
        return [(due, contents[due.id]) for due in leased if due.id in contents]

    async def _written(self, leased: Sequence[Due], now: datetime) -> Prepared:
        """Many letters are written in other processes; few, and where those are gone, here."""
        if len(leased) >= AT_ONCE // 2 and await self._database.read(outbox.are_many_waiting, MANY, now):
            with contextlib.suppress(Gone):
                return await self._writers.prepare(leased, now)
        return await self._database.read(preparing.prepare, self._bureau, leased, now)

    async def _deal_with(self, due: Due, content: bytes) -> None:
        """Send one letter, and note what became of it."""
        await self._marks.note(await self._outcome(due, content))

    async def _outcome(self, due: Due, content: bytes) -> Outcome:
        if due.leased_until is not None and self._database.now() + TO_CARRY > due.leased_until:
            return preparing.outcome(due, "given back", "")
        sender = letters.envelope_sender(due, self._bureau.desk(due, self._database.now()))
        try:
            answer = await self._carrier.carry(sender, in_ascii(due.address), content)
        except Postponed as why:
            return preparing.outcome(due, "put off", str(why), was_taken=why.was_taken, failure=why.failure)
        except Rejected as why:
            return preparing.outcome(due, "failed", str(why), failure=why.failure)
        except Exception as error:
            return preparing.broken(due, error)
        return preparing.outcome(due, "sent", answer)

    async def _settle(self, outcomes: Sequence[Outcome]) -> None:
        await self._database.write(outbox.settle, outcomes, keeps_secrets=self._settings.demo)

    async def _tell(self) -> None:
        """A line in the log for whoever runs the program."""
        state = await self._database.read(outbox.state_of_affairs, self._database.now())
        log.info(
            "the outbox: %d wait, %d of them put off before; in a day %d sent, %d failed; %d addresses get no letters",
            *(state.waiting, state.late, state.sent, state.failed, state.suppressed),
        )
