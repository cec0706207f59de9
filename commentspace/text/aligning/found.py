"""What is known so far of an alignment in the making."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from commentspace.text.aligning.chaining import Pair, Ties, chain
from commentspace.text.aligning.likeness import likeness, shared
from commentspace.text.aligning.reading import Paragraph
from commentspace.text.alignment import Doubt

HOLDS = 0.6
"""This part of the shorter one of a pair has to stand in the longer one, to be taken for a part of it."""
LONGER = 1.5
"""From so many times the words on, the longer one may hold the shorter."""
LONGEST = 4
"""One that is longer yet holds it by chance."""
SHORT = 5
"""What has fewer words has few."""
PART = 8
"""What has fewer words is no part of anything."""


@dataclass
class Found:
    """Two texts, the pairs found in them, and what is doubtful about them."""

    old: Sequence[Paragraph]
    new: Sequence[Paragraph]
    there: dict[int, int] = field(default_factory=dict)
    """For an old paragraph the new one."""
    here: dict[int, int] = field(default_factory=dict)
    """For a new paragraph the old one."""
    parts: dict[int, list[int]] = field(default_factory=dict)
    """For an old paragraph the new ones that were split from it, besides the one it is paired with."""
    sources: dict[int, list[int]] = field(default_factory=dict)
    """For a new paragraph the old ones that were merged into it, besides the one it is paired with."""
    doubts: dict[Pair, Doubt] = field(default_factory=dict)
    lost_old: set[int] = field(default_factory=set)
    lost_new: set[int] = field(default_factory=set)
    gone_old: set[int] = field(default_factory=set)
    """Old paragraphs that a person or a split or a merge has settled."""
    gone_new: set[int] = field(default_factory=set)
    said: list[Pair] = field(default_factory=list)
    """Pairs that a person has said: never joined here, but what stands between them stands between them."""

    def __post_init__(self) -> None:
        self.ties = Ties(self.old, len(self.new))
        self._alike: dict[Pair, float] = {}
        self._shared: dict[Pair, frozenset[str]] = {}
        self._once: list[Counter[str]] = []

    def likeness(self, pair: Pair) -> float:
        """How alike the two of a pair are, worked out once."""
        if (known := self._alike.get(pair)) is None:
            known = self._alike[pair] = likeness(self.old[pair[0]], self.new[pair[1]])
        return known

    def quality(self, pair: Pair) -> float:
        """How good a pair is: alike, or the one holding the other."""
        alike = self.likeness(pair)
        one, other = self.old[pair[0]], self.new[pair[1]]
        least, most = sorted((one.size, other.size))
        if alike > HOLDS or least < PART or not LONGER * least <= most <= LONGEST * least:
            return alike
        held = shared(one.pairs, other.pairs) / (min(len(one.pairs), len(other.pairs)) or 1)
        return max(alike, held * 0.8) if held >= HOLDS else alike

    def is_short(self, pair: Pair) -> bool:
        """Whether both have few words."""
        return max(self.old[pair[0]].size, self.new[pair[1]].size) < SHORT

    def weight(self, pair: Pair, floor: float) -> int:
        """What a pair adds to a chain, in thousandths of a word; nothing where it is not good enough."""
        quality = self.quality(pair)
        if quality < floor:
            return 0
        size = min(self.old[pair[0]].size, self.new[pair[1]].size)
        near = 1 + (self.old[pair[0]].kind == self.new[pair[1]].kind)
        same = self.old[pair[0]].key == self.new[pair[1]].key
        return int(1000 * (size * (quality - floor / 2) + quality + same)) + 150 * near

    def tells(self, pair: Pair, other: Pair) -> bool:
        """Whether the words tell that it is this pair rather than another of one of its paragraphs.

        So they do where they explain words that the other does not, and the other none that they do not.
        """
        common, beside = self._common(pair), self._common(other)
        return len(common - beside) > 2 * len(beside - common)

    def _common(self, pair: Pair) -> frozenset[str]:
        if (known := self._shared.get(pair)) is None:
            known = frozenset(self.old[pair[0]].words) & frozenset(self.new[pair[1]].words)
            self._shared[pair] = known
        return known

    def is_once(self, pair: Pair) -> bool:
        """Whether both say the same, and nothing else in their texts does."""
        if not self._once:
            self._once = [Counter(each.key for each in text) for text in (self.old, self.new)]
        key = self.old[pair[0]].key
        return key == self.new[pair[1]].key and self._once[0][key] == self._once[1][key] == 1

    def is_enclosed(self, pair: Pair) -> bool:
        """Whether what stands beside the one, before and after it, is joined to what stands beside the other."""
        return all(
            self.there.get(pair[0] + step) == pair[1] + step
            or (pair[0] + step, pair[1] + step) in ((-1, -1), (len(self.old), len(self.new)))
            for step in (-1, 1)
        )

    def join(self, pair: Pair) -> None:
        """Note a pair."""
        self.there[pair[0]], self.here[pair[1]] = pair[1], pair[0]

    def held(self, pair: Pair) -> set[Pair]:
        """The pairs in which the two of a pair are settled."""
        i, j = pair
        return {each for each in ((i, self.there.get(i, -1)), (self.here.get(j, -1), j)) if -1 not in each}

    def part(self, pair: Pair) -> None:
        """Take a pair apart."""
        del self.there[pair[0]], self.here[pair[1]]

    def is_free(self, pair: Pair) -> bool:
        """Whether neither of the two is settled."""
        return self.is_free_old(pair[0]) and self.is_free_new(pair[1])

    def is_free_old(self, at: int) -> bool:
        """Whether an old paragraph is not settled."""
        return at not in self.there and at not in self.gone_old

    def is_free_new(self, at: int) -> bool:
        """Whether a new paragraph is not settled."""
        return at not in self.here and at not in self.gone_new

    def free_old(self) -> list[int]:
        """The old paragraphs that are not settled."""
        return [at for at in range(len(self.old)) if self.is_free_old(at)]

    def free_new(self) -> list[int]:
        """The new paragraphs that are not settled."""
        return [at for at in range(len(self.new)) if self.is_free_new(at)]

    def rising(self, pairs: Iterable[Pair]) -> list[Pair]:
        """The heaviest of these pairs that keep their order; the others have moved."""
        weights = {pair: 1000 * (1 + min(self.old[pair[0]].size, self.new[pair[1]].size)) for pair in pairs}
        return chain(weights, self.ties).pairs
