"""What the live door asks for many open pages at once, so that one question serves all who listen to a space."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain.access import Standing, hidden, told
from commentspace.domain.sessions import LASTS
from commentspace.domain.tables import (
    Comment,
    Endorsement,
    Event,
    Login,
    Membership,
    Notice,
    Person,
    Review,
    Revision,
    Space,
)

AT_ONCE = 1_000
"""Values in one question: far below what either database takes."""


def sequence(session: Session, space_id: int) -> int:
    """The last number in the record of this space."""
    number: int = session.execute(select(col(Space.seq)).where(col(Space.id) == space_id)).scalar_one()
    return number


class Point(NamedTuple):
    """Where a page stands in the record: a number, and when that was taken."""

    seq: int
    at: datetime


def point(session: Session, who: Standing, document_id: int, token: str) -> Point | None:
    """The point of a cursor; None for a token that this person has never been given."""
    row = session.execute(
        select(col(Notice.seq), col(Event.at))
        .join(Event, (col(Event.space_id) == col(Notice.space_id)) & (col(Event.seq) == col(Notice.seq)))
        .where(col(Notice.token) == token, col(Notice.document_id) == document_id, told(who))
    ).first()
    return Point(*row) if row else None


def notices_since(session: Session, who: Standing, document_id: int, seq: int) -> int:
    """How much this person would be told about a document after this number."""
    number: int = session.execute(
        select(func.count()).where(col(Notice.document_id) == document_id, col(Notice.seq) > seq, told(who))
    ).scalar_one()
    return number


def is_unveiled(session: Session, document_id: int, seq: int) -> bool:
    """Whether a blind review of this document was unveiled after this number."""
    later = col(Review.document_id) == document_id, col(Review.unveiled_seq) > seq
    return session.execute(select(col(Review.id)).where(*later).limit(1)).first() is not None


def is_admitted(session: Session, document_id: int, seq: int, person_id: int | None) -> bool:
    """Whether something was told to this person alone about a document as such, after this number.

    That is what they may do there: leave to comment late, a place in a round for some only, or the end of these.
    """
    if person_id is None:
        return False
    mine = col(Notice.person_id) == person_id, col(Notice.comment_id).is_(None), col(Notice.paragraph_id).is_(None)
    later = select(col(Notice.id)).where(col(Notice.document_id) == document_id, col(Notice.seq) > seq, *mine)
    return session.execute(later.limit(1)).first() is not None


def is_revised(session: Session, document_id: int, seq: int) -> bool:
    """Whether another revision of this document was issued after this number."""
    later = col(Revision.document_id) == document_id, col(Revision.seq) > seq
    return session.execute(select(col(Revision.id)).where(*later).limit(1)).first() is not None


Ground = tuple[bool, str | None, bool]


@dataclass(frozen=True, slots=True)
class Footing:
    """The rows that standing in a space depends on: while somebody's are the same, so is their standing."""

    is_open: bool
    roles: Mapping[int, str]
    admins: frozenset[int]

    def of(self, person_id: int | None) -> Ground:
        """One person's part of it, to be compared with an earlier one; it says nothing of what they may do."""
        if person_id is None:
            return self.is_open, None, False
        return self.is_open, self.roles.get(person_id), person_id in self.admins


def footing(session: Session, space_id: int) -> Footing:
    """What standing depends on in this space, for everybody."""
    is_open = session.execute(select(col(Space.is_open)).where(col(Space.id) == space_id)).scalar_one()
    members = session.execute(
        select(col(Membership.person_id), col(Membership.role)).where(
            col(Membership.space_id) == space_id, col(Membership.ended_at).is_(None)
        )
    )
    admins = session.execute(select(col(Person.id)).where(col(Person.is_admin))).scalars()
    return Footing(is_open, dict(members.all()), frozenset(admins))


def ended(session: Session, logins: Collection[str], now: datetime) -> set[str]:
    """Which of these sessions of browsers have ended."""
    names, lasting = sorted(logins), set[str]()
    for start in range(0, len(names), AT_ONCE):
        lasting.update(
            session.execute(
                select(col(Login.uid)).where(
                    col(Login.uid).in_(names[start : start + AT_ONCE]),
                    col(Login.ended_at).is_(None),
                    col(Login.seen_at) > now - LASTS,
                )
            ).scalars()
        )
    return set(names) - lasting


def concerned(session: Session, document_id: int, seq: int) -> set[int]:
    """The people who may see what was touched after this number otherwise than others of their role.

    They wrote it, endorse it, or wrote what it answers, or see something in this document that is kept from others
    (so they count more).
    """
    parent, root = aliased(Comment), aliased(Comment)
    since = (col(Notice.document_id) == document_id, col(Notice.seq) > seq)
    touched = select(col(Notice.comment_id)).where(*since)
    held = select(col(Comment.id)).where(col(Comment.document_id) == document_id, hidden())
    rows = session.execute(
        select(*(col(each) for of in (Comment, parent, root) for each in (of.author_id, of.held_for_id)))
        .select_from(Comment)
        .outerjoin(parent, col(parent.id) == col(Comment.parent_id))
        .outerjoin(root, col(root.id) == col(Comment.thread_id))
        .where(col(Comment.id).in_(touched.union(held)))
    )
    found = {person for row in rows for person in row}
    found.update(session.execute(select(col(Notice.person_id)).where(*since)).scalars())
    endorsed = col(Endorsement.comment_id).in_(touched), col(Endorsement.withdrawn_at).is_(None)
    found.update(session.execute(select(col(Endorsement.by_id)).where(*endorsed)).scalars())
    return found - {None}
