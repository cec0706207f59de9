"""The comments of a document as lines of what one can choose them by: a table within a query.

Every question of the table is asked of these lines: which rows, how many of what, and what an act is about. The
database leaves out of them what a question does not ask for.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain.access import Standing, visible
from commentspace.domain.answered import is_answered, wants_answer
from commentspace.domain.documents import DocumentView
from commentspace.domain.filters import author, party
from commentspace.domain.table import places, words
from commentspace.domain.table.asked import Asked
from commentspace.domain.tables import (
    Alike,
    Assignment,
    Comment,
    Disposition,
    Membership,
    Paragraph,
    Person,
    Placement,
    Provenance,
    Review,
    Satisfaction,
)

_ALIASES = aliased(Disposition), aliased(Disposition), aliased(Person), aliased(Person)
"""The answer in force, the one that is proposed, who wrote, and who is to answer: made once, as that takes long."""


def gathered(session: Session, who: Standing, document: DocumentView, asked: Asked, now: datetime) -> Subquery:
    """The lines of the comments that are asked for by place, words and kind of row; NotAllowed but for moderators.

    What else is asked for is `wanted.conditions`. All joins are outer ones, so that a question pays only for those
    that it needs.
    """
    who.require("answer")
    limits = [*_which(asked), *places.within(session, document, asked.place)]
    if asked.terms:
        limits.append(words.found(session, document, asked.terms))
    return _lines(who, document, now).where(*limits).subquery("lines")


def _lines(who: Standing, document: DocumentView, now: datetime) -> Select[Any]:
    decided, waiting, writer, assignee = _ALIASES
    columns: list[Any] = [
        *(col(Comment.id), col(Comment.uid), col(Comment.kind), col(Comment.language)),
        func.coalesce(col(Comment.thread_id), col(Comment.id)).label("thread"),
        func.coalesce(col(Placement.position), -1).label("position"),
        col(Paragraph.uid).label("place"),
        organisation().label("organisation"),
        *(col(Comment.author_id).label("author"), col(writer.uid).label("person")),
        col(Review.number).label("round"),
        func.coalesce(col(decided.outcome), "").label("outcome"),
        func.coalesce(col(waiting.outcome), "").label("proposed"),
        func.coalesce(col(waiting.uid), col(decided.uid), "").label("answer"),
        col(Comment.states),
        and_(wants_answer(), ~is_answered()).label("lacks"),
        wants_answer().label("wants"),
        func.coalesce(col(assignee.uid), "").label("assigned"),
        func.coalesce(col(Assignment.to_id) == (who.person_id or 0), literal(False)).label("mine"),
        _overdue(now).label("overdue"),
        col(Comment.proposal).is_not(None).label("proposal"),
        func.coalesce(col(Alike.near), "").label("near"),
        func.coalesce(col(Alike.similar), "").label("similar"),
        _satisfied().label("satisfied"),
        col(Provenance.late_token_id).is_not(None).label("late"),
        col(Comment.hold_id).is_not(None).label("held"),
    ]
    return (
        select(*columns)
        .select_from(Comment)
        .outerjoin(Paragraph, col(Paragraph.id) == col(Comment.paragraph_id))
        .outerjoin(writer, col(writer.id) == col(Comment.author_id))
        .outerjoin(Provenance, col(Provenance.comment_id) == col(Comment.id))
        .outerjoin(Review, col(Review.id) == col(Comment.review_id))
        .outerjoin(Placement, _stands_in(document))
        .outerjoin(Membership, author())
        .outerjoin(decided, col(decided.id) == col(Comment.disposition_id))
        .outerjoin(waiting, col(waiting.id) == col(Comment.proposed_id))
        .outerjoin(Assignment, col(Assignment.id) == col(Comment.assignment_id))
        .outerjoin(assignee, col(assignee.id) == col(Assignment.to_id))
        .outerjoin(Alike, col(Alike.comment_id) == col(Comment.id))
        .where(col(Comment.document_id) == document.id, visible(who))
    )


def organisation() -> ColumnElement[str]:
    """For whom a comment speaks: whom a file or letter names, else as `filters.party` says.

    A moderator who filed a letter does not speak for its sender.
    """
    is_outside = and_(col(Provenance.channel) != "", col(Provenance.said_by) != "")
    named = func.nullif(col(Provenance.said_for), "")
    return func.coalesce(named, case((is_outside, literal("")), else_=party()))


def _stands_in(document: DocumentView) -> ColumnElement[bool]:
    here = col(Placement.revision_id) == document.revision_id
    return and_(col(Placement.paragraph_id) == col(Comment.paragraph_id), here)


def _which(asked: Asked) -> list[ColumnElement[bool]]:
    if asked.which == "withdrawn":
        return [col(Comment.withdrawn_at).is_not(None)]
    standing = col(Comment.withdrawn_at).is_(None)
    return [standing] if asked.which == "replies" else [standing, col(Comment.thread_id).is_(None)]


def _overdue(now: datetime) -> ColumnElement[bool]:
    """Whether the day by which somebody was to answer it has passed, and no answer is in force."""
    return and_(col(Comment.disposition_id).is_(None), func.coalesce(col(Assignment.due_at) < now, literal(False)))


def _satisfied() -> ColumnElement[str]:
    """What the writer says to the answer in force: "yes", "no" or "unsaid"; empty where there is none."""
    last = (
        select(case((col(Satisfaction.is_satisfied), "yes"), else_="no"))
        .where(col(Satisfaction.disposition_id) == col(Comment.disposition_id))
        .order_by(col(Satisfaction.id).desc())
        .limit(1)
        .correlate(Comment)
        .scalar_subquery()
    )
    return case((col(Comment.disposition_id).is_(None), ""), else_=func.coalesce(last, "unsaid"))
