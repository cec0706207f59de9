"""Pairs that keep their order: what says the same, then what is most alike between."""

from commentspace.text.aligning import candidates
from commentspace.text.aligning.chaining import Pair, chain
from commentspace.text.aligning.found import Found
from commentspace.text.alignment import Doubt

SURE = 4
"""From so many words on, the same words that stand once in each text are one paragraph, wherever they stand."""
LIKE = 0.42
"""A pair between others is taken at once that is so much alike."""
MARGIN = 450
"""Another chain that is lighter by no more, in thousandths of a word, is as likely."""


def exact(found: Found) -> list[Pair]:
    """Join what says the same in words that stand once in each text; the pairs among them that keep their order."""
    once = (pair for pair in candidates.unique(found.old, found.new) if found.is_free(pair) and found.is_once(pair))
    pairs = [(i, j) for i, j in once if found.old[i].size >= SURE]
    for pair in pairs:
        found.join(pair)
    return found.rising(pairs)


def similar(found: Found, backbone: list[Pair]) -> None:
    """Join what is alike between the pairs of the backbone, where it is in order."""
    looked_at: set[Pair] = set()
    fixed = backbone
    for _ in range(2):
        for mine, theirs in candidates.gaps(fixed, found.free_old(), found.free_new()):
            looked_at |= candidates.within(found.old, found.new, mine, theirs)
        weights = _weights(found, looked_at, LIKE)
        weights.update((pair, found.weight(pair, LIKE)) for pair in backbone)
        best = chain(weights, found.ties)
        if len(best.pairs) == len(fixed):
            break
        fixed = best.pairs
        looked_at = {pair for pair in looked_at if pair in weights}
        taken_old, taken_new = {i for i, _ in fixed}, {j for _, j in fixed}
        if not _has_large_gap(found, fixed, taken_old, taken_new):
            break
    for pair in best.pairs:
        if found.is_free(pair):
            found.join(pair)
    _doubt(found, weights, best.pairs, best.lighter)


def _weights(found: Found, pairs: set[Pair], floor: float) -> dict[Pair, int]:
    return {pair: weight for pair in pairs if (weight := found.weight(pair, floor))}


def _has_large_gap(found: Found, fixed: list[Pair], taken_old: set[int], taken_new: set[int]) -> bool:
    mine = [i for i in found.free_old() if i not in taken_old]
    theirs = [j for j in found.free_new() if j not in taken_new]
    return any(True for _ in candidates.gaps(fixed, mine, theirs))


def _doubt(found: Found, weights: dict[Pair, int], chosen: list[Pair], lighter: dict[Pair, int]) -> None:
    """Note the pairs beside which another of the same paragraph is as likely."""
    taken = set(chosen)
    near = [pair for pair in weights if pair not in taken and lighter[pair] <= MARGIN]
    for i, j in near:
        for pair in ((i, found.there.get(i, -1)), (found.here.get(j, -1), j)):
            if pair in taken and not found.tells(pair, (i, j)):
                found.doubts[pair] = Doubt.ALIKE
                found.lost_old.add(i)
                found.lost_new.add(j)
