"""Lists of people to be added to a space: checked whole, line by line, before anything is done."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commentspace.domain import people
from commentspace.errors import Invalid, Refusal, marked
from commentspace.text import normal

ROLES = ("reader", "participant", "moderator", "owner")
COLUMNS = ("name", "address", "affiliation", "on behalf of", "role", "language")
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody to be added; checked by `of`."""

    name: str
    address: str
    affiliation: str = ""
    on_behalf_of: str = ""
    role: str = "participant"
    language: str = "en"

    @classmethod
    def of(cls, name: str, address: str, affiliation: str, on_behalf_of: str, role: str, language: str) -> "Entry":
        """Check what a form or a line said; Invalid with the field at fault."""
        name, affiliation = normal.line(name, field="name"), normal.line(affiliation, field="affiliation")
        on_behalf_of = normal.line(on_behalf_of, field="on_behalf_of")
        role, language = role.strip().lower() or "participant", language.strip().lower() or "en"
        if not name:
            raise Invalid(marked("Write the name of the person."), field="name")
        if max(len(name), len(affiliation), len(on_behalf_of)) > 200:
            raise Invalid(marked("Names may have at most 200 characters."), field="name")
        if role not in ROLES:
            raise Invalid(
                marked("“%(role)s” is not a role. It is one of: reader, participant, moderator, owner."),
                field="role",
                role=role[:40],
            )
        if language not in people.LANGUAGES:
            raise Invalid(
                marked("“%(language)s” is not one of the languages ar, en, es, fr, ru, zh."),
                field="language",
                language=language[:40],
            )
        return cls(name, people.checked_address(address), affiliation, on_behalf_of, role, language)


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of a list that cannot be taken, and why."""

    line: int
    text: str
    refusal: Refusal


def read_list(text: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a CSV list with the columns name, address, affiliation, on behalf of, role, language.

    A first line with those names may put the columns in another order; only name and address are needed.
    """
    rows = [(number, row) for number, row in enumerate(_rows(text), start=1) if any(cell.strip() for cell in row)]
    if not rows:
        raise Invalid(marked("The list is empty. Write one person a line: name, address."), field="text")
    if len(rows) > MOST:
        raise Invalid(marked("A list may have at most %(most)s lines."), field="text", most=MOST)
    order = _header(rows[0][1])
    if order is not None:
        rows = rows[1:]
    entries, problems, seen = [], [], dict[str, int]()
    for number, row in rows:
        cells = dict(zip(order or COLUMNS, (cell.strip() for cell in row), strict=False))
        try:
            entry = Entry.of(*(cells.get(column, "") for column in COLUMNS))
            _once(entry, number, seen)
            entries.append(entry)
        except Refusal as refusal:
            problems.append(Problem(number, ", ".join(row), refusal))
    return entries, problems


def _rows(text: str) -> Iterable[list[str]]:
    """The rows, whichever of comma, semicolon and tab parts the columns."""
    first = text.lstrip().split("\n", 1)[0]
    parting = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=parting, strict=True))
    except csv.Error as error:
        raise Invalid(
            marked("The list cannot be read as CSV: %(why)s. Look at its quotation marks."), field="text", why=error
        ) from error


def _header(row: Sequence[str]) -> list[str] | None:
    names = [cell.strip().lower().replace("_", " ") for cell in row]
    return names if "address" in names and set(names) <= set(COLUMNS) else None


def _once(entry: Entry, line: int, seen: dict[str, int]) -> None:
    folded = people.folded(entry.address)
    if folded in seen:
        raise Invalid(
            marked("The address %(address)s stands on line %(line)s already."),
            field="address",
            address=entry.address,
            line=seen[folded],
        )
    seen[folded] = line
