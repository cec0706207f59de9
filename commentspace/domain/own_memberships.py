"""One's own memberships: what one wants of each space's mail, and how one stands there before others."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import record
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.tables import Membership, Person, Space
from commentspace.errors import Invalid, NotFound, marked
from commentspace.text import normal

LONGEST_AFFILIATION = 200


@dataclass(frozen=True, slots=True)
class OwnMembership:
    """A membership as its member sees it in their settings."""

    space_id: int
    slug: str
    title: str
    role: str
    digest: str
    texts: bool
    at_once: bool
    announcements: bool
    affiliation: str
    on_behalf_of: str
    listed: bool


def of_person(session: Session, caller: Caller) -> list[OwnMembership]:
    """The memberships that have not ended, by the title of the space."""
    return _mine(session, col(Membership.person_id) == caller.person)


def here(session: Session, who: Standing) -> OwnMembership | None:
    """The caller's membership in this space; None for who is no member."""
    mine = _mine(session, col(Membership.person_id) == who.person_id, col(Membership.space_id) == who.space_id)
    return mine[0] if mine else None


def _mine(session: Session, *conditions: Any) -> list[OwnMembership]:
    rows = session.execute(
        select(Membership, col(Space.slug), col(Space.title))
        .join(Space, col(Space.id) == col(Membership.space_id))
        .where(col(Membership.ended_at).is_(None), *conditions)
        .order_by(col(Space.title), col(Space.id))
    )
    return [
        OwnMembership(
            mine.space_id,
            slug,
            title,
            mine.role,
            mine.digest,
            mine.digest_texts,
            mine.at_once,
            mine.takes_announcements,
            mine.affiliation,
            mine.on_behalf_of,
            mine.is_listed,
        )
        for mine, slug, title in rows
    ]


def checked_affiliation(given: str, *, field: str = "affiliation") -> str:
    """The affiliation on one line; Invalid where it is too long."""
    affiliation = normal.line(given, field=field)
    if len(affiliation) > LONGEST_AFFILIATION:
        raise Invalid(marked("Write where you work in at most 200 characters."), field=field)
    return affiliation


def present(
    session: Session, caller: Caller, space_id: int, affiliation: str, *, is_listed: bool, now: datetime
) -> None:
    """Keep a member's affiliation, which stands beside their comments, and whether the address book shows them.

    NotFound for who is no member there.
    """
    affiliation = checked_affiliation(affiliation)
    mine = session.execute(
        select(Membership).where(
            col(Membership.space_id) == space_id,
            col(Membership.person_id) == caller.person,
            col(Membership.ended_at).is_(None),
        )
    ).scalar_one_or_none()
    if mine is None:
        raise NotFound()
    if mine.affiliation != affiliation:
        person = session.get_one(Person, caller.person)
        person.renamed_at = now  # kept pages know by it that what stands beside comments has changed
        session.add(person)
    mine.affiliation, mine.is_listed = affiliation, is_listed
    session.add(mine)
    session.flush()
    content = {"affiliation": affiliation, "listed": str(is_listed)}
    entry = record.Entry("member.presented", content, things=(mine.uid,))
    who = standing(session, caller, space_id)
    record.append(session, who, record.next_number(session, space_id), entry, now=now)
