"""One's own mail addresses: added by a link that is mailed there, made the main one, removed.

Nothing here tells whether an address belongs to somebody else: who asks is answered alike, and a letter goes to the
address alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from commentspace.domain import limits, names, outbox, people, signing, suppressions
from commentspace.domain.access import Caller
from commentspace.domain.tables import Address, Letter, Person, SignIn
from commentspace.errors import Conflict, Invalid, NotFound, marked

GOOD_FOR = timedelta(days=1)
"""How long the link in the letter works."""
ASKED_A_DAY = 10
"""New addresses that one person may ask for in a day."""
LETTER_PAUSE = timedelta(minutes=1)
MOST = 10
"""Addresses of one person."""

STALE = marked("This link is no longer good: it works for a day. Add the address again.")
ANOTHERS = marked("This link belongs to somebody else. Sign in as the person who asked for it.")
TAKEN = marked("This address belongs to somebody by now, so it was not added.")


@dataclass(frozen=True, slots=True)
class AddressView:
    """An address of one's own; one that is not verified has never got a letter that was answered."""

    address: str
    is_main: bool
    is_verified: bool


def of_person(session: Session, caller: Caller) -> list[AddressView]:
    """All addresses of this person, the main one first."""
    rows = session.execute(
        select(col(Address.address), col(Address.is_main), col(Address.verified_at).is_not(None))
        .where(col(Address.person_id) == caller.person)
        .order_by(col(Address.is_main).desc(), col(Address.folded))
    )
    return [AddressView(*row) for row in rows]


def ask(session: Session, caller: Caller, given: str, *, now: datetime) -> str:
    """Mail a link to a new address; returns it. Where it is somebody's already, only they are told, by mail.

    Raises Invalid for what is no address or is one's own already; TooMany for who asks without end.
    """
    address = people.checked_address(given)
    owner = people.with_address(session, address)
    if owner is not None and owner.id == caller.person:
        raise Invalid(marked("This address is yours already."), field="address")
    if len(of_person(session, caller)) >= MOST:
        raise Conflict(marked("You have ten addresses. Remove one before you add another."), field="address")
    limits.allow(session, f"address:{caller.person}", ASKED_A_DAY, timedelta(days=1), now)
    to = f"address-to:{people.folded(address)}"
    if limits.has_room(session, to, 1, LETTER_PAUSE, now):
        limits.count(session, to, now)
        outbox.intend(session, _letter(session, caller, address, owner, now), now=now)
    return address


def _letter(session: Session, caller: Caller, address: str, owner: Person | None, now: datetime) -> outbox.Intent:
    """The link for who asked; where the address is somebody's, a word to them instead, as they wrote it."""
    once = names.new()
    if owner is not None:
        goal = people.as_given(session, address)
        return outbox.Intent("address-taken", f"address-taken:{once}", owner.id, address=goal)
    until = {"until": now + GOOD_FOR}
    return outbox.Intent("address", f"address:{once}", caller.person, subjects=until, address=address)


def read(session: Session, caller: Caller, token: str, secret: bytes, now: datetime) -> str:
    """The address that a mailed link would add; Invalid where it is no longer good, NotFound where it is none of ours.

    Only the person who asked may use it: whoever gets the letter unasked gives nothing away by a press.
    """
    uid = signing.verify("address", token, secret)
    letter: Letter | None = session.execute(
        select(Letter).where(col(Letter.uid) == uid, col(Letter.kind) == "address")
    ).scalar_one_or_none()
    if letter is None:
        raise NotFound()
    if letter.person_id != caller.person:
        raise Invalid(ANOTHERS)
    if letter.created_at + GOOD_FOR <= now:
        raise Invalid(STALE)
    return letter.address


def add(session: Session, caller: Caller, token: str, secret: bytes, *, now: datetime) -> str:
    """Add the address of a mailed link; following it twice adds it once. Conflict where it is another's by now."""
    address = read(session, caller, token, secret, now)
    owner = people.with_address(session, address)
    if owner is None:
        own = Address(
            person_id=caller.person,
            address=address,
            folded=people.folded(address),
            is_main=False,
            verified_at=now,
        )
        session.add(own)
        _tell(session, caller, "added", address, now)
    elif owner.id != caller.person:
        raise Conflict(TAKEN)
    return address


def make_main(session: Session, caller: Caller, address: str, *, now: datetime) -> None:
    """Send letters to this address from `now` on, where a mail has reached its person before."""
    own = _own(session, caller, address)
    if own.verified_at is None:
        raise Conflict(marked("No mail has been answered from this address yet, so it cannot be the main one."))
    if own.is_main:
        return
    _tell(session, caller, "main", own.address, now)
    mine = col(Address.person_id) == caller.person
    session.execute(update(Address).where(mine).values(is_main=False))
    session.execute(update(Address).where(col(Address.id) == own.id).values(is_main=True))


def remove(session: Session, caller: Caller, address: str, *, now: datetime) -> None:
    """Forget an address that is not the main one; letters of sign-in that were sent there open nothing any more."""
    own = _own(session, caller, address)
    if own.is_main:
        raise Conflict(marked("Letters go to this address. Make another one the main address first."))
    waiting = (col(SignIn.person_id) == caller.person, col(SignIn.used_at).is_(None))
    session.execute(update(SignIn).where(*waiting).values(used_at=now))
    session.execute(delete(Address).where(col(Address.id) == own.id))
    suppressions.forget(session, [own.folded])
    _tell(session, caller, "removed", own.address, now)


def _tell(session: Session, caller: Caller, act: str, address: str, now: datetime) -> None:
    """A word to the main address, as it was until now: somebody else may be at work in their browser."""
    subjects = {"act": act, "address": address}
    dedup = f"address-changed:{names.new()}"
    outbox.intend(session, outbox.Intent("address-changed", dedup, caller.person, subjects=subjects), now=now)


def _own(session: Session, caller: Caller, address: str) -> Address:
    own: Address | None = session.execute(
        select(Address).where(col(Address.person_id) == caller.person, col(Address.folded) == people.folded(address))
    ).scalar_one_or_none()
    if own is None:
        raise NotFound()
    return own


def exported(session: Session, person_id: int) -> list[Mapping[str, Any]]:
    """All addresses of a person with when they were verified, to be taken away."""
    rows = session.execute(
        select(col(Address.address), col(Address.is_main), col(Address.verified_at))
        .where(col(Address.person_id) == person_id)
        .order_by(col(Address.id))
    )
    return [dict(row._mapping) for row in rows]
