"""How many comments there are, and how many where copies of one text count once."""

from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from commentspace.domain.access import Standing
from commentspace.domain.answered import wants_answer
from commentspace.domain.tables import Alike, Comment


class Counts(NamedTuple):
    """Comments that want an answer, and how many are left where each group of near-identical ones counts once."""

    comments: int
    distinct: int


def counts(session: Session, who: Standing, document_id: int) -> Counts:
    """The counts of a document as it is now, for its moderators; what no look has seen yet counts as distinct.

    Raises NotAllowed.
    """
    who.require("answer")
    return counted(session, document_id)


def counted(session: Session, document_id: int) -> Counts:
    """The same for callers who have asked what somebody may see."""
    once = func.coalesce(func.nullif(col(Alike.near), ""), col(Comment.uid))
    row: Any = session.execute(
        select(func.count(), func.count(once.distinct()))
        .select_from(Comment)
        .outerjoin(Alike, col(Alike.comment_id) == col(Comment.id))
        .where(col(Comment.document_id) == document_id, wants_answer())
    ).one()
    return Counts(row[0], row[1])
