"""What an issue that was broken off has left: taken away in small parts by the next try."""

from collections.abc import Generator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain.tables import (
    Adoption,
    Anchor,
    Comment,
    Lineage,
    Paragraph,
    PlacedWording,
    Placement,
    Revision,
    Version,
    Wording,
)

SWEPT = 300
"""Rows that are swept in one transaction."""


def steps(revision_id: int) -> Generator[Step, Any, None]:
    """The writes that take away a revision which is not to come; nothing happens to one that is there."""
    if (yield Step(give_up, (revision_id,))):
        while (yield Step(sweep_one, (revision_id,))):
            pass


def give_up(session: Session, revision_id: int, *, now: datetime) -> bool:
    """See to it that a revision does not become visible any more; False where it is there, or is gone already."""
    mine = col(Revision.id) == revision_id, col(Revision.seq).is_(None)
    given_up = update(Revision).where(*mine).values(number=-col(Revision.id)).returning(col(Revision.id))
    return session.execute(given_up).first() is not None


def sweep(session: Session, document_id: int, but: int, *, now: datetime) -> bool:
    """Delete some of what abandoned tries have left; whether there may be more. Paragraphs that they made go too."""
    abandoned = select(col(Revision.id)).where(
        col(Revision.document_id) == document_id, col(Revision.seq).is_(None), col(Revision.id) != but
    )
    return _sweep(session, list(session.execute(abandoned).scalars()))


def sweep_one(session: Session, revision_id: int, *, now: datetime) -> bool:
    """Delete some of a revision that was given up; whether there may be more."""
    mine = col(Revision.id) == revision_id, col(Revision.seq).is_(None)
    return _sweep(session, list(session.execute(select(col(Revision.id)).where(*mine)).scalars()))


def _sweep(session: Session, ids: Sequence[int]) -> bool:
    if not ids:
        return False
    for table in (Adoption, Lineage, Version):
        session.execute(delete(table).where(col(table.revision_id).in_(ids)))
    if _sweep_some(session, Anchor, col(Anchor.revision_id).in_(ids)):
        return True
    placed = select(col(Placement.id), col(Placement.paragraph_id)).where(col(Placement.revision_id).in_(ids))
    some = session.execute(placed.limit(SWEPT)).all()
    if some:
        _unplace(session, [row[0] for row in some], [row[1] for row in some])
        return True
    session.execute(delete(Revision).where(col(Revision.id).in_(ids)))
    return False


def _sweep_some(session: Session, table: Any, condition: Any) -> bool:
    ids = list(session.execute(select(table.id).where(condition).limit(SWEPT)).scalars())
    if ids:
        session.execute(delete(table).where(table.id.in_(ids)))
    return bool(ids)


def _unplace(session: Session, placements: Sequence[int], paragraphs: Sequence[int]) -> None:
    """Take these placements away, with the wordings that stand nowhere else, and paragraphs that stood nowhere else."""
    mine = col(PlacedWording.placement_id).in_(placements)
    wordings = set(session.execute(select(col(PlacedWording.wording_id)).where(mine)).scalars())
    session.execute(update(Placement).where(col(Placement.id).in_(placements)).values(parent_id=None))
    session.execute(delete(PlacedWording).where(mine))
    session.execute(delete(Placement).where(col(Placement.id).in_(placements)))
    used = col(PlacedWording.wording_id).in_(wordings)
    wordings -= set(session.execute(select(col(PlacedWording.wording_id)).where(used)).scalars())
    wordings -= set(
        session.execute(select(col(Anchor.wording_id)).where(col(Anchor.wording_id).in_(wordings))).scalars()
    )
    session.execute(delete(Wording).where(col(Wording.id).in_(wordings)))
    lonely = set(paragraphs)
    for column in (Placement.paragraph_id, Placement.parent_id, Wording.paragraph_id, Comment.paragraph_id):
        there = session.execute(select(col(column)).where(col(column).in_(lonely))).scalars()
        lonely -= {each for each in there if each is not None}
    session.execute(delete(Paragraph).where(col(Paragraph.id).in_(lonely)))
