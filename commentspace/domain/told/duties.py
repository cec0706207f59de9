"""What waits for somebody in a space, as their daily letter says it: numbers alone, asked and never counted along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from commentspace.domain import answered, review_windows, snapshots
from commentspace.domain.access import Standing
from commentspace.domain.contributions import unsubmitted
from commentspace.domain.contributions.unsubmitted import Waiting
from commentspace.domain.tables import Assignment, Comment, Disposition, Document, Space

SOON = timedelta(days=3)
"""Before its closing a review is named."""
DUE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closing:
    """A draft whose review closes soon."""

    document_id: int
    document: str
    symbol: str
    title: str
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Duties:
    """For moderators how many comments lack an answer, are theirs to answer, how many of these are due within a day
    or since, and how many answers wait for them to confirm; which reviews close soon; for everybody what they have
    written and not submitted, `is_pressing` where a review of that closes soon.
    """

    lacking: int = 0
    assigned: int = 0
    due: int = 0
    proposed: int = 0
    closing: Sequence[Closing] = ()
    unsubmitted: Sequence[Waiting] = ()
    is_pressing: bool = False


NOTHING = Duties()


def of(session: Session, who: Standing, now: datetime) -> Duties:
    """What waits for a member of a space."""
    slug = session.execute(select(col(Space.slug)).where(col(Space.id) == who.space_id)).scalar_one()
    waiting = [each for each in unsubmitted.waiting(session, who.person) if each.slug == slug]
    soon = closing(session, who.space_id, now) if waiting or who.may("answer") else []
    is_pressing = bool({each.document_id for each in waiting} & {each.document_id for each in soon})
    if not who.may("answer"):
        return Duties(closing=soon, unsubmitted=waiting, is_pressing=is_pressing)
    lacking = snapshots.once(session, _lacking, who.space_id)
    counted = select(func.count()).select_from(Comment).where(col(Comment.space_id) == who.space_id)
    mine = counted.join(Assignment, col(Assignment.id) == col(Comment.assignment_id))
    mine = mine.where(answered.lacks_answer(), col(Assignment.to_id) == who.person)
    proposed = counted.join(Disposition, col(Disposition.id) == col(Comment.proposed_id))
    proposed = proposed.where(func.coalesce(col(Disposition.by_id), 0) != who.person)
    return Duties(
        lacking,
        session.execute(mine).scalar_one(),
        session.execute(mine.where(col(Assignment.due_at) <= now + DUE)).scalar_one(),
        session.execute(proposed).scalar_one(),
        soon,
        waiting,
        is_pressing,
    )


def pressing(session: Session, person_id: int, now: datetime) -> set[int]:
    """The spaces in which somebody has not submitted what they wrote, and the review of that closes soon."""
    waiting = unsubmitted.waiting(session, person_id)
    if not waiting:
        return set()
    reviews = review_windows.of_documents(session, [each.document_id for each in waiting], now)
    near = [key for key, review in reviews.items() if _is_near(review, now)]
    rows = session.execute(select(col(Document.space_id)).where(col(Document.id).in_(near)))
    return set(rows.scalars())


def closing(session: Session, space_id: int, now: datetime) -> list[Closing]:
    """The drafts of a space whose review closes soon, the first first."""
    return snapshots.once(session, _closing, space_id, now)


def _closing(session: Session, space_id: int, now: datetime) -> list[Closing]:
    columns = col(Document.id), col(Document.uid), col(Document.symbol), col(Document.title)
    rows = session.execute(select(*columns).where(col(Document.space_id) == space_id)).all()
    reviews = review_windows.of_documents(session, [row.id for row in rows], now)
    found = [
        Closing(row[0], row[1], row[2], row[3], closes_at)
        for row in rows
        if _is_near(reviews[row.id], now) and (closes_at := reviews[row.id].closes_at) is not None
    ]
    return sorted(found, key=lambda each: (each.closes_at, each.symbol))


def _is_near(review: review_windows.StandingOfReview, now: datetime) -> bool:
    return review.state == "open" and review.closes_at is not None and review.closes_at <= now + SOON


def _lacking(session: Session, space_id: int) -> int:
    wanted = select(func.count()).select_from(Comment).where(col(Comment.space_id) == space_id, answered.lacks_answer())
    number: int = session.execute(wanted).scalar_one()
    return number
