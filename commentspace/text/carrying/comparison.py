"""What became of words, where it can be told: differences found from both ends of the texts have to say the same."""

from functools import cached_property
from itertools import pairwise

from commentspace.text.carrying.crumbs import without_crumbs
from commentspace.text.carrying.difference import Difference, Fate, Reading
from commentspace.text.carrying.words import Range, Words, cut_alike
from commentspace.text.differences import kept
from commentspace.text.matching import Block

SMALL = 3
"""Words on which two differences disagree say little of a comment's if they are less than a third of them."""


class Comparison:
    """Old and new paragraphs of a link, compared from the beginning and from the end."""

    def __init__(self, old: Words, new: Words):
        self.old, self.new = old, new

    @cached_property
    def is_same(self) -> bool:
        """Whether both say the same, but for white space."""
        return self.old.texts == self.new.texts

    @cached_property
    def _blocks(self) -> list[Block]:
        if self.is_same:
            return [Block(0, 0, len(self.old.units))]
        return without_crumbs(self.old, self.new, kept(self.old.units, self.new.units))

    @cached_property
    def difference(self) -> Difference:
        """The difference found from the beginning, which is the one that is shown."""
        return Difference(self.old, self.new, self._blocks)

    @cached_property
    def _other(self) -> Difference | None:
        """The difference found from the end, where it is another."""
        if self.is_same:
            return None
        blocks = without_crumbs(self.old, self.new, kept(self.old.units, self.new.units, from_the_end=True))
        return None if blocks == self._blocks else Difference(self.old, self.new, blocks)

    def reading(self, part: Range) -> Reading | None:
        """What became of some words of one old paragraph; None where it cannot be told."""
        one = self.difference.reading(part)
        if self._other is None:
            return one
        other = self._other.reading(part)
        return one if one == other else self._chosen(part, (self.difference, one), (self._other, other))

    def spot(self, part: Range, place: Range, start: int, end: int) -> tuple[int, int, int]:
        """The paragraph and code points of new words, as exactly as the old ones were taken."""
        images = self.difference.image
        begins = images[part.first] == place.first
        ends = images[part.end - 1] == place.end - 1
        return cut_alike(self.old, part, self.new, place, (start if begins else 0, end if ends else None))

    def _chosen(
        self, part: Range, one: tuple[Difference, Reading], other: tuple[Difference, Reading]
    ) -> Reading | None:
        """The reading of the difference that has fewer changes around these words, if they do not nearly agree."""
        images = one[0].image, other[0].image
        first, end = part
        while first > 0 and not 0 <= images[0][first - 1] == images[1][first - 1]:
            first -= 1
        while end < len(images[0]) and not 0 <= images[0][end] == images[1][end]:
            end += 1
        counts = [_changes(each, Range(first, end), len(self.new.units)) for each in images]
        if counts[0] != counts[1]:
            return one[1] if counts[0] < counts[1] else other[1]
        disputed = [at for at in range(*part) if images[0][at] != images[1][at]]
        if self.old.weight(disputed) * SMALL < self.old.weight(range(*part)):
            return min(one[1], other[1])
        return self._both(part, one[1], other[1])

    def _both(self, part: Range, one: Reading, other: Reading) -> Reading | None:
        """The passage in which both readings find what is left of the words, where it is not much larger."""
        if Fate.WHOLE in (one.fate, other.fate):
            return None
        if one.fate is Fate.GONE and other.fate is Fate.GONE:
            return one
        place = Range(min(one.place.first, other.place.first), max(one.place.end, other.place.end))
        is_one = place.first < place.end and len({*self.new.paragraph[place.first : place.end]}) == 1
        is_near = self.new.weight(range(*place)) <= 2 * self.old.weight(range(*part))
        return Reading(Fate.PART, place) if is_one and is_near else None


def _changes(images: list[int], part: Range, size: int) -> int:
    """How many changes a difference has between the words before and after some words."""
    before = (part.first - 1, images[part.first - 1] if part.first else -1)
    after = (part.end, images[part.end] if part.end < len(images) else size)
    stand = [(at, images[at]) for at in range(*part) if images[at] >= 0]
    return sum((b[0] - a[0], b[1] - a[1]) != (1, 1) for a, b in pairwise([before, *stand, after]))
