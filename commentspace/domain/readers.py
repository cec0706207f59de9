"""Who else has a document open: whom a space lets be named or counted, of those whose pages listen."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import review_windows
from commentspace.domain.listening import AT_ONCE
from commentspace.domain.tables import Membership, Person, Space
from commentspace.errors import Closed


class Reader(NamedTuple):
    """A member whose page is open; `shows` where they let others see it."""

    person_id: int
    uid: str
    name: str
    affiliation: str
    shows: bool


class Present(NamedTuple):
    """What members may know of each other there ("names", "numbers" or "none"), and the members, by name."""

    presence: str
    members: list[Reader]


def among(session: Session, space_id: int, document_id: int, person_ids: Collection[int]) -> Present:
    """Those of these people who are members of the space now. Nobody else is shown, and nobody else is told.

    Who reads tells who writes: while a review is blind nobody is told of anybody, and where it does not name who
    wrote, readers are a number.
    """
    presence = _presence(session, space_id, document_id)
    if presence == "none":
        return Present(presence, [])
    ids, found = sorted(person_ids), list[Reader]()
    for start in range(0, len(ids), AT_ONCE):
        found += _members(session, space_id, ids[start : start + AT_ONCE])
    return Present(presence, sorted(found, key=lambda reader: (reader.name.casefold(), reader.uid)))


def _presence(session: Session, space_id: int, document_id: int) -> str:
    """What is told of readers: as the space says, and no more than the newest review of the document allows."""
    said: str = session.execute(select(col(Space.presence)).where(col(Space.id) == space_id)).scalar_one()
    try:
        review = review_windows.newest(session, document_id)
    except Closed:
        return said
    if review.is_veiled:
        return "none"
    return "numbers" if review.named != "names" and said == "names" else said


def _members(session: Session, space_id: int, ids: list[int]) -> list[Reader]:
    rows = session.execute(
        select(
            col(Person.id), col(Person.uid), col(Person.name), col(Membership.affiliation), col(Person.shows_reading)
        )
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(
            col(Person.id).in_(ids),
            col(Person.erased_at).is_(None),
            col(Membership.space_id) == space_id,
            col(Membership.ended_at).is_(None),
        )
    )
    return [Reader(*row) for row in rows]
