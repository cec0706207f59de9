"""Erasing a person: at their own wish all that is kept about them goes; the record and what others wrote stand.

Much may have to be done, so it is done in short steps (`Database.carry_out`). Until the last of them nothing tells that
it has begun but that the person is signed out everywhere; cut off, it is taken up again (`unfinished`, `complete`).
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain import invitations, people, record, suppressions, traces
from commentspace.domain.access import Caller, Role, Standing, standing
from commentspace.domain.branches import touch
from commentspace.domain.contributions import own as unsubmitted
from commentspace.domain.delegations import leaving
from commentspace.domain.tables import (
    Address,
    Comment,
    DigestWindow,
    Invitation,
    Letter,
    Login,
    Membership,
    Person,
    PostKey,
    SignIn,
    Space,
    Token,
    Try,
    Visit,
)
from commentspace.domain.traces import Traces
from commentspace.errors import Conflict, Invalid, marked

FRESH = timedelta(minutes=10)
"""How long after signing in somebody may have their data erased."""
LATER = timedelta(minutes=5)
"""What has not been finished by then was cut off, and is taken up by others."""

STALE = marked("You signed in more than ten minutes ago. Sign in again, so that nobody else does this in your browser.")
OTHER_ADDRESS = marked("This is not the address to which letters to you go. Type that one.")
HAND_OVER = marked("You are the only owner of “%(space)s”. Make another member its owner first.")


@dataclass(frozen=True, slots=True)
class Sole:
    """A space that would be left without an owner while it has other members."""

    slug: str
    title: str


def in_the_way(session: Session, caller: Caller) -> list[Sole]:
    """The spaces that this person has to hand over first."""
    rows = session.execute(
        select(col(Space.id), col(Space.slug), col(Space.title))
        .join(Membership, col(Membership.space_id) == col(Space.id))
        .where(
            col(Membership.person_id) == caller.person,
            col(Membership.ended_at).is_(None),
            col(Membership.role) == "owner",
        )
        .order_by(col(Space.title), col(Space.id))
    ).all()
    return [Sole(row.slug, row.title) for row in rows if _is_alone(session, caller.person, row.id)]


def _is_alone(session: Session, person_id: int, space_id: int) -> bool:
    """Whether they own it alone, and others are members."""
    others = col(Membership.space_id) == space_id, col(Membership.ended_at).is_(None)
    roles = session.execute(select(col(Membership.role)).where(*others, col(Membership.person_id) != person_id))
    found = list(roles.scalars())
    return bool(found) and "owner" not in found


def is_fresh(signed_in_at: datetime, now: datetime) -> bool:
    """Whether somebody has signed in so lately that it is certainly they who ask."""
    return now - signed_in_at <= FRESH


def erase(caller: Caller, typed: str, signed_in_at: datetime) -> Generator[Step, Any, list[str]]:
    """Erase all that is kept about who asks; returns the names of the sessions of browsers that have ended by it.

    `typed` is their main address, typed to be sure. Raises Invalid for another one, Conflict for a sign-in that is not
    fresh and for the only owner of a space with other members; nothing has been erased then.
    """
    spaces: list[int] = yield Step(require_erasable, (caller, typed, signed_in_at))
    for space_id in spaces:
        yield Step(leave, (caller, space_id), space_id)
    ended: list[str] = yield Step(begin, (caller.person,))
    yield from complete(caller.person)
    return ended


def require_erasable(
    session: Session, caller: Caller, typed: str, signed_in_at: datetime, *, now: datetime
) -> list[int]:
    """Go on where this may be done; returns the spaces of which the person is a member."""
    if people.folded(typed) != people.folded(people.main_address(session, caller.person)):
        raise Invalid(OTHER_ADDRESS, field="address")
    if not is_fresh(signed_in_at, now):
        raise Conflict(STALE)
    for sole in in_the_way(session, caller):
        raise Conflict(HAND_OVER, space=sole.title)
    present = col(Membership.person_id) == caller.person, col(Membership.ended_at).is_(None)
    return list(session.execute(select(col(Membership.space_id)).where(*present)).scalars())


def leave(session: Session, caller: Caller, space_id: int, *, now: datetime) -> None:
    """Leave a space, as any member may; the row of the space is locked, so no two owners leave at once."""
    who = standing(session, caller, space_id)
    here = col(Membership.space_id) == space_id, col(Membership.person_id) == caller.person
    member = session.execute(select(Membership).where(*here, col(Membership.ended_at).is_(None))).scalar_one_or_none()
    if member is None:
        return
    if member.role == "owner" and _is_alone(session, caller.person, space_id):
        raise Conflict(HAND_OVER, space=session.get_one(Space, space_id).title)
    invitations.end(session, member, who.person_id, now)
    leaving.left_space(session, member.id, who.person_id, now)
    member.ended_at = now
    session.add(member)
    session.flush()
    entry = record.Entry("member.left", {"member": member.uid}, things=(member.uid,))
    record.append(session, who, record.next_number(session, space_id), entry, now=now)


def begin(session: Session, person_id: int, *, now: datetime) -> list[str]:
    """From now on nobody is signed in as this person, and nothing is sent to them."""
    person = session.get_one(Person, person_id)
    person.erased_at, person.is_admin, person.next_digest_at = now, False, None
    person.takes_letters = person.shows_reading = False
    session.add(person)
    session.flush()
    waiting = col(Letter.person_id) == person_id, col(Letter.state).in_(("intended", "ready"))
    session.execute(update(Letter).where(*waiting).values(state="dropped", leased_until=None))
    session.execute(delete(SignIn).where(col(SignIn.person_id) == person_id))
    session.execute(update(Token).where(col(Token.person_id) == person_id).values(name="", ended_at=now))
    ended = delete(Login).where(col(Login.person_id) == person_id).returning(col(Login.uid))
    return list(session.execute(ended).scalars())


def complete(person_id: int) -> Generator[Step, Any, None]:
    """All steps after the beginning; each may be done again."""
    of: Traces = yield Step(_traces, (person_id,))
    for verb in traces.ALL:
        yield from _each(verb, of)
    yield Step(anonymise, (of,))
    yield from _each(traces.erase_files, of)  # those that were made meanwhile
    for space_id in of.spaces:
        yield Step(tell, (person_id, space_id), space_id)
    yield Step(finish, (of,))


def _each(verb: Callable[..., int | None], of: Traces) -> Generator[Step, Any, None]:
    """A verb for one batch of rows after the other."""
    after: int | None = 0
    while after is not None:
        after = yield Step(verb, (of, after))


def _traces(session: Session, person_id: int, *, now: datetime) -> Traces:
    return traces.of_person(session, person_id)


def anonymise(session: Session, of: Traces, *, now: datetime) -> None:
    """The person has no name any more; the row stays for what refers to it."""
    blank = {"name": people.ERASED, "language": "en", "zone": "UTC", "digest_hour": 7, "reads": "", "expertise": ""}
    session.execute(update(Person).where(col(Person.id) == of.person_id).values(**blank, renamed_at=now))
    session.execute(delete(Visit).where(col(Visit.person_id) == of.person_id))
    session.execute(delete(PostKey).where(col(PostKey.person_id) == of.person_id))
    session.execute(delete(DigestWindow).where(col(DigestWindow.person_id) == of.person_id))
    tried = [f"{what}:{address}" for address in of.addresses for what in ("sign-in", "address-to")]
    counted = [*tried, *(f"{what}:{of.person_id}" for what in ("letters", "address", "answers", "reports", "files"))]
    session.execute(delete(Try).where(col(Try.what).in_(counted)))


def tell(session: Session, person_id: int, space_id: int, *, now: datetime) -> None:
    """Record in a space that somebody was erased, without saying who, and tell the pages that show their comments."""
    seq = record.next_number(session, space_id)
    mine = col(Comment.author_id) == person_id, col(Comment.space_id) == space_id
    theirs = list(session.execute(select(Comment).where(*mine)).scalars())
    touched = tuple(touch(session, comment) for comment in theirs)
    traces.forget_merged(session, [comment.id for comment in theirs])  # carried meanwhile
    session.execute(update(Comment).where(*mine).values(changed_seq=seq))
    here = col(Membership.person_id) == person_id, col(Membership.space_id) == space_id
    memberships = list(session.execute(select(col(Membership.id)).where(*here)).scalars())
    session.execute(delete(Invitation).where(col(Invitation.membership_id).in_(memberships)))
    unsubmitted.unseat(session, memberships)
    session.execute(delete(Membership).where(col(Membership.id).in_(memberships)))
    nobody = Standing(space_id, None, Role.OWNER, "web", "system")
    entry = record.Entry("person.erased", {"ground": "their own wish"}, tell=touched)
    record.append(session, nobody, seq, entry, now=now)


def finish(session: Session, of: Traces, *, now: datetime) -> None:
    """The addresses go last: as long as there are some, this is not finished."""
    suppressions.forget(session, of.addresses)
    session.execute(delete(SignIn).where(col(SignIn.person_id) == of.person_id))
    session.execute(delete(Address).where(col(Address.person_id) == of.person_id))


def unfinished(session: Session, now: datetime) -> Sequence[int]:
    """The people whose erasure has begun, and was cut off."""
    begun = col(Person.erased_at) <= now - LATER, col(Person.id).in_(select(col(Address.person_id)))
    return session.execute(select(col(Person.id)).where(*begun).order_by(col(Person.id))).scalars().all()


def done(session: Session) -> tuple[int, datetime | None]:
    """How many people have been erased to the end, and when the last began: what is kept from before is stale."""
    ended = col(Person.erased_at).is_not(None), col(Person.id).not_in(select(col(Address.person_id)))
    row = session.execute(select(func.count(), func.max(col(Person.erased_at))).where(*ended)).one()
    return row[0], row[1]
