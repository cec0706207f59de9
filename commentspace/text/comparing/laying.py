"""The order in which a comparison is read: that of the newer text, what is gone from it where it stood."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from commentspace.text.comparing import sentences
from commentspace.text.comparing.rows import Match, Row

_STEADY = 1_000
"""A paragraph that was never moved stays rather than so many that were."""


def laid(matches: Sequence[Match], ever_moved: Collection[str] = ()) -> list[Row]:
    """The rows of a comparison. `ever_moved` names the paragraphs that some revision between says were moved.

    What stands in the same order on both sides has not moved; of what does not, as little as can be is called moved.
    """
    both = sorted((each for each in matches if each.old and each.new), key=_new_place)
    steady = _steady(both, ever_moved)
    moved = {id(each) for each in both if id(each) not in steady}
    after: dict[int, list[Row]] = defaultdict(list)
    last = 0
    for each in sorted((each for each in matches if each.old), key=_old_place):
        if id(each) in steady:
            last = id(each)
        elif each.new:
            after[last].append(Row(each, has_moved=True, is_left=True))
        else:
            after[last].append(Row(each))
    rows = [*after[0]]
    for each in sorted((each for each in matches if each.new), key=_new_place):
        rows += [Row(each, has_moved=id(each) in moved), *after[id(each)]]
    return _with_sentences(rows)


def _new_place(match: Match) -> int:
    return match.new[0].position


def _old_place(match: Match) -> int:
    return match.old[0].position


def _with_sentences(rows: Sequence[Row]) -> list[Row]:
    moves = sentences.moved(rows)
    return [
        replace(row, gone=moves[at].gone, come=moves[at].come) if at in moves else row for at, row in enumerate(rows)
    ]


def _steady(both: Sequence[Match], ever_moved: Collection[str]) -> set[int]:
    """The heaviest of the chains that rise on both sides (a Fenwick tree of the best chain that ends up to a place)."""
    places = {id(each): at for at, each in enumerate(sorted(both, key=_old_place), start=1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(both) + 1)
    before: list[int] = []
    for number, each in enumerate(both):
        place = places[id(each)]
        weight, link = _up_to(best, place - 1)
        before.append(link)
        weight += 1 if any(one.uid in ever_moved for one in each.new) else _STEADY
        while place < len(best):
            best[place] = max(best[place], (weight, number), key=lambda pair: pair[0])
            place += place & -place
    _, at = _up_to(best, len(both))
    chain = set()
    while at >= 0:
        chain.add(id(both[at]))
        at = before[at]
    return chain


def _up_to(best: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    found = (0, -1)
    while place > 0:
        found = max(found, best[place], key=lambda pair: pair[0])
        place -= place & -place
    return found
