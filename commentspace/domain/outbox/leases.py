"""Leases: a worker takes letters whose time has come, the urgent first, and no domain more than its pace allows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, update
from sqlmodel import Session, col

from commentspace.domain.tables import Letter

LEASE = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)
WAITING = ("intended", "ready")
FIRST = ("sign-in", "address", "address-changed", "address-taken")
"""Kinds for which somebody sits and waits."""
LAST = ("digest", "announcement", "invitation")
"""Kinds that go to many: whatever else there is goes before them."""
GREETED_TOO_OFTEN = 3
"""Attempts: a letter that has waited longer than after these says nothing of how fast its domain takes others."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many letters to one domain are under way at once, and how many go in a minute; 0 is without a limit."""

    at_once: int = 4
    a_minute: int = 120

    def room(self, under_way: int = 0, lately: int = 0) -> float:
        """How many more may go now."""
        at_once = self.at_once - under_way if self.at_once else float("inf")
        a_minute = self.a_minute - lately - under_way if self.a_minute else float("inf")
        return min(at_once, a_minute)


NO_PACE = Pace(0, 0)
SLOWED = Pace(1, 12)
"""For a domain that says that letters come too fast, until those that it refused have been tried again."""


@dataclass(frozen=True, slots=True)
class Due:
    """A letter that a worker has leased."""

    id: int
    uid: str
    kind: str
    person_id: int | None
    address: str
    space_id: int | None
    subjects: dict[str, Any]
    message_id: str
    in_reply_to: str
    thread: str
    language: str
    state: str
    attempts: int
    created_at: datetime
    rendered_at: datetime | None
    leased_until: datetime | None
    blob_id: int | None


def is_waiting(session: Session, now: datetime) -> bool:
    """Whether there is a letter to lease: a look that costs the writer nothing."""
    return session.execute(select(col(Letter.id)).where(_to_send(now)).limit(1)).first() is not None


def are_many_waiting(session: Session, many: int, now: datetime) -> bool:
    """Whether there are more than so many letters to lease."""
    return session.execute(select(col(Letter.id)).where(_to_send(now)).offset(many).limit(1)).first() is not None


def _to_send(now: datetime) -> ColumnElement[bool]:
    """The letters whose time has come, and that nobody has leased."""
    return and_(
        col(Letter.state).in_(WAITING),
        col(Letter.next_try_at) <= now,
        or_(col(Letter.leased_until).is_(None), col(Letter.leased_until) < now),
    )


def lease(session: Session, most: int, pace: Pace = NO_PACE, *, now: datetime) -> list[Due]:
    """Take up to `most` letters whose time has come; nobody else gets them while the lease lasts."""
    room = {} if pace == NO_PACE else _room(session, pace, now)
    ids: list[int] = []
    while len(ids) < most:
        full = [domain for domain, left in room.items() if left < 1]
        found = session.execute(_next(now, full, ids).limit(most - len(ids))).all()
        if not found:
            break
        for letter_id, domain in found:
            left = room.get(domain, pace.room())
            if left >= 1 or not domain:
                room[domain] = left - 1 if domain else left
                ids.append(letter_id)
    return _taken(session, ids, now)


def _next(now: datetime, full: Sequence[str], taken: Sequence[int]) -> Select[int, str]:
    """The letters that come next, but for those of domains that have no room, and those that are taken already."""
    urgency = case((col(Letter.kind).in_(FIRST), 0), (col(Letter.kind).in_(LAST), 2), else_=1)
    others = col(Letter.domain).not_in(full), col(Letter.id).not_in(taken)
    wanted = select(col(Letter.id), col(Letter.domain)).where(_to_send(now), *others)
    return wanted.order_by(urgency, col(Letter.next_try_at), col(Letter.id)).with_for_update(skip_locked=True)


def _taken(session: Session, ids: list[int], now: datetime) -> list[Due]:
    if not ids:
        return []
    session.execute(update(Letter).where(col(Letter.id).in_(ids)).values(leased_until=now + LEASE))
    columns = [getattr(Letter, name) for name in Due.__dataclass_fields__]
    rows = session.execute(select(*columns).where(col(Letter.id).in_(ids)))
    found = {row.id: Due(**{**row._mapping, "subjects": json.loads(row.subjects)}) for row in rows}
    return [found[letter_id] for letter_id in ids]


def _room(session: Session, pace: Pace, now: datetime) -> dict[str, float]:
    """How many letters each domain that is being written to may still get: by all workers' letters together.

    It is asked, never counted along. Two workers that ask at the same instant may both use the same room once.
    """
    under_way = _counted(session, col(Letter.state).in_(WAITING), col(Letter.leased_until) >= now)
    lately = _counted(session, col(Letter.state) == "sent", col(Letter.next_try_at) > now - MINUTE)
    slow = _slow(session, now)
    return {
        domain: (SLOWED if domain in slow else pace).room(under_way.get(domain, 0), lately.get(domain, 0))
        for domain in {*under_way, *lately, *slow} - {""}
    }


def _counted(session: Session, *which: ColumnElement[bool]) -> dict[str, int]:
    rows = session.execute(select(col(Letter.domain), func.count()).where(*which).group_by(col(Letter.domain)))
    return {row[0]: row[1] for row in rows}


def _slow(session: Session, now: datetime) -> set[str]:
    """Domains of which a letter waits that was answered with "too fast" (421, or 4.7.x but for greylisting)."""
    answer = col(Letter.answer)
    too_fast = or_(answer.startswith("421 "), answer.like("4__ 4.7.%")) & answer.not_ilike("%gr_ylist%")
    waits = (col(Letter.state).in_(WAITING), col(Letter.next_try_at) > now)
    tries = col(Letter.attempts).between(1, GREETED_TOO_OFTEN)
    return set(session.execute(select(col(Letter.domain)).where(*waits, tries, too_fast)).scalars())
