"""Documents, found by their names, with their newest revision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import snapshots
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.tables import Document, Revision, Space
from commentspace.errors import NotFound


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as pages show it, with its newest revision or an older one."""

    id: int
    uid: str
    space_id: int
    space: str
    space_title: str
    symbol: str
    title: str
    language: str
    revision_id: int
    revision_uid: str
    revision: int
    issued_at: datetime
    endorses: bool
    """Whether participants may endorse comments of others."""
    is_older: bool = False
    """The revision is not the newest: it is read as it was."""
    version: str = ""
    """The language version that is read; empty for the original."""

    @property
    def reads(self) -> str:
        """The language version that is read, by its tag."""
        return self.version or self.language


def _views(session: Session, *conditions: object) -> list[DocumentView]:
    columns = (
        Document.id,
        Document.uid,
        Document.space_id,
        Space.slug,
        Space.title,
        Document.symbol,
        Document.title,
        Document.language,
        Revision.id,
        Revision.uid,
        Revision.number,
        Revision.issued_at,
        Space.endorses,
    )
    rows = session.execute(
        select(*columns)  # type: ignore[call-overload]  # more columns than the overloads count
        .join(Space, col(Space.id) == col(Document.space_id))
        .join(Revision, col(Revision.id) == col(Document.revision_id))
        .where(*conditions)
        .order_by(col(Document.symbol))
    )
    return [DocumentView(*row) for row in rows]


def find(session: Session, caller: Caller, uid: str) -> tuple[DocumentView, Standing]:
    """The document of this name and what the caller is in its space; NotFound where they may not know of it."""
    found = _views(session, col(Document.uid) == uid)
    if not found:
        raise NotFound()
    return found[0], standing(session, caller, found[0].space_id)


def with_uid(session: Session, uid: str) -> DocumentView:
    """The document of this name, for callers who have asked what they may see; NotFound where there is none."""
    found = _views(session, col(Document.uid) == uid)
    if not found:
        raise NotFound()
    return found[0]


def with_symbol(session: Session, caller: Caller, symbol: str, slug: str | None = None) -> DocumentView:
    """The document of this symbol, in the space of this short name where one is given."""
    conditions = [col(Document.symbol) == symbol]
    if slug is not None:
        conditions.append(col(Space.slug) == slug)
    found = _views(session, *conditions)
    if len(found) != 1:
        raise NotFound()
    standing(session, caller, found[0].space_id)
    return found[0]


def of_space(session: Session, who: Standing) -> list[DocumentView]:
    """The documents of a space, by symbol."""
    who.require("read")
    return snapshots.once(session, _of_space, who.space_id)


def _of_space(session: Session, space_id: int) -> list[DocumentView]:
    return _views(session, col(Document.space_id) == space_id)


def of_spaces(session: Session, standings: Sequence[Standing]) -> list[DocumentView]:
    """The documents of several spaces that somebody may read, by symbol: one query for all."""
    return _views(session, col(Document.space_id).in_([who.space_id for who in standings if who.may("read")]))
