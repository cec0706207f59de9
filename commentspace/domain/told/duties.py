"""What waits for somebody in a space, as their daily letter says it: numbers alone, asked and never counted along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlmodel import Session, col

from commentspace.domain import answered, review_windows, snapshots
from commentspace.domain.access import Standing
from commentspace.domain.contributions import unsubmitted
from commentspace.domain.contributions.unsubmitted import Waiting
from commentspace.domain.tables import Appeal, Assignment, Comment, Disposition, Document, Hold, Space
from commentspace.domain.veils import Stretch

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
    or since, how many answers wait for them to confirm, how many appeals to be decided; which reviews close soon; for
    everybody what they have written and not submitted; `is_pressing` where something of these cannot wait.
    """

    lacking: int = 0
    assigned: int = 0
    due: int = 0
    proposed: int = 0
    closing: Sequence[Closing] = ()
    unsubmitted: Sequence[Waiting] = ()
    is_pressing: bool = False
    appeals: int = 0


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
    proposed = proposed.where(answered.wants_answer(), func.coalesce(col(Disposition.by_id), 0) != who.person)
    return Duties(
        lacking,
        session.execute(mine).scalar_one(),
        session.execute(mine.where(col(Assignment.due_at) <= now + DUE)).scalar_one(),
        session.execute(proposed).scalar_one(),
        soon,
        waiting,
        is_pressing or who.space_id in _due_spaces(session, who.person, now),
        _appeals(session, who),
    )


def any_appeal(session: Session, who: Standing, stretches: Sequence[Stretch]) -> bool:
    """Whether an appeal that came in these stretches waits for this moderator, or another one, to decide."""
    came = or_(false(), *(and_(col(Appeal.seq) > after, col(Appeal.seq) <= up_to) for after, up_to in stretches))
    return who.may("answer") and _appeals(session, who, came) > 0


def _appeals(session: Session, who: Standing, *conditions: ColumnElement[bool]) -> int:
    """Of writers other than the reader, who decides about no comment of their own."""
    open_ones = (
        select(func.count())
        .select_from(Appeal)
        .where(*conditions)
        .join(Hold, col(Hold.id) == col(Appeal.hold_id))
        .join(Comment, col(Comment.id) == col(Hold.comment_id))
        .where(col(Comment.space_id) == who.space_id, col(Comment.author_id) != who.person)
        .where(col(Appeal.decided_at).is_(None), col(Comment.withdrawn_at).is_(None))
    )
    number: int = session.execute(open_ones).scalar_one()
    return number


def pressing(session: Session, person_id: int, now: datetime) -> set[int]:
    """The spaces in which something of theirs would be too late soon: what they have not submitted, though the review
    closes; what they are to answer by a day that is near.
    """
    due, waiting = _due_spaces(session, person_id, now), unsubmitted.waiting(session, person_id)
    if not waiting:
        return due
    reviews = review_windows.of_documents(session, [each.document_id for each in waiting], now)
    near = [key for key, review in reviews.items() if _is_near(review, now)]
    rows = session.execute(select(col(Document.space_id)).where(col(Document.id).in_(near)))
    return due | set(rows.scalars())


def _due_spaces(session: Session, person_id: int, now: datetime) -> set[int]:
    """Where somebody was asked to answer a comment by a time that is near, or has just passed, and nobody has."""
    theirs = col(Assignment.to_id) == person_id, answered.lacks_answer()
    near = col(Assignment.due_at) > now - DUE, col(Assignment.due_at) <= now + DUE
    found = select(col(Comment.space_id)).join(Assignment, col(Assignment.id) == col(Comment.assignment_id))
    return set(session.execute(found.where(*theirs, *near).distinct()).scalars())


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
