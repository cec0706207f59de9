"""What a closed review received in time that has not been dealt with: what moderators have to settle, and others."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlmodel import Session, col

from commentspace.domain import inbound, late
from commentspace.domain.access import Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.inbound import Verdict
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.tables import Appeal, Comment, Hold, Inbound, LateToken, ReviewWindow, Submission


@dataclass(frozen=True, slots=True)
class Outstanding:
    """How much of each kind is still to be dealt with; mails are those of the space, as their document may be unknown.

    The first six are for moderators, or for the program; the last two wait for the people who sent them.
    """

    mail_on_its_way: int = 0
    mail_unreadable: int = 0
    held: int = 0
    appeals: int = 0
    proposed: int = 0
    late: int = 0
    mail_unconfirmed: int = 0
    files: int = 0

    @property
    def ends_nothing(self) -> bool:
        """Whether a moderator, or the program, has something left to do before the review can be finished."""
        return any(astuple(self)[:6])

    @property
    def veils(self) -> bool:
        """Whether something may still come that belongs among the comments of a blind review."""
        own = self.mail_on_its_way, self.mail_unreadable, self.mail_unconfirmed, self.files, self.late
        return any(own)


NOTHING = Outstanding()


def of_review(
    session: Session, who: Standing, document: DocumentView, review: StandingOfReview, now: datetime
) -> Outstanding:
    """What is left of what a closed review received before its end; nothing is said of one that is not closed."""
    who.require("review")
    if review.ended_at is None or review.opens_at is None or review.review_id is None:
        return NOTHING
    here = col(Comment.review_id) == review.review_id, col(Comment.withdrawn_at).is_(None)
    windows = _windows(session, review.review_id)
    return Outstanding(
        mail_on_its_way=inbound.unsettled(session, document.space_id, review.ended_at),
        mail_unreadable=_mail(session, document, windows, Verdict.HELD),
        held=_count(session, Comment, *here, col(Comment.hold_id).is_not(None)),
        appeals=_appeals(session, review.review_id),
        proposed=_count(session, Comment, *here, col(Comment.proposed_id).is_not(None)),
        late=_count(session, LateToken, col(LateToken.review_id) == review.review_id, *late.running(now)),
        mail_unconfirmed=_mail(session, document, windows, Verdict.UNCONFIRMED),
        files=_files(session, document, windows),
    )


def _count(session: Session, table: Any, *conditions: ColumnElement[bool]) -> int:
    number: int = session.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()
    return number


Windows = Sequence[tuple[datetime, datetime]]


def _windows(session: Session, review_id: int) -> Windows:
    """When comments were taken: a review that was paused or reopened has several such stretches of time."""
    columns = col(ReviewWindow.opens_at), col(ReviewWindow.closes_at), col(ReviewWindow.ended_at)
    rows = session.execute(select(*columns).where(col(ReviewWindow.review_id) == review_id))
    return [(row.opens_at, min(row.closes_at, row.ended_at or row.closes_at)) for row in rows]


def _within(moment: Any, windows: Windows) -> ColumnElement[bool]:
    return or_(false(), *(and_(moment >= opens, moment < ends) for opens, ends in windows))


def _mail(session: Session, document: DocumentView, windows: Windows, verdict: Verdict) -> int:
    """The mails to this space with a verdict, received while the review was open."""
    return _count(
        session,
        Inbound,
        col(Inbound.space_id) == document.space_id,
        col(Inbound.verdict) == verdict.value,
        _within(col(Inbound.received_at), windows),
    )


def _appeals(session: Session, review_id: int) -> int:
    """Those that somebody has to decide: with a comment that was withdrawn its appeal waits for nobody."""
    of_comment = exists().where(
        col(Hold.id) == col(Appeal.hold_id),
        col(Comment.id) == col(Hold.comment_id),
        col(Comment.review_id) == review_id,
        col(Comment.withdrawn_at).is_(None),
    )
    return _count(session, Appeal, of_comment, col(Appeal.decided_at).is_(None))


def _files(session: Session, document: DocumentView, windows: Windows) -> int:
    """Files with comments that came in time, and of which rows still wait for whoever sent them."""
    return _count(
        session,
        Submission,
        col(Submission.document_id) == document.id,
        col(Submission.settled_at).is_(None),
        _within(col(Submission.received_at), windows),
    )
