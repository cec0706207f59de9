"""Addresses to which no letters go, as they come back or were complained of, until somebody lifts it.

Only sign-in links and confirmations still go there: whoever asks for one waits for it. One's own are seen and lifted
in the settings; moderators see those of their members' main addresses, and lift them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlmodel import Session, col

from commentspace.domain import people
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.failures import Kind
from commentspace.domain.tables import Address, Bounce, Membership, Suppression
from commentspace.errors import NotFound, marked

ALWAYS = frozenset({"sign-in", "address"})
"""Kinds of letters that go to every address."""
WHY = {
    "hard": marked("The mail server there says that this address does not exist."),
    "soft": marked("The mail server there has not taken any for a long time."),
    "complaint": marked("A letter to it was marked as unwanted there."),
}


@dataclass(frozen=True, slots=True)
class Suppressed:
    """An address without letters, since when, and why in words; `said` is what its server said last."""

    address: str
    since: datetime
    why: str
    said: str = ""


def is_suppressed(session: Session, address: str) -> bool:
    """Whether no letters go to this address."""
    return bool(among(session, [address]))


def among(session: Session, addresses: Collection[str]) -> set[str]:
    """Which of these addresses get no letters, folded."""
    folded = {people.folded(address) for address in addresses}
    found = select(col(Suppression.address)).where(col(Suppression.address).in_(folded), _stands())
    return set(session.execute(found).scalars())


def to_person(person_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether no letters go to this person's main address, as a condition in a query."""
    main = (col(Address.person_id) == person_id) & col(Address.is_main)
    return exists().where(main, col(Suppression.address) == col(Address.folded), _stands())


def _stands() -> ColumnElement[bool]:
    return col(Suppression.lifted_at).is_(None)


def suppress(session: Session, address: str, why: Kind, *, now: datetime) -> None:
    """Send nothing there from `now` on; of two reasons the first stays."""
    if not is_suppressed(session, address):
        session.add(Suppression(address=people.folded(address), why=why, at=now))
        session.flush()


def of_person(session: Session, caller: Caller) -> list[Suppressed]:
    """One's own addresses to which no letters go."""
    mine = select(col(Address.address), col(Address.folded)).where(col(Address.person_id) == caller.person)
    given = {row.folded: row.address for row in session.execute(mine.order_by(col(Address.id)))}
    return [_view(session, row, given[row.address]) for row in _standing_of(session, given)]


def of_members(session: Session, who: Standing) -> dict[str, Suppressed]:
    """The members of a space whose letters come back, by the names of their memberships; for moderators.

    What servers said is not for them: it may tell where somebody's mail is sent on to.
    """
    who.require("invite")
    rows = session.execute(
        select(col(Membership.uid), col(Address.address), col(Suppression.at), col(Suppression.why))
        .join(Address, (col(Address.person_id) == col(Membership.person_id)) & col(Address.is_main))
        .join(Suppression, col(Suppression.address) == col(Address.folded))
        .where(col(Membership.space_id) == who.space_id, col(Membership.ended_at).is_(None), _stands())
    )
    return {row.uid: Suppressed(row.address, row.at, WHY[row.why]) for row in rows}


def _standing_of(session: Session, folded: Collection[str]) -> list[Suppression]:
    wanted = select(Suppression).where(col(Suppression.address).in_(folded), _stands()).order_by(col(Suppression.id))
    return list(session.execute(wanted).scalars())


def _view(session: Session, row: Suppression, address: str) -> Suppressed:
    last = select(col(Bounce.said)).where(col(Bounce.address) == row.address).order_by(col(Bounce.id).desc()).limit(1)
    return Suppressed(address, row.at, WHY[row.why], session.execute(last).scalar() or "")


def lift(session: Session, caller: Caller, address: str, *, now: datetime) -> None:
    """Send letters to one's own address again; NotFound where it is not one's own."""
    own = select(col(Address.id)).where(
        col(Address.person_id) == caller.person, col(Address.folded) == people.folded(address)
    )
    if session.execute(own).first() is None:
        raise NotFound()
    _lift(session, people.folded(address), caller.person_id, now)


def lift_for_member(session: Session, caller: Caller, member_uid: str, *, space_id: int, now: datetime) -> None:
    """Send letters to a member's main address again, by a moderator of the space."""
    standing(session, caller, space_id).require("invite")
    found = session.execute(
        select(col(Address.folded))
        .join(Membership, col(Membership.person_id) == col(Address.person_id))
        .where(
            col(Membership.uid) == member_uid,
            col(Membership.space_id) == space_id,
            col(Membership.ended_at).is_(None),
            col(Address.is_main),
        )
    ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    _lift(session, found, caller.person_id, now)


def lift_by_mail(session: Session, address: str, *, now: datetime) -> None:
    """A mail that certainly comes from there answers one of ours: letters arrive, and what bounced is forgotten."""
    session.execute(delete(Bounce).where(col(Bounce.address) == people.folded(address)))
    _lift(session, people.folded(address), None, now)


def _lift(session: Session, folded: str, by_id: int | None, now: datetime) -> None:
    which = col(Suppression.address) == folded
    session.execute(update(Suppression).where(which, _stands()).values(lifted_at=now, lifted_by_id=by_id))


def forget(session: Session, addresses: Collection[str]) -> None:
    """Erase what is kept of addresses that are somebody's no more; they are folded."""
    session.execute(delete(Bounce).where(col(Bounce.address).in_(addresses)))
    session.execute(delete(Suppression).where(col(Suppression.address).in_(addresses)))
