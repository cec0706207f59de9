"""Words of the draft that a row quotes, and where they stand in a paragraph."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from commentspace.formats.matrix.likeness import words
from commentspace.text.search import fold

SHORTEST = 3
"""Letters of a quotation that is looked for within a paragraph."""
TELLS = 16
"""Letters of one that tells by itself which paragraph it is from; a Han character counts as three."""
MOST_QUOTED = 5
LONGEST = 4_000

_QUOTED = re.compile(
    r"“([^“”]{2,1500})”|\"([^\"]{2,1500})\"|«\s?([^«»]{2,1500}?)\s?»|„([^„“”]{2,1500})[“”]|「([^「」]{2,800})」"
    r"|『([^『』]{2,800})』|(?<!\w)‘([^‘’]{2,800})’(?!\w)|(?<!\w)'([^'\n]{2,800})'(?!\w)|《([^《》]{2,800})》"
)
_LEFT_OUT = re.compile(r"\s*[\[(]?\s*(?:\.\.\.+|…+)\s*[\])]?\s*")
_MEDIUM = 3


def quoted(text: str) -> list[str]:
    """The words between quotation marks of all languages, in their order."""
    found = (next(filter(None, groups), "") for groups in _QUOTED.findall(text[:20_000]))
    return [each.strip() for each in found if each.strip()][:MOST_QUOTED]


def weight(text: str) -> int:
    """How much words tell: letters, a character of Han as three."""
    return sum(_MEDIUM if "\u3400" <= each <= "\u9fff" else each.isalnum() for each in text)


def keys(text: str) -> list[str]:
    """The words that all stand in a paragraph that has these: not the outermost, which may be cut in two."""
    parts = [part for part in _LEFT_OUT.split(text[:LONGEST]) if part]
    inner: list[str] = []
    for part in parts:
        said = words(part)
        inner.extend(said[1:-1] if len(said) > 3 else said)
    return inner


def locate(text: str, exact: str) -> tuple[int, int] | None:
    """Where quoted words stand in a text, in code points; None where they do not, or more than once.

    Case, marks, signs and white space may differ, and "…" may stand for words left out.
    """
    first = text.find(exact)
    if first >= 0 and exact.strip():
        return (first, first + len(exact)) if text.find(exact, first + 1) < 0 else None
    letters, offsets = _letters(text)
    found = _span(letters, _parts(exact))
    if found is None or letters.find(letters[found[0] : found[1]], found[0] + 1) >= 0:
        return None
    return offsets[found[0]], offsets[found[1] - 1] + 1


def stands_in(text: str, exact: str) -> bool:
    """Whether the words stand there, once or more often."""
    return _span(_letters(text)[0], _parts(exact)) is not None


def _parts(exact: str) -> list[str]:
    """The letters of a quotation, parted where words are left out; none where they are too few."""
    parts = [_letters(part)[0] for part in _LEFT_OUT.split(exact[:LONGEST])]
    return [part for part in parts if part] if sum(map(len, parts)) >= SHORTEST else []


def _span(letters: str, parts: Sequence[str]) -> tuple[int, int] | None:
    """From the first letter of the first part to the last of the last, where they follow each other."""
    first, end = -1, 0
    for part in parts:
        at = letters.find(part, end)
        if at < 0:
            return None
        first, end = (at if first < 0 else first), at + len(part)
    return (first, end) if parts else None


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a place in a text is as good as all of it."""
    return weight(text[start:end]) >= 0.95 * weight(text)


@lru_cache(8_192)
def _letters(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded letters and digits of a text, and the place of each in it."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for letter in _folded(character):
            letters.append(letter)
            offsets.append(offset)
    return "".join(letters), tuple(offsets)


@lru_cache(4_096)
def _folded(character: str) -> str:
    if unicodedata.category(character).startswith("M"):
        return ""
    return "".join(each for each in fold(character) if each.isalnum())
