"""Which next revisions were issued in a stretch of a space's record: what a daily letter tells beside comments."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from commentspace.domain import snapshots
from commentspace.domain.tables import Document, Revision


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A document's revision after its first, and what its moderator said of it."""

    document: str
    symbol: str
    title: str
    number: int
    about: str


def any_since(session: Session, space_id: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether there is one in these stretches: the numbers after the first of each, up to the second."""
    return any(any(after < seq <= up_to for after, up_to in stretches) for seq in _numbers(session, space_id))


def _numbers(session: Session, space_id: int) -> Sequence[int]:
    return snapshots.once(session, _issued, space_id)


def _issued(session: Session, space_id: int) -> list[int]:
    """The numbers of the record at which next revisions were issued: few, so they are asked for once for all."""
    rows = session.execute(
        select(col(Revision.seq))
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(col(Document.space_id) == space_id, col(Revision.number) > 1, col(Revision.seq).is_not(None))
    )
    return [seq for seq in rows.scalars() if seq is not None]


def since(session: Session, space_id: int, stretches: Sequence[tuple[int, int]]) -> list[NewRevision]:
    """The newest of each document in these stretches, by symbol."""
    if not any_since(session, space_id, stretches):
        return []
    within = or_(*(and_(col(Revision.seq) > after, col(Revision.seq) <= up_to) for after, up_to in stretches))
    last = (
        select(func.max(col(Revision.id)).label("id"))
        .where(within, col(Revision.number) > 1)
        .group_by(col(Revision.document_id))
        .subquery()
    )
    rows = session.execute(
        select(
            *(col(Document.uid), col(Document.symbol), col(Document.title)),
            *(col(Revision.number), col(Revision.about)),
        )
        .join(Revision, col(Revision.document_id) == col(Document.id))
        .join(last, last.c.id == col(Revision.id))
        .where(col(Document.space_id) == space_id)
        .order_by(col(Document.symbol))
    )
    return [NewRevision(*row) for row in rows]
