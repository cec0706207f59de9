"""What of a comparison is shown at once: changes with a little around them, the rest folded, in parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from commentspace.text.comparing.rows import Row

LEAST = 4
"""Rows without a change in a row that are worth folding; the first and the last of them stay to be seen."""
MOST_FOLDED = 30
"""A longer fold does not come with its page, but when it is asked for."""
PART = 100
"""Rows of one page, about."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row that is shown; `change` counts the changes that one steps through, from 1 (0: it is none)."""

    row: Row
    change: int = 0

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of it."""
        return (self.row,)


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows that are not shown unless somebody asks."""

    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """By which it is opened."""
        return self.rows[0].name

    @property
    def renumbered(self) -> int:
        """How many of them have another number."""
        return sum("renumbered" in each.changes for each in self.rows)

    @property
    def is_here(self) -> bool:
        """Whether its rows come with the page."""
        return len(self.rows) <= MOST_FOLDED


Line = Shown | Fold


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks for: only changes, only those of one kind (of `CHANGES`), a fold opened, a place."""

    only_changes: bool = False
    kind: str = ""
    opened: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of a page, the names of the rows at which the parts before and after it begin, and of all changes."""

    lines: tuple[Line, ...]
    before: str = ""
    after: str = ""
    changes: tuple[str, ...] = ()


def part(rows: Sequence[Row], wanted: Wanted) -> Part:
    """The part of a comparison in which the wanted place is; the first where there is no such place."""
    lines = list(folded(rows, wanted))
    cuts = [*_cuts(lines), len(lines)]
    parts = [tuple(lines[start:end]) for start, end in pairwise(cuts)] or [()]
    at = next((n for n, lines in enumerate(parts) if any(_has(each, wanted.at) for each in lines)), 0)
    before, after = (_first(parts[n]) if 0 <= n < len(parts) else "" for n in (at - 1, at + 1))
    changes = tuple(each.row.name for each in lines if isinstance(each, Shown) and each.change)
    return Part(parts[at], before, after, changes)


def folded(rows: Sequence[Row], wanted: Wanted) -> Iterator[Line]:
    """All lines of a comparison."""
    number = 0

    def is_hidden(row: Row) -> bool:
        return wanted.kind not in row.changes if wanted.kind else row.is_quiet

    for hides, group in groupby(rows, key=is_hidden):
        together = list(group)
        if hides:
            yield from _hidden(together, wanted)
            continue
        for row in together:
            number += 1
            yield Shown(row, number)


def _hidden(rows: Sequence[Row], wanted: Wanted) -> Iterator[Line]:
    """A run of rows without a change that is wanted; the heading above the next change is shown with it."""
    if wanted.only_changes or wanted.kind:
        yield from _fold(rows, wanted)
        return
    if len(rows) < LEAST:
        yield from map(Shown, rows)
        return
    inner = rows[1:-1]
    heading = max((at for at, row in enumerate(inner) if _is_heading(row)), default=-1)
    yield Shown(rows[0])
    if heading >= 0:
        yield from _fold(inner[:heading], wanted)
        yield Shown(inner[heading])
    yield from _fold(inner[heading + 1 :], wanted)
    yield Shown(rows[-1])


def _fold(rows: Sequence[Row], wanted: Wanted) -> Iterator[Line]:
    if wanted.opened and any(row.name == wanted.opened for row in rows):
        yield from map(Shown, rows)
    elif rows:
        yield Fold(tuple(rows))


def _is_heading(row: Row) -> bool:
    return any(each.kind == "heading" for each in row.match.new)


def _cuts(lines: Sequence[Line]) -> Iterator[int]:
    """Where parts begin."""
    weight = PART
    for at, line in enumerate(lines):
        own = len(line.rows) if isinstance(line, Shown) or line.is_here else 1
        if weight + own > PART:
            yield at
            weight = 0
        weight += own


def _has(line: Line, name: str) -> bool:
    return bool(name) and any(row.name == name for row in line.rows)


def _first(lines: Sequence[Line]) -> str:
    return lines[0].rows[0].name
