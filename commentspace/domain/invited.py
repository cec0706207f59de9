"""An invitation as the link in its letter shows it, and the answers that are given there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import invitations, record
from commentspace.domain.access import Caller, standing
from commentspace.domain.delegations import leaving
from commentspace.domain.tables import Invitation, Membership, Space
from commentspace.errors import Conflict, NotAllowed, NotFound, marked

NOT_WAITING = marked("This invitation does not wait for an answer any more.")


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation as the link in its letter shows it: to whoever holds that, so nothing is told of the space.

    `state` is "waiting", "accepted", "declined" (by the person) or "over" (withdrawn, or the membership has ended);
    `slug` is where the person goes who was asked.
    """

    uid: str
    state: str
    person_id: int
    space_id: int
    slug: str


def find(session: Session, uid: str) -> InvitationView:
    """The invitation of this name; NotFound where there is none."""
    row = session.execute(
        select(Invitation, Membership, col(Space.slug))
        .join(Membership, col(Membership.id) == col(Invitation.membership_id))
        .join(Space, col(Space.id) == col(Membership.space_id))
        .where(col(Invitation.uid) == uid)
    ).first()
    if row is None:
        raise NotFound()
    invitation, member, slug = row
    return InvitationView(invitation.uid, _state(invitation, member), member.person_id, member.space_id, slug)


def _state(invitation: Invitation, member: Membership) -> str:
    if invitation.withdrawn_at is not None:
        is_own = invitation.withdrawn_by_id == member.person_id and member.ended_at is not None
        return "declined" if is_own else "over"
    if member.ended_at is not None:
        return "over"
    return "accepted" if invitation.accepted_at is not None else "waiting"


def accept(session: Session, caller: Caller, uid: str, *, now: datetime) -> None:
    """Note that the person has come; NotAllowed for anybody else. What is over, or noted already, stays as it is."""
    view = find(session, uid)
    if view.person_id != caller.person_id:
        raise NotAllowed()
    if view.state == "waiting":
        session.execute(update(Invitation).where(col(Invitation.uid) == uid).values(accepted_at=now))


def decline(session: Session, uid: str, *, space_id: int, now: datetime) -> None:
    """The person does not want to be asked again: their place ends, and no list of ours invites them here any more.

    Whoever holds the letter may say so, as with the link that stops a mail. Raises Conflict where they have come.
    """
    view, (invitation, member) = find(session, uid), _rows(session, uid, space_id)
    if view.state == "declined":
        return
    if not invitations.is_open(session, invitation, member):
        raise Conflict(NOT_WAITING)
    who = standing(session, Caller(member.person_id), space_id)
    invitations.close(session, invitation, member.person_id, now)
    leaving.left_space(session, member.id, member.person_id, now)
    member.ended_at = now
    session.add(member)
    session.flush()
    invitations.recorded(session, who, "invitation.declined", invitation, now)


def take_up(session: Session, uid: str, *, space_id: int, now: datetime) -> None:
    """Who has declined has changed their mind: the place is theirs again. Conflict where it is not on offer."""
    invitation, member = _rows(session, uid, space_id)
    if find(session, uid).state != "declined" or invitations.last(session, member.id) != invitation:
        raise Conflict(NOT_WAITING)
    seq = record.next_number(session, space_id)
    invitation.withdrawn_at, invitation.withdrawn_by_id, invitation.made_at = None, None, now
    member.joined_at, member.joined_seq, member.digest_seq, member.ended_at = now, seq, seq, None
    session.add_all([invitation, member])
    session.flush()
    who = standing(session, Caller(member.person_id), space_id)
    entry = record.Entry("invitation.taken-up", {"invitation": uid}, things=(uid,))
    record.append(session, who, seq, entry, now=now)


def _rows(session: Session, uid: str, space_id: int) -> tuple[Invitation, Membership]:
    row = session.execute(
        select(Invitation, Membership)
        .join(Membership, col(Membership.id) == col(Invitation.membership_id))
        .where(col(Invitation.uid) == uid, col(Membership.space_id) == space_id)
    ).first()
    if row is None:
        raise NotFound()
    return row[0], row[1]
