"""Lists of people as CSV: every line is read by itself, and of each that cannot be taken it is said why."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commentspace.domain import list_columns, people
from commentspace.domain.list_columns import COLUMNS
from commentspace.domain.member_lists import ONLY_OWNERS, Entry
from commentspace.errors import Invalid, NotAllowed, Refusal, TooLong, marked

MOST = 5_000
"""Lines of a list."""
LONGEST = 1_000_000
"""Characters of a list: of 5,000 lines, each may be as long as its fields allow on the whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: whom it names, or why it cannot be taken. `double` where its address stood there before."""

    number: int
    text: str
    entry: Entry | None = None
    refusal: Refusal | None = None
    double: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list that was read: its lines, and the names of columns that nothing was taken from."""

    lines: Sequence[Line]
    unread: Sequence[str] = ()

    @property
    def entries(self) -> list[Entry]:
        """Those who are named by the lines that can be taken."""
        return [line.entry for line in self.lines if line.entry is not None]

    @property
    def wrong(self) -> list[Line]:
        """The lines that cannot be taken."""
        return [line for line in self.lines if line.refusal is not None]


def read(text: str, *, owners: bool = True) -> Sheet:
    """Read a CSV list with the columns name, address, affiliation, on behalf of, role, language.

    Comma, semicolon or tab may part them. A first line with their names, in any of the six languages, may put them in
    another order; only name and address are needed. `owners` says whether
    whoever sends it may make owners. Raises Invalid at "text" where nothing can be read at all.
    """
    if len(text) > LONGEST:
        raise TooLong(
            marked("The list is too long: at most %(most)s characters. Send it in parts."), field="text", most=LONGEST
        )
    rows = list(_rows(text.lstrip("\ufeff")))
    if not rows:
        raise Invalid(marked("The list is empty. Write one person a line: name, address."), field="text")
    if len(rows) > MOST:
        raise Invalid(marked("A list may have at most %(most)s lines."), field="text", most=MOST)
    order = list_columns.header(rows[0][1])
    if order is None:
        return Sheet(_read(rows, COLUMNS, owners))
    unread = [name.strip() for name, column in zip(rows[0][1], order, strict=True) if column is None and name.strip()]
    return Sheet(_read(rows[1:], order, owners), unread)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the numbers of their first lines, but for empty ones."""
    first = text.lstrip().split("\n", 1)[0]
    parting = max(",;\t", key=first.count)
    rows, begins = csv.reader(io.StringIO(text), delimiter=parting, strict=True), 1
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                yield begins, [cell.strip() for cell in row]
            begins = rows.line_num + 1
    except csv.Error as error:
        raise Invalid(
            marked("The list cannot be read as CSV from line %(line)s on. Look at the quotation marks there."),
            field="text",
            line=begins,
        ) from error


def _read(rows: Sequence[tuple[int, list[str]]], order: Sequence[str | None], owners: bool) -> list[Line]:
    seen: dict[str, int] = {}
    return [_line(number, row, order, seen, owners) for number, row in rows]


def _line(number: int, row: list[str], order: Sequence[str | None], seen: dict[str, int], owners: bool) -> Line:
    cells = dict(zip(order, row, strict=False))
    cells["role"] = list_columns.role(cells.get("role", ""))
    shown = ", ".join(row).rstrip(", ")[:400]
    try:
        entry = Entry.of(*(cells.get(column, "") for column in COLUMNS))
    except Refusal as refusal:
        return Line(number, shown, refusal=refusal)
    if entry.role == "owner" and not owners:
        return Line(number, shown, refusal=NotAllowed(ONLY_OWNERS))
    folded = people.folded(entry.address)
    if before := seen.get(folded):
        return Line(number, shown, refusal=_twice(entry.address, before), double=True)
    seen[folded] = number
    return Line(number, shown, entry)


def _twice(address: str, line: int) -> Invalid:
    return Invalid(
        marked("The address %(address)s stands on line %(line)s already."), field="address", address=address, line=line
    )
