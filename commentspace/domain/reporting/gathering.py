"""Gathering a report: one reading for all the numbers, and the comments themselves as far as they are asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select
from sqlmodel import Session, col

from commentspace.domain import answered, discussion, review_windows, reviews
from commentspace.domain.access import Caller, Standing, visible
from commentspace.domain.documents import DocumentView
from commentspace.domain.reporting import changed, counting, reading
from commentspace.domain.reporting.values import Report, Round, Signed
from commentspace.domain.tables import Comment, Finish, FinishOpen, Person, Placement, Space
from commentspace.domain.views import CommentView

ALL = 100_000
"""More comments than any round has."""


def gather(
    session: Session, caller: Caller, document_uid: str, number: int | None, *, most: int = ALL, now: datetime
) -> Report:
    """The report of a round of this document as this reader may have it, with at most so many of its comments.

    Raises what `reading.find` raises.
    """
    document, who, review = reading.find(session, caller, document_uid, number)
    rows = counting.said(session, who, review.id)
    paragraphs = discussion.paragraphs(session, document.revision_id, gone=True)
    finish = _finish(session, review.id)
    here = col(Comment.review_id) == review.id, answered.wants_answer()
    comments = _comments(session, who, document, most, *here)
    return Report(
        document=document.uid,
        symbol=document.symbol,
        title=document.title,
        space=document.space,
        space_title=document.space_title,
        language=document.language,
        at=now,
        round=_round(session, document, review, now),
        signed=_signed(session, finish) if finish else None,
        people=counting.people(session, who, review.id, review.named, rows),
        numbers=counting.numbers(session, who, document.id, rows),
        moments=counting.moments(rows),
        places=changed.along(paragraphs, counting.begun(rows)),
        changed=changed.since(session, who, review),
        open=_comments(session, who, document, most, *here, answered.lacks_answer())[:most],
        rows=comments[:most],
        paragraphs={each.uid: each for each in paragraphs},
        is_cut=len(comments) > most,
        is_outside=who.person_id is None and not _is_open(session, who.space_id),
    )


def _is_open(session: Session, space_id: int) -> bool:
    return bool(session.execute(select(col(Space.is_open)).where(col(Space.id) == space_id)).scalar_one())


def _round(session: Session, document: DocumentView, review: Row[Any], now: datetime) -> Round:
    turns = [each for each in reviews.history(session, document.id) if each.review_id == review.id]
    return Round(
        uid=review.uid,
        number=review.number,
        title=review.title,
        revision=review.revision,
        seen=review.seen,
        named=review.named,
        report_for=review.report_for,
        standing=review_windows.of_review(session, review.id, now),
        turns=turns[::-1],
    )


def _finish(session: Session, review_id: int) -> Row[Any] | None:
    """How it was finished, unless that was undone."""
    return session.execute(
        select(col(Finish.id), col(Finish.at), col(Person.name), col(Finish.signature), col(Finish.statement))
        .outerjoin(Person, col(Person.id) == col(Finish.by_id))
        .where(col(Finish.review_id) == review_id, col(Finish.undone_at).is_(None), col(Finish.seq) > 0)
        .order_by(col(Finish.id).desc())
        .limit(1)
    ).one_or_none()


def _signed(session: Session, finish: Row[Any]) -> Signed:
    left = select(func.count()).select_from(FinishOpen).where(col(FinishOpen.finish_id) == finish.id)
    return Signed(finish.at, finish.name or "", finish.signature, finish.statement, session.execute(left).scalar_one())


def _comments(
    session: Session, who: Standing, document: DocumentView, most: int, *conditions: ColumnElement[bool]
) -> list[CommentView]:
    """The first comments in the order of the text, one more than `most` where there are more."""
    order = (
        select(col(Comment.id))
        .join(
            Placement,
            and_(
                col(Placement.paragraph_id) == col(Comment.paragraph_id),
                col(Placement.revision_id) == document.revision_id,
            ),
        )
        .where(col(Comment.document_id) == document.id, visible(who), *conditions)
        .order_by(col(Placement.position), col(Comment.posted_at), col(Comment.id))
        .limit(most + 1)
    )
    keys = list(session.execute(order).scalars())
    chosen = select(order.subquery().c.id)
    found = {each.id: each for each in discussion.comments(session, who, col(Comment.id).in_(chosen))}
    return [found[key] for key in keys if key in found]
