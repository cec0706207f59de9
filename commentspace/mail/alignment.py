"""Where the lines of a reply stand in the letter that was sent.

Lines are matched exactly and in their order, each sent span at most once; a marker such as `[¶12]` says where
to look first. Every look-up is bounded, so the whole takes linear time, whatever the reply holds.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from commentspace.mail.lines import LEFT_OUT, LINK, Line, weight, words
from commentspace.mail.sent import RUN, Letter
from commentspace.text.normal import normal

NEAR = 4000
SAYS_SOMETHING = 8
SAYS_ENOUGH = 20
WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """A span of the letter's normalised text, the index of the block in which it ends, and whether it was found whole.

    `typed_behind` is what follows in the same line after the block's end.
    """

    start: int
    end: int
    block: int
    typed_behind: str = ""
    whole: bool = True

    @property
    def holds_words(self) -> bool:
        """Whether it is more than the place of a link."""
        return self.end > self.start


class Walk:
    """A way through a letter, line by line of the reply; it remembers where it is and what has been used."""

    def __init__(self, letter: Letter, found: Sequence[Line | None]):
        """`found` are the lines of the reply; None are those whose markers tell nothing about the others."""
        self.letter = letter
        self.cursor = 0
        self._windows = windows(found, letter)
        self._from, self._to = 0, len(letter.text)
        self._used = list(letter.starts)
        self._at_link = False

    def come_to(self, index: int) -> None:
        """Go to the line with this index: the markers above and below it say where in the letter it may stand."""
        self._from, self._to = self._windows[index]

    def quoted(self, line: Line) -> Place | None:
        """The place of a line that is known to be quoted: it may be short, or found by its end alone."""
        block = self.letter.marked(line.content, self.cursor)
        place = self._link(line) or self._exactly(line.words, block) or self._past_end(line, block)
        place = place or self._nearby(line.words) or self._by_its_end(line.words)
        return self._use(place) if place else None

    def bare(self, line: Line, ahead: Iterable[Line], *, follows: bool, below_new: bool = False) -> Place | None:
        """The place of a line that may be quoted or new: it must say enough, or go on where the last line ended.

        `ahead` are the next lines; `follows` tells that the line before, without a blank one between, was quoted too,
        `below_new` that it was new: somebody may have typed words of the letter into a text of their own.
        """
        block = self.letter.marked(line.content, self.cursor)
        if link := self._link(line):
            return self._use(link)
        place = self._exactly(line.words, block) or self._past_end(line, block)
        if not line.words:
            return self._sign(line) if follows else None
        if place and (below_new or follows) and not self._is_here(place.start):
            return None
        if place and below_new and place.start not in (self.cursor, *self.letter.beginnings(place.block)):
            return None
        is_cut = LEFT_OUT.search(line.content) is not None
        place = place or (self._nearby(line.words) if is_cut else None)
        if place and (is_cut or self._is_certain(place, block, follows=follows) or self._leads_to(place, ahead)):
            return self._use(place)
        return None

    def going_on(self, line: Line) -> Place | None:
        """The place of a line that lost its mark when a program wrapped it: it goes on inside the block exactly."""
        if link := self._link(line):
            return link
        if not line.words:
            return self._sign(line)
        start, end = self.cursor, self.cursor + len(line.words)
        inside = start != self.letter.starts[self.letter.block_at(start)] and self._free(start)
        if not inside or not self.letter.text.startswith(line.words, start):
            return None
        return self._use(Place(start, end, self.letter.block_at(end - 1)))

    def _leads_to(self, place: Place, ahead: Iterable[Line]) -> bool:
        """Whether the next lines are what follows this place, and say enough, or end its block, to vouch for it."""
        end = place.end
        for line in ahead:
            if not self.letter.text.startswith(line.words, end):
                return False
            end += len(line.words)
            goes_on = place.start == self.cursor and end == self.letter.end_of(place.block)
            if end - place.end >= SAYS_ENOUGH or (goes_on and end > place.end):
                return True
        return False

    def _is_certain(self, place: Place, block: int | None, *, follows: bool) -> bool:
        """Whether a person would hardly have typed this by chance."""
        said = weight(self.letter.text[place.start : place.end])
        begins = place.start in self.letter.beginnings(place.block)
        ends = place.end == self.letter.end_of(place.block)
        is_all = begins and ends
        goes_on = place.start == self.cursor and not begins and (follows or ends or said >= SAYS_SOMETHING)
        is_marked = begins and block == place.block
        return said >= SAYS_ENOUGH or goes_on or is_marked or (is_all and said >= SAYS_SOMETHING)

    def _link(self, line: Line) -> Place | None:
        """A line that holds a link of the letter, or the piece after its break: it stands where the walk is."""
        token = line.content.strip()
        if not (self._at_link or "://" in token) or not self.letter.holds_link(token):
            return None
        self._at_link = True
        return Place(self.cursor, self.cursor, self.letter.block_at(max(0, self.cursor - 1)))

    def _sign(self, line: Line) -> Place | None:
        """The place of a line that has signs alone: those of the block, or dots for what was not quoted."""
        block = self.letter.block_at(max(0, self.cursor - 1))
        signs = line.content.strip()
        is_sent = LEFT_OUT.sub("", signs).strip() in self.letter.blocks[block].text
        return Place(self.cursor, self.cursor, block) if signs and is_sent else None

    def _exactly(self, wanted: str, block: int | None) -> Place | None:
        if not wanted:
            return None
        for start in chain(self._likely(block), self._elsewhere(wanted)):
            if not self.letter.text.startswith(wanted, start):
                continue
            if self._free(start) or (block is not None and start in self.letter.beginnings(block)):
                end = start + len(wanted)
                return Place(start, end, self.letter.block_at(end - 1))
        return None

    def _past_end(self, line: Line, block: int | None) -> Place | None:
        """A line that holds the rest of a block, and then something that was not sent."""
        wanted = line.words
        for start in chain(self._likely(block), self._elsewhere(wanted)):
            if start >= len(self.letter.text) or not self._is_here(start) or not self._free(start):
                continue
            index = self.letter.block_at(start)
            end = self.letter.end_of(index)
            if RUN <= end - start < len(wanted) and wanted.startswith(self.letter.text[start:end]):
                typed = _behind(line.content, end - start)
                own_end = self.letter.blocks[index].wording.rstrip().endswith(typed)
                return Place(start, end, index, typed_behind="" if own_end else typed)
        return None

    def _nearby(self, wanted: str) -> Place | None:
        if weight(wanted) < SAYS_SOMETHING:
            return None
        start = self.letter.text.find(wanted, self.cursor, self.cursor + NEAR)
        if start < 0 or not self._free(start):
            return None
        end = start + len(wanted)
        return Place(start, end, self.letter.block_at(end - 1))

    def _by_its_end(self, wanted: str) -> Place | None:
        """A quoted line that was changed, but ends as one that was sent; it must lie ahead."""
        if len(wanted) < RUN:
            return None
        for start in self.letter.candidates(wanted[-RUN:], self.cursor):
            if start >= self.cursor and self._free(start) and self._is_here(start):
                return Place(start, start + RUN, self.letter.block_at(start), whole=False)
        return None

    def _likely(self, block: int | None) -> tuple[int, ...]:
        """The places to try first: where the marker points, then what follows."""
        return (self.cursor,) if block is None else (*self.letter.beginnings(block), self.cursor)

    def _elsewhere(self, wanted: str) -> list[int]:
        found = self.letter.candidates(wanted, self.cursor) if len(wanted) >= RUN else []
        return sorted(found, key=lambda start: not self._is_here(start))

    def _is_here(self, start: int) -> bool:
        return self._from <= start < self._to

    def _free(self, start: int) -> bool:
        return start >= self._used[self.letter.block_at(start)]

    def _use(self, place: Place) -> Place:
        self.cursor = place.end
        self._at_link = self._at_link and place.start == place.end
        for block in range(self.letter.block_at(place.start), place.block + 1):
            self._used[block] = min(place.end, self.letter.end_of(block))
        return place


def windows(found: Sequence[Line | None], letter: Letter) -> list[tuple[int, int]]:
    """For each line the part of the letter between the marker above it and the marker below it."""
    marked = [letter.typed(line.content)[0] if line else None for line in found]
    above, start = [], 0
    for block in marked:
        start = start if block is None else letter.starts[block]
        above.append(start)
    below, stop = [], len(letter.text)
    for block in reversed(marked):
        below.append(stop)
        stop = stop if block is None else letter.starts[block]
    return [(first, last if first < last else len(letter.text)) for first, last in zip(above, below[::-1], strict=True)]


def _behind(content: str, count: int) -> str:
    """What stands in a line behind its first `count` normalised characters."""
    passed = 0
    for word in WORD.finditer(content):
        length = len(words(word[0]))
        if passed == count and not length and LINK.search(word[0]):
            continue
        if passed + length > count:
            return content[word.start() + _cut(word[0], count - passed) :].strip()
        passed += length
    return ""


def _cut(word: str, count: int) -> int:
    """How many characters of a word hold its first `count` normalised ones (found by halving)."""
    low, high = 0, min(len(word), 4 * count + 64)
    while low < high:
        middle = (low + high) // 2
        if len(normal(word[:middle])) < count:
            low = middle + 1
        else:
            high = middle
    while count and low < len(word) and not normal(word[low]) and not word[low].isspace():
        low += 1
    return low
