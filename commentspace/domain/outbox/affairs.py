"""How the outbox stands, for whoever runs the program."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from commentspace.domain.tables import Letter, Suppression

A_DAY = timedelta(days=1)
MOST = 10


@dataclass(frozen=True, slots=True)
class DomainAffairs:
    """What waits for one domain, since when, and what its server said last."""

    domain: str
    waiting: int
    oldest: datetime
    answer: str


@dataclass(frozen=True, slots=True)
class StateOfAffairs:
    """How many letters wait (those whose time has come or will come), and what has been lately.

    `late` counts those that a server has put off before; `domains` are the ones with the most of these.
    """

    waiting: int
    late: int
    oldest: datetime | None
    sent: int
    failed: int
    dropped: int
    suppressed: int
    domains: Sequence[DomainAffairs]


def state_of_affairs(session: Session, now: datetime) -> StateOfAffairs:
    """Letters that wait, those of the last day, and the addresses to which none go."""
    waits = col(Letter.state).in_(("intended", "ready"))
    late = waits & (col(Letter.attempts) > 0)
    waiting, oldest = session.execute(select(func.count(), func.min(col(Letter.created_at))).where(waits)).one()
    since = col(Letter.next_try_at) > now - A_DAY, col(Letter.state).in_(("sent", "failed", "dropped"))
    ended = dict(
        session.execute(select(col(Letter.state), func.count()).where(*since).group_by(col(Letter.state))).all()
    )
    counted = func.count().label("waiting")
    of_domain = (
        select(col(Letter.domain), counted, func.min(col(Letter.created_at)), func.max(col(Letter.answer)))
        .where(late)
        .group_by(col(Letter.domain))
        .order_by(counted.desc(), col(Letter.domain))
        .limit(MOST)
    )
    suppressed = select(func.count()).select_from(Suppression).where(col(Suppression.lifted_at).is_(None))
    return StateOfAffairs(
        waiting,
        session.execute(select(func.count()).where(late)).scalar_one(),
        oldest,
        ended.get("sent", 0),
        ended.get("failed", 0),
        ended.get("dropped", 0),
        session.execute(suppressed).scalar_one(),
        [DomainAffairs(*row) for row in session.execute(of_domain)],
    )
