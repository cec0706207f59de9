"""Whoever leaves a space leaves the delegation that they belonged to there."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.domain.tables import Delegate


def left_space(session: Session, membership_id: int, by_id: int | None, now: datetime) -> None:
    """End the seat of a membership that ends; one that begins anew has none."""
    mine = col(Delegate.membership_id) == membership_id, col(Delegate.ended_at).is_(None)
    session.execute(update(Delegate).where(*mine).values(ended_at=now, ended_by_id=by_id))
