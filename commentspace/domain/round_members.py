"""Members of a round that is for some only: added and removed while it goes on, kept with who and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.database import Look, Step, Steps
from commentspace.domain import record, told, unveiling
from commentspace.domain.access import LEAST, Caller, Role, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.record import Tell
from commentspace.domain.tables import Membership, Person, Review, ReviewMember
from commentspace.errors import Conflict, Invalid, marked

MOST_AT_ONCE = 2_000
BATCH = 100
"""Members who are added or removed in one transaction."""
COMMENTING = tuple(role.name.lower() for role in Role if role >= LEAST["comment"])
"""The roles of those who can be members of a round."""

NOBODY = marked("Choose at least one member of the space for this round, or open it for everybody.")
FOR_ALL = marked("This round is for everybody who may comment, so it has no members of its own.")
FINISHED = marked("This round is finished, so its members stay as they are.")
UNKNOWN = marked(
    "Somebody whom you chose is no participant of this space any more. Load the page again and choose anew."
)


def chosen(session: Session, who: Standing, is_invited: bool, member_uids: Sequence[str]) -> list[int]:
    """The keys of the members with whom a round begins; Invalid where it is for some only, and nobody is named."""
    if not is_invited:
        return []
    if not member_uids:
        raise Invalid(NOBODY, field="members")
    return _keys(session, who, list(dict.fromkeys(member_uids)))


def enter(session: Session, who: Standing, review_id: int, keys: Sequence[int], *, now: datetime) -> None:
    """Let these memberships belong to a round from now on."""
    rows = [{"review_id": review_id, "membership_id": key, "by_id": who.person_id, "at": now} for key in keys]
    if rows:
        session.execute(insert(ReviewMember), rows)


def changing(
    caller: Caller, review_uid: str, adds: Sequence[str], removes: Sequence[str] = ()
) -> Steps[dict[str, int]]:
    """Add and remove many, some in each transaction; how many were none, and how many were members.

    Everything is looked at before anything is written; raises as `add` and `remove` do.
    """
    space_id = yield Look(_changeable, (caller, review_uid, adds))
    done = {"added": 0, "removed": 0}
    for name, verb, uids in (("added", add, adds), ("removed", remove, removes)):
        for start in range(0, len(uids), BATCH):
            done[name] += yield Step(verb, (caller, review_uid, uids[start : start + BATCH]), space_id)
    return done


def _changeable(session: Session, caller: Caller, review_uid: str, adds: Sequence[str]) -> int:
    _, document, who = _changed(session, caller, review_uid)
    _keys(session, who, list(dict.fromkeys(adds)))
    return document.space_id


def add(session: Session, caller: Caller, review_uid: str, member_uids: Sequence[str], *, now: datetime) -> int:
    """Make members of the space members of the round; how many were none. Each of these is told by letter.

    Conflict where it is for everybody, or finished.
    """
    review, document, who = _changed(session, caller, review_uid)
    present = set(_present(session, review.id))
    new = [each for each in _keys(session, who, list(dict.fromkeys(member_uids))) if each not in present]
    if new:
        enter(session, who, review.id, new, now=now)
        _record(session, who, document, review, "review.members_added", new, now)
        told.joined(session, review, document.space_id, new, who.person_id or 0, now=now)
    return len(new)


def remove(session: Session, caller: Caller, review_uid: str, member_uids: Sequence[str], *, now: datetime) -> int:
    """End that these belong to the round; how many did. What they wrote stays."""
    review, document, who = _changed(session, caller, review_uid)
    wanted = select(col(Membership.id)).where(
        col(Membership.uid).in_(member_uids), col(Membership.space_id) == who.space_id
    )
    present = set(_present(session, review.id))
    left = [each for each in session.execute(wanted).scalars() if each in present]
    if left:
        here = col(ReviewMember.review_id) == review.id, col(ReviewMember.ended_at).is_(None)
        session.execute(
            update(ReviewMember).where(*here, col(ReviewMember.membership_id).in_(left)).values(ended_at=now)
        )
        _record(session, who, document, review, "review.members_removed", left, now)
    return len(left)


def _changed(session: Session, caller: Caller, review_uid: str) -> tuple[Review, DocumentView, Standing]:
    review, document, who = unveiling.moderated(session, caller, review_uid)
    if not review.is_invited:
        raise Conflict(FOR_ALL)
    if review.sealed_at is not None:
        raise Conflict(FINISHED)
    return review, document, who


def _keys(session: Session, who: Standing, member_uids: Sequence[str]) -> list[int]:
    """The keys of members of the space who may comment, in their order; Invalid where one is none."""
    if len(member_uids) > MOST_AT_ONCE:
        raise Invalid(marked("At most %(most)s people can be added at once."), field="members", most=MOST_AT_ONCE)
    rows = session.execute(
        select(col(Membership.uid), col(Membership.id)).where(
            col(Membership.uid).in_(member_uids),
            col(Membership.space_id) == who.space_id,
            col(Membership.ended_at).is_(None),
            col(Membership.role).in_(COMMENTING),
        )
    )
    found = dict(rows.all())
    if len(found) < len(member_uids):
        raise Invalid(UNKNOWN, field="members")
    return [found[uid] for uid in member_uids]


def _present(session: Session, review_id: int) -> list[int]:
    here = col(ReviewMember.review_id) == review_id, col(ReviewMember.ended_at).is_(None)
    return list(session.execute(select(col(ReviewMember.membership_id)).where(*here)).scalars())


def _record(
    session: Session,
    who: Standing,
    document: DocumentView,
    review: Review,
    verb: str,
    keys: Sequence[int],
    now: datetime,
) -> None:
    """One event for all of them; it is told to moderators and to those whom it is about."""
    rows = session.execute(
        select(col(Membership.uid), col(Membership.person_id)).where(col(Membership.id).in_(keys))
    ).all()
    things = (document.uid, review.uid, *(row.uid for row in rows))
    tell = Tell(document_id=document.id, moderators_only=True, people=tuple(row.person_id for row in rows))
    entry = record.Entry(verb, {"round": review.number}, things, document.revision_uid, (tell,))
    record.append(session, who, record.next_number(session, who.space_id), entry, now=now)


@dataclass(frozen=True, slots=True)
class RoundMember:
    """A member of a round, or who was one: `ended_at` is None while they belong to it."""

    uid: str
    name: str
    affiliation: str
    on_behalf_of: str
    by: str
    at: datetime
    ended_at: datetime | None


def of_review(session: Session, who: Standing, review_id: int) -> list[RoundMember]:
    """Everybody who belongs to a round or did, by name: for moderators."""
    who.require("review")
    by = aliased(Person)
    rows = session.execute(
        select(
            *(col(Membership.uid), col(Person.name), col(Membership.affiliation), col(Membership.on_behalf_of)),
            *(col(by.name).label("by"), col(ReviewMember.at), col(ReviewMember.ended_at)),
        )
        .select_from(ReviewMember)
        .join(Membership, col(Membership.id) == col(ReviewMember.membership_id))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .outerjoin(by, col(by.id) == col(ReviewMember.by_id))
        .where(col(ReviewMember.review_id) == review_id)
        .order_by(col(Person.name), col(ReviewMember.id))
    )
    return [
        RoundMember(uid, name, aff, behalf, who_did or "", *more) for uid, name, aff, behalf, who_did, *more in rows
    ]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of the space who may be chosen for a round."""

    uid: str
    name: str
    affiliation: str
    on_behalf_of: str
    was_here: bool
    """They belonged to the newest round of the document that was for some only."""


def candidates(session: Session, who: Standing, document_id: int) -> list[Candidate]:
    """The members of the space who may comment, moderators left out as every round is open to them; by name."""
    who.require("review")
    before = set(of_round_before(session, document_id))
    rows = session.execute(
        select(
            col(Membership.id),
            col(Membership.uid),
            col(Person.name),
            col(Membership.affiliation),
            col(Membership.on_behalf_of),
        )
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(
            col(Membership.space_id) == who.space_id,
            col(Membership.ended_at).is_(None),
            col(Membership.role) == "participant",
        )
        .order_by(col(Person.name), col(Membership.id))
    )
    return [Candidate(uid, name, affiliation, behalf, key in before) for key, uid, name, affiliation, behalf in rows]


def of_round_before(session: Session, document_id: int) -> list[int]:
    """The members of the newest round of the document that was for some only, by the keys of their memberships."""
    newest = (
        select(col(Review.id))
        .where(col(Review.document_id) == document_id, col(Review.is_invited))
        .order_by(col(Review.id).desc())
        .limit(1)
    )
    review_id = session.execute(newest).scalar_one_or_none()
    return [] if review_id is None else _present(session, review_id)


def uids_of_round_before(session: Session, document_id: int) -> tuple[str, ...]:
    """The same by the names of their memberships, those left out who may not comment any more."""
    wanted = col(Membership.id).in_(of_round_before(session, document_id)), col(Membership.ended_at).is_(None)
    found = select(col(Membership.uid)).where(*wanted, col(Membership.role).in_(COMMENTING))
    return tuple(session.execute(found).scalars())


def belongs(session: Session, who: Standing, review_id: int | None) -> bool:
    """Whether this person may comment in a round that is for some only: as one of its members, or as a moderator."""
    if who.may("moderate") or review_id is None:
        return True
    mine = (
        select(col(ReviewMember.id))
        .join(Membership, col(Membership.id) == col(ReviewMember.membership_id))
        .where(col(ReviewMember.review_id) == review_id, col(ReviewMember.ended_at).is_(None))
        .where(col(Membership.person_id) == who.person_id, col(Membership.ended_at).is_(None))
    )
    return who.person_id is not None and session.execute(mine.limit(1)).first() is not None
