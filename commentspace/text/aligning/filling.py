"""Pairs that are told by where they stand: what is left between two pairs on both sides, and not unlike."""

from collections.abc import Iterable

from commentspace.text.aligning import candidates
from commentspace.text.aligning.chaining import Pair, chain
from commentspace.text.aligning.found import Found
from commentspace.text.alignment import Doubt

LIKE = 0.28
"""From here on, pairs at the same place are taken."""
FAR, FAR_SHORT, FAR_CROWDED = 0.36, 0.25, 0.46
"""A pair that is less alike may as well be two paragraphs; of few words less is asked, among many more."""
FAR_ALONE, LONG = 0.29, 30
"""Where nothing else is left at this place, less is asked too, but not of more than so many words."""
ALONE = 0.12
"""What it counts that nothing else is left at this place on either side."""
EVEN = 0.03
"""What it counts that as many are left on both sides, and that both have the same rank there."""
SOME, MANY = 12, 0.1
"""In a gap of more pairs than `SOME`, `MANY` counts against each."""
FEW = 0.06
"""Of few words, one that is another takes much away, which is made good."""
OTHER_KIND = 0.2
"""What it counts against a pair that the one is a heading, say, and the other is not."""


def filled(found: Found) -> None:
    """Join what is left at the same place."""
    rising = found.rising([*found.there.items(), *found.said])
    scored: dict[Pair, float] = {}
    crowded: set[Pair] = set()
    for mine, theirs in candidates.gaps(rising, found.free_old(), found.free_new()):
        bonus = _bonus(len(mine) * len(theirs))
        even = set(zip(mine, theirs, strict=True)) if len(mine) == len(theirs) else set()
        for pair in candidates.within(found.old, found.new, mine, theirs):
            scored[pair] = _score(found, pair) + bonus + (EVEN if pair in even else 0.0)
            if bonus < 0:
                crowded.add(pair)
    _join(found, rising, {pair: score for pair, score in scored.items() if score >= LIKE}, crowded)


def _bonus(pairs: int) -> float:
    """What counts for all pairs of a gap: of many, one or the other is alike by chance."""
    return ALONE if pairs == 1 else 0.0 if pairs <= SOME else -MANY


def _score(found: Found, pair: Pair) -> float:
    one, other = found.old[pair[0]], found.new[pair[1]]
    return (
        found.quality(pair) + (FEW if found.is_short(pair) else 0.0) - (0.0 if one.kind == other.kind else OTHER_KIND)
    )


def _join(found: Found, rising: Iterable[Pair], scored: dict[Pair, float], crowded: set[Pair]) -> None:
    weights = {pair: int(1000 * score * (2 + min(found.old[pair[0]].size, 30))) for pair, score in scored.items()}
    weights.update((pair, 1_000_000) for pair in rising)
    best = chain(weights, found.ties)
    joined = [pair for pair in best.pairs if pair in scored]
    for pair in joined:
        found.join(pair)
    for pair in joined:
        if found.quality(pair) < _far(found, pair, pair in crowded):
            found.doubts[pair] = Doubt.FAR


def _far(found: Found, pair: Pair, is_crowded: bool) -> float:
    """The likeness that leaves no doubt."""
    if is_crowded:
        return FAR_CROWDED
    if found.is_short(pair):
        return FAR_SHORT
    is_long = max(found.old[pair[0]].size, found.new[pair[1]].size) > LONG
    return FAR if is_long or not found.is_enclosed(pair) else FAR_ALONE
