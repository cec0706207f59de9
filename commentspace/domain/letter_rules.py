"""Who may write to whom: one rule for a letter on the page, an answer by mail, and the page before it is written."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from commentspace.domain import blocks, correspondents, limits, people, recipients
from commentspace.domain.access import Caller, standing
from commentspace.domain.tables import Comment, Membership, Message, Person
from commentspace.errors import Conflict, NotAllowed, NotFound, TooMany, marked

A_DAY = 30
"""Letters that one person may write in a day."""
UNANSWERED = 5
"""Letters in a day to somebody who has not answered since."""
WHILE_NEW = 3
"""Letters in their first hour from who has just joined, answers left out."""
NEW = timedelta(hours=1)
DAY = timedelta(days=1)

LEFT = marked("You are not a member of this space any more, so letters from you are not sent on. Ask a moderator.")
UNREACHABLE = marked(
    "Letters do not reach this person any more, so yours was not sent. "
    "You can still answer in the comment's thread, or below the letter to all, where others read it too."
)
TAKES_NONE = marked("%(name)s does not take letters. You can answer the comment in its thread.")
TAKES_NONE_ALONE = marked("%(name)s does not take letters. You can answer below the letter to all.")
YOURS = marked("You take no letters from %(name)s, who could not answer you. Lift that in your settings first.")
MANY = marked("You have written %(most)s letters within a day. Minutes until you can write the next: %(minutes)s.")
PATIENCE = marked(
    "You have written %(most)s letters to %(name)s within a day, without an answer. Wait for one, or write tomorrow."
)
NEWCOMER = marked(
    "Who has just joined may write %(most)s letters in the first hour. Minutes until you can write more: %(minutes)s."
)


@dataclass(frozen=True, slots=True)
class Way:
    """From whom a letter goes to whom, in which space, and about which comment; `answers` is the one it answers."""

    writer_id: int
    reader_id: int
    space_id: int
    comment_id: int | None = None
    answers: Message | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether the reader has written first."""
        return self.answers is not None and self.answers.from_id == self.reader_id


def require_member(session: Session, caller: Caller, space_id: int) -> None:
    """Go on for a member, and for whoever acts as one; whose membership has ended writes to nobody there."""
    if not takes_part(session, caller.person, space_id):
        raise NotAllowed(LEFT)


def takes_part(session: Session, person_id: int, space_id: int) -> bool:
    """Whether somebody is a member of the space, or acts as one."""
    try:
        who = standing(session, Caller(person_id), space_id)
    except NotFound:
        return False
    return who.is_member or who.may("moderate")


def require_open(session: Session, way: Way) -> None:
    """Go on where the reader takes letters from the writer; else Conflict, with one sentence for each side of it.

    A block is refused in the words of a general refusal; an ended membership, an erased person and an address that
    takes no mail are one reason too.
    """
    reader = session.get_one(Person, way.reader_id)
    if not _is_reached(session, reader, way.space_id):
        raise Conflict(UNREACHABLE)
    is_closed = not reader.takes_letters and not way.is_awaited
    if is_closed or blocks.is_blocked(session, way.reader_id, way.writer_id):
        raise Conflict(TAKES_NONE if way.comment_id is not None else TAKES_NONE_ALONE, name=_name(session, way))
    if blocks.is_known(session, way.writer_id, way.reader_id, way.comment_id):
        raise Conflict(YOURS, name=_name(session, way))


def _name(session: Session, way: Way) -> str:
    """As whom the writer knows the reader."""
    return correspondents.name_of(session, way.reader_id, way.writer_id, way.comment_id, way.space_id)


def _is_reached(session: Session, reader: Person, space_id: int) -> bool:
    if reader.erased_at is not None or not takes_part(session, reader.id, space_id):
        return False
    address = people.folded(people.main_address(session, reader.id))
    return not recipients.suppressed(session, [address])


def count(session: Session, way: Way, now: datetime) -> None:
    """Count one more letter of the writer; TooMany, with what to do, where a limit is reached."""
    if not way.is_awaited:
        _require_patience(session, way, now)
        _require_known(session, way, now)
    limits.allow(session, f"letters:{way.writer_id}", A_DAY, DAY, now, MANY)


def _require_patience(session: Session, way: Way, now: datetime) -> None:
    """Refused after some letters to the same reader under the same name.

    Those that name the two and those that do not are counted apart, as the sum would tell who it is.
    """
    last = select(func.max(col(Message.at))).where(
        col(Message.from_id) == way.reader_id, col(Message.to_id) == way.writer_id, _known_alike(session, way)
    )
    heard: datetime | None = session.execute(last).scalar_one()
    here = col(Message.to_id) == way.reader_id, _known_alike(session, way)
    if _written(session, way, max(now - DAY, heard or now - DAY), *here) >= UNANSWERED:
        raise TooMany(PATIENCE, most=UNANSWERED, name=_name(session, way))


def _require_known(session: Session, way: Way, now: datetime) -> None:
    joined = select(col(Membership.joined_at)).where(
        col(Membership.person_id) == way.writer_id, col(Membership.space_id) == way.space_id
    )
    since: datetime | None = session.execute(joined).scalar_one_or_none()
    if since is None or since + NEW <= now:
        return
    if _written(session, way, since, col(Message.answers_id).is_(None)) >= WHILE_NEW:
        wait = -((now - since - NEW) // timedelta(minutes=1))
        raise TooMany(NEWCOMER, most=WHILE_NEW, minutes=wait)


def _known_alike(session: Session, way: Way) -> ColumnElement[bool]:
    """The letters in which the two know each other as in this one: by name, else those about the same comment."""
    if correspondents.is_unnamed(session, way.comment_id):
        return col(Message.comment_id) == way.comment_id
    named = select(col(Comment.id)).where(col(Comment.masked) == "")
    return or_(col(Message.comment_id).is_(None), col(Message.comment_id).in_(named))


def _written(session: Session, way: Way, since: datetime, *conditions: ColumnElement[bool]) -> int:
    """How many letters like these the writer has written after this moment."""
    mine = col(Message.from_id) == way.writer_id, col(Message.at) >= since, *conditions
    found: int = session.execute(select(func.count()).select_from(Message).where(*mine)).scalar_one()
    return found
