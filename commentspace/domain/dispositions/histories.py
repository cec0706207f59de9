"""The answers of a comment, all that there were: who, when, why, and which of them was in force when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import zip_longest
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain.access import Standing, visible
from commentspace.domain.answer_columns import AnswerColumns, answer
from commentspace.domain.dispositions import turns
from commentspace.domain.dispositions.turns import Turn
from commentspace.domain.exported import ExportedAnswer
from commentspace.domain.tables import Comment, Disposition, Person
from commentspace.domain.views import CommentView, DispositionView


@dataclass(frozen=True, slots=True)
class Stretch:
    """When an answer was in force; `until` is None where it is. Where it was taken back, `back_by` and `why` say so."""

    since: datetime
    until: datetime | None = None
    back_by: str = ""
    why: str = ""
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """One answer: "in force", "waiting", "superseded" (which never was in force too), "declined" or "taken back"."""

    comment_id: int
    view: DispositionView
    state: str
    stretches: tuple[Stretch, ...] = ()
    batch: str = ""
    declined_by: str = ""
    declined_at: datetime | None = None
    declined_reason: str = ""
    by_id: int | None = None
    """Who gave it; for inside."""


def of_comment(session: Session, who: Standing, comment: Comment | CommentView) -> list[PastAnswer]:
    """The answers of a comment that this person sees, the newest first.

    Those that never came into force are for moderators; of a withdrawn comment all are for its writer and moderators.
    """
    return of_comments(session, who, [comment.id]).get(comment.id, [])


def of_comments(session: Session, who: Standing, comment_ids: Collection[int]) -> dict[int, list[PastAnswer]]:
    """The same of several comments that this person may see, by their keys; those without answers left out."""
    return _told(session, who, _rows(session, who, col(Disposition.comment_id).in_(comment_ids)))


def of_document(session: Session, who: Standing, document_id: int) -> dict[int, list[PastAnswer]]:
    """The same of all comments of a document that this person sees."""
    return _told(session, who, _rows(session, who, col(Comment.document_id) == document_id, visible(who)))


def _told(session: Session, who: Standing, rows: Sequence[Row[Any]]) -> dict[int, list[PastAnswer]]:
    found: dict[int, list[PastAnswer]] = {}
    told = turns.of_comments(session, {row.comment_id for row in rows})
    for row in rows:
        found.setdefault(row.comment_id, []).append(_past(who, row, told[row.comment_id]))
    return found


def _rows(session: Session, who: Standing, *conditions: ColumnElement[bool]) -> Sequence[Row[Any]]:
    own = (col(Comment.author_id) == who.person_id,) if who.person_id is not None else ()
    found = _all().where(*conditions)
    if not who.may("answer"):
        found = found.where(col(Disposition.in_force_seq).is_not(None), or_(col(Comment.withdrawn_at).is_(None), *own))
    return session.execute(found).all()


@cache
def _all() -> Select[Any]:
    """Every answer that was ever given, the newest first."""
    past, decliner = AnswerColumns("past", Disposition.id), aliased(Person)
    mine = (col(Disposition.comment_id), col(Disposition.batch), col(Disposition.by_id))
    ended: tuple[Any, ...] = (
        col(decliner.name).label("declined_by"),
        col(Disposition.declined_at),
        col(Disposition.declined_reason),
    )
    points = (col(Comment.disposition_id), col(Comment.proposed_id), col(Disposition.id), col(Comment.author_id))
    found = select(*mine, *ended, *points, *past.columns()).select_from(past.joined(Disposition))
    return (
        found.join(Comment, col(Comment.id) == col(Disposition.comment_id))
        .outerjoin(decliner, col(decliner.id) == col(Disposition.declined_by_id))
        .order_by(col(Disposition.id).desc())
    )


def _past(who: Standing, row: Row[Any], told: Sequence[Turn]) -> PastAnswer:
    view = answer(who, row, "past")
    if view is None:
        raise LookupError("a disposition without its own row")
    stretches = tuple(_stretches(view.uid, told))
    return PastAnswer(
        row.comment_id,
        view,
        _state(row, stretches),
        stretches,
        row.batch,
        row.declined_by or "",
        row.declined_at,
        row.declined_reason,
        row.by_id,
    )


def _state(row: Row[Any], stretches: Sequence[Stretch]) -> str:
    if row.disposition_id == row.id:
        return "in force"
    if row.proposed_id == row.id:
        return "waiting"
    if row.declined_at is not None:
        return "declined"
    return "taken back" if stretches and stretches[-1].is_back else "superseded"


def _stretches(uid: str, told: Sequence[Turn]) -> list[Stretch]:
    found: list[Stretch] = []
    for turn, after in zip_longest(told, told[1:]):
        if turn.uid != uid:
            continue
        if after is None:
            found.append(Stretch(turn.at))
        else:
            found.append(Stretch(turn.at, after.at, after.by, after.reason, after.is_back))
    return found


def exported(past: PastAnswer) -> ExportedAnswer:
    """The same as it is taken away."""
    return ExportedAnswer(
        uid=past.view.uid,
        outcome=past.view.outcome,
        reason=past.view.reason,
        html=past.view.html,
        by=past.view.by,
        at=past.view.at,
        state=past.state,
        in_force=tuple((each.since, each.until) for each in past.stretches),
        confirmed_by=past.view.confirmed_by,
        duplicate=past.view.duplicate_uid,
        duplicate_number=past.view.duplicate_number,
        is_satisfied=past.view.is_satisfied,
        word=past.view.word,
    )
