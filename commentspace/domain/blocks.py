"""That somebody wants no letters from somebody else: said once, seen in one's settings, and lifted there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import correspondents, signing
from commentspace.domain.access import Caller
from commentspace.domain.tables import Message, Person, PersonBlock
from commentspace.errors import NotFound


@dataclass(frozen=True, slots=True)
class BlockView:
    """Somebody from whom one takes no letters."""

    uid: str
    name: str
    at: datetime


def block(session: Session, caller: Caller, message_uid: str, *, now: datetime) -> None:
    """Take no more letters from who wrote this one; NotFound for all but its reader. Said again it changes nothing.

    The writer is told nothing; a letter that they write later is refused as if no letters were taken at all.
    """
    message = received(session, caller, message_uid)
    if not is_blocked(session, caller.person, message.from_id):
        session.add(PersonBlock(by_id=caller.person, whom_id=message.from_id, at=now))


def lift(session: Session, caller: Caller, block_uid: str, *, now: datetime) -> None:
    """Take letters from them again; NotFound for what is not one's own. Lifted again it changes nothing."""
    mine = col(PersonBlock.uid) == block_uid, col(PersonBlock.by_id) == caller.person
    if session.execute(select(col(PersonBlock.id)).where(*mine)).first() is None:
        raise NotFound()
    session.execute(update(PersonBlock).where(*mine, col(PersonBlock.lifted_at).is_(None)).values(lifted_at=now))


def is_blocked(session: Session, by_id: int, whom_id: int) -> bool:
    """Whether the one takes no letters from the other."""
    found = select(col(PersonBlock.id)).where(
        col(PersonBlock.by_id) == by_id, col(PersonBlock.whom_id) == whom_id, col(PersonBlock.lifted_at).is_(None)
    )
    return session.execute(found).first() is not None


def is_known(session: Session, by_id: int, whom_id: int, comment_id: int | None) -> bool:
    """Whether somebody who looks at a letter about this comment, or about none, is told that they blocked the other.

    They are not told where they may have blocked them under another name, or under none: that would be found out.
    """
    if not is_blocked(session, by_id, whom_id):
        return False
    rows = session.execute(correspondents.letters(by_id, whom_id)).all()
    if not correspondents.is_unnamed(session, comment_id):
        return not any(row.masked for row in rows)
    return all(row.masked == "alias" or (row.masked and row.comment_id == comment_id) for row in rows)


def of_person(session: Session, caller: Caller) -> list[BlockView]:
    """Everybody from whom the caller takes no letters now, the last first."""
    rows = session.execute(
        select(col(PersonBlock.uid), correspondents.blocked_as(caller.person), col(PersonBlock.at))
        .join(Person, col(Person.id) == col(PersonBlock.whom_id))
        .where(col(PersonBlock.by_id) == caller.person, col(PersonBlock.lifted_at).is_(None))
        .order_by(col(PersonBlock.id).desc())
    )
    return [BlockView(*row) for row in rows]


def by_link(session: Session, token: str, secret: bytes) -> tuple[Caller, str]:
    """For whom the letter is in which this link stands, and its name; NotFound for a link that is not ours."""
    uid = signing.verify("received", token, secret)
    found = select(col(Message.to_id), col(Person.erased_at)).join(Person, col(Person.id) == col(Message.to_id))
    row = session.execute(found.where(col(Message.uid) == uid)).first()
    if uid is None or row is None or row.erased_at is not None:
        raise NotFound()
    return Caller(row.to_id), uid


def received(session: Session, caller: Caller, message_uid: str) -> Message:
    """The letter of this name, for whom it was written to; NotFound for anybody else."""
    found = select(Message).where(col(Message.uid) == message_uid, col(Message.to_id) == caller.person)
    message: Message | None = session.execute(found).scalar_one_or_none()
    if message is None:
        raise NotFound()
    return message
