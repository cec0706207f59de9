"""Who sees what is not submitted: the one rule, used by every reader of drafts and of contributions in a room.

A draft is seen by its author alone, what is in a room by those who sit in its delegation now; by nobody else,
moderators, owners and administrators included. When a delegation has ended, what was left in its room is again a draft
of whoever wrote it.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import Session, col

from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.delegations import seats
from commentspace.domain.delegations.seats import Seat
from commentspace.domain.tables import Contribution, Delegation, Document
from commentspace.errors import NotFound


def drafts(person_id: int) -> ColumnElement[bool]:
    """What somebody wrote for themselves, or in a room that is no more."""
    ended = select(col(Delegation.id)).where(col(Delegation.ended_at).is_not(None))
    own = or_(col(Contribution.delegation_id).is_(None), col(Contribution.delegation_id).in_(ended))
    return and_(col(Contribution.author_id) == person_id, own, col(Contribution.parent_id).is_(None))


def in_room(seat: Seat) -> ColumnElement[bool]:
    """What stands in the room of a delegation; who asks has a seat there."""
    return col(Contribution.delegation_id) == seat.delegation_id


def seen(who: Standing, seat: Seat | None) -> ColumnElement[bool]:
    """Everything that this person may read of what is not a comment, in their space."""
    own = drafts(who.person)
    return and_(col(Contribution.space_id) == who.space_id, or_(own, in_room(seat)) if seat else own)


class Seen:
    """A contribution that somebody may see, with what they are: in the space, and in a delegation."""

    def __init__(self, row: Contribution, who: Standing, seat: Seat | None):
        self.row, self.who, self.seat = row, who, seat

    @property
    def is_own(self) -> bool:
        """Whether they wrote it."""
        return self.row.author_id == self.who.person_id

    @property
    def is_in_room(self) -> bool:
        """Whether it stands in the room of their delegation; else it is a draft of theirs."""
        return self.seat is not None and self.row.delegation_id == self.seat.delegation_id

    @property
    def leads(self) -> bool:
        """Whether they are the focal point of its room."""
        return self.seat is not None and self.seat.is_focal and self.is_in_room


def find(session: Session, caller: Caller, uid: str) -> Seen:
    """The draft or contribution of this name; NotFound where there is none for this person."""
    found = _placed(session, caller, uid)
    who, seat = _here(session, caller, found)
    mine = select(Contribution).where(col(Contribution.uid) == uid, seen(who, seat))
    row = session.execute(mine).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return Seen(row, who, seat)


def _placed(session: Session, caller: Caller, uid: str) -> int:
    """The space that it belongs to; NotFound for a caller who has not signed in, or without such a contribution."""
    asked = select(col(Contribution.space_id)).where(col(Contribution.uid) == uid)
    space_id = session.execute(asked).scalar_one_or_none() if caller.person_id is not None else None
    if space_id is None:
        raise NotFound()
    return int(space_id)


def _here(session: Session, caller: Caller, space_id: int) -> tuple[Standing, Seat | None]:
    who = standing(session, caller, space_id)
    return who, seats.of(session, who)


def several(session: Session, caller: Caller, document_uid: str, uids: Any) -> list[Seen]:
    """Those of these names in a document, in the order of the names; NotFound where one is not for this person."""
    at = session.execute(select(col(Document.id), col(Document.space_id)).where(col(Document.uid) == document_uid))
    document = at.one_or_none()
    if document is None or caller.person_id is None:
        raise NotFound()
    who, seat = _here(session, caller, document.space_id)
    named = col(Contribution.uid).in_(uids), col(Contribution.document_id) == document.id
    rows = {row.uid: row for row in session.execute(select(Contribution).where(*named, seen(who, seat))).scalars()}
    if set(rows) != set(uids):
        raise NotFound()
    return [Seen(rows[uid], who, seat) for uid in dict.fromkeys(uids)]


def space_of(session: Session, caller: Caller, uid: str) -> int:
    """The space of a contribution that the caller may see: a door locks it before a verb."""
    return find(session, caller, uid).row.space_id
