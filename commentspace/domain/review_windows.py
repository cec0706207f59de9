"""Where a review stands, and whether something came in time: comparisons over its windows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.tables import Person, Review, ReviewChange, ReviewWindow
from commentspace.errors import Closed, Invalid, marked


@dataclass(frozen=True, slots=True)
class Window:
    """When comments are taken; `opens_at` None means at once. Checked by `at`."""

    opens_at: datetime | None
    closes_at: datetime

    def at(self, now: datetime) -> tuple[datetime, datetime]:
        """Both ends; Invalid where the end is not after the beginning, or is past."""
        opens_at = max(self.opens_at or now, now)
        if self.closes_at <= now:
            raise Invalid(marked("The closing time is past. Choose a time that is still to come."), field="closes_at")
        if self.closes_at <= opens_at:
            raise Invalid(
                marked("The review would close before it opens. Choose a closing time after the opening."),
                field="closes_at",
            )
        return opens_at, self.closes_at


@dataclass(frozen=True, slots=True)
class StandingOfReview:
    """Where the review of a document stands: "none", "scheduled", "open", "paused" or "closed"."""

    state: str
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str = ""
    by: str = ""
    review_id: int | None = None
    review_uid: str = ""

    @property
    def next_turn(self) -> datetime | None:
        """When time alone will change it."""
        return {"scheduled": self.opens_at, "open": self.closes_at}.get(self.state)


def of_document(session: Session, document_id: int, now: datetime) -> StandingOfReview:
    """Where the newest review of this document stands at `now`."""
    row = session.execute(
        select(Review, ReviewWindow)
        .join(ReviewWindow, col(ReviewWindow.review_id) == col(Review.id))
        .where(col(Review.document_id) == document_id)
        .order_by(col(Review.id).desc(), col(ReviewWindow.id).desc())
        .limit(1)
    ).first()
    if row is None:
        return StandingOfReview("none")
    review, window = row
    change = session.execute(
        select(col(ReviewChange.act), col(ReviewChange.reason), col(Person.name))
        .outerjoin(Person, col(Person.id) == col(ReviewChange.by_id))
        .where(col(ReviewChange.review_id) == review.id)
        .order_by(col(ReviewChange.id).desc())
        .limit(1)
    ).one()
    return StandingOfReview(
        _state(window, change.act, now),
        window.opens_at,
        window.closes_at,
        window.ended_at or (window.closes_at if window.closes_at <= now else None),
        change.reason,
        change.name or "",
        review.id,
        review.uid,
    )


def _state(window: ReviewWindow, last_act: str, now: datetime) -> str:
    if window.ended_at is not None and window.ended_at <= now:
        return "paused" if last_act == "pause" else "closed"
    if now < window.opens_at:
        return "scheduled"
    return "open" if now < window.closes_at else "closed"


def taking(session: Session, document_id: int, received_at: datetime) -> int:
    """The review that takes what was received at this moment, whenever it is dealt with; else Closed."""
    rows = session.execute(
        select(col(Review.id), col(ReviewWindow.closes_at), col(ReviewWindow.ended_at))
        .join(ReviewWindow, col(ReviewWindow.review_id) == col(Review.id))
        .where(col(Review.document_id) == document_id, col(ReviewWindow.opens_at) <= received_at)
        .order_by(col(ReviewWindow.id).desc())
    )
    for review_id, closes_at, ended_at in rows:
        if received_at < min(closes_at, ended_at or closes_at):
            return int(review_id)
    raise Closed()


def newest(session: Session, document_id: int) -> int:
    """The newest review of a document, open or not: what a moderator's answer belongs to; Closed if there is none."""
    found: int | None = session.execute(
        select(col(Review.id)).where(col(Review.document_id) == document_id).order_by(col(Review.id).desc()).limit(1)
    ).scalar_one_or_none()
    if found is None:
        raise Closed()
    return found
