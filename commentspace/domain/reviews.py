"""Reviews: opened, extended, closed and reopened by moderators; each change is kept with who, when and why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import documents, record
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.record import Tell
from commentspace.domain.review_windows import Window, of_document
from commentspace.domain.tables import Person, Review, ReviewChange, ReviewWindow
from commentspace.errors import Conflict, Invalid, marked

LONGEST_REASON = 2_000


def open(
    session: Session, caller: Caller, document_uid: str, window: Window, reason: str = "", *, now: datetime
) -> str:
    """Open a review of the document's newest revision, now or at a time; returns its name."""
    document, who = _moderated(session, caller, document_uid)
    opens_at, closes_at = window.at(now)
    reason = checked_reason(reason) if reason.strip() else ""
    at_present = of_document(session, document.id, now)
    if at_present.state in ("open", "scheduled", "paused"):
        raise Conflict(marked("There is a review of this document already. Close it first, or extend it."))
    review = Review(document_id=document.id, revision_id=document.revision_id, created_at=now)
    session.add(review)
    session.flush()
    turn = Turn("opening", opens_at, closes_at, reason)
    _change(session, who, document, review.id, turn, now)
    return review.uid


def extend(
    session: Session, caller: Caller, document_uid: str, closes_at: datetime, reason: str, *, now: datetime
) -> None:
    """Move the closing time of a review that is open or scheduled, to a later or an earlier one still to come."""
    document, who = _moderated(session, caller, document_uid)
    review = of_document(session, document.id, now)
    if review.state not in ("open", "scheduled") or review.review_id is None or review.opens_at is None:
        raise Conflict(marked("The review is not open, so it cannot be extended. Reopen it instead."))
    if closes_at <= max(now, review.opens_at):
        raise Invalid(marked("The closing time is past. Choose a time that is still to come."), field="closes_at")
    _last_window(session, review.review_id).closes_at = closes_at
    reason = checked_reason(reason)
    turn = Turn("extension", review.opens_at, closes_at, reason)
    _change(session, who, document, review.review_id, turn, now)


def close(session: Session, caller: Caller, document_uid: str, reason: str, *, now: datetime) -> None:
    """Close the review: no comment received at `now` or later is taken, through any door."""
    document, who = _moderated(session, caller, document_uid)
    review = of_document(session, document.id, now)
    if review.state not in ("open", "scheduled") or review.review_id is None:
        raise Conflict(marked("The review is closed already."))
    window = _last_window(session, review.review_id)
    window.ended_at = now
    reason = checked_reason(reason)
    turn = Turn("closure", window.opens_at, window.closes_at, reason)
    _change(session, who, document, review.review_id, turn, now)


def reopen(
    session: Session, caller: Caller, document_uid: str, closes_at: datetime, reason: str, *, now: datetime
) -> None:
    """Take comments again, from now until `closes_at`; what came while it was closed stays refused."""
    document, who = _moderated(session, caller, document_uid)
    review = of_document(session, document.id, now)
    if review.state != "closed" or review.review_id is None:
        raise Conflict(marked("Only a closed review can be reopened."))
    opens_at, closes_at = Window(None, closes_at).at(now)
    reason = checked_reason(reason)
    turn = Turn("reopening", opens_at, closes_at, reason)
    _change(session, who, document, review.review_id, turn, now)


def checked_reason(reason: str) -> str:
    """The reason, which is asked for wherever people's plans are changed."""
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid(
            marked("Give the reason, in at most %(most)s characters: everybody will see it."),
            field="reason",
            most=LONGEST_REASON,
        )
    return reason


def _moderated(session: Session, caller: Caller, document_uid: str) -> tuple[DocumentView, Standing]:
    document, who = documents.find(session, caller, document_uid)
    who.require("review")
    return document, who


def _last_window(session: Session, review_id: int) -> ReviewWindow:
    window: ReviewWindow = session.execute(
        select(ReviewWindow)
        .where(col(ReviewWindow.review_id) == review_id)
        .order_by(col(ReviewWindow.id).desc())
        .limit(1)
    ).scalar_one()
    return window


@dataclass(frozen=True, slots=True)
class Turn:
    """What a moderator does to a review, and its window from then on."""

    act: str
    opens_at: datetime
    closes_at: datetime
    reason: str = ""

    @property
    def begins_window(self) -> bool:
        """Whether comments are taken anew, in a window of its own."""
        return self.act in ("opening", "reopening", "resumption")


def _change(session: Session, who: Standing, document: DocumentView, review_id: int, turn: Turn, now: datetime) -> None:
    """Keep the act, as a row and in the record."""
    if turn.begins_window:
        session.add(ReviewWindow(review_id=review_id, opens_at=turn.opens_at, closes_at=turn.closes_at))
    seq = record.next_number(session, document.space_id)
    change = ReviewChange(
        review_id=review_id,
        act=turn.act,
        by_id=who.person_id,
        at=now,
        reason=turn.reason,
        opens_at=turn.opens_at,
        closes_at=turn.closes_at,
        seq=seq,
    )
    session.add(change)
    session.flush()
    content = {
        "opens": record.stamp(turn.opens_at),
        "closes": record.stamp(turn.closes_at),
        "reason": turn.reason,
    }
    entry = record.Entry(
        f"review.{turn.act}",
        content,
        things=(document.uid, change.uid),
        revision=document.revision_uid,
        tell=(Tell(document_id=document.id),),
    )
    record.append(session, who, seq, entry, now=now)


@dataclass(frozen=True, slots=True)
class ChangeView:
    """An act on a review as its page shows it."""

    act: str
    by: str
    at: datetime
    reason: str
    opens_at: datetime
    closes_at: datetime


def history(session: Session, document_id: int) -> list[ChangeView]:
    """Every act on the reviews of this document, the newest first."""
    rows = session.execute(
        select(
            col(ReviewChange.act),
            col(Person.name),
            col(ReviewChange.at),
            col(ReviewChange.reason),
            col(ReviewChange.opens_at),
            col(ReviewChange.closes_at),
        )
        .join(Review, col(Review.id) == col(ReviewChange.review_id))
        .outerjoin(Person, col(Person.id) == col(ReviewChange.by_id))
        .where(col(Review.document_id) == document_id)
        .order_by(col(ReviewChange.id).desc())
    )
    return [ChangeView(row[0], row[1] or "", *row[2:]) for row in rows]
