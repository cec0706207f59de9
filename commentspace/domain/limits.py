"""How often something may be done, by a person, an address or a network."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from commentspace.domain.tables import Try
from commentspace.errors import TooMany


def allow(session: Session, what: str, most: int, within: timedelta, now: datetime) -> None:
    """Count one more; TooMany where `most` were counted within this time."""
    if not has_room(session, what, most, within, now):
        raise TooMany()
    count(session, what, now)


def has_room(session: Session, what: str, most: int, within: timedelta, now: datetime) -> bool:
    """Whether fewer than `most` were counted within this time; it may be asked for up to two days."""
    counted: int = session.execute(
        select(func.count()).select_from(Try).where(col(Try.what) == what, col(Try.at) > now - within)
    ).scalar_one()
    return counted < most


def count(session: Session, what: str, now: datetime) -> None:
    """Count one more. Old tries are swept on the way."""
    session.execute(delete(Try).where(col(Try.at) < now - timedelta(days=2)))
    session.add(Try(what=what, at=now))
