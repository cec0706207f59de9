"""What was signed at the end of a review, and what was left without an answer then, as readers may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain.access import Standing, visible
from commentspace.domain.tables import (
    Comment,
    Disposition,
    Document,
    Finish,
    FinishOpen,
    Paragraph,
    Person,
    PlacedWording,
    Placement,
    Review,
    Wording,
)

WORDS = 160
"""Characters of a comment by which it is known again."""


@dataclass(frozen=True, slots=True)
class FinishView:
    """A review brought to its end; `undone_at` is None while that holds."""

    id: int
    uid: str
    review_id: int
    by: str
    at: datetime
    signature: str
    statement: str
    comments: int
    answered: int
    undone_at: datetime | None
    undone_by: str
    undone_reason: str

    @property
    def opened(self) -> int:
        """How many comments were left without an answer."""
        return self.comments - self.answered


def of_document(session: Session, who: Standing, document_id: int) -> list[FinishView]:
    """The ends of all rounds of a document, those undone too, the newest first."""
    who.require("read")
    by, undone_by = aliased(Person), aliased(Person)
    rows = session.execute(
        select(Finish, col(by.name).label("by"), col(undone_by.name).label("undone_by"))
        .join(Review, col(Review.id) == col(Finish.review_id))
        .outerjoin(by, col(by.id) == col(Finish.by_id))
        .outerjoin(undone_by, col(undone_by.id) == col(Finish.undone_by_id))
        .where(col(Review.document_id) == document_id, col(Finish.seq) > 0)
        .order_by(col(Finish.id).desc())
    )
    return [_view(*row) for row in rows]


def _view(finish: Finish, by: str | None, undone_by: str | None) -> FinishView:
    return FinishView(
        finish.id,
        finish.uid,
        finish.review_id,
        by or "",
        finish.at,
        finish.signature,
        finish.statement,
        finish.comments,
        finish.answered,
        finish.undone_at,
        undone_by or "",
        finish.undone_reason,
    )


@dataclass(frozen=True, slots=True)
class OpenOne:
    """A comment without an answer: its number, the label and beginning of its paragraph, and its own first words.

    `answered_at` is when it was answered after all.
    """

    uid: str
    number: int | None
    label: str
    place: str
    words: str
    answered_at: datetime | None = None


def opened_by(session: Session, who: Standing, finish_id: int, start: int = 0, most: int = 100) -> list[OpenOne]:
    """Which comments had no answer when the review was finished, as far as this person sees them."""
    listed = select(col(FinishOpen.comment_id)).where(col(FinishOpen.finish_id) == finish_id)
    return _lines(session, who, col(Comment.id).in_(listed), start, most)


def opened_now(session: Session, who: Standing, comment_ids: Sequence[int]) -> list[OpenOne]:
    """The same of comments that have none now."""
    return _lines(session, who, col(Comment.id).in_(comment_ids), 0, len(comment_ids))


def _lines(session: Session, who: Standing, which: Any, start: int, most: int) -> list[OpenOne]:
    who.require("read")
    columns: list[Any] = [
        *(col(Comment.uid), col(Comment.number), col(Wording.label), col(Wording.text), col(Comment.body)),
        *(col(Comment.proposal), col(Comment.withdrawn_at), col(Disposition.at).label("answered_at")),
    ]
    rows = session.execute(
        select(*columns)
        .select_from(Comment)
        .join(Document, col(Document.id) == col(Comment.document_id))
        .join(Paragraph, col(Paragraph.id) == col(Comment.paragraph_id))
        .join(
            Placement,
            (col(Placement.paragraph_id) == col(Paragraph.id))
            & (col(Placement.revision_id) == col(Document.revision_id)),
        )
        .join(
            PlacedWording,
            (col(PlacedWording.placement_id) == col(Placement.id))
            & (col(PlacedWording.language) == col(Document.language)),
        )
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .outerjoin(Disposition, col(Disposition.id) == col(Comment.disposition_id))
        .where(which, visible(who))
        .order_by(col(Placement.position), col(Comment.number), col(Comment.id))
        .offset(start)
        .limit(most)
    )
    return [
        OpenOne(row.uid, row.number, row.label, _short(row.text), _short(_said(row)), row.answered_at) for row in rows
    ]


def _said(row: Row[Any]) -> str:
    """The words of a comment; a withdrawn one says nothing."""
    if row.withdrawn_at is not None:
        return ""
    return str(row.body or row.proposal or "")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= WORDS else words[: WORDS - 1].rstrip() + "…"
