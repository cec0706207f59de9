"""Who else has a document open: told to its members, as far as their space allows, at most once a second.

A process knows its own pages only: where several serve one database, each tells of those who are connected to it.
"""

import asyncio
import logging
from collections.abc import Iterable, Iterator

from commentspace.database import Database
from commentspace.domain import readers
from commentspace.domain.readers import Present
from commentspace.live import frames
from commentspace.live.listener import Listener
from commentspace.live.rooms import Rooms

log = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds in which what changes is told together: however many come at once, a page gets one frame."""


class Readers:
    """Tells each open page who else reads its document. All of this happens on the event loop."""

    def __init__(self, database: Database, rooms: Rooms):
        self._database = database
        self._rooms = rooms
        self._changed: set[int] = set()
        self._alarm: asyncio.TimerHandle | None = None
        self._telling: asyncio.Task[None] | None = None

    def changed(self, document_ids: Iterable[int]) -> None:
        """Somebody may have come, gone or changed what may be known of them: tell it soon."""
        self._changed.update(document_ids)
        if self._changed and self._alarm is None:
            self._alarm = asyncio.get_running_loop().call_later(PAUSE, self._begin)

    def close(self) -> None:
        """Tell nothing more."""
        if self._alarm is not None:
            self._alarm.cancel()
        if self._telling is not None:
            self._telling.cancel()

    def _begin(self) -> None:
        self._telling = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        """What changes while this goes on is told a pause later."""
        document_ids, self._changed = self._changed, set()
        try:
            for document_id in document_ids:
                await self._tell_of(document_id)
        except Exception:
            log.exception("who reads could not be told; it is tried again")
            self._changed |= document_ids
        finally:
            self._alarm = None
        self.changed(())

    async def _tell_of(self, document_id: int) -> None:
        room = self._rooms.with_document(document_id)
        if room is None:
            return
        pages = [each for each in room.listeners if each.seat.document_id == document_id and each.who is not None]
        people = {each.seat.caller.person_id for each in pages} - {None}
        if not people:
            return
        space_id = pages[0].seat.space_id
        present = {each for each in people if each is not None}
        found = await self._database.read(readers.among, space_id, document_id, present)
        for page, text in _told(found, pages):
            page.tell_readers(text)


def _told(found: Present, pages: Iterable[Listener]) -> Iterator[tuple[Listener, str]]:
    """The frame of each page: of those who are counted themselves one text, and of those who are not another."""
    members = {reader.person_id: reader for reader in found.members}
    shown = [reader for reader in found.members if reader.shows]
    texts = {counted: frames.readers(found.presence, shown, len(shown) - counted) for counted in (False, True)}
    for page in pages:
        if (reader := members.get(page.seat.caller.person_id or 0)) is not None:
            yield page, texts[reader.shows]
        elif page.has_readers:
            yield page, frames.NO_READERS
