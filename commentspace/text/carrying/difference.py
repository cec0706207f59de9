"""What became of the words of a link's paragraphs, by one difference between the old and the new."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from commentspace.text.carrying import spellings
from commentspace.text.carrying.words import Range, Words
from commentspace.text.matching import Block


class Fate(IntEnum):
    """What became of words."""

    WHOLE = 0
    """All of them stand there, one after the other."""
    PART = 1
    """Some of them stand there, or others between them."""
    REPLACED = 2
    """None stands there, others stand in their place."""
    GONE = 3
    """Nothing stands in their place."""


class Reading(NamedTuple):
    """What became of words and where they stand, or what stands in their place; of words that are gone, where not."""

    fate: Fate
    place: Range


class Difference:
    """A difference between the words of old and new paragraphs, read at any place."""

    def __init__(self, old: Words, new: Words, blocks: Sequence[Block]):
        self.old, self.new = old, new
        self.image: list[int] = [-1] * len(old.units)
        """For each old word which new one it is; -1 for none."""
        self.is_kept = bytearray(len(new.units))
        """For each new word whether it is an old one."""
        for block in blocks:
            self.image[block.old : block.old_end] = range(block.new, block.new_end)
            self.is_kept[block.new : block.new_end] = b"\1" * block.size
        self._image = self._with_spellings(blocks)
        self._keep_the_same()
        self._left, self._right = self._bounds()

    @property
    def is_same(self) -> bool:
        """Whether both say the same, but for white space."""
        return all(self.is_kept) and -1 not in self.image

    def reading(self, part: Range) -> Reading:
        """What became of some words of one old paragraph."""
        images = self.image[part.first : part.end]
        place = Range(self._left[part.first], self._right[part.end])
        is_one = place.first < place.end and self.new.paragraph[place.first] == self.new.paragraph[place.end - 1]
        if is_one and -1 not in images and images[-1] - images[0] == len(images) - 1:
            return Reading(Fate.WHOLE, place)
        place = self._in_one_paragraph(self._in_its_sentences(part, place), images)
        has_words = self.old.weight(range(*part)) > 0
        if any(
            place.first <= self._image[at] < place.end for at in range(*part) if self.old.weights[at] or not has_words
        ):
            return Reading(Fate.PART, place)
        says = self.new.weight(range(*place)) or not has_words
        return Reading(Fate.REPLACED if place.first < place.end and says else Fate.GONE, place)

    def is_mostly_lost(self, part: Range) -> bool:
        """Whether half of these words or more stand there no longer."""
        return 2 * self.old.weight(at for at in range(*part) if self.image[at] < 0) >= self.old.weight(range(*part))

    def written(self, place: Range) -> int:
        """How much of some new words was written newly there."""
        return self.new.weight(at for at in range(*place) if not self.is_kept[at])

    def _in_its_sentences(self, part: Range, place: Range) -> Range:
        """A place without the sentences before and after it, if the words at its ends are of one sentence with others.

        A new sentence beside words that were replaced is not what stands in their place.
        """
        stand = [at for at in range(*part) if self._image[at] >= 0]
        if not stand:
            return place
        first, end = place
        if not any(self.old.units[at].ends for at in range(part.first, stand[0])):
            ends = [at for at in range(first, self._image[stand[0]]) if self.new.units[at].ends]
            first = ends[-1] + 1 if ends else first
        if not any(self.old.units[at].ends for at in range(stand[-1], part.end - 1)):
            ends = [at for at in range(self._image[stand[-1]], end) if self.new.units[at].ends]
            end = ends[0] + 1 if ends else end
        return Range(first, end)

    def _in_one_paragraph(self, place: Range, images: Sequence[int]) -> Range:
        """Of a place that goes over the end of a paragraph, the part that holds most of the words, then most words."""
        if place.first >= place.end or self.new.paragraph[place.first] == self.new.paragraph[place.end - 1]:
            return place
        whole = map(self.new.whole, dict.fromkeys(self.new.paragraph[place.first : place.end]))
        parts = [Range(max(place.first, each.first), min(place.end, each.end)) for each in whole]
        stand = set(images)
        return max(
            parts,
            key=lambda part: (
                self.new.weight(at for at in range(*part) if at in stand),
                self.new.weight(range(*part)),
                -part.first,
            ),
        )

    def _keep_the_same(self) -> None:
        """Words of a rewritten passage are kept where they stand beside another spelling, or are long enough."""
        old, new = self.old.texts, self.new.texts
        for at, there in enumerate(self._image):
            if there >= 0 and self.image[at] < 0 and old[at] == new[there]:
                beside = [n for n in (at - 1, at + 1) if 0 <= n < len(old) and self._image[n] - there == n - at]
                if len(old[at]) >= spellings.LONG or any(old[n] != new[self._image[n]] for n in beside):
                    self.image[at] = there
                    self.is_kept[there] = 1

    def _with_spellings(self, blocks: Sequence[Block]) -> list[int]:
        """The images, and beside them those of words that stand there in another spelling."""
        image = [*self.image]
        at = at_new = 0
        for block in [*blocks, Block(len(image), len(self.is_kept), 0)]:
            old, new = self.old.texts[at : block.old], self.new.texts[at_new : block.new]
            if old and new and len(old) + len(new) > 2:
                for one, other in spellings.pairs(old, new):
                    image[at + one] = at_new + other
            at, at_new = block.old_end, block.new_end
        return image

    def _bounds(self) -> tuple[list[int], list[int]]:
        """Where what was between two old words begins (after the last one that stands there), and where it ends."""
        left, right, at = [0], [len(self.is_kept)], 0
        for image in self._image:
            at = image + 1 if image >= 0 else at
            left.append(at)
        at = len(self.is_kept)
        for image in reversed(self._image):
            at = image if image >= 0 else at
            right.append(at)
        # Words that begin or end with one that stands there begin or end with it.
        return self._begin(left), self._end(right[::-1])

    def _begin(self, left: list[int]) -> list[int]:
        return [image if image >= 0 else at for image, at in zip([*self._image, -1], left, strict=True)]

    def _end(self, right: list[int]) -> list[int]:
        return [image + 1 if image >= 0 else at for image, at in zip([-1, *self._image], right, strict=True)]
