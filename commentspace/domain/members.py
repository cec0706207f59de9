"""Members of a space: added by address, singly or by a list that is checked whole before anything is done."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlmodel import Session, col

from commentspace.domain import invitations, people, post_keys, record
from commentspace.domain.access import LEAST, Caller, Role, Standing, hidden, standing
from commentspace.domain.delegations import leaving
from commentspace.domain.dispositions import unassigning
from commentspace.domain.member_lists import ONLY_OWNERS, Entry, Place
from commentspace.domain.tables import Address, Comment, Membership, Person
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, marked

MOST_AT_ONCE = 100
"""Entries that one call of `add` takes, so that others do not wait for it."""
TOGETHER = 10
"""Entries that a door adds at a time: 20 to 40 ms."""
DIGESTS = ("new", "daily", "off")
"""When the daily mail comes: if something is new, each day, or not at all."""

LAST_OWNER = marked("This is the last owner of the space. Make somebody else an owner first.")


@dataclass(frozen=True, slots=True)
class Added:
    """How a list ended: who is new here, and who was a member before."""

    new: int
    known: int


def add(
    session: Session,
    caller: Caller,
    space_id: int,
    entries: Sequence[Entry],
    *,
    invite: bool = True,
    key: str = "",
    now: datetime,
) -> Added:
    """Make these people members, and write an invitation to each who was none; members keep their place.

    One call is one transaction, of at most MOST_AT_ONCE entries. A door that has more asks `require_addable` for all
    of them first, and then adds TOGETHER at a time: a batch that was cut off can be sent again, as whoever is a
    member already is only counted. With the `key` of its form, a batch asks once, whoever was withdrawn meanwhile.
    """
    if len(entries) > MOST_AT_ONCE:
        raise Invalid(marked("At most %(most)s people can be added at once."), field="text", most=MOST_AT_ONCE)
    who = require_addable(session, caller, space_id, entries)
    if post_keys.is_used(session, who.person_id, "member.add", key, now=now):
        return Added(0, len(entries))
    new = sum(_add_one(session, who, entry, invite, now) for entry in entries)
    return Added(new, len(entries) - new)


def require_addable(session: Session, caller: Caller, space_id: int, entries: Sequence[Entry]) -> Standing:
    """Go on where the caller may add all of these; NotAllowed, or NotFound, before anybody has been added."""
    who = standing(session, caller, space_id)
    who.require("invite")
    if any(entry.role == "owner" for entry in entries) and not who.may("govern"):
        raise NotAllowed(ONLY_OWNERS)
    return who


def _add_one(session: Session, who: Standing, entry: Entry, invite: bool, now: datetime) -> bool:
    person = people.enter(session, entry.name, entry.address, language=entry.language, now=now)
    known = session.execute(
        select(Membership).where(col(Membership.space_id) == who.space_id, col(Membership.person_id) == person.id)
    ).scalar_one_or_none()
    if known is not None and (known.ended_at is None or invitations.is_declined(session, known)):
        return False
    seq = record.next_number(session, who.space_id)
    member = known or Membership(space_id=who.space_id, person_id=person.id, joined_at=now)
    member.role, member.affiliation, member.on_behalf_of = entry.role, entry.affiliation, entry.on_behalf_of
    member.joined_at, member.joined_seq, member.digest_seq, member.ended_at = now, seq, seq, None
    session.add(member)
    session.flush()
    content = {"name": entry.name, "address": entry.address, "role": entry.role, "on_behalf_of": entry.on_behalf_of}
    record.append(session, who, seq, record.Entry("member.added", content, things=(member.uid,)), now=now)
    if invite:
        invitations.make(session, who, member, is_new=known is None, now=now)
    return True


def change(session: Session, caller: Caller, member_uid: str, place: Place, *, space_id: int, now: datetime) -> None:
    """Give a member another role, affiliation or party to speak for; comments keep for whom they were made.

    Only owners make owners and unmake them, and the last of them stays one (Conflict).
    """
    who = standing(session, caller, space_id)
    who.require("invite")
    member = invitations.present_member(session, member_uid, space_id)
    if "owner" in (member.role, place.role) and not who.may("govern"):
        raise NotAllowed(ONLY_OWNERS)
    if place.role != "owner":
        _require_another_owner(session, member, field="role")
    before = Place(member.role, member.affiliation, member.on_behalf_of)
    if before == place:
        return
    member.role, member.affiliation, member.on_behalf_of = place.role, place.affiliation, place.on_behalf_of
    session.add(member)
    session.flush()
    shown = (before.role, before.affiliation) != (place.role, place.affiliation)
    tell = tuple(_beside_comments(session, member)) if shown else ()
    if Role[place.role.upper()] < LEAST["answer"]:
        tell += unassigning.left(session, member.person_id, space_id, now=now)
    entry = record.Entry("member.changed", {"member": member.uid} | asdict(place), things=(member.uid,), tell=tell)
    record.append(session, who, record.next_number(session, space_id), entry, now=now)


def _beside_comments(session: Session, member: Membership) -> Iterator[record.Tell]:
    """Role and affiliation stand beside each comment of a member, so whoever sees them is told that they changed.

    Of a comment whose writer is not named to all, that would tell who it is: only they and moderators are told.
    """
    is_kept = or_(hidden(), col(Comment.masked) != "").label("is_kept")
    rows = session.execute(
        select(Comment.id, Comment.document_id, Comment.paragraph_id, Comment.held_for_id, is_kept).where(  # type: ignore[call-overload]  # plain columns
            col(Comment.author_id) == member.person_id, col(Comment.space_id) == member.space_id
        )
    )
    for comment, document, paragraph, held_for, is_kept in rows:
        few = tuple(person for person in (member.person_id, held_for) if is_kept and person is not None)
        yield record.Tell(document, comment, paragraph, moderators_only=bool(is_kept), people=few)


def end(session: Session, caller: Caller, member_uid: str, *, space_id: int, now: datetime) -> int:
    """End a membership, by a moderator or by the member; what they wrote stays. Returns the person's id.

    The last owner cannot go (Conflict), and a waiting invitation is withdrawn.
    """
    who = standing(session, caller, space_id)
    member = invitations.present_member(session, member_uid, space_id)
    if member.person_id != who.person_id:
        who.require("govern" if member.role == "owner" else "invite")
    _require_another_owner(session, member)
    invitations.end(session, member, who.person_id, now)
    leaving.left_space(session, member.id, who.person_id, now)
    member.ended_at = now
    session.add(member)
    session.flush()
    tell = unassigning.left(session, member.person_id, space_id, now=now)
    seq = record.next_number(session, space_id)
    entry = record.Entry("member.left", {"member": member.uid}, things=(member.uid,), tell=tell)
    record.append(session, who, seq, entry, now=now)
    return member.person_id


def _require_another_owner(session: Session, member: Membership, *, field: str | None = None) -> None:
    """Go on where this member is no owner, or not the only one; the row of the space is locked by the writer."""
    if member.role != "owner":
        return
    another = session.execute(
        select(col(Membership.id)).where(
            col(Membership.space_id) == member.space_id,
            col(Membership.role) == "owner",
            col(Membership.ended_at).is_(None),
            col(Membership.id) != member.id,
        )
    ).first()
    if another is None:
        raise Conflict(LAST_OWNER, field=field)


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member as the list of members shows them."""

    uid: str
    person_id: int
    name: str
    address: str
    affiliation: str
    on_behalf_of: str
    role: str
    language: str
    joined_at: datetime
    verified: bool
    digest: str
    takes_announcements: bool


def of_space(session: Session, who: Standing) -> list[MemberView]:
    """The members, by name; addresses are for moderators, so only they may ask."""
    who.require("invite")
    return _members(session, who.space_id)


def _members(session: Session, space_id: int) -> list[MemberView]:
    rows = session.execute(
        select(
            col(Membership.uid),
            col(Person.id),
            col(Person.name),
            col(Address.address),
            col(Membership.affiliation),
            col(Membership.on_behalf_of),
            col(Membership.role),
            col(Person.language),
            col(Membership.joined_at),
            col(Address.verified_at).is_not(None),
            col(Membership.digest),
            col(Membership.takes_announcements),
        )
        .join(Person, col(Person.id) == col(Membership.person_id))
        .join(Address, (col(Address.person_id) == col(Person.id)) & col(Address.is_main))
        .where(col(Membership.space_id) == space_id, col(Membership.ended_at).is_(None))
        .order_by(col(Person.name), col(Person.id))
    )
    return [MemberView(*row) for row in rows]


def everybody(session: Session, space_id: int) -> list[MemberView]:
    """The members, for the verbs that write to all of them."""
    return _members(session, space_id)


def choose_mail(
    session: Session,
    caller: Caller,
    space_id: int,
    digest: str,
    *,
    texts: bool | None = None,
    at_once: bool | None = None,
    announcements: bool | None = None,
    now: datetime,
) -> None:
    """Keep what a member wants of the mail from this space; None, and what is as it was, changes and records nothing.

    `digest` is one of DIGESTS, or "numbers", which older forms say: something new, without texts. Who takes the
    daily mail up again is told of what comes from then on, not of all that came meanwhile.
    """
    digest, texts = ("new", False) if digest == "numbers" else (digest, texts)
    if digest not in DIGESTS:
        raise Invalid(marked("Choose one of the ways to be told of new comments."), field="digest")
    member = session.execute(
        select(Membership).where(
            col(Membership.space_id) == space_id,
            col(Membership.person_id) == caller.person_id,
            col(Membership.ended_at).is_(None),
        )
    ).scalar_one_or_none()
    if member is None:
        raise NotFound()
    chosen = {"digest": digest, "digest_texts": texts, "at_once": at_once, "takes_announcements": announcements}
    changed = {name: value for name, value in chosen.items() if value not in (None, getattr(member, name))}
    if not changed:
        return
    who, seq = standing(session, caller, space_id), record.next_number(session, space_id)
    if "digest" in changed and member.digest == "off":
        member.digest_seq = seq
    for name, value in changed.items():
        setattr(member, name, value)
    session.add(member)
    session.flush()
    content = {name: str(value) for name, value in changed.items()}
    record.append(session, who, seq, record.Entry("member.mail", content, things=(member.uid,)), now=now)
