"""The answers to somebody's own comments as letters tell them: those that are in force when the letter is written."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlmodel import Session, col

from commentspace.domain import discussion
from commentspace.domain.access import Standing
from commentspace.domain.tables import Comment, DigestWindow, Disposition, Letter
from commentspace.domain.told import backs
from commentspace.domain.told.answering import KIND
from commentspace.domain.veils import Stretch
from commentspace.domain.views import CommentView


def named(session: Session, who: Standing, uids: Sequence[str]) -> list[CommentView]:
    """One's own comments whose answer in force is one of these."""
    return discussion.comments(session, who, *_mine(who), _decided(col(Disposition.uid).in_(uids)))


def since(session: Session, who: Standing, stretches: Sequence[Stretch]) -> list[CommentView]:
    """One's own comments whose answer came into force in these stretches, but for what one has decided oneself."""
    if not any_since(session, who, stretches):
        return []
    return discussion.comments(session, who, *_new(who, stretches))


def any_since(session: Session, who: Standing, stretches: Sequence[Stretch]) -> bool:
    """Whether there is one."""
    return session.execute(select(col(Comment.id)).where(*_new(who, stretches)).limit(1)).first() is not None


def _new(who: Standing, stretches: Sequence[Stretch]) -> list[Any]:
    deciding = func.coalesce(col(Disposition.confirmed_by_id), col(Disposition.by_id), 0)
    return [*_mine(who), _decided(_within(stretches), deciding != who.person)]


def _within(stretches: Sequence[Stretch]) -> ColumnElement[bool]:
    began = col(Disposition.in_force_seq)
    return or_(false(), *(and_(began > after, began <= up_to) for after, up_to in stretches))


def _mine(who: Standing) -> list[Any]:
    return [
        col(Comment.author_id) == who.person,
        col(Comment.space_id) == who.space_id,
        col(Comment.withdrawn_at).is_(None),
    ]


def _decided(*conditions: Any) -> ColumnElement[bool]:
    return col(Comment.disposition_id).in_(select(col(Disposition.id)).where(*conditions))


def shown_in(session: Session, letter: Letter, comment_uids: Sequence[str]) -> dict[str, str]:
    """Which answer to each of these comments a letter to their writer showed, by the comments' names.

    Of those that it was to tell of a comment it showed the last.
    """
    told = json.loads(letter.subjects).get("told", []) if letter.kind == KIND else None
    if not comment_uids or (told is None and letter.kind != "digest"):
        return {}
    rows = session.execute(
        select(col(Comment.uid), col(Disposition.uid))
        .join(Disposition, col(Disposition.comment_id) == col(Comment.id))
        .where(col(Comment.uid).in_(comment_uids), col(Comment.author_id) == letter.person_id)
        .where(col(Disposition.uid).in_(told) if told is not None else _in_windows(session, letter.id))
        .order_by(col(Disposition.in_force_seq))
    )
    shown = {row[0]: row[1] for row in rows}
    return _again(session, letter, comment_uids, told) | shown


def _again(session: Session, letter: Letter, comment_uids: Sequence[str], told: Sequence[str] | None) -> dict[str, str]:
    """The answers that stood again: a daily letter shows its reader no other comments of theirs."""
    if told is not None:
        return backs.standing_again(session, letter.person_id, comment_uids, told)
    rows = session.execute(
        select(col(Comment.uid), col(Disposition.uid))
        .join(Disposition, col(Disposition.id) == col(Comment.disposition_id))
        .where(col(Comment.uid).in_(comment_uids), col(Comment.author_id) == letter.person_id)
        .where(_in_windows(session, letter.id, before=True))
    )
    return {row[0]: row[1] for row in rows}


def _in_windows(session: Session, letter_id: int, *, before: bool = False) -> ColumnElement[bool]:
    """Whether an answer came into force in what a daily letter tells of, or before that."""
    windows = select(col(DigestWindow.space_id), col(DigestWindow.from_seq), col(DigestWindow.to_seq))
    rows = session.execute(windows.where(col(DigestWindow.letter_id) == letter_id)).all()
    stretches = ((row[0], (0, row[1]) if before else (row[1], row[2])) for row in rows)
    return or_(false(), *(and_(col(Comment.space_id) == space, _within([each])) for space, each in stretches))
