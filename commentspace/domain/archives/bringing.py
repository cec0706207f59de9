"""A space's rows brought into another server, where their keys are others: all of it in one transaction, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, func, insert, select, text
from sqlmodel import Session

from commentspace.database import UtcDateTime
from commentspace.domain import record
from commentspace.domain.access import Caller
from commentspace.domain.archives import scope, taking
from commentspace.domain.archives.taking import About
from commentspace.errors import Conflict, Invalid, NotAllowed, marked

WAITING = ("intended", "ready")
SENT_BY_OTHERS = "brought in from another server"

Rows = Callable[[str], Iterator[list[dict[str, Any]]]]
"""The rows of a table by its name, in batches; it may be asked more than once."""


def bring(session: Session, caller: Caller, about: About, rows: Rows, slug: str, *, now: datetime) -> int:
    """Bring a space in under this short name; returns its key.

    People are known again by their addresses, files by their content. Nobody gets rights on this server by it, and
    letters that waited on the other server are not sent from here. Conflict where the space is here already or its
    short name is taken; Invalid where the archive is not whole: its record is checked against its tree.
    """
    if not caller.is_operator:
        raise NotAllowed()
    _require_new(session, about, slug)
    keys = _Keys(session, rows)
    for table in scope.order(private=True):
        for batch in rows(table.name):
            new = [row for row in batch if keys.is_new(table, row)]
            made = [keys.moved(table, _read(table, row)) for row in new]
            if table.name == "space":
                made = [row | {"slug": slug} for row in made]
            if made:
                session.execute(insert(table), made)
    _go_on_counting(session)
    return _whole(session, about)


def _require_new(session: Session, about: About, slug: str) -> None:
    space = scope.TABLES["space"]
    if session.execute(select(space.c.id).where(space.c.uid == about.uid)).first():
        raise Conflict(marked("The space %(space)s is on this server already."), space=about.slug)
    if session.execute(select(space.c.id).where(space.c.slug == slug)).first():
        raise Conflict(
            marked("There is another space %(space)s on this server. Choose another short name with --slug."),
            space=slug,
        )


def _read(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row with the values that its columns take; Invalid where it has a column that there is not."""
    made = {}
    for name, value in row.items():
        if name not in table.c:
            raise Invalid(
                marked("This archive is of another version: it has a column %(column)s."), column=f"{table.name}.{name}"
            )
        made[name] = _value(table.c[name].type, value)
    if table.name == "person":
        made |= {"is_admin": False, "next_digest_at": None}
    if table.name == "outbox" and made["state"] in WAITING:
        made |= {"state": "dropped", "answer": SENT_BY_OTHERS, "leased_until": None}
    return made


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, UtcDateTime):
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    return value


class _Keys:
    """The keys that rows get here: those of the archive, moved behind all that are here.

    A person with an address that is known here is that person, and a file that is here already is that file.
    """

    def __init__(self, session: Session, rows: Rows) -> None:
        self._after = {
            table.name: session.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
            for table in scope.order(private=True)
        }
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
            if row.get(column.name):
                row[column.name] = self._here(to.name, row[column.name])
        return row | {"id": self._here(table.name, row["id"])}

    def _here(self, name: str, key: int) -> int:
        here: int = self._same.get(name, {}).get(key, key + self._after[name])
        return here


def _same(batches: Iterable[list[dict[str, Any]]], key: str, known: Mapping[str, int], by: str) -> dict[int, int]:
    """The keys in the archive of what is known here, with their keys here."""
    return {row[key]: known[row[by]] for batch in batches for row in batch if row[by] in known}


def _pairs(session: Session, asked: Any) -> Iterable[tuple[Any, Any]]:
    return ((row[0], row[1]) for row in session.execute(asked))


def _go_on_counting(session: Session) -> None:
    """Where keys come from sequences of their own (PostgreSQL), these go on behind what was brought in."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in scope.order(private=True):
        session.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), "  # noqa: S608  # our own tables
                f'(SELECT GREATEST(MAX(id), 1) FROM "{table.name}"))'
            )
        )


def _whole(session: Session, about: About) -> int:
    """The key of the space that was brought in, whose record is the one that the archive says."""
    space = scope.TABLES["space"]
    space_id: int | None = session.execute(select(space.c.id).where(space.c.uid == about.uid)).scalar_one_or_none()
    if space_id is None:
        raise Invalid(marked("The space that the archive names is not in it, so nothing was brought in."))
    _, faults = record.check(session, space_id)
    if faults or taking.about(session, space_id).root != about.root:
        raise Invalid(marked("The record in this archive does not hold, so nothing was brought in."))
    return space_id
