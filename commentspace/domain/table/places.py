"""Which comments stand at a place: on a paragraph, or on all that is under a heading."""

from sqlalchemy import ColumnElement, false, func, select
from sqlmodel import Session, col

from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Comment, Paragraph, PlacedWording, Placement, Wording


def within(session: Session, document: DocumentView, place: str) -> list[ColumnElement[bool]]:
    """The condition of a place, by the name of its paragraph; none where no place is asked for."""
    if not place:
        return []
    row = session.execute(
        select(col(Paragraph.id), col(Placement.position), col(Wording.kind), col(Wording.level))
        .join(Placement, col(Placement.paragraph_id) == col(Paragraph.id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Paragraph.uid) == place, col(Placement.revision_id) == document.revision_id)
        .where(col(PlacedWording.language) == document.language)
    ).first()
    if row is None:
        return [false()]
    if row.kind != "heading":
        return [col(Comment.paragraph_id) == row.id]
    until = _next_heading(session, document, row.position, row.level)
    stand = col(Placement.position) >= row.position
    return [stand] if until is None else [stand, col(Placement.position) < until]


def _next_heading(session: Session, document: DocumentView, after: int, level: int) -> int | None:
    """Where the part under a heading ends: at the next one that is not below it."""
    found: int | None = session.execute(
        select(func.min(col(Placement.position)))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Placement.revision_id) == document.revision_id, col(Placement.position) > after)
        .where(col(PlacedWording.language) == document.language)
        .where(col(Wording.kind) == "heading", col(Wording.level) <= level, col(Placement.is_gone).is_(False))
    ).scalar()
    return found
