"""Who listens where: the open pages of each space, and how far its record is known to have come."""

import asyncio
from collections import Counter
from collections.abc import Iterator

from commentspace.live.listener import Listener


class Room:
    """The pages that listen to one space."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self.pages: Counter[int] = Counter()
        """How many of them show each document."""
        self.latest = 0
        """The last number that the space is known to have come to since somebody listens."""
        self.lock = asyncio.Lock()
        """Frames are read and queued one after another, so that a page never goes back."""


class Rooms:
    """The rooms in which somebody listens, by the id of their space."""

    def __init__(self) -> None:
        self._rooms: dict[int, Room] = {}

    def __iter__(self) -> Iterator[Listener]:
        for room in self._rooms.values():
            yield from room.listeners

    def __len__(self) -> int:
        return sum(len(room.listeners) for room in self._rooms.values())

    @property
    def spaces(self) -> set[int]:
        """The spaces in which somebody listens."""
        return set(self._rooms)

    def of(self, space_id: int) -> Room | None:
        """The room of a space, if somebody listens there."""
        return self._rooms.get(space_id)

    def with_document(self, document_id: int) -> Room | None:
        """The room of the space to which a document belongs, if somebody has it open."""
        return next((room for room in self._rooms.values() if room.pages[document_id]), None)

    def join(self, listener: Listener) -> None:
        """Let a page listen."""
        room = self._rooms.setdefault(listener.seat.space_id, Room())
        room.listeners.add(listener)
        room.pages[listener.seat.document_id] += 1

    def leave(self, listener: Listener) -> bool:
        """A page is gone; whether its document is open nowhere now."""
        seat = listener.seat
        room = self._rooms[seat.space_id]
        room.listeners.remove(listener)
        room.pages[seat.document_id] -= 1
        if not room.listeners:
            del self._rooms[seat.space_id]
        return not room.pages[seat.document_id]

    def note(self, moved: dict[int, int]) -> set[int]:
        """Note how far these spaces have come; returns those in which somebody listens who may not know."""
        news = {
            space_id for space_id in moved.keys() & self._rooms.keys() if moved[space_id] > self._rooms[space_id].latest
        }
        for space_id in news:
            self._rooms[space_id].latest = moved[space_id]
        return news
