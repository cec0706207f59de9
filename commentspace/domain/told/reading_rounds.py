"""What letters about a round say, read when they are written; None where there is nothing to be told any more."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import documents, review_windows, round_members
from commentspace.domain.access import Caller, Standing
from commentspace.domain.contributions import unsubmitted
from commentspace.domain.contributions.unsubmitted import Waiting
from commentspace.domain.documents import DocumentView
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.tables import Document, Review


@dataclass(frozen=True, slots=True)
class OfRound:
    """A round in which its reader may comment: of which document, how it stands, and what they have not submitted."""

    document: DocumentView
    review: StandingOfReview
    waiting: Waiting | None


def of_round(session: Session, who: Standing, review_uid: str, now: datetime) -> OfRound | None:
    """A round as a letter tells of it; None where this person may not comment in it now, or it takes nothing more."""
    row = session.execute(
        select(col(Review.id), col(Review.is_invited), col(Document.uid))
        .join(Document, col(Document.id) == col(Review.document_id))
        .where(col(Review.uid) == review_uid, col(Document.space_id) == who.space_id)
    ).one_or_none()
    if row is None or not who.may("comment") or (row.is_invited and not round_members.belongs(session, who, row.id)):
        return None
    document, _ = documents.find(session, Caller(who.person_id, "mail"), row.uid)
    review = review_windows.of_document(session, document.id, now)
    if review.review_id != row.id or review.state == "closed":
        return None
    mine = [each for each in unsubmitted.waiting(session, who.person) if each.document_id == document.id]
    return OfRound(document, review, mine[0] if mine else None)
