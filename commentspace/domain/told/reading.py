"""What letters to one person say, read when they are written; None where there is nothing to be told any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import appeals, discussion, late
from commentspace.domain.access import Standing, visible
from commentspace.domain.appeals import HoldView
from commentspace.domain.tables import (
    Assignment,
    Comment,
    Delegate,
    Delegation,
    Document,
    LateToken,
    Membership,
    Person,
    Review,
)
from commentspace.domain.views import CommentView


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave to comment late: in which document, until when, how many comments are left, why, and who gave it."""

    document: str
    until_at: datetime
    left: int
    reason: str
    by: str


def leave(session: Session, who: Standing, uid: str, now: datetime) -> Leave | None:
    """A late token of this person that is still good."""
    by = aliased(Person)
    row = session.execute(
        select(
            *(col(Document.uid), col(LateToken.until_at), col(LateToken.most) - late.used(), col(LateToken.reason)),
            func.coalesce(col(by.name), ""),
        )
        .join(Review, col(Review.id) == col(LateToken.review_id))
        .join(Document, col(Document.id) == col(Review.document_id))
        .outerjoin(by, col(by.id) == col(LateToken.by_id))
        .where(col(LateToken.uid) == uid, col(LateToken.person_id) == who.person_id, *late.running(now))
    ).one_or_none()
    return Leave(*row) if row else None


@dataclass(frozen=True, slots=True)
class Task:
    """A comment that somebody is to answer: by when, with which note, and who asks for it."""

    comment: CommentView
    due_at: datetime | None
    note: str
    by: str


def tasks(session: Session, who: Standing, uids: Sequence[str]) -> list[Task]:
    """Those of these assignments that are in force, of comments that still have no answer; what is due first leads."""
    by = aliased(Person)
    rows = session.execute(
        select(col(Assignment.comment_id), col(Assignment.due_at), col(Assignment.note), col(by.name))
        .join(Comment, col(Comment.assignment_id) == col(Assignment.id))
        .outerjoin(by, col(by.id) == col(Assignment.by_id))
        .where(col(Assignment.uid).in_(uids), col(Assignment.to_id) == who.person_id)
        .where(col(Comment.disposition_id).is_(None), col(Comment.withdrawn_at).is_(None))
    )
    found = {row.comment_id: row for row in rows}
    views = discussion.comments(session, who, col(Comment.id).in_(found))
    made = [Task(view, found[view.id].due_at, found[view.id].note, found[view.id].name or "") for view in views]
    return sorted(made, key=lambda task: (task.due_at is None, task.due_at or 0, task.comment.id))


@dataclass(frozen=True, slots=True)
class Place:
    """A seat in a delegation: its name, whether it speaks as one, and who is its focal point; drafts have rooms."""

    delegation: str
    speaks_as_one: bool
    is_focal: bool
    focal: str


def place(session: Session, who: Standing, uid: str) -> Place | None:
    """The seat of this name, where this person still has it."""
    mine: Any = select(col(Delegation.id), col(Delegation.name), col(Delegation.speaks_as_one), col(Delegate.part))
    row = session.execute(
        mine.join(Delegation, col(Delegation.id) == col(Delegate.delegation_id))
        .join(Membership, col(Membership.id) == col(Delegate.membership_id))
        .where(col(Delegate.uid) == uid, col(Delegate.ended_at).is_(None), col(Delegation.ended_at).is_(None))
        .where(col(Membership.person_id) == who.person_id, col(Membership.ended_at).is_(None))
    ).one_or_none()
    if row is None:
        return None
    focal = (
        select(col(Person.name))
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .join(Delegate, col(Delegate.membership_id) == col(Membership.id))
        .where(col(Delegate.delegation_id) == row[0], col(Delegate.part) == "focal", col(Delegate.ended_at).is_(None))
        .where(col(Membership.ended_at).is_(None))
        .limit(1)
    )
    return Place(row[1], row[2], row[3] == "focal", session.execute(focal).scalar() or "")


def own(session: Session, who: Standing, uid: str) -> CommentView | None:
    """One's own comment of this name, unless it was withdrawn."""
    mine = col(Comment.uid) == uid, col(Comment.author_id) == who.person_id, col(Comment.withdrawn_at).is_(None)
    return next(iter(discussion.comments(session, who, *mine)), None)


def hold(session: Session, who: Standing, view: CommentView, appeal: str = "") -> HoldView | None:
    """The hold against which there was this appeal; without one the newest."""
    history = appeals.history(session, who, view.id)
    if appeal:
        return next((each for each in history if each.appeal and each.appeal.uid == appeal), None)
    return history[-1] if history else None


@dataclass(frozen=True, slots=True)
class Unveiled:
    """A review whose comments are shown now: in which document, and how many others' this person sees."""

    document: str
    symbol: str
    title: str
    count: int


def unveiled(session: Session, who: Standing, review_uid: str) -> Unveiled | None:
    """What this person has to read since a blind review was unveiled."""
    row = session.execute(
        select(col(Review.id), col(Document.uid), col(Document.symbol), col(Document.title))
        .join(Document, col(Document.id) == col(Review.document_id))
        .where(col(Review.uid) == review_uid, col(Review.unveiled_seq).is_not(None))
    ).one_or_none()
    if row is None:
        return None
    others = col(Comment.veil_id) == row.id, col(Comment.author_id) != who.person_id
    seen = select(func.count()).where(*others, visible(who), col(Comment.withdrawn_at).is_(None))
    return Unveiled(row.uid, row.symbol, row.title, session.execute(seen).scalar_one())
