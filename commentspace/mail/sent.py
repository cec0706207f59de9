"""A letter as it was sent: its blocks, and their text as one string with an index, for answers to be aligned with."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal
from urllib.parse import unquote

from commentspace.mail.lines import LINK, words
from commentspace.text.normal import normal

RUN = 10
LEAST_LINK = 6
MOST_TRIED = 32
LONGEST_LINK = 2_000
INNER_LINK = re.compile(r"://.+?(https?://[^<>\s&]+?)(?:__;|[<>\s&]|$)")
MARKER = re.compile(r"[\[［【〔]([^\[\]［］【】〔〕\n]{1,20})[\]］】〕]")
BARE_MARKER = re.compile(r"([¶§#][ ]?[\w()·]{1,12})[ ]?(?:[:：]|[-–—][ ])")
"""A marker that somebody typed without its brackets: a colon or a dash parts it from the text."""
NAMED = re.compile(r"[¶§][\w()·]{1,12}(?=\s)")
"""A sentence that begins with a marker; it stays a part of the sentence."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a letter as it was mailed, in the order of `position`.

    Everything that is printed stands in a block. `text` does not hold the marker, which is printed before it;
    "words" are ours: greeting, headings, how to answer, how to end the letters. `paragraph` and `comment` are
    outside names; a comment has that of its paragraph too.
    """

    position: int
    kind: Literal["paragraph", "comment", "words"]
    marker: str
    text: str
    paragraph: str | None = None
    comment: str | None = None

    @property
    def is_answerable(self) -> bool:
        """Whether what is written under it has a place of its own."""
        return self.kind != "words"

    @property
    def wording(self) -> str:
        """The text without the address in its last line."""
        above, _, last = self.text.rpartition("\n")
        return above if above and LINK.fullmatch(last.strip()) else self.text


class Letter:
    """The sent blocks as one string of normalised text without links, and where each of them stands in it.

    A table of short runs of characters says where a text may stand; the number of places tried is bounded.
    """

    def __init__(self, blocks: Iterable[Block]):
        self.blocks = sorted(blocks, key=lambda block: block.position)
        written = [normal(block.marker) + words(block.text) for block in self.blocks]
        self.text = "".join(written)
        self.starts = list(accumulate(map(len, written), initial=0))
        self._marker_lengths = [len(normal(block.marker)) for block in self.blocks]
        self._markers: dict[str, list[int]] = {}
        for index, block in enumerate(self.blocks):
            if block.marker:
                self._markers.setdefault(_marker_key(block.marker.strip("[]")), []).append(index)

    def holds_link(self, token: str) -> bool:
        """Whether this is a link that was printed in the letter, or a piece of one that was broken in two.

        Mail programs put a link of their own around it, which leads to it by way of their maker.
        """
        if len(token) < LEAST_LINK or not token.isascii():
            return False
        inner = INNER_LINK.search(unquote(token)) if len(token) <= LONGEST_LINK and "://" in token else None
        return token.strip("<>") in self._links or (inner is not None and inner[1] in self._links)

    @cached_property
    def _links(self) -> str:
        return "\n".join(link[0].strip("<>") for block in self.blocks for link in LINK.finditer(block.text))

    def block_at(self, position: int) -> int:
        """The index of the block in which the character at this position stands."""
        return bisect_right(self.starts, position, hi=len(self.blocks)) - 1

    def end_of(self, block: int) -> int:
        """Where a block ends in the text."""
        return self.starts[block + 1]

    def beginnings(self, block: int) -> tuple[int, int]:
        """Where a block begins, with its marker and without."""
        start = self.starts[block]
        return start, start + self._marker_lengths[block]

    def marked(self, content: str, near: int = 0) -> int | None:
        """The block whose marker stands in this line: of several, the first from `near` on."""
        for found in MARKER.finditer(content):
            if indexes := self._markers.get(_marker_key(found[1])):
                ahead = bisect_right(indexes, near, key=self.end_of)
                return indexes[ahead] if ahead < len(indexes) else indexes[0]
        return None

    def typed(self, content: str) -> tuple[int | None, str]:
        """The block whose marker this line begins with, and what is said about it."""
        stripped = content.lstrip()
        found = MARKER.match(stripped) or BARE_MARKER.match(stripped)
        if not found and (named := NAMED.match(stripped)) and (indexes := self._markers.get(_marker_key(named[0]))):
            return indexes[0], content
        indexes = self._markers.get(_marker_key(found[1])) if found else None
        return (indexes[0], content.lstrip()[found.end() :].lstrip()) if found and indexes else (None, content)

    @cached_property
    def answerable(self) -> list[int]:
        """The indexes of the blocks under which an answer has a place of its own."""
        return [index for index, block in enumerate(self.blocks) if block.is_answerable]

    @cached_property
    def is_about_several(self) -> bool:
        """Whether it shows more than one comment, or more than one paragraph."""
        kinds = Counter(self.blocks[index].kind for index in self.answerable)
        return any(number > 1 for number in kinds.values())

    def candidates(self, wanted: str, near: int) -> list[int]:
        """Where the first characters of `wanted` stand, the next after `near` first, then the next before it."""
        places = self._runs.get(wanted[:RUN], [])
        middle = bisect_left(places, near)
        return places[middle : middle + MOST_TRIED] + places[max(0, middle - MOST_TRIED) : middle][::-1]

    def runs_at(self, run: str) -> Sequence[int]:
        """Where this run of characters stands."""
        return self._runs.get(run, ())

    @cached_property
    def _runs(self) -> dict[str, list[int]]:
        runs: dict[str, list[int]] = {}
        for at in range(len(self.text) - RUN + 1):
            runs.setdefault(self.text[at : at + RUN], []).append(at)
        return runs


def _marker_key(inside: str) -> str:
    letters = "".join(unicodedata.normalize("NFKC", inside).casefold().split())
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in letters)
