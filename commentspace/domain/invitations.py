"""Invitations: one row for each time that somebody is asked to join a space, until they come or it is withdrawn.

That somebody has come is noted when they follow the link of their letter (`invited.accept`). Who comes by another way
leaves a trace, a visit to a document or a comment by mail, and the traces are asked (`arrivals`): so neither reading
nor posting pays for it. A member without an invitation was one before there were any, or was added without a letter:
they are here.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from commentspace.domain import outbox, people, record
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.arrivals import arrivals
from commentspace.domain.delegations import leaving
from commentspace.domain.tables import Invitation, Letter, Membership, Person
from commentspace.errors import Conflict, NotFound, TooMany, marked

PAUSE = timedelta(hours=1)
"""Between two letters about one invitation."""
MOST_TIMES = 5
"""How often one invitation is sent, the first time included."""
ASKED_A_DAY = 5
"""How often one person may be asked anew to join one space."""

CAME = marked("%(name)s has come already. To take the place away, end the membership.")
OFTEN = marked("%(name)s has been invited %(most)s times, and no more letters are sent. Ask in another way.")
EARLY = marked(
    "The last invitation went to %(name)s less than an hour ago. Minutes until it can be sent again: %(minutes)s."
)


def make(session: Session, who: Standing, member: Membership, *, is_new: bool, now: datetime) -> None:
    """Ask a member to come, by a letter that says who asks; TooMany where they were asked too often today.

    `is_new` says that there has never been a membership, and so no invitation, to be asked for.
    """
    asked = 0 if is_new else _asked(session, member, now - timedelta(days=1))
    if asked >= ASKED_A_DAY:
        raise TooMany(OFTEN, field="address", name=people.name_of(session, member.person_id), most=asked)
    made = Invitation(membership_id=member.id, by_id=who.person_id, made_at=now, sent_at=now)
    session.add(made)
    session.flush()
    _write(session, made, member, now)


def _asked(session: Session, member: Membership, since: datetime) -> int:
    """How often they were asked anew since then."""
    found: int = session.execute(
        select(func.count())
        .select_from(Invitation)
        .where(col(Invitation.membership_id) == member.id, col(Invitation.made_at) > since)
    ).scalar_one()
    return found


def _write(session: Session, invitation: Invitation, member: Membership, now: datetime) -> None:
    person = session.get_one(Person, member.person_id)
    reader = outbox.Reader(people.main_address(session, person.id), person.language)
    intent = outbox.Intent(
        kind="invitation",
        dedup=_letter(invitation, invitation.times),
        person_id=member.person_id,
        space_id=member.space_id,
        subjects={"by": invitation.by_id, "invitation": invitation.uid},
    )
    outbox.intend_all(session, [intent], {person.id: reader}, now=now)


def _letter(invitation: Invitation, time: int) -> str:
    return f"invitation:{invitation.uid}:{time}"


def send_again(session: Session, caller: Caller, member_uid: str, *, space_id: int, now: datetime) -> None:
    """Send the letter of a waiting invitation once more, in the name of whoever does it.

    Raises TooMany within an hour of the last one, and after MOST_TIMES; Conflict where they have come.
    """
    who, member, invitation = _waiting(session, caller, member_uid, space_id)
    name = people.name_of(session, member.person_id)
    if invitation.times >= MOST_TIMES:
        raise TooMany(OFTEN, name=name, most=invitation.times)
    if (wait := invitation.sent_at + PAUSE - now) > timedelta():
        raise TooMany(EARLY, name=name, minutes=-(-wait // timedelta(minutes=1)))
    invitation.times, invitation.sent_at, invitation.by_id = invitation.times + 1, now, who.person_id
    session.add(invitation)
    session.flush()
    _write(session, invitation, member, now)
    recorded(session, who, "invitation.sent", invitation, now)


def withdraw(session: Session, caller: Caller, member_uid: str, *, space_id: int, now: datetime) -> int:
    """Take a waiting invitation back, and with it the place; Conflict where they have come. Returns the person's id."""
    who, member, invitation = _waiting(session, caller, member_uid, space_id)
    close(session, invitation, who.person_id, now)
    leaving.left_space(session, member.id, who.person_id, now)
    member.ended_at = now
    session.add(member)
    session.flush()
    recorded(session, who, "invitation.withdrawn", invitation, now)
    return member.person_id


def present_member(session: Session, member_uid: str, space_id: int) -> Membership:
    """The membership of this name that has not ended; NotFound where there is none in this space."""
    member: Membership | None = session.execute(
        select(Membership).where(
            col(Membership.uid) == member_uid,
            col(Membership.space_id) == space_id,
            col(Membership.ended_at).is_(None),
        )
    ).scalar_one_or_none()
    if member is None:
        raise NotFound()
    return member


def _waiting(
    session: Session, caller: Caller, member_uid: str, space_id: int
) -> tuple[Standing, Membership, Invitation]:
    who = standing(session, caller, space_id)
    who.require("invite")
    member = present_member(session, member_uid, space_id)
    if member.role == "owner":
        who.require("govern")
    invitation = last(session, member.id)
    if invitation is None or not is_open(session, invitation, member):
        raise Conflict(CAME, name=people.name_of(session, member.person_id))
    return who, member, invitation


def is_open(session: Session, invitation: Invitation, member: Membership) -> bool:
    """Whether it still waits: neither accepted nor withdrawn, and the person has left no trace here."""
    if invitation.accepted_at or invitation.withdrawn_at or member.ended_at:
        return False
    return member.person_id not in arrivals(session, member.space_id, member.person_id)


def last(session: Session, membership_id: int) -> Invitation | None:
    """The last time that this member was asked; None for a member who never was."""
    found: Invitation | None = session.execute(
        select(Invitation)
        .where(col(Invitation.membership_id) == membership_id)
        .order_by(col(Invitation.id).desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def is_declined(session: Session, member: Membership) -> bool:
    """Whether this person has asked not to be invited here again."""
    invitation = last(session, member.id)
    return invitation is not None and invitation.withdrawn_by_id == member.person_id


def end(session: Session, member: Membership, by_id: int | None, now: datetime) -> None:
    """With a membership its invitation ends, if it still waits, and a letter that has not been sent stays here.

    A member who leaves before they came is not thereby somebody who wants no more letters; that is `invited.decline`.
    """
    invitation = last(session, member.id)
    if invitation is not None and invitation.accepted_at is None and invitation.withdrawn_at is None:
        close(session, invitation, None if by_id == member.person_id else by_id, now)


def close(session: Session, invitation: Invitation, by_id: int | None, now: datetime) -> None:
    """It is over: its link says so, and a letter about it that nobody has taken yet is not sent."""
    invitation.withdrawn_at, invitation.withdrawn_by_id = now, by_id
    session.add(invitation)
    session.flush()
    letters = [_letter(invitation, time) for time in range(1, invitation.times + 1)]
    session.execute(
        update(Letter)
        .where(col(Letter.dedup).in_(letters), col(Letter.state).in_(("intended", "ready")))
        .values(state="dropped", answer="the invitation was withdrawn", leased_until=None)
    )


def recorded(session: Session, who: Standing, verb: str, invitation: Invitation, now: datetime) -> None:
    """Write into the record of its space what was done with an invitation."""
    seq = record.next_number(session, who.space_id)
    content = {"invitation": invitation.uid, "times": str(invitation.times)}
    record.append(session, who, seq, record.Entry(verb, content, things=(invitation.uid,)), now=now)
