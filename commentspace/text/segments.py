"""Words of any script: a text cut into units that a reader sees as one, for comparing two texts.

A unit is a word, a number, a sign, or, in scripts that write no spaces between words, one character. Combining marks,
joiners and modifiers of emoji stay with what they stand on, so that no unit begins with one. White space belongs to
the unit before it: it is the unit's `glue`.
"""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Han, kana, bopomofo and Yi; Thai, Lao, Myanmar, Khmer and their neighbours: words are not parted by spaces.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x1950, 0x19FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3040, 0x312F),
    (0x31A0, 0x31FF),
    (0x3400, 0x9FFF),
    (0xA000, 0xA4CF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_JOINERS = frozenset(["\u00ad", "\u200c", "\u200d", "\u2060", *map(chr, range(0xE0020, 0xE0080))])
_MODIFIERS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_FLAGS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_IN_WORDS = frozenset("'’ʼ")
_IN_NUMBERS = frozenset(".,:/٫٬")
_PLAIN = re.compile("[A-Za-z0-9]+")
_ENDS = frozenset(".!?;:。！？；：؟؛।\n")


class Unit(NamedTuple):
    """A unit of a text, and the white space after it."""

    text: str
    glue: str

    @property
    def weight(self) -> int:
        """How much it says: its letters and digits; a character of an unspaced script says as much as three."""
        if self.text.isascii() and self.text.isalnum():
            return len(self.text)
        return sum(3 if _class(c) is _Class.UNSPACED else c.isalnum() for c in self.text)

    @property
    def ends(self) -> bool:
        """Whether a sentence or a line ends with it."""
        return self.text in _ENDS or "\n" in self.glue


class _Class(IntEnum):
    SPACE, WORD, UNSPACED, MARK, SIGN = range(5)


@lru_cache(8_192)
def _class(character: str) -> _Class:
    if character.isspace():
        return _Class.SPACE
    if character in _JOINERS or character in _MODIFIERS or unicodedata.category(character).startswith("M"):
        return _Class.MARK
    if any(first <= ord(character) <= last for first, last in _UNSPACED):
        return _Class.UNSPACED
    return _Class.WORD if character.isalnum() or character == "_" else _Class.SIGN


def units(text: str) -> tuple[str, list[Unit]]:
    """The white space that the text begins with, and its units; put together they are the text again."""
    starts = [*_starts(text), len(text)]
    found = []
    for start, end in pairwise(starts):
        whole = text[start:end]
        word = whole.rstrip()
        found.append(Unit(word, whole[len(word) :]))
    return text[: starts[0]], found


def _starts(text: str) -> list[int]:
    """Where units begin."""
    starts: list[int] = []
    before, flags, skip = _Class.SPACE, 0, 0
    for at, character in enumerate(text):
        if at < skip:
            continue
        kind = _class(character)
        flags = flags + 1 if character in _FLAGS else 0
        if kind is _Class.SPACE:
            before = kind
        elif before is _Class.SPACE or not _goes_on(text, at, kind, before, flags):
            starts.append(at)
            before = kind
        if kind is _Class.WORD and (found := _PLAIN.match(text, at)):
            skip = found.end()
    return starts


def _goes_on(text: str, at: int, kind: _Class, before: _Class, flags: int) -> bool:
    """Whether the character at this place belongs to the unit before it."""
    if kind is _Class.MARK or text[at - 1] == "\u200d":
        return True
    if kind is _Class.WORD:
        return before is _Class.WORD
    if kind is _Class.SIGN and flags and flags % 2 == 0:
        return True  # two letters of the regional indicators are one flag
    return kind is _Class.SIGN and before is _Class.WORD and _is_inner(text, at)


def _is_inner(text: str, at: int) -> bool:
    """Whether a sign stands inside of a word ("don't") or a number ("1,000.5")."""
    before, after = text[at - 1], text[at + 1 : at + 2]
    if text[at] in _IN_WORDS:
        return before.isalpha() and after.isalpha()
    return text[at] in _IN_NUMBERS and before.isdigit() and after.isdigit()
