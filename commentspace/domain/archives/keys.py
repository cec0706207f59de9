"""The keys that the rows of an archive get on this server."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Table, func, select
from sqlmodel import Session

from commentspace.domain.archives import scope
from commentspace.errors import Invalid, marked

STRANGE = marked("The archive has a row that belongs to nothing in it (%(column)s), so nothing was brought in.")
LARGEST = 2**48
UNREFERRED = "blob_chunk"
"""No row refers to one of these, and reading them means reading every file."""

Rows = Callable[[str], Iterator[list[dict[str, Any]]]]
"""The rows of a table by its name, in batches; it may be asked more than once."""


class Keys:
    """The keys that rows get here: those of the archive, moved behind all that are here.

    A person with an address that is known here is that person, and a file that is here already is that file. Nothing
    of an archive refers to any other row of this server: Invalid for a row that would.
    """

    def __init__(self, session: Session, rows: Rows) -> None:
        tables = scope.order(private=True)
        self._after = {
            table.name: session.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one() for table in tables
        }
        self._there = {table.name: _there(table.name, rows) for table in tables if table.name != UNREFERRED}
        address, blob = scope.TABLES["address"], scope.TABLES["blob"]
        people = dict(_pairs(session, select(address.c.folded, address.c.person_id)))
        blobs = dict(_pairs(session, select(blob.c.sha256, blob.c.id)))
        self._addresses = frozenset(people)
        self._same = {
            "person": _same(rows("address"), "person_id", people, "folded"),
            "blob": _same(rows("blob"), "id", blobs, "sha256"),
        }

    def is_new(self, table: Table, row: dict[str, Any]) -> bool:
        """Whether a row of the archive is to be written."""
        match table.name:
            case "person" | "blob":
                return row["id"] not in self._same[table.name]
            case "address":
                return row["person_id"] not in self._same["person"] and row["folded"] not in self._addresses
            case "blob_chunk":
                return row["blob_id"] not in self._same["blob"]
        return True

    def moved(self, table: Table, row: dict[str, Any]) -> dict[str, Any]:
        """The row with the keys that it and what it refers to have here."""
        for column, to in scope.references(table):
            if row.get(column.name) is not None:
                if row[column.name] not in self._there.get(to.name, ()):
                    raise Invalid(STRANGE, column=f"{table.name}.{column.name}")
                row[column.name] = self._here(to.name, row[column.name])
        return row | {"id": self._here(table.name, checked(row["id"], table.name))}

    def _here(self, name: str, key: int) -> int:
        here: int = self._same.get(name, {}).get(key, key + self._after[name])
        return here


def checked(key: object, name: str) -> int:
    """A key as it can stand in an archive: a number from 1 on, so that it is moved behind those that are here."""
    if type(key) is not int or not 0 < key < LARGEST:
        raise Invalid(STRANGE, column=f"{name}.id")
    return key


def _there(name: str, rows: Rows) -> frozenset[int]:
    """The keys of a table's rows in the archive."""
    return frozenset(checked(row["id"], name) for batch in rows(name) for row in batch)


def _same(batches: Iterable[list[dict[str, Any]]], key: str, known: Mapping[str, int], by: str) -> dict[int, int]:
    """The keys in the archive of what is known here, with their keys here."""
    return {row[key]: known[row[by]] for batch in batches for row in batch if row[by] in known}


def _pairs(session: Session, asked: Any) -> Iterable[tuple[Any, Any]]:
    return ((row[0], row[1]) for row in session.execute(asked))
