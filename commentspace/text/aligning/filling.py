"""Pairs that are told by where they stand: what is left between two pairs on both sides, and not unlike."""

from collections.abc import Iterable

from commentspace.text.aligning import candidates
from commentspace.text.aligning.chaining import Pair, chain
from commentspace.text.aligning.found import Found
from commentspace.text.aligning.likeness import of_words
from commentspace.text.alignment import Doubt

LIKE = 0.25
"""From here on, pairs at the same place are taken."""
FAR = 0.3
"""A pair that is less alike may as well be two paragraphs."""
ALONE = 0.12
"""What it counts that nothing else is left at this place on either side."""
OTHER_KIND = 0.2
"""What it counts against a pair that the one is a heading, say, and the other is not."""


def filled(found: Found) -> None:
    """Join what is left at the same place."""
    rising = found.rising(found.there.items())
    scored: dict[Pair, float] = {}
    for mine, theirs in candidates.gaps(rising, found.free_old(), found.free_new()):
        alone = ALONE if len(mine) == len(theirs) == 1 else 0.0
        for pair in candidates.within(found.old, found.new, mine, theirs):
            score = _score(found, pair) + alone
            if score >= LIKE:
                scored[pair] = score
    _join(found, rising, scored)


def _score(found: Found, pair: Pair) -> float:
    one, other = found.old[pair[0]], found.new[pair[1]]
    same_kind = one.kind == other.kind
    return max(found.quality(pair), of_words(one, other)) - (0.0 if same_kind else OTHER_KIND)


def _join(found: Found, rising: Iterable[Pair], scored: dict[Pair, float]) -> None:
    weights = {pair: int(1000 * score * (2 + min(found.old[pair[0]].size, 30))) for pair, score in scored.items()}
    weights.update((pair, 1_000_000) for pair in rising)
    best = chain(weights, found.ties)
    for pair in best.pairs:
        if pair in scored:
            found.join(pair)
            if scored[pair] < FAR:
                found.doubts[pair] = Doubt.FAR
