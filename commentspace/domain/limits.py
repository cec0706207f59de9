"""How often something may be done, by a person, an address or a network."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from commentspace.domain.tables import Try
from commentspace.errors import TooMany, marked

AGAIN = marked("That was tried too often. Minutes until it can be tried again: %(minutes)s.")


def allow(session: Session, what: str, most: int, within: timedelta, now: datetime, sentence: str = AGAIN) -> None:
    """Count one more; TooMany where `most` were counted within this time, with the minutes until there is room.

    `sentence` says it in words that fit, with places for `minutes` and perhaps `most`.
    """
    if not has_room(session, what, most, within, now):
        wait = _opens_at(session, what, most, within) - now
        raise TooMany(sentence, minutes=max(1, -(-wait // timedelta(minutes=1))), most=most)
    count(session, what, now)


def _opens_at(session: Session, what: str, most: int, within: timedelta) -> datetime:
    """When the last try but `most` falls out of the time, so that there is room for one more."""
    tries = select(col(Try.at)).where(col(Try.what) == what).order_by(col(Try.at).desc())
    oldest: datetime = session.execute(tries.offset(most - 1).limit(1)).scalar_one()
    return oldest + within


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
