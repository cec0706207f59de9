"""How often something may be done, by a person, an address or a network."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from commentspace.domain.tables import Try
from commentspace.errors import TooMany


def allow(session: Session, what: str, most: int, within: timedelta, now: datetime) -> None:
    """Count one more; TooMany where `most` were counted within this time. Old tries are swept on the way."""
    count = session.execute(
        select(func.count()).select_from(Try).where(col(Try.what) == what, col(Try.at) > now - within)
    ).scalar_one()
    if count >= most:
        raise TooMany()
    session.execute(delete(Try).where(col(Try.at) < now - timedelta(days=2)))
    session.add(Try(what=what, at=now))
