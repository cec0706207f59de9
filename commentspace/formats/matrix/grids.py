"""A table as it stands in a file: texts in rows and columns, before it is known what the columns are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from commentspace.errors import TooLong, marked
from commentspace.text.normal import clean

MOST_ROWS = 20_000
"""Rows of all tables of a file."""
MOST_COLUMNS = 200
MOST_TEXT = 20_000_000
"""Characters of all cells."""

Place = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet, or a table of a text.

    `merged` leads from each cell that a merged one covers to the cell where that begins. `before` are the lines of
    text above a table of a text. `names` are hidden names of ours that stand in a row, by its index.
    """

    rows: Sequence[Sequence[str]]
    title: str = ""
    merged: Mapping[Place, Place] = field(default_factory=dict)
    before: Sequence[str] = ()
    names: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> str:
        """The text there, or nothing outside of the table."""
        texts = self.rows[row] if 0 <= row < len(self.rows) else ()
        return texts[column] if 0 <= column < len(texts) else ""

    def covered(self, row: int, column: int, *, across: bool = False) -> str:
        """The same, where a merged cell covers it that cell's: of its own column, `across` also of its own row."""
        text = self.cell(row, column)
        begins = self.merged.get((row, column))
        if text or begins is None or (begins[1] != column and not across):
            return text
        return self.cell(*begins)


@dataclass(frozen=True, slots=True)
class Read:
    """The tables of a file, and warnings about what was not read."""

    grids: Sequence[Grid]
    warnings: Sequence[tuple[str, dict[str, object]]] = ()


def bounded(read: Read) -> Read:
    """The same with clean texts; TooLong where there is more than a matrix can have."""
    rows = sum(len(grid.rows) for grid in read.grids)
    widest = max((len(row) for grid in read.grids for row in grid.rows), default=0)
    length = sum(len(cell) for grid in read.grids for row in grid.rows for cell in row)
    if rows > MOST_ROWS or length > MOST_TEXT:
        raise TooLong(
            marked("This table has more than %(rows)d rows, or more text than is taken. Send it in parts."),
            field="file",
            rows=MOST_ROWS,
        )
    if widest > MOST_COLUMNS:
        raise TooLong(
            marked("This table has more than %(columns)d columns. Take out those that are not needed."),
            field="file",
            columns=MOST_COLUMNS,
        )
    grids = [replace(grid, rows=[[clean(cell).strip() for cell in row] for row in grid.rows]) for grid in read.grids]
    return Read(grids, read.warnings)
