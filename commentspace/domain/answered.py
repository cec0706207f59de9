"""Which comments want an answer, and which have one: the one rule for tables, counts, lists and the end of a review."""

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from commentspace.domain.tables import Comment


def wants_answer() -> ColumnElement[bool]:
    """Every comment that began a thread, and was not withdrawn; a held one is dealt with by whoever holds it."""
    return and_(col(Comment.thread_id).is_(None), col(Comment.withdrawn_at).is_(None), col(Comment.hold_id).is_(None))


def is_answered() -> ColumnElement[bool]:
    """Whether a disposition of it is in force; one that was only proposed is none yet."""
    return col(Comment.disposition_id).is_not(None)


def lacks_answer() -> ColumnElement[bool]:
    """What is left to be answered."""
    return and_(wants_answer(), col(Comment.disposition_id).is_(None))
