"""Which of the words that two texts have in common are worth showing as kept: readable, not merely shortest."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from commentspace.text.segments import Unit

SHARE = 2
"""A kept stretch stays if it says at least this part (a half) of the smaller change beside it."""


class Block(NamedTuple):
    """`size` units from `old` on in the first text that are the same as those from `new` on in the second."""

    old: int
    new: int
    size: int

    @property
    def old_end(self) -> int:
        """Where it ends in the first text."""
        return self.old + self.size

    @property
    def new_end(self) -> int:
        """Where it ends in the second text."""
        return self.new + self.size


def readable(old: Sequence[Unit], new: Sequence[Unit], common: Sequence[Block]) -> list[Block]:
    """The blocks that stay kept, each put where its neighbours are read best."""
    kept = _worth_keeping(old, new, common)
    return _settled(old, new, grown(old, new, kept) if len(kept) < len(common) else kept)


def grown(old: Sequence[Unit], new: Sequence[Unit], blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the same units beside them, after others between them were given up."""
    found: list[Block] = []
    for block in [*blocks, Block(len(old), len(new), 0)]:
        last = found.pop() if found else Block(0, 0, 0)
        room = min(block.old - last.old_end, block.new - last.new_end)
        forth = _same(old, new, last.old_end, last.new_end, 1, room)
        back = _same(old, new, block.old - 1, block.new - 1, -1, room - forth)
        found.append(last._replace(size=last.size + forth))
        found.append(Block(block.old - back, block.new - back, block.size + back))
    return [block for block in found if block.size]


def _same(old: Sequence[Unit], new: Sequence[Unit], at: int, there: int, step: int, most: int) -> int:
    """How many units from two places on are the same."""
    count = 0
    while count < most and old[at].text == new[there].text:
        at, there, count = at + step, there + step, count + 1
    return count


def _worth_keeping(old: Sequence[Unit], new: Sequence[Unit], common: Sequence[Block]) -> list[Block]:
    """Without the blocks that say little between two changes of which one is a replacement.

    They would scatter a rewritten passage; where words were only put in or only taken out, nothing is scattered.
    """
    sizes = _Sizes(old, new)
    kept: list[Block] = [Block(0, 0, 0)]
    for block in [*common, Block(len(old), len(new), 0)]:
        while len(kept) > 1 and sizes.is_chance(kept[-2], kept[-1], block):
            kept.pop()
        kept.append(block)
    return [block for block in kept if block.size]


class _Sizes:
    """How much is said between two places of each text."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]):
        self._old = [0, *accumulate(unit.weight or 0.1 for unit in old)]
        self._new = [0, *accumulate(unit.weight or 0.1 for unit in new)]

    def is_chance(self, before: Block, block: Block, after: Block) -> bool:
        """Whether `block`, between two changes, is too small to part them."""
        left, right = self._change(before, block), self._change(block, after)
        if not max(left) or not max(right) or not (min(left) or min(right)):
            return False
        said = self._old[block.old_end] - self._old[block.old]
        return said * SHARE <= min(max(left), max(right))

    def _change(self, one: Block, other: Block) -> tuple[float, float]:
        """How much was taken out and put in between two blocks."""
        return self._old[other.old] - self._old[one.old_end], self._new[other.new] - self._new[one.new_end]


def _settled(old: Sequence[Unit], new: Sequence[Unit], blocks: Sequence[Block]) -> list[Block]:
    """Where words were only put in, or only taken out, the same difference may be shown at several places.

    "A. B." becomes "A. C. B." by ". C" as well as by "C."; the one that begins and ends with sentences is read best.
    """
    settled: list[Block] = []
    for block in blocks:
        moved = _shift(old, new, settled[-1], block) if settled else 0
        if moved:
            settled[-1] = settled[-1]._replace(size=settled[-1].size + moved)
            if not settled[-1].size:
                settled.pop()
        if moved < block.size:
            settled.append(Block(block.old + moved, block.new + moved, block.size - moved))
    return settled


def _shift(old: Sequence[Unit], new: Sequence[Unit], left: Block, right: Block) -> int:
    """How many units to give from the right block to the left one; fewer than none for the other way."""
    if left.old_end == right.old and left.new_end < right.new:
        side, start, end = new, left.new_end, right.new
    elif left.new_end == right.new and left.old_end < right.old:
        side, start, end = old, left.old_end, right.old
    else:
        return 0
    forth = _alike(side, start, end, 1, right.size)
    most = left.size if left.old == left.new == 0 else left.size - 1  # at the beginning nothing is left to part
    back = _alike(side, start - 1, end - 1, -1, most)
    places = sorted(range(-back, forth + 1), key=abs)
    return max(places, key=lambda moved: _fit(side, start + moved, end + moved))


def _alike(side: Sequence[Unit], start: int, end: int, step: int, most: int) -> int:
    """How far the change can slide: as long as the unit that it loses is the one that it gains."""
    count = 0
    while count < most and 0 <= end < len(side) and side[start].text == side[end].text:
        start, end, count = start + step, end + step, count + 1
    return count


def _fit(side: Sequence[Unit], start: int, end: int) -> int:
    """How well a change reads there: sentences whole, or at least not torn from the sign that ends them."""
    begins = start == 0 or side[start - 1].ends
    return 2 * begins + 2 * side[end - 1].ends + bool(side[start].weight)
