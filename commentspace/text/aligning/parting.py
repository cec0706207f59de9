"""Paragraphs that were split or merged: leftovers whose words stand in what their neighbour was or has become."""

from collections.abc import Callable, Iterator, Sequence

from commentspace.text.aligning.found import Found
from commentspace.text.aligning.likeness import shared
from commentspace.text.aligning.reading import Paragraph

GAIN = 0.36
"""This part of the leftover's words has to be what the others do not explain."""
MOST = 1.5
"""All parts together are no longer than the whole was, so many times."""
FARTHEST = 3
"""A neighbour is no farther; what stands between is new or was taken out."""
LEAST = 4
"""What has fewer words is no part of anything."""


def parted(found: Found) -> None:
    """Note splits and merges."""
    for at in found.free_new():
        _into(found, at)
    for at in reversed(found.free_new()):
        _into(found, at)
    for at in found.free_old():
        _from(found, at)
    for at in reversed(found.free_old()):
        _from(found, at)


def _into(found: Found, at: int) -> None:
    """A new paragraph may be a part of the old one of its neighbour."""
    part = found.new[at]
    best: tuple[float, int] | None = None
    for near in _nearest(at, found.is_free_new, len(found.new)):
        old = _old_of(found, near)
        if old is None or part.size < LEAST or found.there[old] in found.sources:
            continue
        group = sorted([found.there[old], *found.parts.get(old, [])])
        gain = _gain(found.old[old], [found.new[n] for n in group], [found.new[n] for n in sorted([*group, at])], part)
        if gain >= GAIN and (best is None or gain > best[0]):
            best = gain, old
    if best:
        found.parts.setdefault(best[1], []).append(at)
        found.gone_new.add(at)


def _from(found: Found, at: int) -> None:
    """An old paragraph may have gone into the new one of its neighbour."""
    part = found.old[at]
    best: tuple[float, int] | None = None
    for near in _nearest(at, found.is_free_old, len(found.old)):
        new = _new_of(found, near)
        if new is None or part.size < LEAST or found.here[new] in found.parts:
            continue
        group = sorted([found.here[new], *found.sources.get(new, [])])
        gain = _gain(found.new[new], [found.old[n] for n in group], [found.old[n] for n in sorted([*group, at])], part)
        if gain >= GAIN and (best is None or gain > best[0]):
            best = gain, new
    if best:
        found.sources.setdefault(best[1], []).append(at)
        found.gone_old.add(at)


def _nearest(at: int, is_free: Callable[[int], bool], count: int) -> Iterator[int]:
    """The next paragraph on each side that is settled, where it is near."""
    for step in (-1, 1):
        for near in range(at + step, at + step * (FARTHEST + 1), step):
            if not 0 <= near < count:
                break
            if not is_free(near):
                yield near
                break


def _old_of(found: Found, new: int) -> int | None:
    """The old paragraph that a new one came from, or was split from."""
    if new in found.here:
        return found.here[new]
    return next((old for old, parts in found.parts.items() if new in parts), None) if new in found.gone_new else None


def _new_of(found: Found, old: int) -> int | None:
    if old in found.there:
        return found.there[old]
    return next((new for new, of in found.sources.items() if old in of), None) if old in found.gone_old else None


def _gain(whole: Paragraph, before: Sequence[Paragraph], after: Sequence[Paragraph], part: Paragraph) -> float:
    """How much of the part's pairs of words is found in the whole only with it."""
    if sum(each.size for each in after) > MOST * whole.size + LEAST:
        return 0.0
    more = shared("".join(each.pairs for each in after), whole.pairs)
    return (more - shared("".join(each.pairs for each in before), whole.pairs)) / max(len(part.pairs), 1)
