"""Where somebody sits: in which delegation of a space, and whether they are its focal point."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.access import Standing
from commentspace.domain.postings import Delegated
from commentspace.domain.tables import Delegate, Delegation, Membership
from commentspace.errors import NotFound


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a delegation: with it one reads and writes in its room, as its focal point one also submits."""

    delegation_id: int
    uid: str
    name: str
    speaks_as_one: bool
    is_focal: bool

    @property
    def delegated(self) -> Delegated:
        """The delegation as a posting names it."""
        return Delegated(self.delegation_id, self.name)


def of(session: Session, who: Standing) -> Seat | None:
    """The seat of a person in their space now; None without one.

    Moderators have none, whatever they were before: what is said in a room is not for them.
    """
    if who.person_id is None or who.may("moderate"):
        return None
    mine = col(Membership.person_id) == who.person_id, col(Membership.space_id) == who.space_id
    columns = col(Delegation.id), col(Delegation.uid), col(Delegation.name), col(Delegation.speaks_as_one)
    row = session.execute(
        select(*columns, col(Delegate.part))
        .join(Delegate, col(Delegate.delegation_id) == col(Delegation.id))
        .join(Membership, col(Membership.id) == col(Delegate.membership_id))
        .where(*mine, col(Membership.ended_at).is_(None), *taken())
        .limit(1)
    ).first()
    return Seat(row[0], row[1], row[2], row[3], row.part == "focal") if row else None


def require(session: Session, who: Standing) -> Seat:
    """The seat; NotFound for anybody without one: to them there is no room."""
    found = of(session, who)
    if found is None:
        raise NotFound()
    return found


def taken() -> tuple[Any, Any]:
    """The conditions for a seat that somebody has: neither it nor its delegation has ended."""
    return col(Delegate.ended_at).is_(None), col(Delegation.ended_at).is_(None)
