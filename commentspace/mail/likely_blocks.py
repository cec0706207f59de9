"""Which block of a letter a passage may be a copy of."""

from collections import Counter
from collections.abc import Iterable, Iterator

from commentspace.mail.alignment import SAYS_ENOUGH
from commentspace.mail.lines import weight
from commentspace.mail.passages import Passage
from commentspace.mail.quoting import Quoting
from commentspace.mail.sent import RUN, Letter

LIKE_ITS_OWN = 0.4
"""The share of words that a copy with the marker, or at the paragraph's place, has in common with it at least."""
LIKE_NO_OTHER = 0.7
"""The same of one that nothing else places; the next paragraph may have four fifths of it."""
STEP = 5
MOST_PLACES = 8
MOST_BETWEEN = 8


class LikelyBlocks:
    """The blocks around each line, and the words of the letter."""

    def __init__(self, found: Quoting, letter: Letter):
        self._found = found
        self._letter = letter
        self._placed = {index: place.block for index, place in found.places.items() if place.holds_words}
        blocks = [self._placed.get(index) for index in range(len(found.lines))]
        self._above = list(_last(blocks, -1))
        self._below = list(_last(reversed(blocks), len(letter.blocks)))[::-1]

    def of(self, passage: Passage) -> Iterator[tuple[int, float]]:
        """The blocks that it may be a copy of, each with the share of words that it needs for that."""
        if passage.marked is not None:
            yield passage.marked, LIKE_ITS_OWN
            return
        if placed := [self._placed[index] for index in passage.lines if index in self._placed]:
            yield Counter(placed).most_common(1)[0][0], LIKE_ITS_OWN
            return
        if (between := self._between(passage)) is not None:
            yield between, LIKE_ITS_OWN
        if not passage.depth:
            yield from self._by_words(passage)

    def around(self, passage: Passage, least: int) -> range:
        """The blocks from `least` or the last that was quoted above to the first that is quoted below, some at most."""
        first = max(least, self._above[passage.lines[0]], 0)
        return range(first, min(self._below[passage.lines[-1]] + 1, len(self._letter.blocks)))[:MOST_BETWEEN]

    def _between(self, passage: Passage) -> int | None:
        """The only paragraph between what is quoted above and below, which was not quoted itself."""
        first, stop = self._above[passage.lines[0]] + 1, self._below[passage.lines[-1]]
        between = [index for index in range(first, stop)[:MOST_BETWEEN] if self._is_paragraph(index)]
        return between[0] if len(between) == 1 and stop - first <= MOST_BETWEEN else None

    def _by_words(self, passage: Passage) -> Iterator[tuple[int, float]]:
        """The paragraph whose runs of characters stand in the passage, where no other block comes near it."""
        said = "".join(self._found.lines[index].words for index in passage.lines)
        votes: Counter[int] = Counter()
        for at in range(0, len(said) - RUN + 1, STEP):
            places = self._letter.runs_at(said[at : at + RUN])
            if len(places) <= MOST_PLACES:
                votes.update({self._letter.block_at(place) for place in places})
        best = votes.most_common(2)
        is_alone = len(best) == 1 or (best and best[1][1] * 5 <= best[0][1] * 4)
        if is_alone and self._is_paragraph(best[0][0]) and weight(said) >= 2 * SAYS_ENOUGH:
            yield best[0][0], LIKE_NO_OTHER

    def _is_paragraph(self, block: int) -> bool:
        return self._letter.blocks[block].kind == "paragraph"


def _last(blocks: Iterable[int | None], before: int) -> Iterator[int]:
    """For each line the block of the last placed line up to it."""
    for block in blocks:
        before = before if block is None else block
        yield before
