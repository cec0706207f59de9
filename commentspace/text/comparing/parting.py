"""Rows for whoever has to write both texts in their own order, as a file with tracked changes does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from commentspace.text.comparing.laying import laid
from commentspace.text.comparing.rows import Match, Passage, Row


def in_order(rows: Sequence[Row]) -> list[Row]:
    """The same rows, but that whatever stands apart on a side is apart.

    Where something stood between two paragraphs that were joined, or stands between the parts of one that was divided,
    the one that has kept its identity is compared; the others went out or came in, each at its own place.
    """
    matches = [row.match for row in rows if not row.is_left]
    ever_moved = {each.uid for row in rows if row.has_moved for each in row.match.new}
    old, new = (_ranks(each) for each in ((match.old for match in matches), (match.new for match in matches)))
    return laid([part for match in matches for part in _parts(match, old, new)], ever_moved)


def _ranks(sides: Iterable[Sequence[Passage]]) -> dict[str, int]:
    """Where each passage stands among those of its text."""
    ordered = sorted((each for side in sides for each in side), key=lambda each: each.position)
    return {each.uid: rank for rank, each in enumerate(ordered)}


def _parts(match: Match, old: Mapping[str, int], new: Mapping[str, int]) -> Iterator[Match]:
    if _is_together(match.old, old) and _is_together(match.new, new):
        yield match
        return
    before, after = _heirs(match)
    yield Match((before,), (after,), match.through)
    yield from (Match((each,), (), match.through) for each in match.old if each is not before)
    yield from (Match((), (each,), match.through) for each in match.new if each is not after)


def _is_together(side: Sequence[Passage], ranks: Mapping[str, int]) -> bool:
    return all(ranks[each.uid] == ranks[side[0].uid] + at for at, each in enumerate(side))


def _heirs(match: Match) -> tuple[Passage, Passage]:
    """The two that are one, or else the first of each side."""
    kept = {each.uid: each for each in match.new}
    return next(((each, kept[each.uid]) for each in match.old if each.uid in kept), (match.old[0], match.new[0]))
