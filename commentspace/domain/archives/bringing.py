"""A space's rows brought into another server, where their keys are others: all of it in one transaction, or nothing."""

from datetime import datetime

from sqlalchemy import insert, select, text
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import Session

from commentspace.domain import record, spaces
from commentspace.domain.access import Caller
from commentspace.domain.archives import scope, taking, values
from commentspace.domain.archives.keys import Keys, Rows
from commentspace.domain.archives.taking import About
from commentspace.domain.archives.values import SENT_BY_OTHERS, WAITING
from commentspace.errors import Conflict, Invalid, NotAllowed, marked

__all__ = ["SENT_BY_OTHERS", "WAITING"]

MIXED = marked("The archive has rows that do not fit together, or are here already, so nothing was brought in.")


def bring(session: Session, caller: Caller, about: About, rows: Rows, slug: str, *, now: datetime) -> int:
    """Bring a space in under this short name; returns its key.

    People are known again by their addresses, files by their content. Nobody gets rights on this server by it, and
    letters that waited on the other server are not sent from here. Conflict where the space is here already or its
    short name is taken; Invalid where the archive is not whole: its record is checked against its tree.
    """
    if not caller.is_operator:
        raise NotAllowed()
    spaces.require_slug(slug)
    _require_new(session, about, slug)
    try:
        _write(session, rows, slug)
        _go_on_counting(session)
        return _whole(session, about)
    except (IntegrityError, DataError, KeyError, TypeError, OverflowError) as error:
        raise Invalid(MIXED) from error


def _write(session: Session, rows: Rows, slug: str) -> None:
    keys = Keys(session, rows)
    for table in scope.order(private=True):
        for batch in rows(table.name):
            new = [row for row in batch if keys.is_new(table, row)]
            made = [keys.moved(table, values.read(table, row)) for row in new]
            if table.name == "space":
                made = [row | {"slug": slug} for row in made]
            if made:
                session.execute(insert(table), made)


def _require_new(session: Session, about: About, slug: str) -> None:
    space = scope.TABLES["space"]
    if session.execute(select(space.c.id).where(space.c.uid == about.uid)).first():
        raise Conflict(marked("The space %(space)s is on this server already."), space=about.slug)
    if session.execute(select(space.c.id).where(space.c.slug == slug)).first():
        raise Conflict(
            marked("There is another space %(space)s on this server. Choose another short name with --slug."),
            space=slug,
        )


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
