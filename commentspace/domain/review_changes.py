"""What moderators do to a review: each act is kept with who, when and why, is told to the members, and happens once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlmodel import Session, col

from commentspace.domain import announcements, record
from commentspace.domain.access import Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.record import Tell
from commentspace.domain.tables import Person, PostKey, Review, ReviewChange, ReviewWindow


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


@dataclass(frozen=True, slots=True)
class Sending:
    """How an act was asked for: the key of its form (the same key acts once), and whether all members get a letter."""

    key: str = ""
    to_all: bool = False


def was_done(session: Session, who: Standing, act: str, sending: Sending) -> bool:
    """Whether this very form has been carried out before."""
    if not sending.key or who.person_id is None:
        return False
    mine = (col(PostKey.person_id) == who.person_id, col(PostKey.verb) == f"review.{act}")
    found = session.execute(select(col(PostKey.id)).where(*mine, col(PostKey.key) == sending.key))
    return found.first() is not None


def make(
    session: Session,
    who: Standing,
    document: DocumentView,
    review_id: int,
    turn: Turn,
    sending: Sending,
    now: datetime,
) -> None:
    """Keep the act, as a row and in the record; and write to all members where that was asked for."""
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
    entry = record.Entry(
        f"review.{turn.act}",
        _content(turn),
        things=(document.uid, change.uid),
        revision=document.revision_uid,
        tell=(Tell(document_id=document.id),),
    )
    record.append(session, who, seq, entry, now=now)
    _remember(session, who, turn.act, sending, now)
    if sending.to_all and who.person_id is not None:
        subject = f"{document.symbol} {document.title}"
        announcements.announce_change(session, who, change.uid, subject, turn.reason, now=now)


def _content(turn: Turn) -> dict[str, str]:
    return {"opens": record.stamp(turn.opens_at), "closes": record.stamp(turn.closes_at), "reason": turn.reason}


def _remember(session: Session, who: Standing, act: str, sending: Sending, now: datetime) -> None:
    if not sending.key or who.person_id is None:
        return
    row = {"person_id": who.person_id, "verb": f"review.{act}", "key": sending.key, "fingerprint": "", "at": now}
    session.execute(insert(PostKey), row)


@dataclass(frozen=True, slots=True)
class ChangeView:
    """An act on a review as its page shows it; `review_id` tells apart the reviews of one document."""

    act: str
    by: str
    at: datetime
    reason: str
    opens_at: datetime
    closes_at: datetime
    review_id: int = 0

    @property
    def is_scheduled(self) -> bool:
        """Whether it set the review to open later."""
        return self.act == "opening" and self.opens_at > self.at


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
            col(ReviewChange.review_id),
        )
        .join(Review, col(Review.id) == col(ReviewChange.review_id))
        .outerjoin(Person, col(Person.id) == col(ReviewChange.by_id))
        .where(col(Review.document_id) == document_id)
        .order_by(col(ReviewChange.id).desc())
    )
    return [ChangeView(row[0], row[1] or "", *row[2:]) for row in rows]
