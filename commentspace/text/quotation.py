"""Quotations: words in a text, and where they stand, in code points.

The shape is that of the W3C Web Annotation model: a TextQuoteSelector (exact, prefix, suffix) with a
TextPositionSelector (start, end). Offsets count Unicode code points; a browser counts UTF-16 units
and has to convert.
"""

import operator
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import starmap, takewhile

AROUND = 32
# A quotation found in more places than this is no quotation: it is not looked at further.
MOST_PLACES = 1000

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words `exact` at [start, end) of a text, with what stands before and after them."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Quotation":
        """The quotation of text[start:end]; ValueError where that is empty or outside of the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words at {start} to {end} in a text of {len(text)} characters")
        prefix, suffix = around(text, start, end)
        return cls(text[start:end], prefix, suffix, start, end)

    def located_in(self, text: str) -> tuple[int, int] | None:
        """Where the same words stand in another text, as by `locate`."""
        return locate(text, self.exact, self.prefix, self.suffix, self.start)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The up to 32 characters before `start` and after `end`: a quotation's prefix and suffix."""
    return text[max(0, start - AROUND) : start], text[end : end + AROUND]


def locate(text: str, exact: str, prefix: str = "", suffix: str = "", start_hint: int = -1) -> tuple[int, int] | None:
    """The place [start, end) of `exact` in `text`, or None where it is not or cannot be told.

    Only runs of white space are taken as equal; every other character has to be there. Where the words
    stand more than once, the place whose surroundings agree with most of `prefix` and `suffix` is taken;
    of equals, the one that starts exactly at `start_hint`; otherwise none is.
    """
    if _stands_at(text, exact, prefix, suffix, start_hint):
        return start_hint, start_hint + len(exact)
    squeezed, offsets = _squeezed(text)
    wanted, before, after = _wanted(exact, prefix, suffix)
    best = _best_places(squeezed, wanted, before, after)
    if len(best) > 1:
        best = [place for place in best if offsets[place] == start_hint]
    if not best:
        return None
    return offsets[best[0]], offsets[best[0] + len(wanted) - 1] + 1


def _stands_at(text: str, exact: str, prefix: str, suffix: str, start: int) -> bool:
    end = start + len(exact)
    return (
        start >= 0
        and bool(exact.strip())
        and text.startswith(exact, start)
        and text.endswith(prefix, 0, start)
        and text.startswith(suffix, end)
    )


def _squeezed(text: str) -> tuple[str, list[int]]:
    """`text` with each run of white space as one space, and the offset in `text` of each character left."""
    kept: list[str] = []
    offsets: list[int] = []
    after_space = False
    for offset, character in enumerate(text):
        is_space = character.isspace()
        if not (is_space and after_space):
            kept.append(" " if is_space else character)
            offsets.append(offset)
        after_space = is_space
    return "".join(kept), offsets


def _wanted(exact: str, prefix: str, suffix: str) -> tuple[str, str, str]:
    """The three with white space squeezed; that around the words is counted to their surroundings."""
    words = exact.strip()
    at = exact.find(words)
    before = _SPACES.sub(" ", prefix + exact[:at])
    after = _SPACES.sub(" ", exact[at + len(words) :] + suffix)
    return _SPACES.sub(" ", words), before[-AROUND:], after[:AROUND]


def _best_places(text: str, wanted: str, before: str, after: str) -> list[int]:
    """The places of `wanted` whose surroundings agree best, all those that agree equally well."""
    best: list[int] = []
    most = -1
    for count, place in enumerate(_places(text, wanted) if wanted else ()):
        if count == MOST_PLACES:
            return []
        agreement = _agreement(text, place, place + len(wanted), before, after)
        if agreement > most:
            best, most = [], agreement
        if agreement == most:
            best.append(place)
    return best


def _places(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _agreement(text: str, start: int, end: int, before: str, after: str) -> int:
    """How many characters next to [start, end) are as the surroundings remembered, counted from the words outwards."""
    preceding = _alike(text[max(0, start - AROUND) : start][::-1], before[::-1])
    return preceding + _alike(text[end : end + AROUND], after)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(bool, starmap(operator.eq, zip(one, other, strict=False))))
