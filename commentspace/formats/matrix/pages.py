"""Pages and lines of the file that a draft was read from, where the file itself has them: plain text, and PDF."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from commentspace.errors import Invalid
from commentspace.formats import decoding
from commentspace.formats.matrix.likeness import Likeness, words

MOST_PAGES = 400
MOST_LINES = 60_000
NEAR = 40
"""Paragraphs ahead of the last one that a line is looked for, where its words stand in several."""
_LINE_NUMBER = re.compile(r"^\s*[0-9]{1,5}(?=\s)|\s[0-9]{1,5}\s*$")
FEWEST = 2
"""Words of a line that is not looked for in the draft; such are where their neighbours are."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of each page, and the index of the paragraph that each line is of, where it is known."""

    starts: Sequence[int]
    places: Sequence[int]

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.starts)

    def at(self, page: int, line: int) -> list[int]:
        """The paragraphs at a line of a page, or all of the page where no line is said; the page from 1."""
        if not 1 <= page <= len(self.starts):
            return []
        first = self.starts[page - 1]
        stop = self.starts[page] if page < len(self.starts) else len(self.places)
        if line:
            first, stop = first + line - 1, min(first + line, stop)
        near = self.places[first:stop]
        return [place for place in dict.fromkeys(near) if place >= 0]


def of(source: bytes, language: str, likeness: Likeness) -> Pages | None:
    """The pages of a file, or None where it has none that can be told (a Word file has only those of one printer)."""
    try:
        pages = _pages(source, language)
    except (Invalid, PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if len(pages) < 2:
        return None
    starts: list[int] = []
    lines: list[str] = []
    for page in pages[:MOST_PAGES]:
        starts.append(len(lines))
        lines.extend(page)
    return Pages(starts, _placed(lines[:MOST_LINES], likeness))


def _pages(source: bytes, language: str) -> list[list[str]]:
    if source.startswith(b"%PDF-"):
        reader = PdfReader(BytesIO(source))
        return [(page.extract_text() or "").splitlines() for page in reader.pages[:MOST_PAGES]]
    if source.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return []
    return [page.splitlines() for page in decoding.decode(source, language)[0].split("\f")]


def _placed(lines: Sequence[str], likeness: Likeness) -> list[int]:
    """The paragraph of each line: one that has all of its words, next after that of the line before."""
    places: list[int] = []
    last = -1
    for line in lines:
        said = words(_LINE_NUMBER.sub("", line))
        inner = said[:-1] if len(said) > FEWEST else said  # the last word may be cut by the end of the line
        found = (likeness.places(inner) or likeness.places(inner[1:])) if len(said) > FEWEST else []
        ahead = [place for place in found if place >= last]
        if ahead:
            last = ahead[0] if len(found) == 1 or ahead[0] - last < NEAR else last
        places.append(last)
    return places
