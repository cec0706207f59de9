"""Which paragraph of a language version stands beside which of the original: by structure, labels and likeness.

The order of both is the same, so this is the cheapest way through a grid, as of Gale and Church, "A Program for
Aligning Sentences in Bilingual Corpora" (1993), with the evidence of `version_evidence` in place of length alone.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from commentspace.text.alignment import Doubt, Link, Piece, Relation
from commentspace.text.version_evidence import Costs, Features, features, together

LACKS = 4.0
"""The cost of a paragraph that stands on one side only."""
PARTED = 4.4
"""The cost of two that stand in one, besides that of their likeness."""
CLOSE = 1.5
"""Where another way costs no more than this in addition, a person has to look."""
FAR = 3.0
"""The cost from which two are so unlike that a person has to look, though nothing else fits."""
FULL = 10_000
"""The size of a grid that is looked at whole; of a larger one only what lies along its diagonal."""
BAND = 40

_MOVES = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))
_NEVER = float("inf")


def align_versions(original: Sequence[Piece], version: Sequence[Piece]) -> list[Link]:
    """Each paragraph of both texts in one link, in the order of the original; `old` counts its paragraphs.

    SPLIT is one beside two of the version, MERGED two beside one; DELETED is what the version lacks, and NEW what
    belongs to none. Doubtful is what would fit nearly as well elsewhere (ALIKE), what fits badly (FAR), and what
    stands alone (LOST).
    """
    old, new = [features(each) for each in original], [features(each) for each in version]
    costs = Costs(old, new)
    points = _fixed(old, new, costs) if len(old) * len(new) > FULL else []
    links: list[Link] = []
    for (i, j), (i_end, j_end) in pairwise([(0, 0), *points, (len(old), len(new))]):
        grid = _Grid(old[i:i_end], new[j:j_end], costs)
        links += [_link(step, i, j) for step in grid.way()]
    return links


@dataclass(frozen=True, slots=True)
class _Step:
    """A move on the way: where it begins, how far it goes on either side, its cost, and what another way adds."""

    i: int
    j: int
    move: tuple[int, int]
    cost: float
    margin: float


def _link(step: _Step, i: int, j: int) -> Link:
    olds = tuple(range(i + step.i, i + step.i + step.move[0]))
    news = tuple(range(j + step.j, j + step.j + step.move[1]))
    if not olds or not news:
        relation = Relation.NEW if news else Relation.DELETED
        return Link(olds, news, relation, likeness=0.0, doubt=Doubt.LOST)
    relation = {(1, 1): Relation.UNCHANGED, (1, 2): Relation.SPLIT, (2, 1): Relation.MERGED}[step.move]
    doubt = Doubt.FAR if step.cost > FAR else Doubt.ALIKE if step.margin < CLOSE else Doubt.NONE
    return Link(olds, news, relation, likeness=1 / (1 + max(step.cost, 0.0)), doubt=doubt)


class _Grid:
    """The cheapest ways from the beginning to each place, and from each place to the end."""

    def __init__(self, old: Sequence[Features], new: Sequence[Features], costs: Costs):
        self._old, self._new, self._of = old, new, costs.of
        self._olds = [together(both) for both in pairwise(old)]
        self._news = [together(both) for both in pairwise(new)]
        self._rows = [self._reach(i) for i in range(len(old) + 1)]
        self._known: dict[tuple[int, int, tuple[int, int]], float] = {}
        self._from_start = self._swept(range(len(old) + 1), is_forward=True)
        self._to_end = self._swept(range(len(old), -1, -1), is_forward=False)

    def way(self) -> list[_Step]:
        """The steps of the cheapest way."""
        i = j = 0
        steps: list[_Step] = []
        best = self._to_end[0, 0]
        while (i, j) != (len(self._old), len(self._new)):
            move = min(self._moves(i, j), key=lambda move: self._through(i, j, move))
            steps.append(_Step(i, j, move, self._cost(i, j, move), self._margin(i, j, move, best)))
            i, j = i + move[0], j + move[1]
        return steps

    def _reach(self, i: int) -> range:
        """The places of the other side that are looked at in this row."""
        size = len(self._new)
        if len(self._old) * size <= FULL:
            return range(size + 1)
        middle = i * size // max(len(self._old), 1)
        width = BAND + abs(size - len(self._old)) // 2
        return range(max(0, middle - width), min(size, middle + width) + 1)

    def _moves(self, i: int, j: int) -> list[tuple[int, int]]:
        return [
            (a, b)
            for a, b in _MOVES
            if i + a <= len(self._old) and j + b <= len(self._new) and (j + b) in self._rows[i + a]
        ]

    def _cost(self, i: int, j: int, move: tuple[int, int]) -> float:
        found = self._known.get((i, j, move))
        if found is None:
            found = self._known[i, j, move] = self._costs(i, j, *move)
        return found

    def _costs(self, i: int, j: int, a: int, b: int) -> float:
        if not a or not b:
            return LACKS
        if (a, b) == (1, 1):
            return self._of(self._old[i], self._new[j])
        if any(each.kind == "heading" for each in (*self._old[i : i + a], *self._new[j : j + b])):
            return _NEVER
        return PARTED + self._of((self._old if a == 1 else self._olds)[i], (self._new if b == 1 else self._news)[j])

    def _swept(self, rows: range, *, is_forward: bool) -> dict[tuple[int, int], float]:
        """The cost of the cheapest way to each place, or from it."""
        found: dict[tuple[int, int], float] = {}
        end = (0, 0) if is_forward else (len(self._old), len(self._new))
        for i in rows:
            reach = self._rows[i]
            for j in reach if is_forward else reversed(reach):
                if (i, j) == end:
                    found[end] = 0.0
                elif is_forward:
                    ways = [
                        found.get((i - a, j - b), _NEVER) + self._cost(i - a, j - b, (a, b))
                        for a, b in _MOVES
                        if i >= a and j >= b
                    ]
                    found[i, j] = min(ways)
                else:
                    ways = [self._cost(i, j, move) + found[i + move[0], j + move[1]] for move in self._moves(i, j)]
                    found[i, j] = min(ways, default=_NEVER)
        return found

    def _through(self, i: int, j: int, move: tuple[int, int]) -> float:
        """The cost of the cheapest of all ways that make this move."""
        rest = self._to_end.get((i + move[0], j + move[1]), _NEVER)
        return self._from_start.get((i, j), _NEVER) + self._cost(i, j, move) + rest

    def _margin(self, i: int, j: int, move: tuple[int, int], best: float) -> float:
        """What the cheapest way costs in addition that puts the paragraphs of this move elsewhere."""
        a, b = move
        if (a, b) == (1, 1):
            # every other way goes through this row by another move
            others = [
                self._through(i, other, each)
                for other in self._near(i, j)
                for each in self._moves(i, other)
                if each[0] and (other, each) != (j, move)
            ]
            return min(others, default=_NEVER) - best
        return self._through(i, j, (1, 1)) - best if (1, 1) in self._moves(i, j) else 0.0

    def _near(self, i: int, j: int) -> range:
        reach = self._rows[i]
        return range(max(reach.start, j - 4), min(reach.stop, j + 5))


def _fixed(old: Sequence[Features], new: Sequence[Features], costs: Costs) -> list[tuple[int, int]]:
    """Places that are sure, in order: headings of the same number and rank, and what shares words of its own."""
    mine, theirs = _marks(old), _marks(new)
    pairs = {(mine[mark], theirs[mark]) for mark in mine.keys() & theirs.keys()}
    sure = sorted(pair for pair in pairs if costs.of(old[pair[0]], new[pair[1]]) < 0)
    return _chain([pair for pair in sure if pair != (0, 0)])


def _marks(side: Sequence[Features]) -> dict[object, int]:
    """What stands at one paragraph only, with its place."""
    found: dict[object, list[int]] = {}
    for at, each in enumerate(side):
        marks: list[object] = [*each.names, *(("number", number) for number in each.numbers if len(number) > 2)]
        if each.kind == "heading" and each.label:
            marks.append((each.level, min(each.label)))
        for mark in marks:
            found.setdefault(mark, []).append(at)
    return {mark: places[0] for mark, places in found.items() if len(places) == 1}


def _chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """As many of these as stand in the same order on both sides."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = [-1] * len(pairs)
    for n, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before[n] = at[place - 1] if place else -1
        ends[place : place + 1], at[place : place + 1] = [j], [n]
    found: list[tuple[int, int]] = []
    n = at[-1] if at else -1
    while n >= 0:
        if not found or pairs[n][0] < found[-1][0]:
            found.append(pairs[n])
        n = before[n]
    return found[::-1]
