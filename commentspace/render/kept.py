"""Pieces that are kept: one for each key, with what it was made from, bounded by how much they hold."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from markupsafe import Markup


class Kept:
    """The newest piece for each key; those not asked for longest go when all together pass `most` characters.

    Asked for with something else than it was made from, a piece is made anew and takes the place of the old one, so
    that a paragraph whose comments grow is kept once and not in each of its states. Safe in several threads.
    """

    def __init__(self, most: int):
        self._most = most
        self._held = 0
        self._pieces: OrderedDict[Hashable, tuple[Hashable, Markup]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, made_from: Hashable, make: Callable[[], Markup]) -> Markup:
        """The kept piece, if it was made from just this; else `make` makes it."""
        with self._lock:
            found = self._pieces.get(key)
            if found is not None and found[0] == made_from:
                self._pieces.move_to_end(key)
                return found[1]
        made = make()
        with self._lock:
            self._put(key, made_from, made)
        return made

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._pieces.clear()
            self._held = 0

    def _put(self, key: Hashable, made_from: Hashable, made: Markup) -> None:
        if (before := self._pieces.pop(key, None)) is not None:
            self._held -= len(before[1])
        self._pieces[key] = (made_from, made)
        self._held += len(made)
        while self._held > self._most and len(self._pieces) > 1:
            _, (_, gone) = self._pieces.popitem(last=False)
            self._held -= len(gone)

    def __len__(self) -> int:
        return len(self._pieces)
