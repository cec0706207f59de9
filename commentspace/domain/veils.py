"""Blind reviews: until they are unveiled, a comment is seen by its writer and by moderators only."""

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.tables import Review


def is_veiled(session: Session, veil_id: int | None) -> bool:
    """Whether a comment with this `veil_id` is kept from others now."""
    if veil_id is None:
        return False
    asked = select(col(Review.unveiled_seq)).where(col(Review.id) == veil_id)
    return session.execute(asked).scalar_one_or_none() is None
