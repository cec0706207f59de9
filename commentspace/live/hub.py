"""The hub: told which spaces have moved, it tells the open pages what their people may see of it.

`app.py` ties it to the database with `database.on_commit(hub.moved)`, and runs `hub.run()` as long as it serves.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress

from commentspace.database import Database
from commentspace.domain import listening, review_windows
from commentspace.live import delivery, frames
from commentspace.live.delivery import SIGNED_OUT, Answer, Ask, Delivery
from commentspace.live.listener import MOST, Listener
from commentspace.live.readers import Readers
from commentspace.live.rooms import Rooms
from commentspace.live.turns import Turns
from commentspace.live.watch import watch
from commentspace.render.pieces import Pieces

log = logging.getLogger(__name__)

SWEEP = 30.0
"""Seconds after which the rights and sign-ins of all who listen are looked at, if nothing has moved before."""
AGAIN = 1.0
"""Seconds before the next try after a delivery that failed."""
GOING = 1012
"""The close code of a server that restarts (IANA's WebSocket registry): the page comes back."""
PARTING = 5.0
"""Seconds for all sockets to close when the server goes."""


class Hub:
    """All open pages of one process. Everything but `moved` happens on the event loop."""

    def __init__(self, database: Database, pieces: Pieces, most: int = MOST):
        self.database = database
        self.most = most
        """Frames that may wait for one page."""
        self.counted: Counter[str] = Counter()
        """For the metrics: frames offered, pages behind, pages ended."""
        self._pieces = pieces
        self._rooms = Rooms()
        self._readers = Readers(database, self._rooms)
        self._pending: set[int] = set()
        self._wake = asyncio.Event()
        self._seen = asyncio.Event()
        self._turns = Turns(database.now, self._turned)
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_closed = False

    @property
    def listening(self) -> int:
        """How many pages are open."""
        return len(self._rooms)

    def pages_open(self, document_id: int) -> int:
        """How many pages of a document listen to this process."""
        room = self._rooms.with_document(document_id)
        return room.pages[document_id] if room else 0

    def moved(self, moved: dict[int, int]) -> None:
        """Note that these spaces have come to these numbers; from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._note, moved)

    async def run(self) -> None:
        """Deliver what moves, until cancelled."""
        self._loop = asyncio.get_running_loop()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._deliver_all())
                tasks.create_task(self._sweep())
                tasks.create_task(self._look_again_and_again())
                tasks.create_task(watch(self.database, self._seen.set))
        finally:
            self._loop = None

    def join(self, listener: Listener) -> None:
        """Let a page listen; it is behind until it has been brought up to date."""
        self._rooms.join(listener)
        if self._is_closed:
            listener.end(GOING, frames.CLOSING)

    def leave(self, listener: Listener) -> None:
        """A page is gone."""
        if self._rooms.leave(listener):
            self._turns.forget(listener.seat.document_id)
        elif listener.who is not None and not self._is_closed:
            self._readers.changed([listener.seat.document_id])
        listener.left.set()

    def signed_out(self, login: str) -> None:
        """Close the sockets of a session of a browser that has ended."""
        for listener in self._rooms:
            if listener.seat.login == login:
                listener.end(SIGNED_OUT, frames.RELOAD)

    async def catch_up(self, listener: Listener) -> str | None:
        """What a page that is behind must know; from then on it is told what moves."""
        asked, now = Ask.of(listener), self.database.now()
        found = await self.database.read(delivery.catch_up, self._pieces, asked, now)
        answer = found.answers[0]
        if self._is_refused(answer) or listener.is_ending:
            return None
        listener.who, listener.ground = answer.who, answer.ground
        listener.since = listener.cursor = found.seq
        listener.is_behind = False
        self._expect(found)
        self._readers.changed([listener.seat.document_id])
        room = self._rooms.of(listener.seat.space_id)
        if room is not None and room.latest > found.seq:
            self._want([listener.seat.space_id])
        return answer.text

    async def close(self) -> None:
        """Tell all pages to come back later, and close their sockets; a slow one is not waited for for long."""
        self._is_closed = True
        self._turns.close()
        self._readers.close()
        everybody = list(self._rooms)
        for listener in everybody:
            listener.end(GOING, frames.CLOSING)
        with suppress(TimeoutError):
            async with asyncio.timeout(PARTING):
                await asyncio.gather(*(listener.left.wait() for listener in everybody))

    def _note(self, moved: dict[int, int]) -> None:
        self._want(self._rooms.note(moved))

    def _want(self, space_ids: Iterable[int]) -> None:
        self._pending.update(space_ids)
        if self._pending:
            self._wake.set()

    async def _look_again_and_again(self) -> None:
        """Whenever somebody may have committed something, see what it was; several commits are one look."""
        while True:
            await self._seen.wait()
            self._seen.clear()
            try:
                await self._look()
            except Exception:
                log.exception("what others have committed could not be read; it is tried again")
                asyncio.get_running_loop().call_later(AGAIN, self._seen.set)

    async def _look(self) -> None:
        """See which spaces have moved, and which sessions of browsers have ended."""
        if self._rooms:
            self._note(await asyncio.to_thread(self.database.last_sequences))
            logins = {listener.seat.login for listener in self._rooms if listener.seat.login}
            for login in await self.database.read(listening.ended, logins, self.database.now()):
                self.signed_out(login)
            self._readers.changed({listener.seat.document_id for listener in self._rooms})

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            self._want(self._rooms.spaces)

    async def _deliver_all(self) -> None:
        """Deliver to the spaces that moved; what moves meanwhile is delivered together afterwards."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            space_ids, self._pending = self._pending, set()
            await asyncio.gather(*(self._deliver_or_again(space_id) for space_id in space_ids))

    async def _deliver_or_again(self, space_id: int) -> None:
        try:
            await self._deliver(space_id)
        except Exception:
            log.exception("a delivery failed; it is tried again")
            asyncio.get_running_loop().call_later(AGAIN, self._want, [space_id])

    async def _deliver(self, space_id: int) -> None:
        room = self._rooms.of(space_id)
        if room is None:
            return
        async with room.lock:
            asks = [Ask.of(each) for each in room.listeners if not each.is_behind and not each.is_ending]
            if not asks:
                return
            now = self.database.now()
            found = await self.database.read(delivery.deliver, self._pieces, space_id, asks, now)
            self._expect(found)
            for answer in found.answers:
                self._give(answer, found.seq)
        self._readers.changed(+room.pages)

    def _give(self, answer: Answer, seq: int) -> None:
        listener = answer.ask.listener
        if listener.is_behind or listener.cursor != answer.ask.since or self._is_refused(answer):
            return
        listener.who, listener.ground, listener.cursor = answer.who, answer.ground, max(seq, listener.cursor)
        if answer.text is not None:
            self._offer(listener, answer.text, seq)

    def _offer(self, listener: Listener, text: str, seq: int | None) -> None:
        self.counted["offered"] += 1
        if not listener.offer(text, seq):
            self.counted["behind"] += 1
            log.info("a page does not keep up; it will be told in one frame what it has missed")

    def _is_refused(self, answer: Answer) -> bool:
        """Whether the person may listen no longer; then the socket is closed."""
        if answer.code is not None:
            self.counted["ended"] += 1
            answer.ask.listener.end(answer.code, frames.RELOAD)
        return answer.code is not None

    def _expect(self, found: Delivery) -> None:
        if not self._is_closed:
            for document_id, review in found.reviews.items():
                self._turns.expect(document_id, review.next_turn)

    def _turned(self, document_id: int) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver_turn_or_again(document_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_turn_or_again(self, document_id: int) -> None:
        try:
            await self._deliver_turn(document_id)
        except Exception:
            log.exception("the turn of a review could not be told; it is tried again")
            asyncio.get_running_loop().call_later(AGAIN, self._turned, document_id)

    async def _deliver_turn(self, document_id: int) -> None:
        """Time has turned a review: everybody who has the document open gets its new line."""
        room = self._rooms.with_document(document_id)
        if room is None:
            return
        async with room.lock:
            review = await self.database.read(review_windows.of_document, document_id, self.database.now())
            texts: dict[str, str] = {}
            for listener in room.listeners:
                if listener.seat.document_id == document_id:
                    language = listener.seat.language
                    texts[language] = texts.get(language) or frames.turned(self._pieces, review, language)
                    self._offer(listener, texts[language], None)
            self._turns.expect(document_id, review.next_turn)
