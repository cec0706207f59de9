"""Lines of a plain text file: how wide they are, how far indented, and how they are put together again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from commentspace.text.normal import clean

# Nobody wraps lines wider than this; a file with many longer ones has a paragraph a line.
_WIDEST_WRAPPED = 120
_UNWRAPPED_SHARE = 0.05
_TAB = 4

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
)
# Han, kana and their punctuation: written without spaces, so that a line ends anywhere.
_UNSPACED = re.compile("[\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
_SPACES = re.compile("[ \t]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it; `indent` and `width` count columns, wide characters as two."""

    text: str
    indent: int
    width: int
    page: int

    @property
    def right(self) -> int:
        """The column where the line ends."""
        return self.indent + self.width


def split(text: str) -> list[Line]:
    """The cleaned lines of `text` with the number of the page, by form feeds, that they stand on."""
    return [_line(raw, page) for page, part in enumerate(text.split("\f")) for raw in clean(part).split("\n")]


def wrapped_at(lines: Iterable[Line]) -> int | None:
    """The column at which the text was broken into lines, or None where each line is a paragraph."""
    widths = [line.right for line in lines if line.text]
    narrow = [width for width in widths if width <= _WIDEST_WRAPPED]
    if not narrow or len(widths) - len(narrow) > len(widths) * _UNWRAPPED_SHARE:
        return None
    return max(narrow)


def columns(text: str) -> int:
    """How wide `text` is in a fixed-width font."""
    return len(text) + len(_WIDE.findall(text))


def is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the line was broken because the next line's first word had no room on it."""
    first = following.text[:width].split(maxsplit=1)[0]
    needed = columns(first[0]) if _is_unspaced(first[0]) else 1 + columns(first)
    return line.right + needed > width


def joined(parts: Iterable[str]) -> str:
    """Broken lines as one text: a space between words, none between Chinese characters or after a hyphen."""
    text: list[str] = []
    for part in parts:
        if text and text[-1] and part:
            text.append(_between(text[-1], part))
        text.append(part)
    return "".join(text)


def spaced(text: str) -> str:
    """`text` with each tab and run of spaces as one space."""
    return _SPACES.sub(" ", text)


def _line(raw: str, page: int) -> Line:
    text = raw.strip()
    indent = sum(_column(character) for character in raw[: len(raw) - len(raw.lstrip())])
    return Line(text, indent, columns(text), page)


def _column(space: str) -> int:
    return _TAB if space == "\t" else columns(space)


def _between(before: str, after: str) -> str:
    if before[-1] == "-" and before[-2:-1].isalnum() and after[0].isalnum():
        return ""
    return "" if before[-1].isspace() or _is_unspaced(before[-1]) or _is_unspaced(after[0]) else " "


def _is_unspaced(character: str) -> bool:
    return _UNSPACED.match(character) is not None
