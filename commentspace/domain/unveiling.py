"""Unveiling a blind review: its comments get their numbers, in the order of receipt, and everybody sees them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from commentspace.database import Look, Step, Steps
from commentspace.domain import documents, outstanding, record, review_windows, told
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.record import Tell
from commentspace.domain.tables import Comment, Document, Provenance, Review
from commentspace.errors import Conflict, NotFound, marked

BATCH = 200
"""Comments that get their numbers in one transaction."""
AFTER = timedelta(minutes=10)
"""So long a blind review is closed before it is unveiled by itself: a closing by mistake can be taken back."""
PROGRAM = Caller(door="command", is_operator=True)
"""Who unveils where nobody has to press anything."""

STILL_OPEN = marked("This round is still open. Its comments can be shown to everybody when it has closed.")
NOT_BLIND = marked("The comments of this round are seen by everybody already.")


def unveil(caller: Caller, review_uid: str) -> Steps[bool]:
    """Show the comments of a closed blind review to everybody who may read; whether this act did it.

    Numbers are given in batches that nobody else sees, then one short verb sets `unveiled_seq`. Conflict while the
    review takes comments, or may again after a pause; NotFound, NotAllowed. Whoever comes second changes nothing.
    """
    found: _Asked = yield Look(_asked, (caller, review_uid))
    if found.is_unveiled:
        return False
    yield Step(_require_closed, (caller, review_uid), found.space_id)
    for start in range(0, len(found.unnumbered), BATCH):
        keys = found.unnumbered[start : start + BATCH]
        yield Step(_number, (found.document_id, keys), found.space_id)
    while (done := (yield Step(_lift, (caller, review_uid), found.space_id))) is None:
        pass
    return bool(done)


class _Asked(NamedTuple):
    """A review to be unveiled, and its comments without a number in the order in which they were received."""

    space_id: int
    document_id: int
    is_unveiled: bool
    unnumbered: Sequence[int]


def _asked(session: Session, caller: Caller, review_uid: str) -> _Asked:
    review, document, _ = moderated(session, caller, review_uid)
    if review.seen != "closing":
        raise Conflict(NOT_BLIND)
    keys = [] if review.unveiled_seq is not None else _unnumbered(session, review.id)
    return _Asked(document.space_id, document.id, review.unveiled_seq is not None, keys)


def _unnumbered(session: Session, review_id: int, most: int | None = None) -> list[int]:
    """Its comments that are shown without a number, by receipt; held ones get theirs when they are released."""
    rows = session.execute(
        select(col(Comment.id))
        .join(Provenance, col(Provenance.comment_id) == col(Comment.id))
        .where(col(Comment.veil_id) == review_id, col(Comment.number).is_(None), col(Comment.hold_id).is_(None))
        .order_by(col(Provenance.received_at), col(Comment.id))
        .limit(most)
    )
    return list(rows.scalars())


def _require_closed(session: Session, caller: Caller, review_uid: str, *, now: datetime) -> None:
    review, document, _ = moderated(session, caller, review_uid)
    if not is_closed(session, document, review, now):
        raise Conflict(STILL_OPEN)


def _number(session: Session, document_id: int, keys: Sequence[int], *, now: datetime) -> None:
    """Number those of these comments that still lack one, in this order."""
    lacking = select(col(Comment.id)).where(
        col(Comment.id).in_(keys), col(Comment.number).is_(None), col(Comment.hold_id).is_(None)
    )
    left = set(session.execute(lacking).scalars())
    wanted = [each for each in keys if each in left]
    if not wanted:
        return
    last: int = session.execute(
        update(Document)
        .where(col(Document.id) == document_id)
        .values(last_number=Document.last_number + len(wanted))
        .returning(col(Document.last_number))
    ).scalar_one()
    first = last - len(wanted) + 1
    session.execute(update(Comment), [{"id": each, "number": first + at} for at, each in enumerate(wanted)])


def _lift(session: Session, caller: Caller, review_uid: str, *, now: datetime) -> bool | None:
    """Number what came meanwhile, and show all; None where that was too much for one transaction."""
    review, document, who = moderated(session, caller, review_uid)
    if review.unveiled_seq is not None:
        return False
    if not is_closed(session, document, review, now):
        raise Conflict(STILL_OPEN)
    left = _unnumbered(session, review.id, BATCH)
    _number(session, document.id, left, now=now)
    if len(left) == BATCH:
        return None
    seq = record.next_number(session, document.space_id)
    session.execute(update(Review).where(col(Review.id) == review.id).values(unveiled_seq=seq, unveiled_at=now))
    content = {"review": review.uid, "comments": _how_many(session, review.id)}
    things, tell = (document.uid, review.uid), (Tell(document_id=document.id),)
    entry = record.Entry("review.unveiled", content, things, document.revision_uid, tell)
    record.append(session, who, seq, entry, now=now)
    told.unveiled(session, review.id, now=now)
    return True


def _how_many(session: Session, review_id: int) -> int:
    counted = select(func.count()).where(col(Comment.veil_id) == review_id, col(Comment.hold_id).is_(None))
    number: int = session.execute(counted).scalar_one()
    return number


def moderated(session: Session, caller: Caller, review_uid: str) -> tuple[Review, DocumentView, Standing]:
    """A review with its document, for somebody who may act on it; NotFound, NotAllowed."""
    row = session.execute(
        select(Review, col(Document.uid))
        .join(Document, col(Document.id) == col(Review.document_id))
        .where(col(Review.uid) == review_uid)
    ).one_or_none()
    if row is None:
        raise NotFound()
    document, who = documents.find(session, caller, row[1])
    who.require("review")
    return row[0], document, who


def is_closed(session: Session, document: DocumentView, review: Review, now: datetime) -> bool:
    """Whether a review takes no comments any more: another follows it, or it is the newest and closed."""
    newest = review_windows.of_document(session, document.id, now)
    return newest.review_id != review.id or newest.state == "closed"


def due(session: Session, now: datetime) -> list[str]:
    """The names of the blind reviews that are to be unveiled now, by `PROGRAM`.

    They have been closed for a while, and nothing is left that may still belong among their comments.
    """
    blind = select(Review).where(col(Review.seen) == "closing", col(Review.unveiled_seq).is_(None))
    rows = session.execute(blind.order_by(col(Review.id))).scalars()
    return [review.uid for review in rows if _is_due(session, review, now)]


def _is_due(session: Session, review: Review, now: datetime) -> bool:
    at_present = review_windows.of_review(session, review.id, now)
    if at_present.state != "closed" or at_present.ended_at is None or now - at_present.ended_at < AFTER:
        return False
    uid = session.execute(select(col(Document.uid)).where(col(Document.id) == review.document_id)).scalar_one()
    document = documents.with_uid(session, uid)
    who = standing(session, PROGRAM, document.space_id)
    return not outstanding.of_review(session, who, document, at_present, now).veils
