"""A space's rows, taken out as plain values: what an archive holds."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, select
from sqlmodel import Session, col

from commentspace.domain import record
from commentspace.domain.access import Caller, standing
from commentspace.domain.archives import scope
from commentspace.domain.tables import Event, Space
from commentspace.errors import NotAllowed, NotFound, marked

BATCH = 500
TOGETHER = 16
"""Chunks of files that are read at once."""

SHOWN_OF_PEOPLE = ("id", "uid", "name", "created_at", "erased_at")
"""What of a person goes into an archive that holds nothing private; everything else is as for somebody new."""

TAKEN_BACK = {"body": "", "html": ""}
"""What their author alone still sees of an answer to a letter to all."""


class About(NamedTuple):
    """What the archive is of: the space, how far its record goes, and the root of its tree (RFC 6962, 2.1), in hex."""

    uid: str
    slug: str
    title: str
    seq: int
    root: str


def require(session: Session, caller: Caller, space_id: int, *, private: bool) -> None:
    """Go on, or be refused: an owner may take what owners may read, the operator everything."""
    standing(session, caller, space_id).require("govern")
    if private and not caller.is_operator:
        raise NotAllowed(marked("Only who runs the server can take everything, letters between people included."))


def about(session: Session, space_id: int) -> About:
    """The space, as its archive names it."""
    space = session.get(Space, space_id)
    if space is None:
        raise NotFound()
    asked = select(col(Event.leaf)).where(col(Event.space_id) == space_id).order_by(col(Event.seq))
    leaves = [bytes.fromhex(leaf) for leaf in session.execute(asked).scalars()]
    return About(space.uid, space.slug, space.title, space.seq, record.root(leaves).hex())


Batches = Iterator[list[dict[str, Any]]]


def tables(session: Session, space_id: int, *, private: bool) -> Iterator[tuple[str, Batches]]:
    """Everything of the space: each table after those that it refers to, with its rows in batches.

    Times are ISO 8601 in UTC, the bytes of files are bytes. A reference to what does not belong to the space is None.
    """
    known = {name: _keys(session, name, space_id, private=private) for name in ("outbox", "inbound")}
    for table in scope.order(private=private):
        order = (table.c.blob_id, table.c.position) if table.name == "blob_chunk" else (table.c.id,)
        asked = _asked(table, space_id, private=private).order_by(*order)
        yield table.name, _batches(session, table, asked, known, private=private)


def _batches(
    session: Session, table: Table, asked: Select[Any], known: dict[str, set[Any]], *, private: bool
) -> Batches:
    many = TOGETHER if table.name == "blob_chunk" else BATCH
    for batch in session.execute(asked, execution_options={"yield_per": many}).mappings().partitions(many):
        yield [_plain(table, dict(row), known, private=private) for row in batch]


def _keys(session: Session, name: str, space_id: int, *, private: bool) -> set[Any]:
    if not private:
        return set()
    table = scope.TABLES[name]
    return set(session.execute(select(table.c.id).where(scope.belonging(table, space_id))).scalars())


def _asked(table: Table, space_id: int, *, private: bool) -> Select[Any]:
    people, blobs = (scope.referred(name, space_id, private=private) for name in ("person", "blob"))
    match table.name:
        case "person":
            columns = [table.c[name] for name in SHOWN_OF_PEOPLE] if not private else list(table.c)
            return select(*columns).where(table.c.id.in_(people))
        case "address":
            return select(table).where(table.c.person_id.in_(people))
        case "blob":
            return select(table).where(table.c.id.in_(blobs))
        case "blob_chunk":
            return select(table).where(table.c.blob_id.in_(blobs))
        case "event_content" if not private:
            return select(table).where(scope.belonging(table, space_id), table.c.event_id.not_in(_taken_back()))
    return select(table).where(scope.belonging(table, space_id, private=private))


def _taken_back() -> Select[Any]:
    """The events of answers to letters to all that were taken back: their content goes, and the record still holds."""
    event, answer = scope.TABLES["event"], scope.TABLES["announcement_answer"]
    is_of = event.c.things == '["' + answer.c.uid + '"]'
    return select(event.c.id).join(answer, is_of).where(answer.c.withdrawn_at.is_not(None))


def _plain(table: Table, row: dict[str, Any], known: dict[str, set[Any]], *, private: bool) -> dict[str, Any]:
    for column, to in scope.references(table):
        value = row.get(column.name)
        is_elsewhere = to.name in scope.ELSEWHERE or (not private and to.name in scope.PRIVATE - {"picture"})
        if value is not None and (is_elsewhere or (to.name in known and value not in known[to.name])):
            row[column.name] = None
    if not private and table.name == "announcement_answer" and row["withdrawn_at"] is not None:
        row |= TAKEN_BACK
    return {name: _written(value) for name, value in row.items()}


def _written(value: Any) -> Any:
    match value:
        case datetime():
            return record.stamp(value)
    return value
