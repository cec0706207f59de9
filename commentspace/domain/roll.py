"""The roll of a space, for its moderators: every member with role and state, found by words, state and organisation."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlmodel import Session, col

from commentspace.domain.access import Standing
from commentspace.domain.arrivals import arrivals
from commentspace.domain.invitations import MOST_TIMES, PAUSE
from commentspace.domain.tables import Address, Invitation, Membership, Person
from commentspace.errors import NotFound
from commentspace.text import search

PAGE = 100
"""Members on one page."""
STATES = ("here", "invited", "ended", "withdrawn", "declined")

PLACE = ("uid", "affiliation", "on_behalf_of", "role", "is_listed", "joined_at", "ended_at")
INVITATION = ("made_at", "sent_at", "times", "accepted_at", "withdrawn_at", "withdrawn_by_id")


@dataclass(frozen=True, slots=True)
class RollEntry:
    """A member as moderators see them.

    `state`: "here" (has come, or was a member before there were invitations), "invited" (has not come yet), "ended",
    "withdrawn" (never came, and is not asked any more), "declined" (does not want to be asked again).
    """

    uid: str
    person_id: int
    person: str
    name: str
    address: str
    affiliation: str
    on_behalf_of: str
    role: str
    is_listed: bool
    joined_at: datetime
    ended_at: datetime | None
    state: str
    came_at: datetime | None
    asked_at: datetime | None
    sent_at: datetime | None
    times: int

    @property
    def organisation(self) -> str:
        """On whose behalf they speak, else where they belong; empty where they have said neither."""
        return self.on_behalf_of or self.affiliation

    @property
    def is_present(self) -> bool:
        """Whether they are a member now, come or not."""
        return self.state in ("here", "invited")

    def again_at(self) -> datetime | None:
        """From when on the invitation may be sent again; None where it may not."""
        if self.state != "invited" or self.sent_at is None or self.times >= MOST_TIMES:
            return None
        return self.sent_at + PAUSE

    def can_be_sent(self, now: datetime) -> bool:
        """Whether it may be sent again now."""
        again = self.again_at()
        return again is not None and again - now <= timedelta()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, a state ("" for all who are members now), an organisation; `page` counts from 1."""

    words: str = ""
    state: str = ""
    organisation: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Roll:
    """A page of the roll, and what there is in all: numbers of members by state, and by organisation."""

    entries: Sequence[RollEntry]
    found: int
    states: Counter[str]
    organisations: Sequence[tuple[str, int]]


def of_space(session: Session, who: Standing, wanted: Wanted) -> Roll:
    """The members that are wanted, by name; only moderators may ask, as addresses are theirs."""
    who.require("invite")
    every = _entries(session, who)
    terms = search.terms(wanted.words)
    found = [each for each in every if _is_wanted(each, wanted) and (not terms or search.has_all(_folded(each), terms))]
    found.sort(key=lambda each: (each.name.casefold(), each.person_id))
    first = (wanted.page - 1) * PAGE
    states = Counter(each.state for each in every)
    return Roll(found[first : first + PAGE], len(found), states, organisations(each.organisation for each in every))


def one(session: Session, who: Standing, member_uid: str) -> RollEntry:
    """One member, for moderators and for the member; NotFound for anybody else."""
    found = next(iter(_entries(session, who, col(Membership.uid) == member_uid)), None)
    if found is None or not (who.may("invite") or found.person_id == who.person_id):
        raise NotFound()
    return found


def of_person(session: Session, who: Standing, person_uid: str) -> RollEntry | None:
    """The same by the name of the person; None where they have no place, or the caller may not know it."""
    found = next(iter(_entries(session, who, col(Person.uid) == person_uid)), None)
    return found if found and (who.may("invite") or found.person_id == who.person_id) else None


def organisations(named: Iterable[str]) -> list[tuple[str, int]]:
    """How many belong to each organisation that has a name, by name."""
    counted = Counter(filter(None, named))
    return sorted(counted.items(), key=lambda each: (each[0].casefold(), each[0]))


def _is_wanted(entry: RollEntry, wanted: Wanted) -> bool:
    is_of_state = entry.is_present if wanted.state == "" else entry.state == wanted.state
    return is_of_state and wanted.organisation in ("", entry.organisation)


def _folded(entry: RollEntry) -> str:
    return search.fold(" \n ".join((entry.name, entry.address, entry.affiliation, entry.on_behalf_of)))


def _entries(session: Session, who: Standing, *conditions: Any) -> list[RollEntry]:
    came = arrivals(session, who.space_id)
    return [_entry(row, came) for row in session.execute(_selected(who.space_id).where(*conditions))]


def _selected(space_id: int) -> Select[Any]:
    """Rows of columns: as objects, a thousand members take several times as long."""
    asked = select(func.max(Invitation.id)).where(col(Invitation.membership_id) == col(Membership.id))
    last = asked.correlate(Membership).scalar_subquery()
    person: tuple[Any, ...] = (
        col(Person.id).label("person_id"),
        col(Person.uid).label("person"),
        col(Person.name),
        col(Address.address),
    )
    place = [getattr(Membership, name) for name in PLACE]
    invitation = [getattr(Invitation, name) for name in INVITATION]
    found: Select[Any] = (
        select(*person, *place, *invitation)
        .select_from(Membership)
        .join(Person, col(Person.id) == col(Membership.person_id))
        .join(Address, and_(col(Address.person_id) == col(Person.id), col(Address.is_main)))
        .outerjoin(Invitation, col(Invitation.id) == last)
        .where(col(Membership.space_id) == space_id)
    )
    return found


def _entry(row: Any, arrived: dict[int, datetime]) -> RollEntry:
    accepted = row.accepted_at if row.made_at is not None else row.joined_at
    came_at = accepted or arrived.get(row.person_id)
    return RollEntry(
        uid=row.uid,
        person_id=row.person_id,
        person=row.person,
        name=row.name,
        address=row.address,
        affiliation=row.affiliation,
        on_behalf_of=row.on_behalf_of,
        role=row.role,
        is_listed=row.is_listed,
        joined_at=row.joined_at,
        ended_at=row.ended_at,
        state=_state(row, came_at),
        came_at=came_at,
        asked_at=row.made_at,
        sent_at=row.sent_at,
        times=row.times or 0,
    )


def _state(row: Any, came_at: datetime | None) -> str:
    if row.ended_at is None:
        return "here" if came_at is not None else "invited"
    if row.withdrawn_at is None:
        return "ended"
    return "declined" if row.withdrawn_by_id == row.person_id else "withdrawn"
