"""Paragraphs that were taken out: a page has a row of one for whoever sees a comment there, and for nobody else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, or_, select
from sqlmodel import Session, col

from commentspace.domain import discussion
from commentspace.domain.access import Standing, visible
from commentspace.domain.anchors import places
from commentspace.domain.tables import Comment, Document, Paragraph, Placement
from commentspace.domain.versions import shown
from commentspace.domain.views import ParagraphView

NEAR = 50
"""Rows before one that are looked at: no page needs more to know where it stands."""


@dataclass(frozen=True, slots=True)
class Gone:
    """One that was taken out, and the names of those before it, the nearest first, up to the next that stands."""

    paragraph: ParagraphView
    after: Sequence[str]


def has_row(who: Standing, reads: str, older: int | None = None) -> ColumnElement[bool]:
    """Which placements a page has a row of: what stands, and what is gone where this person sees a comment.

    They read the version `reads` of the newest revision, or of the `older` one of this key. That a paragraph was taken
    out long ago and is kept still would tell them of comments that they may not know of.
    """
    seen = visible(who), shown.on(reads)
    spoken: ColumnElement[bool]
    if older is None:
        here = col(Comment.paragraph_id) == col(Placement.paragraph_id)
        spoken = exists().where(here, *seen).correlate(Placement)
    else:
        there = places.in_revision(older)
        asked = select(there.c.paragraph_id).join(Comment, col(Comment.id) == there.c.comment_id).where(*seen)
        spoken = col(Placement.paragraph_id).in_(asked)
    return or_(col(Placement.is_gone).is_(False), spoken)


def rows(session: Session, who: Standing, document: tuple[int, str], named: Collection[str]) -> list[Gone]:
    """Those of these paragraphs that are gone in the newest revision, in the order of the text.

    The document is named by its key, with the version that is read.
    """
    if not named:
        return []
    document_id, reads = document
    newest = session.execute(select(col(Document.revision_id)).where(col(Document.id) == document_id)).scalar_one()
    mine = col(Placement.is_gone), col(Paragraph.uid).in_(named)
    found = discussion.paragraphs(session, newest, *mine, version=reads, gone=True)
    return [Gone(each, _before(session, newest, each.position, has_row(who, reads))) for each in found]


def _before(session: Session, revision_id: int, position: int, has_row: ColumnElement[bool]) -> list[str]:
    asked = (
        select(col(Paragraph.uid), col(Placement.is_gone))
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .where(col(Placement.revision_id) == revision_id, col(Placement.position) < position, has_row)
        .order_by(col(Placement.position).desc())
        .limit(NEAR)
    )
    found: list[str] = []
    for uid, is_gone in session.execute(asked):
        found.append(uid)
        if not is_gone:
            break
    return found
