"""The delegations of a space, with who belongs to them: for moderators all, for a member their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.access import Standing
from commentspace.domain.delegations import seats
from commentspace.domain.tables import Delegate, Delegation, Membership, Person
from commentspace.errors import NotFound


@dataclass(frozen=True, slots=True)
class DelegateView:
    """Somebody in a delegation, now or once; `member` and `person` are outside names."""

    member: str
    person: str
    name: str
    affiliation: str
    part: str
    began_at: datetime
    ended_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class DelegationView:
    """A delegation as lists show it; `members` sit in it now, the focal point first, `former` did once."""

    uid: str
    name: str
    speaks_as_one: bool
    at: datetime
    ended_at: datetime | None
    members: tuple[DelegateView, ...]
    former: tuple[DelegateView, ...]

    @property
    def focal(self) -> DelegateView | None:
        """Who submits for it."""
        return next((each for each in self.members if each.part == "focal"), None)


def of_space(session: Session, who: Standing) -> list[DelegationView]:
    """All delegations of the space, by name, those that have ended last: for moderators."""
    who.require("invite")
    return _found(session, col(Delegation.space_id) == who.space_id)


def one(session: Session, who: Standing, uid: str) -> DelegationView:
    """One of them, for moderators; NotFound where there is none."""
    who.require("invite")
    return _one(session, col(Delegation.space_id) == who.space_id, col(Delegation.uid) == uid)


def of_key(session: Session, delegation_id: int) -> DelegationView:
    """A delegation for those who sit in it; the caller has asked `seats`."""
    return _one(session, col(Delegation.id) == delegation_id)


def _one(session: Session, *conditions: Any) -> DelegationView:
    found = _found(session, *conditions)
    if not found:
        raise NotFound()
    return found[0]


def _found(session: Session, *conditions: Any) -> list[DelegationView]:
    delegations = list(session.execute(select(Delegation).where(*conditions)).scalars())
    seated: dict[int, list[DelegateView]] = {each.id: [] for each in delegations}
    rows = session.execute(
        select(
            col(Delegate.delegation_id),
            col(Membership.uid),
            col(Person.uid),
            col(Person.name),
            col(Membership.affiliation),
            col(Delegate.part),
            col(Delegate.began_at),
            col(Delegate.ended_at),
            col(Delegate.reason),
        )
        .join(Membership, col(Membership.id) == col(Delegate.membership_id))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(col(Delegate.delegation_id).in_(seated))
        .order_by(col(Delegate.part).desc(), col(Person.name), col(Delegate.id))
    )
    for delegation_id, *facts in rows:
        seated[delegation_id].append(DelegateView(*facts))
    views = [_view(each, seated[each.id]) for each in delegations]
    return sorted(views, key=lambda each: (each.ended_at is not None, each.name.casefold(), each.uid))


def _view(found: Delegation, seated: list[DelegateView]) -> DelegationView:
    now = tuple(each for each in seated if each.ended_at is None)
    once = {each.member: each for each in seated if each.member not in {here.member for here in now}}
    return DelegationView(
        found.uid, found.name, found.speaks_as_one, found.at, found.ended_at, now, tuple(once.values())
    )


@dataclass(frozen=True, slots=True)
class Eligible:
    """A member who may be given a seat: who is no moderator, and sits in no delegation."""

    member: str
    name: str
    affiliation: str


def eligible(session: Session, who: Standing) -> list[Eligible]:
    """All of them, by name: for moderators."""
    who.require("invite")
    seated = (
        select(col(Delegate.membership_id))
        .join(Delegation, col(Delegation.id) == col(Delegate.delegation_id))
        .where(col(Delegation.space_id) == who.space_id, *seats.taken())
    )
    rows = session.execute(
        select(col(Membership.uid), col(Person.name), col(Membership.affiliation))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(col(Membership.space_id) == who.space_id, col(Membership.ended_at).is_(None))
        .where(col(Membership.role).in_(("reader", "participant")), col(Membership.id).not_in(seated))
        .order_by(col(Person.name), col(Membership.id))
    )
    return [Eligible(*row) for row in rows]
