"""Paragraphs that were taken out, for pages that have no row of them yet, as nobody had spoken there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import discussion
from commentspace.domain.tables import Document, Paragraph, Placement
from commentspace.domain.views import ParagraphView

NEAR = 50
"""Rows before one that are looked at: no page needs more to know where it stands."""


@dataclass(frozen=True, slots=True)
class Gone:
    """One that was taken out, and the names of those before it, the nearest first, up to the next that stands."""

    paragraph: ParagraphView
    after: Sequence[str]


def rows(session: Session, document_id: int, named: Collection[str], version: str) -> list[Gone]:
    """Those of these paragraphs that are gone in the newest revision, in the order of the text."""
    if not named:
        return []
    newest = session.execute(select(col(Document.revision_id)).where(col(Document.id) == document_id)).scalar_one()
    mine = col(Placement.is_gone), col(Paragraph.uid).in_(named)
    found = discussion.paragraphs(session, newest, *mine, version=version, gone=True)
    return [Gone(each, _before(session, newest, each.position)) for each in found]


def _before(session: Session, revision_id: int, position: int) -> list[str]:
    asked = (
        select(col(Paragraph.uid), col(Placement.is_gone))
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .where(col(Placement.revision_id) == revision_id, col(Placement.position) < position)
        .order_by(col(Placement.position).desc())
        .limit(NEAR)
    )
    found: list[str] = []
    for uid, is_gone in session.execute(asked):
        found.append(uid)
        if not is_gone:
            break
    return found
