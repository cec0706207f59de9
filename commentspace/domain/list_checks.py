"""What a list of people would do in a space, line by line, before anybody is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import people
from commentspace.domain.access import Standing
from commentspace.domain.member_lists import Entry, Place
from commentspace.domain.tables import Address, Invitation, Membership, Person

ASKED_AT_ONCE = 500
"""Addresses in one question to the database."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of an entry.

    `will`: "invite" (a new member, who gets a letter), "invite-again" (was a member before), "nothing" (is a member:
    nothing changes), "not" (has asked not to be invited again). `known_as` is the name under which the person is known
    in a space of the moderator who asks; of others nothing is told. `place` is a member's present place, where the
    list says otherwise.
    """

    entry: Entry
    will: str
    known_as: str = ""
    member: str = ""
    place: Place | None = None


def check(session: Session, who: Standing, entries: Sequence[Entry]) -> list[Found]:
    """What would become of each entry; for moderators."""
    who.require("invite")
    known: dict[str, Any] = {}
    for start in range(0, len(entries), ASKED_AT_ONCE):
        known.update(_known(session, who, (people.folded(each.address) for each in entries[start:][:ASKED_AT_ONCE])))
    return [_found(entry, known.get(people.folded(entry.address))) for entry in entries]


def _known(session: Session, who: Standing, addresses: Iterable[str]) -> dict[str, Any]:
    """The row of each address that belongs to somebody, with their membership and its last invitation."""
    asked = select(func.max(Invitation.id)).where(col(Invitation.membership_id) == col(Membership.id))
    last = asked.correlate(Membership).scalar_subquery()
    columns = (Address.folded, Person.id, Person.name, Membership, Invitation.withdrawn_by_id)
    rows = session.execute(
        select(*columns, _is_in_my_spaces(who).label("mine"))  # type: ignore[call-overload]  # plain columns
        .select_from(Address)
        .join(Person, col(Person.id) == col(Address.person_id))
        .outerjoin(
            Membership,
            and_(col(Membership.person_id) == col(Person.id), col(Membership.space_id) == who.space_id),
        )
        .outerjoin(Invitation, col(Invitation.id) == last)
        .where(col(Address.folded).in_(list(addresses)))
    )
    return {row.folded: row for row in rows}


def _is_in_my_spaces(who: Standing) -> Any:
    """Whether a person is, or was, in a space whose moderator asks: what its roll shows them anyway."""
    theirs, mine = aliased(Membership), aliased(Membership)
    moderated = select(col(mine.space_id)).where(
        col(mine.person_id) == who.person_id,
        col(mine.role).in_(("moderator", "owner")),
        col(mine.ended_at).is_(None),
    )
    here = col(theirs.space_id) == who.space_id
    shared = select(col(theirs.id)).where(
        col(theirs.person_id) == col(Person.id), or_(here, col(theirs.space_id).in_(moderated))
    )
    return shared.correlate(Person).exists()


def _found(entry: Entry, row: Any) -> Found:
    if row is None:
        return Found(entry, "invite")
    name, member = row.name if row.mine else "", row.Membership
    if member is None:
        return Found(entry, "invite", name)
    if member.ended_at is None:
        place = Place(member.role, member.affiliation, member.on_behalf_of)
        listed = Place(entry.role, entry.affiliation or place.affiliation, entry.on_behalf_of or place.on_behalf_of)
        return Found(entry, "nothing", name, member.uid, place if place != listed else None)
    if row.withdrawn_by_id == row.id:
        return Found(entry, "not", name)
    return Found(entry, "invite-again", name)
