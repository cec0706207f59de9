"""Pairs that keep their order: what says the same, then what is most alike between."""

from collections import defaultdict

from commentspace.text.aligning import candidates
from commentspace.text.aligning.chaining import Chain, Pair, chain
from commentspace.text.aligning.found import Found
from commentspace.text.alignment import Doubt

SURE = 4
"""From so many words on, the same words that stand once in each text are one paragraph, wherever they stand."""
ROUNDS = 2
"""The first round parts large gaps into small ones, in which the second looks at all pairs."""
LIKE = 0.42
"""A pair between others is taken at once that is so much alike."""
CLOSE = 0.1
"""What is less alike by no more, and explains more of the words, may be the right one."""
TOLD = 2000
"""What a word weighs that only the right one of several look-alikes has."""
NEAR = 0.25
"""Look-alikes are no farther apart."""
MOST = 30
"""Beside more than so many look-alikes, single words tell nothing."""
FARTHER = 3000
"""A chain that is lighter by more is not likely, whatever it explains."""
MARGIN = 450
"""Another chain that is lighter by no more, in thousandths of a word, is as likely."""


def exact(found: Found) -> list[Pair]:
    """Join what says the same in words that stand once in each text; the pairs among them that keep their order."""
    once = (pair for pair in candidates.unique(found.old, found.new) if found.is_free(pair) and found.is_once(pair))
    pairs = [(i, j) for i, j in once if found.old[i].size >= SURE]
    for pair in pairs:
        found.join(pair)
    return found.rising([*pairs, *found.said])


def similar(found: Found, backbone: list[Pair]) -> None:
    """Join what is alike between the pairs of the backbone, where it is in order."""
    looked_at: set[Pair] = set()
    best, weights = Chain(backbone, {}), dict[Pair, int]()
    for _ in range(ROUNDS):
        mine, theirs = _left(found, best.pairs)
        for gap in candidates.gaps(best.pairs, mine, theirs):
            looked_at |= candidates.within(found.old, found.new, *gap)
        weights = _weights(found, looked_at, LIKE)
        weights.update((pair, found.weight(pair, LIKE)) for pair in backbone)
        best = chain(weights, found.ties)
    for pair in best.pairs:
        if found.is_free(pair):
            found.join(pair)
    _doubt(found, weights, best)


def _left(found: Found, chosen: list[Pair]) -> tuple[list[int], list[int]]:
    """What is free and not among these pairs."""
    old, new = {i for i, _ in chosen}, {j for _, j in chosen}
    return [i for i in found.free_old() if i not in old], [j for j in found.free_new() if j not in new]


def _weights(found: Found, pairs: set[Pair], floor: float) -> dict[Pair, int]:
    """What each pair weighs, more where its words tell it from look-alikes, less where they tell against it."""
    weights = {pair: weight for pair in sorted(pairs) if (weight := found.weight(pair, floor))}
    rows: dict[int, list[Pair]] = defaultdict(list)
    columns: dict[int, list[Pair]] = defaultdict(list)
    for pair in weights:
        rows[pair[0]].append(pair)
        columns[pair[1]].append(pair)
    told = {pair: _told(found, pair, (rows[pair[0]], columns[pair[1]])) for pair in weights}
    return {pair: max(1, weight + told[pair] * TOLD) for pair, weight in weights.items()}


def _told(found: Found, pair: Pair, beside: tuple[list[Pair], list[Pair]]) -> int:
    alike = found.likeness(pair)
    if alike == 1.0:
        return 0
    others = [each for line in beside if len(line) <= MOST for each in line if each != pair]
    close = [each for each in others if abs(found.likeness(each) - alike) < NEAR]
    return any(found.tells(pair, each) for each in close) - any(found.tells(each, pair) for each in close)


def _doubt(found: Found, weights: dict[Pair, int], best: Chain) -> None:
    """Note the pairs beside which another of the same paragraph is as likely."""
    taken, lighter = set(best.pairs), best.lighter
    for other in weights:
        if other in taken or lighter[other] > FARTHER:
            continue
        for pair in found.held(other) & taken:
            if found.likeness(pair) == 1.0 > found.likeness(other):
                continue
            told = found.tells(pair, other)
            against = found.likeness(other) >= found.likeness(pair) - CLOSE and found.tells(other, pair)
            if against or (lighter[other] <= MARGIN and not told):
                found.doubts[pair] = Doubt.ALIKE
                found.lost_old.add(other[0])
                found.lost_new.add(other[1])
