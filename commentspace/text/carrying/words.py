"""The words of a few paragraphs in one row, each with the place where it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from commentspace.text.segments import Unit


class Range(NamedTuple):
    """Words from `first` up to before `end`, by their numbers in a row."""

    first: int
    end: int


class Words:
    """The words of paragraphs that stand together in a link, and where each stands."""

    def __init__(self, texts: Iterable[tuple[int, str, Sequence[Unit]]]):
        """`texts`: of each paragraph its number, the white space that it begins with, and its units."""
        self.units: list[Unit] = []
        self.paragraph: list[int] = []
        self.start: list[int] = []
        self._whole: dict[int, Range] = {}
        for number, lead, found in texts:
            first = len(self.units)
            self.units += found
            self.paragraph += [number] * len(found)
            self.start += list(accumulate((len(unit.text + unit.glue) for unit in found), initial=len(lead)))[:-1]
            self._whole[number] = Range(first, len(self.units))

    def whole(self, paragraph: int) -> Range:
        """All words of a paragraph."""
        return self._whole[paragraph]

    def within(self, paragraph: int, start: int, end: int) -> Range:
        """The words of a paragraph that a range of its code points touches; white space touches none."""
        first, last = self._whole[paragraph]
        after = bisect_left(self.start, end, first, last)
        at = max(first, bisect_right(self.start, start, first, last) - 1)
        if at < after and self.end(at) <= start:
            at += 1
        return Range(at, max(at, after))

    def end(self, at: int) -> int:
        """Where a word ends in its paragraph."""
        return self.start[at] + len(self.units[at].text)

    def span(self, part: Range) -> tuple[int, int, int]:
        """The paragraph and the code points in it of some words of one paragraph."""
        return self.paragraph[part.first], self.start[part.first], self.end(part.end - 1)

    def weight(self, part: Iterable[int]) -> int:
        """How much these words say."""
        return sum(self.weights[at] for at in part)

    @cached_property
    def weights(self) -> Sequence[int]:
        """How much each word says."""
        return [unit.weight for unit in self.units]

    @cached_property
    def texts(self) -> Sequence[str]:
        """The words without white space."""
        return [unit.text for unit in self.units]

    @cached_property
    def sentences(self) -> Sequence[int]:
        """Where sentences begin, and the end of the last; a paragraph ends one."""
        cuts = [0]
        for at, unit in enumerate(self.units[:-1], start=1):
            if unit.ends or self.paragraph[at] != self.paragraph[at - 1]:
                cuts.append(at)
        return [*cuts, len(self.units)]

    def sentences_of(self, part: Range) -> Range:
        """The sentences that some words stand in."""
        first = bisect_right(self.sentences, part.first) - 1
        end = bisect_left(self.sentences, part.end)
        return Range(self.sentences[max(0, first)], self.sentences[end])

    def main_sentence(self, part: Range) -> Range:
        """Of the sentences that some words stand in, the one that says most; of as many, the first."""
        whole = self.sentences_of(part)
        cuts = self.sentences[bisect_left(self.sentences, whole.first) : bisect_right(self.sentences, whole.end)]
        return max(map(Range._make, pairwise(cuts)), key=lambda each: self.weight(range(*each)), default=whole)


def cut_alike(
    old: Words, part: Range, new: Words, place: Range, within: tuple[int, int | None]
) -> tuple[int, int, int]:
    """The paragraph and the code points of new words, cut as the range `within` cuts the first and last old one."""
    paragraph, first, last = new.span(place)
    first += max(0, within[0] - old.start[part.first])
    if within[1] is not None:
        last -= max(0, old.end(part.end - 1) - within[1])
    return paragraph, first, last
