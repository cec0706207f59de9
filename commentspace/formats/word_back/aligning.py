"""Which paragraphs of a file that came back are which of the document's.

First by the names that the file carries, then by equal words in order, then, between those, by likeness; paragraphs
that were joined or divided go together. Near linear: only what lies between two paragraphs that are found is compared
pair by pair, and not where that is much.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.submitted import KnownParagraph
from commentspace.text.markdown import to_text
from commentspace.text.normal import normal

MOST_PAIRS = 40_000
"""In one gap; beyond, its paragraphs are taken in order."""
ALIKE = 55.0
"""Per cent of likeness from which two paragraphs are one that was changed."""
NAMED_ALIKE = 25.0
"""The same for two of the same name."""


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph of the file: its number in the draft, its plain text, and what is printed with its label."""

    number: int
    paragraph: DraftParagraph
    text: str
    key: str

    @classmethod
    def of(cls, number: int, paragraph: DraftParagraph) -> "Found":
        """The paragraph with its text."""
        text = to_text(paragraph.markdown)
        return cls(number, paragraph, text, normal(paragraph.label + text))


@dataclass(slots=True)
class Group:
    """Paragraphs of the document, and those of the file that have their place."""

    known: list[int]
    found: list[int]
    is_named: bool = False


@dataclass(slots=True)
class Alignment:
    """The groups in the order of the document; what is in none was put in, or is gone."""

    groups: list[Group] = field(default_factory=list)

    def by_known(self) -> dict[int, Group]:
        """The group of each paragraph of the document."""
        return {number: group for group in self.groups for number in group.known}

    def by_found(self) -> dict[int, Group]:
        """The group of each paragraph of the file."""
        return {number: group for group in self.groups for number in group.found}


def align(known: Sequence[KnownParagraph], found: Sequence[Found], names: Mapping[str, int]) -> Alignment:
    """Align; `names` are the numbers of paragraphs in the file by the names that they carry."""
    return _Aligning(known, found, names).aligned()


class _Aligning:
    def __init__(self, known: Sequence[KnownParagraph], found: Sequence[Found], names: Mapping[str, int]):
        self._known, self._found, self._names = known, found, names
        self._keys = [normal(each.label + each.text) for each in known]
        self._pairs: dict[int, int] = {}
        self._taken: set[int] = set()
        self._shared: set[int] = set()

    def aligned(self) -> Alignment:
        shared = self._by_names()
        self._by_words()
        self._by_likeness()
        alignment = Alignment(
            shared + [Group([mine], [theirs], self._is_named(mine)) for mine, theirs in self._pairs.items()]
        )
        alignment.groups.sort(key=lambda group: group.known[0])
        self._divided(alignment)
        return alignment

    def _is_named(self, mine: int) -> bool:
        return self._known[mine].uid in self._names

    def _by_names(self) -> list[Group]:
        """Pair by name; several that are named in one paragraph of the file are a group, as they are in its source."""
        together: dict[int, list[int]] = defaultdict(list)
        for number, paragraph in enumerate(self._known):
            named = self._names.get(paragraph.uid)
            if named is not None:
                together[named].append(number)
        for theirs, mine in together.items():
            if len(mine) > 1:
                self._taken.add(theirs)
                self._shared.update(mine)
            elif self._alike(mine[0], theirs) >= NAMED_ALIKE:
                self._pair(mine[0], theirs)
        return [Group(mine, [theirs], is_named=True) for theirs, mine in together.items() if len(mine) > 1]

    def _free(self) -> tuple[list[int], list[int]]:
        taken = self._pairs.keys() | self._shared
        mine = [number for number, key in enumerate(self._keys) if key and number not in taken]
        return mine, [each.number for each in self._found if each.key and each.number not in self._taken]

    def _by_words(self) -> None:
        """Equal paragraphs in order."""
        mine, theirs = self._free()
        for step in LCSseq.opcodes([self._keys[each] for each in mine], [self._found[each].key for each in theirs]):
            if step.tag == "equal":
                for one, other in zip(
                    mine[step.src_start : step.src_end], theirs[step.dest_start : step.dest_end], strict=True
                ):
                    self._pair(one, other)

    def _by_likeness(self) -> None:
        """Between two that are found: the likest ones, in order."""
        mine, theirs = self._free()
        edges = sorted((other, one) for one, other in self._pairs.items())
        rising = _rising(edges)
        for left, right in _between(rising, len(self._known), len(self._found)):
            for one, other in self._likest(_slice(mine, left[0], right[0]), _slice(theirs, left[1], right[1])):
                self._pair(one, other)

    def _likest(self, mine: Sequence[int], theirs: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs of the greatest likeness together, in order, by dynamic programming."""
        theirs = [each for each in theirs if self._found[each].key]
        if not mine or not theirs:
            return []
        if len(mine) * len(theirs) > MOST_PAIRS:
            return [(one, other) for one, other in zip(mine, theirs, strict=False) if self._alike(one, other) >= ALIKE]
        scores = [[score if (score := self._alike(one, other)) >= ALIKE else 0.0 for other in theirs] for one in mine]
        best = [[0.0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
        for row in reversed(range(len(mine))):
            for column in reversed(range(len(theirs))):
                score = scores[row][column]
                joined = score + best[row + 1][column + 1] if score else 0.0
                best[row][column] = max(joined, best[row + 1][column], best[row][column + 1])
        return [(mine[row], theirs[column]) for row, column in _path(best, scores)]

    def _alike(self, mine: int, theirs: int) -> float:
        one, other = self._keys[mine], self._found[theirs].key
        return 100.0 if one == other else fuzz.ratio(one, other)

    def _divided(self, alignment: Alignment) -> None:
        """Take to a paragraph those that follow it in the file where only together they say what it says."""
        free = {number for number in range(len(self._found)) if number not in self._taken}
        for group in alignment.groups:
            if len(group.known) > 1:
                continue
            key = self._keys[group.known[0]]
            said, number = self._found[group.found[-1]].key, group.found[-1] + 1
            more: list[int] = []
            while number in free and said != key and key.startswith(said + self._found[number].key) and said:
                more.append(number)
                said += self._found[number].key
                number += 1
            if more and said == key:
                group.found += more
                free -= set(more)

    def _pair(self, mine: int, theirs: int) -> None:
        if mine not in self._pairs and theirs not in self._taken:
            self._pairs[mine] = theirs
            self._taken.add(theirs)


def _rising(edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those pairs that stand in order on both sides, as (mine, theirs)."""
    order = sorted(one for _, one in edges)
    kept = LCSseq.opcodes(order, [one for _, one in edges])
    inside = {edges[at][1] for step in kept if step.tag == "equal" for at in range(step.dest_start, step.dest_end)}
    return [(one, other) for other, one in edges if one in inside]


def _between(pairs: Sequence[tuple[int, int]], mine: int, theirs: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The gaps that have room on both sides."""
    ends = [(-1, -1), *pairs, (mine, theirs)]
    return [(left, right) for left, right in pairwise(ends) if right[0] - left[0] > 1 and right[1] - left[1] > 1]


def _slice(numbers: Sequence[int], left: int, right: int) -> list[int]:
    return list(numbers[bisect_right(numbers, left) : bisect_left(numbers, right)])


def _path(best: Sequence[Sequence[float]], scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    row = column = 0
    path = []
    while row < len(scores) and column < len(scores[0]):
        score = scores[row][column]
        if score and best[row][column] == score + best[row + 1][column + 1]:
            path.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return path
