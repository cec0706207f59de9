"""Rewritten passages, as a reader sees them who knows where each letter came from.

Few words that stay between larger changes are read as part of one rewritten passage, and so are these changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from commentspace.text.segments import units

CRUMB = 5
"""Letters that say nothing alone."""


@dataclass
class _Change:
    """What was written instead of what stood there, and the places of it in the new text."""

    start: int
    end: int
    gone: int
    written: int

    @property
    def size(self) -> int:
        """How much was changed."""
        return max(self.gone, self.written)


def passages(text: str, was: str, back: Mapping[int, int]) -> list[tuple[int, int]]:
    """Where passages of a new text begin and end that were rewritten, put in, or (empty) taken out.

    `back` says of places in the new text where they stood in the old text `was`.
    """
    changes = _changes(text, was, back)
    while True:
        at = next((n for n in range(1, len(changes)) if _is_one(text, changes[n - 1], changes[n])), None)
        if at is None:
            return [(change.start, change.end) for change in changes]
        one, other = changes[at - 1 : at + 1]
        between = _size(text[one.end : other.start])
        sizes = one.gone + between + other.gone, one.written + between + other.written
        changes[at - 1 : at + 1] = [_Change(one.start, other.end, *sizes)]


def _is_one(text: str, one: _Change, other: _Change) -> bool:
    """Whether what stays between two changes says too little to part them."""
    said = _size(text[one.end : other.start])
    return said <= CRUMB or 2 * said <= min(one.size, other.size)


def _changes(text: str, was: str, back: Mapping[int, int]) -> list[_Change]:
    changes: list[_Change] = []
    end = old_end = 0
    for place in [*range(len(text)), len(text)]:
        old = back.get(place, len(was) if place == len(text) else None)
        if old is None:
            continue
        sizes = _size(was[old_end:old]), _size(text[end:place])
        if any(sizes):
            changes.append(_Change(end, place, *sizes))
        end, old_end = place + 1, old + 1
    return changes


def _size(text: str) -> int:
    """How much is said."""
    return sum(unit.weight for unit in units(text)[1])
