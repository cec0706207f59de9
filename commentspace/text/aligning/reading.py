"""Paragraphs as they are compared: their words as numbers, which `rapidfuzz` compares fast as letters."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from commentspace.text.alignment import Piece
from commentspace.text.normal import normal

# A character of a script without spaces between words counts as a word of its own, as do numbers.
_TOKENS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u312f\u31a0-\u31ff\u3400-\u9fff"
    r"\ua000-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]|\d+"
    r"|[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u312f\u31a0-\u31ff\u3400-\u9fff"
    r"\ua000-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]+"
)
UNSPACED = "\u0e00"
CHARACTER = 0.6
"""What a character of a script without spaces counts, in words."""
LEAD = 40
"""What has more words is no heading, whatever it is called."""
_NUMERALS = frozenset("一二三四五六七八九十百千零〇两")
_ROMAN = re.compile("[ivxl]+")
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d\u00ad]+")
_SURROGATES = range(0xD800, 0xE000)
_MOST_LETTERS = 0x110000 - len(_SURROGATES)
_ENDS = (".", "。", "؟", "!", "?", ";", "；", "؛", ":", "：")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one of the texts.

    `key` is its words run together: two with one key say the same. `words` has one letter for each word, `pairs` one
    for each two that follow each other. `is_numbered` says that there is a number in few words.
    """

    key: str
    words: str
    pairs: str
    size: int
    """How many words it has, where characters of a script without spaces count for less than one."""
    kind: str
    is_lead: bool
    """Belongs to what comes after it, as a heading does."""


class Reader:
    """Reads paragraphs; what is compared has to be read by one reader."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}
        self._pairs: dict[str, str] = {}

    def read(self, pieces: Sequence[Piece]) -> list[Paragraph]:
        """The paragraphs of a text."""
        return [self._paragraph(piece) for piece in pieces]

    def _paragraph(self, piece: Piece) -> Paragraph:
        key = normal(piece.text) or piece.text.strip()
        found = _TOKENS.findall(_folded(piece.text))
        is_lead = piece.kind != "row" and len(found) < LEAD and _is_lead(piece, found)
        if is_lead and (named := [word for word in found if not _is_number(word)]) != found:
            key, found = "#" + "".join(named), named or found
        words = "".join([_letter(self._letters, word) for word in found])
        pairs = "".join([_letter(self._pairs, words[at : at + 2]) for at in range(len(words) - 1)])
        size = sum(1 if len(word) > 1 or word < UNSPACED else CHARACTER for word in found)
        return Paragraph(key, words, pairs, ceil(size), piece.kind, is_lead)


def _is_lead(piece: Piece, found: list[str]) -> bool:
    """A heading, or what looks like the number of one."""
    return piece.kind == "heading" or (
        len(found) < 5 and any(map(_is_number, found)) and not piece.text.endswith(_ENDS)
    )


def _is_number(word: str) -> bool:
    return word.isdecimal() or word in _NUMERALS or _ROMAN.fullmatch(word) is not None


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _letter(letters: dict[str, str], word: str) -> str:
    """A letter that stands for this word alone, as long as there are letters."""
    letter = letters.get(word)
    if letter is None:
        number = len(letters) % _MOST_LETTERS
        letter = letters[word] = chr(number if number < _SURROGATES.start else number + len(_SURROGATES))
    return letter
