"""Blind reviews: until they are unveiled, a comment is seen by its writer and by moderators only."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlmodel import Session, col

from commentspace.domain.access import Standing
from commentspace.domain.tables import Comment, Review

Stretch = tuple[int, int]
"""The numbers of a space's record after the first, up to the second."""


def is_veiled(session: Session, veil_id: int | None) -> bool:
    """Whether a comment with this `veil_id` is kept from others now."""
    if veil_id is None:
        return False
    asked = select(col(Review.unveiled_seq)).where(col(Review.id) == veil_id)
    return session.execute(asked).scalar_one_or_none() is None


def seen_through(session: Session, parent: Comment) -> int | None:
    """Who may see an answer to this comment while it is veiled, besides its writer and moderators."""
    if parent.held_for_id is not None:
        return parent.held_for_id
    return parent.author_id if is_veiled(session, parent.veil_id) else None


def unveiled_seq() -> ColumnElement[Any]:
    """The number in the record at which a comment's review was unveiled; NULL where it was not, or never veiled."""
    mine = select(col(Review.unveiled_seq)).where(col(Review.id) == col(Comment.veil_id))
    return mine.correlate(Comment).scalar_subquery()


def shown_at(who: Standing) -> Any:
    """The number in the record at which this person came to see a comment that they may see.

    Moderators, its writer and whom it is `held_for` saw it behind its veil; the others when that was lifted.
    """
    shown, lifted = col(Comment.shown_seq), unveiled_seq()
    if who.sees_held:
        return shown
    later = case((lifted > shown, lifted), else_=shown)
    if who.person_id is None:
        return later
    mine = or_(col(Comment.author_id) == who.person_id, col(Comment.held_for_id) == who.person_id)
    return case((mine, shown), else_=later)


def came_after(who: Standing, seq: Any) -> ColumnElement[bool]:
    """Whether this person came to see a comment after this number; most were never veiled, and an index has them."""
    plain = and_(col(Comment.veil_id).is_(None), col(Comment.shown_seq) > seq)
    return or_(plain, and_(col(Comment.veil_id).is_not(None), shown_at(who) > seq))


def came_within(who: Standing, stretches: Sequence[Stretch]) -> ColumnElement[bool]:
    """Whether this person came to see a comment in one of these stretches."""
    plain = and_(col(Comment.veil_id).is_(None), _within(col(Comment.shown_seq), stretches))
    return or_(plain, and_(col(Comment.veil_id).is_not(None), _within(shown_at(who), stretches)))


def came_for_somebody(stretches: Sequence[Stretch]) -> ColumnElement[bool]:
    """Whether anybody came to see a comment in one of these stretches."""
    veiled = col(Comment.veil_id).is_not(None)
    return or_(_within(col(Comment.shown_seq), stretches), and_(veiled, _within(unveiled_seq(), stretches)))


def _within(seen_at: Any, stretches: Sequence[Stretch]) -> ColumnElement[bool]:
    return or_(*(and_(seen_at > after, seen_at <= up_to) for after, up_to in stretches))


def told_within(who: Standing, row: Any, stretches: Sequence[Stretch]) -> bool:
    """The rule of `came_within` for a row with the columns that it asks for."""
    shown, lifted = row.shown_seq, row.unveiled_seq
    if shown is None:
        return False
    saw_it = who.sees_held or (who.person_id is not None and who.person_id in (row.author_id, row.held_for_id))
    at = shown if saw_it or lifted is None else max(shown, lifted)
    return any(after < at <= up_to for after, up_to in stretches)
