"""Whose mail is taken as whose: one rule over who it says wrote it, who vouches for that, and what the space wants."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import people
from commentspace.domain.access import Caller, standing
from commentspace.domain.tables import Address, Membership, Space
from commentspace.errors import NotFound


class Vouching(StrEnum):
    """What our own mail server found out about the address in From; the value is a word of the message's way."""

    NOT_ASKED = "not checked"
    PASSED = "vouched for"
    NONE = "not vouched for"
    FAILED = "failed"

    @property
    def is_vouched_for(self) -> bool | None:
        """The same as it is kept; None where it was not asked."""
        return {Vouching.PASSED: True, Vouching.NOT_ASKED: None}.get(self, False)


class Trust(StrEnum):
    """How a mail is taken: as its writer's, after they have confirmed it, or as nobody's whom we know."""

    TAKEN = "taken"
    UNCONFIRMED = "unconfirmed"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Sent:
    """The address in From, what our mail server says of it, and the address to which the letter went that it answers.

    `went_to` is empty for a mail that answers no letter. `is_confirmed` says that the person has confirmed it.
    """

    address: str
    vouching: Vouching
    went_to: str = ""
    is_confirmed: bool = False


def judge(session: Session, person_id: int | None, sent: Sent, space_ids: Collection[int]) -> Trust:
    """How this mail is taken, that is to be this person's, about these spaces.

    Whoever knows the address that we have signed holds a letter to this person, so where nobody vouches the spaces'
    rule decides. An address that has never been verified speaks for the person only where the letter went there, or
    where it is vouched for; a mail to a public address always needs one of the two, or to be confirmed.
    """
    found = select(col(Address.verified_at)).where(
        col(Address.person_id) == person_id, col(Address.folded) == people.folded(sent.address)
    )
    own = session.execute(found).first()
    if own is None:
        return Trust.STRANGER
    if sent.is_confirmed or sent.vouching == Vouching.PASSED:
        return Trust.TAKEN
    is_known = own.verified_at is not None or people.folded(sent.address) == people.folded(sent.went_to)
    if sent.vouching == Vouching.FAILED or not sent.went_to or not is_known or _confirms(session, space_ids):
        return Trust.UNCONFIRMED
    return Trust.TAKEN


def _confirms(session: Session, space_ids: Collection[int]) -> bool:
    """Whether one of the spaces wants such mail confirmed."""
    rule = select(col(Space.id)).where(col(Space.id).in_(space_ids), col(Space.mail_rule) == "confirm")
    return session.execute(rule).first() is not None


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody whose verified address a mail to a public address comes from; `is_member` of the space at present."""

    person_id: int
    is_member: bool


def writer(session: Session, address: str, space_id: int) -> Writer | None:
    """Who writes to this space, or to one of its documents; None for whoever never belonged to it."""
    person = people.verified_with(session, address)
    if person is None:
        return None
    try:
        who = standing(session, Caller(person.id, "mail"), space_id)
        if who.is_member or who.may("moderate"):
            return Writer(person.id, is_member=True)
    except NotFound:
        pass
    was = select(col(Membership.id)).where(col(Membership.person_id) == person.id, col(Membership.space_id) == space_id)
    return Writer(person.id, is_member=False) if session.execute(was).first() else None
