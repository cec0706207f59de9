"""Comments after closing: one person, until a time, for a reason that everybody sees."""

from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from commentspace.domain import review_windows
from commentspace.domain.access import Standing
from commentspace.domain.review_windows import Taking
from commentspace.domain.tables import LateToken, Provenance, Review


def admitted(session: Session, who: Standing, document_id: int, received_at: datetime) -> tuple[Taking, int]:
    """The review that takes a late comment of this person, and the key of their token; else Closed.

    A token is good for so many comments; the space's row is locked while one is used, so it is never used twice.
    """
    used = select(func.count()).where(col(Provenance.late_token_id) == col(LateToken.id)).correlate(LateToken)
    row = session.execute(
        select(*review_windows.RULES, col(LateToken.id))
        .select_from(LateToken)
        .join(Review, col(Review.id) == col(LateToken.review_id))
        .where(col(Review.document_id) == document_id, col(LateToken.person_id) == who.person_id)
        .where(col(LateToken.at) <= received_at, col(LateToken.until_at) > received_at)
        .where(col(LateToken.ended_at).is_(None), used.scalar_subquery() < col(LateToken.most))
        .order_by(col(LateToken.id))
        .limit(1)
    ).one_or_none()
    if row is None:
        raise review_windows.refusal(session, document_id, received_at)
    *rules, token_id = row
    return Taking(*rules), token_id
