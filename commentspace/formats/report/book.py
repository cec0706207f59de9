"""A report before it is a page or a file: sections of sentences, numbers and tables, in words of one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table: words, or a number; `address` where it leads on a page, `language` of words of people."""

    text: str = ""
    number: int | None = None
    address: str = ""
    language: str = ""

    @property
    def said(self) -> str:
        """The same as text; nothing for nothing, as a table of noughts is not read."""
        if self.number is not None:
            return str(self.number) if self.number else "–"
        return self.text


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads, rows, and how wide its columns are beside one another.

    `drawn` is the column whose numbers are drawn as bars. The first column names its row.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    drawn: int | None = None

    @property
    def most(self) -> int:
        """The highest of the numbers that are drawn."""
        return max((row[self.drawn].number or 0 for row in self.rows), default=0) if self.drawn is not None else 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: `name` tells it apart in addresses and sheets."""

    name: str
    title: str
    told: Sequence[str] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """The whole report. `is_final` where the review is finished."""

    title: str
    about: Sequence[str]
    sections: Sequence[Section]
    language: str
    is_final: bool
    at: datetime
    """When it was gathered: the same report is the same bytes."""
