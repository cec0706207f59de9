"""What moderators do to delegations: make them, say who belongs to them and who submits, end them.

Each act is on the record, with who did it and why. What is said in a room has no part in any of this.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import invitations, names, post_keys, record, reviews
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.delegations import seats
from commentspace.domain.tables import Delegate, Delegation, Membership
from commentspace.domain.told.singly import delegated
from commentspace.errors import Conflict, Invalid, NotFound, marked

LONGEST = 200
"""Characters of the name of a delegation."""
PARTS = ("expert", "focal")

NO_MODERATOR = marked(
    "Moderators read everything that is submitted, so they sit in no delegation. Choose another member."
)
ELSEWHERE = marked(
    "They belong to “%(delegation)s” already, and nobody sits in two delegations. Take them out there first."
)
TAKEN_NAME = marked("There is a delegation of this name already. Choose another name.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a delegation is called, and whether it speaks as one; made by `of`."""

    name: str
    speaks_as_one: bool

    @classmethod
    def of(cls, name: str, *, speaks_as_one: bool) -> "Plan":
        """Check; Invalid for a name that is empty or too long."""
        name = " ".join(name.split())
        if not name:
            raise Invalid(marked("Say on whose behalf the delegation speaks."), field="name")
        if len(name) > LONGEST:
            raise Invalid(marked("Give the name in at most %(most)s characters."), field="name", most=LONGEST)
        return cls(name, speaks_as_one)


def make(session: Session, caller: Caller, space_id: int, plan: Plan, *, key: str = "", now: datetime) -> str:
    """Make a delegation without members; returns its name outside. Sent twice with one key, it is made once."""
    who = _governor(session, caller, space_id)
    named = col(Delegation.space_id) == space_id, col(Delegation.name) == plan.name, col(Delegation.ended_at).is_(None)
    existing: str | None = session.execute(select(col(Delegation.uid)).where(*named)).scalar_one_or_none()
    if post_keys.is_used(session, who.person_id, "delegation.made", key, now=now) and existing:
        return existing
    if existing:
        raise Conflict(TAKEN_NAME, field="name")
    made = Delegation(
        uid=names.new(),
        space_id=space_id,
        name=plan.name,
        speaks_as_one=plan.speaks_as_one,
        by_id=who.person_id,
        at=now,
    )
    session.add(made)
    session.flush()
    _record(session, who, "made", made, {"name": plan.name, "as_one": str(plan.speaks_as_one)}, now)
    return made.uid


def change(session: Session, caller: Caller, uid: str, plan: Plan, *, now: datetime) -> None:
    """Give it another name, or another voice; comments keep the name under which they were submitted."""
    who, found = _governed(session, caller, uid)
    others = col(Delegation.space_id) == found.space_id, col(Delegation.id) != found.id
    named = col(Delegation.name) == plan.name, col(Delegation.ended_at).is_(None)
    if session.execute(select(col(Delegation.id)).where(*others, *named)).first():
        raise Conflict(TAKEN_NAME, field="name")
    if (found.name, found.speaks_as_one) == (plan.name, plan.speaks_as_one):
        return
    found.name, found.speaks_as_one = plan.name, plan.speaks_as_one
    session.add(found)
    session.flush()
    _record(session, who, "changed", found, {"name": plan.name, "as_one": str(plan.speaks_as_one)}, now)


def end(session: Session, caller: Caller, uid: str, *, now: datetime) -> None:
    """End a delegation: its room closes, and what was not submitted is again a draft of whoever wrote it."""
    who, found = _governed(session, caller, uid)
    found.ended_at = now
    session.add(found)
    session.flush()
    _record(session, who, "ended", found, {}, now)


def seat(session: Session, caller: Caller, uid: str, member_uid: str, part: str = "expert", *, now: datetime) -> None:
    """Give a member of the space a seat, or another part in the delegation to which they belong.

    There is one focal point at most: whoever becomes it takes the place of the one before, who stays as an expert and
    submits nothing from now on. What waits in the room stays there.
    """
    if part not in PARTS:
        raise Invalid(marked("Choose the part that they have in the delegation."), field="part")
    who, found = _governed(session, caller, uid)
    member = invitations.present_member(session, member_uid, found.space_id)
    if member.role in ("moderator", "owner"):
        raise Conflict(NO_MODERATOR, field="member")
    present = _seat_of(session, member)
    if present is not None and present.delegation_id != found.id:
        other = session.get_one(Delegation, present.delegation_id)
        raise Conflict(ELSEWHERE, field="member", delegation=other.name)
    if present is not None and present.part == part:
        return
    if part == "focal":
        _step_back(session, who, found, now)
    if present is not None:
        _end_seat(session, who, present, "", now)
    delegated(session, _sit(session, who, found, member.id, part, now), now=now)
    _record(session, who, "seated", found, {"member": member.uid, "part": part}, now)


def leave_out(session: Session, caller: Caller, uid: str, member_uid: str, reason: str = "", *, now: datetime) -> None:
    """Take somebody out of a delegation: they do not see its room any more; what they wrote there stays in it."""
    who, found = _governed(session, caller, uid)
    reason = reviews.short_reason(reason)
    member = session.execute(
        select(Membership).where(col(Membership.uid) == member_uid, col(Membership.space_id) == found.space_id)
    ).scalar_one_or_none()
    present = _seat_of(session, member) if member else None
    if member is None or present is None or present.delegation_id != found.id:
        raise NotFound()
    _end_seat(session, who, present, reason.strip(), now)
    _record(session, who, "unseated", found, {"member": member.uid, "reason": reason.strip()}, now)


def _governor(session: Session, caller: Caller, space_id: int) -> Standing:
    who = standing(session, caller, space_id)
    who.require("invite")
    return who


def _governed(session: Session, caller: Caller, uid: str) -> tuple[Standing, Delegation]:
    """A delegation that the caller governs and that has not ended; NotFound where they may not know of it."""
    named = col(Delegation.uid) == uid, col(Delegation.ended_at).is_(None)
    found = session.execute(select(Delegation).where(*named)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return _governor(session, caller, found.space_id), found


def _seat_of(session: Session, member: Membership) -> Delegate | None:
    """The seat that a member has in any delegation of the space."""
    found: Delegate | None = session.execute(
        select(Delegate)
        .join(Delegation, col(Delegation.id) == col(Delegate.delegation_id))
        .where(col(Delegate.membership_id) == member.id, *seats.taken())
    ).scalar_one_or_none()
    return found


def _step_back(session: Session, who: Standing, found: Delegation, now: datetime) -> None:
    """The focal point before stays as an expert."""
    focal = col(Delegate.delegation_id) == found.id, col(Delegate.part) == "focal", col(Delegate.ended_at).is_(None)
    for before in list(session.execute(select(Delegate).where(*focal)).scalars()):
        _end_seat(session, who, before, "", now)
        delegated(session, _sit(session, who, found, before.membership_id, "expert", now), now=now)


def _sit(session: Session, who: Standing, found: Delegation, membership_id: int, part: str, now: datetime) -> int:
    began = Delegate(
        uid=names.new(),
        delegation_id=found.id,
        membership_id=membership_id,
        part=part,
        by_id=who.person_id,
        began_at=now,
    )
    session.add(began)
    session.flush()
    return began.id


def _end_seat(session: Session, who: Standing, present: Delegate, reason: str, now: datetime) -> None:
    present.ended_at, present.ended_by_id, present.reason = now, who.person_id, reason
    session.add(present)
    session.flush()


def _record(
    session: Session, who: Standing, act: str, found: Delegation, content: dict[str, str], now: datetime
) -> None:
    things = (found.uid, *([content["member"]] if "member" in content else []))
    entry = record.Entry(f"delegation.{act}", {"delegation": found.uid} | content, things=things)
    record.append(session, who, record.next_number(session, found.space_id), entry, now=now)
