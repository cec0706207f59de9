"""Comments after closing: one person, until a time, for a reason that everybody sees."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from commentspace.domain import review_windows
from commentspace.domain.access import Standing
from commentspace.domain.review_windows import Taking
from commentspace.domain.tables import LateToken, Provenance, Review
from commentspace.errors import Closed, marked

SPENT = marked(
    "Your leave to comment after closing is used up; the number of comments that it was for: %(most)s. "
    "Your text is kept in this answer; ask a moderator for more."
)


def taken(session: Session, who: Standing, document_id: int, received_at: datetime) -> tuple[Taking, int | None]:
    """The review that takes a comment of this person, and the key of the token by which it does, if any; else Closed.

    A token is not spent while the review is open to all.
    """
    try:
        return review_windows.taking(session, document_id, received_at), None
    except Closed:
        return admitted(session, who, document_id, received_at)


def admitted(session: Session, who: Standing, document_id: int, received_at: datetime) -> tuple[Taking, int]:
    """The review that takes a late comment of this person, and the key of their token; else Closed.

    A token is good for so many comments; the space's row is locked while one is used, so it is never used twice.
    """
    row = session.execute(
        select(*review_windows.RULES, col(LateToken.id))
        .select_from(LateToken)
        .join(Review, col(Review.id) == col(LateToken.review_id))
        .where(col(Review.document_id) == document_id, col(LateToken.person_id) == who.person_id)
        .where(col(LateToken.at) <= received_at, *running(received_at))
        .order_by(col(LateToken.id))
        .limit(1)
    ).one_or_none()
    if row is None:
        _require_unspent(session, who, document_id, received_at)
        raise review_windows.refusal(session, document_id, received_at)
    *rules, token_id = row
    return Taking(*rules), token_id


def _require_unspent(session: Session, who: Standing, document_id: int, received_at: datetime) -> None:
    """Closed, in words of its own, for somebody whose leave would go on, and is used up."""
    goes_on, is_in_time, _ = running(received_at)
    spent = (
        select(col(LateToken.most))
        .join(Review, col(Review.id) == col(LateToken.review_id))
        .where(col(Review.document_id) == document_id, col(LateToken.person_id) == who.person_id, goes_on, is_in_time)
        .order_by(col(LateToken.id).desc())
        .limit(1)
    )
    most = session.execute(spent).scalar_one_or_none()
    if most is not None:
        raise Closed(SPENT, most=most)


def running(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Which tokens are good for another comment at `now`."""
    goes_on = or_(col(LateToken.ended_at).is_(None), col(LateToken.ended_at) > now)
    return goes_on, col(LateToken.until_at) > now, used() < col(LateToken.most)


def used() -> ColumnElement[int]:
    """How many comments have been taken by a token: also those that were withdrawn."""
    counted = select(func.count()).where(col(Provenance.late_token_id) == col(LateToken.id)).correlate(LateToken)
    return counted.scalar_subquery()
