"""The best chain of pairs: paragraphs of both texts in the same order, as much of them as can be."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from commentspace.text.aligning.reading import Paragraph

Pair = tuple[int, int]
"""An old and a new paragraph, by index."""
Entry = tuple[int, Pair | None]
"""The weight of a chain, and the pair that it ends with."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The pairs chosen; for each candidate how much lighter the best chain is that goes through it than the best."""

    pairs: list[Pair]
    lighter: dict[Pair, int]


class Ties:
    """What it is worth, in weight, that neighbours stay neighbours: a heading keeps to what follows it."""

    LEAD, PLAIN, LED = 1000, 400, 200

    def __init__(self, old: Sequence[Paragraph], new: int):
        self._last = (len(old) - 1, new - 1)
        self._after = [self.LEAD if each.is_lead else self.PLAIN for each in old]
        self._before = [self.LED if each.is_lead else self.PLAIN for each in old]

    def between(self, first: Pair, second: Pair) -> int:
        """For two pairs that follow each other at once in both texts."""
        return self._after[first[0]] + self._before[second[0]]

    def at_start(self, pair: Pair) -> int:
        """For a pair that both texts begin with."""
        return self._before[0] if pair == (0, 0) else 0

    def at_end(self, pair: Pair) -> int:
        """For a pair that both texts end with."""
        return self._after[-1] if pair == self._last else 0

    def mirrored(self, pair: Pair) -> Pair:
        """The same pair counted from the end."""
        return self._last[0] - pair[0], self._last[1] - pair[1]


def chain(weights: Mapping[Pair, int], ties: Ties) -> Chain:
    """The heaviest chain of pairs that rises in both texts; of equally heavy ones always the same."""
    if not weights:
        return Chain([], {})
    order = sorted(weights)
    ahead, before = _best(order, weights, ties.between, ties.at_start)
    back = [ties.mirrored(pair) for pair in reversed(order)]
    turned = {ties.mirrored(pair): weight for pair, weight in weights.items()}
    behind, _ = _best(
        back,
        turned,
        lambda a, b: ties.between(ties.mirrored(b), ties.mirrored(a)),
        lambda a: ties.at_end(ties.mirrored(a)),
    )
    through = {pair: ahead[pair] + behind[ties.mirrored(pair)] - weights[pair] for pair in order}
    top = max(through.values())
    at: Pair | None = max(order, key=lambda pair: ahead[pair] + ties.at_end(pair))
    pairs = []
    while at is not None:
        pairs.append(at)
        at = before[at]
    return Chain(pairs[::-1], {pair: top - weight for pair, weight in through.items()})


def _best(
    order: Sequence[Pair],
    weights: Mapping[Pair, int],
    between: Callable[[Pair, Pair], int],
    at_start: Callable[[Pair], int],
) -> tuple[dict[Pair, int], dict[Pair, Pair | None]]:
    """For each pair the weight of the heaviest chain that ends with it, and the pair before it there."""
    ranks = {j: rank for rank, j in enumerate(sorted({j for _, j in order}), start=1)}
    tree: list[Entry] = [(0, None)] * (len(ranks) + 1)
    best: dict[Pair, int] = {}
    before: dict[Pair, Pair | None] = {}
    waiting: list[Pair] = []
    for pair in order:
        if waiting and waiting[0][0] != pair[0]:
            for done in waiting:
                _put(tree, ranks[done[1]], (best[done], done))
            waiting.clear()
        most, last = _most(tree, ranks[pair[1]] - 1)
        most += at_start(pair)
        near = (pair[0] - 1, pair[1] - 1)
        if near in best and (tied := best[near] + between(near, pair)) >= most:
            most, last = tied, near
        best[pair] = most + weights[pair]
        before[pair] = last
        waiting.append(pair)
    return best, before


def _put(tree: list[Entry], rank: int, entry: Entry) -> None:
    """Note an entry in a Fenwick tree of the heaviest chains up to a place."""
    while rank < len(tree):
        if entry[0] > tree[rank][0]:
            tree[rank] = entry
        rank += rank & -rank


def _most(tree: list[Entry], rank: int) -> Entry:
    """The heaviest entry up to a place."""
    found = tree[0]
    while rank:
        if tree[rank][0] > found[0]:
            found = tree[rank]
        rank -= rank & -rank
    return found
