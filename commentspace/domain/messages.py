"""Letters from one person to another, about a comment or an announcement; neither sees the other's address."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import announcements, comments, conversations, letter_rules, outbox
from commentspace.domain.access import Caller, standing
from commentspace.domain.bodies import Body
from commentspace.domain.correspondents import known_as
from commentspace.domain.letter_rules import Way
from commentspace.domain.tables import Address, Announcement, Comment, Document, Letter, Message, Person, Space
from commentspace.errors import Conflict, Invalid, NotFound, marked

SENT_BEFORE = marked(
    "This form was sent before, with another text, and that letter is on its way. "
    "Load the page again and send the new text as a letter of its own; it is kept below."
)
OWN = marked("This comment is your own.")
YOUR_OWN = marked("You wrote this letter to all yourself.")


@dataclass(frozen=True, slots=True)
class Sending:
    """One sending of a letter: its text and key, the mail that it came by, and whether its writer gives an address."""

    body: Body
    key: str
    inbound_id: int | None = None
    gives_address: bool = False


def write(
    session: Session,
    caller: Caller,
    comment_uid: str,
    body: Body,
    key: str,
    *,
    gives_address: bool = False,
    now: datetime,
) -> str:
    """Write to a comment's author; returns the letter's name. The same key writes once."""
    comment = _open_comment(session, caller, comment_uid)
    sending = Sending(body, f"{caller.person}:{key}", gives_address=gives_address)
    if before := _before(session, sending):
        return before
    way = Way(caller.person, comment.author_id, comment.space_id, comment_id=comment.id)
    return _send(session, way, sending, comment_id=comment.id, now=now)


def require_open(session: Session, caller: Caller, comment_uid: str) -> None:
    """Go on where the author of this comment takes a letter from the caller, before one is written."""
    comment = _open_comment(session, caller, comment_uid)
    letter_rules.require_open(session, Way(caller.person, comment.author_id, comment.space_id, comment_id=comment.id))


def _open_comment(session: Session, caller: Caller, comment_uid: str) -> Comment:
    comment = comments.find(session, caller, comment_uid)
    standing(session, caller, comment.space_id).require("write")
    if comment.author_id == caller.person_id:
        raise Invalid(OWN, field="body")
    return comment


def answer(
    session: Session,
    caller: Caller,
    message_uid: str,
    body: Body,
    inbound_id: int | None,
    key: str,
    *,
    gives_address: bool = False,
    now: datetime,
) -> str:
    """Answer a letter: the answer goes to the other of the two. NotAllowed for somebody who has left the space."""
    before = of_two(session, caller, message_uid)
    letter_rules.require_member(session, caller, before.space_id)
    sending = Sending(body, f"{caller.person}:{key}", inbound_id, gives_address)
    if again := _before(session, sending):
        return again
    return _send(session, way_back(caller, before), sending, comment_id=before.comment_id, now=now)


def way_back(caller: Caller, before: Message) -> Way:
    """The way of an answer to a letter that the caller wrote or got."""
    other = before.from_id if caller.person_id == before.to_id else before.to_id
    return Way(caller.person, other, before.space_id, before.comment_id, answers=before)


def of_two(session: Session, caller: Caller, message_uid: str) -> Message:
    """The letter of this name, for the two between whom it is; NotFound for anybody else."""
    found = session.execute(select(Message).where(col(Message.uid) == message_uid)).scalar_one_or_none()
    if found is None or caller.person not in (found.to_id, found.from_id):
        raise NotFound()
    message: Message = found
    return message


def to_announcer(
    session: Session,
    caller: Caller,
    announcement_uid: str,
    body: Body,
    key: str,
    *,
    gives_address: bool = False,
    now: datetime,
) -> str:
    """Write to the moderator who wrote an announcement, and to nobody else."""
    way = _to_announcer(session, caller, announcement_uid)
    sending = Sending(body, f"{caller.person}:{key}", gives_address=gives_address)
    if before := _before(session, sending):
        return before
    return _send(session, way, sending, announcement=announcement_uid, now=now)


def require_open_announcer(session: Session, caller: Caller, announcement_uid: str) -> None:
    """Go on where the writer of this announcement takes a letter from the caller, before one is written."""
    letter_rules.require_open(session, _to_announcer(session, caller, announcement_uid))


def _to_announcer(session: Session, caller: Caller, announcement_uid: str) -> Way:
    view = announcements.find(session, caller, announcement_uid)
    letter_rules.require_member(session, caller, view.space_id)
    by = select(col(Announcement.by_id)).where(col(Announcement.uid) == announcement_uid)
    by_id: int = session.execute(by).scalar_one()
    if by_id == caller.person_id:
        raise Invalid(YOUR_OWN, field="body")
    return Way(caller.person, by_id, view.space_id)


def _before(session: Session, sending: Sending) -> str | None:
    """What the same sending has made before; Conflict where it said something else then."""
    row = session.execute(select(col(Message.uid), col(Message.body)).where(col(Message.key) == sending.key)).first()
    if row is None:
        return None
    if row.body != sending.body.markdown:
        raise Conflict(SENT_BEFORE, field="body")
    return str(row.uid)


def _send(
    session: Session,
    way: Way,
    sending: Sending,
    *,
    comment_id: int | None = None,
    announcement: str = "",
    now: datetime,
) -> str:
    """Write the letter out, where its reader takes it and no limit is reached."""
    letter_rules.require_open(session, way)
    letter_rules.count(session, way, now)
    message = Message(
        space_id=way.space_id,
        comment_id=comment_id,
        from_id=way.writer_id,
        to_id=way.reader_id,
        body=sending.body.markdown,
        answers_id=way.answers.id if way.answers else None,
        inbound_id=sending.inbound_id,
        gives_address=sending.gives_address,
        at=now,
        key=sending.key,
    )
    session.add(message)
    session.flush()
    first = root(session, message)
    about = announcement or announcement_of(session, first.uid)
    intent = outbox.Intent(
        kind="message",
        dedup=f"message:{message.uid}",
        person_id=message.to_id,
        space_id=message.space_id,
        subjects={"message": message.uid} | ({"announcement": about} if about else {}),
        thread=conversations.of_messages(first.uid),
    )
    outbox.intend(session, intent, now=now)
    return message.uid


def root(session: Session, message: Message) -> Message:
    """The first letter of the exchange."""
    while message.answers_id is not None:
        message = session.get_one(Message, message.answers_id)
    return message


def announcement_of(session: Session, first_uid: str) -> str:
    """The announcement that an exchange is about, by its first letter; empty where it is about a comment."""
    found = session.execute(select(col(Letter.subjects)).where(col(Letter.dedup) == f"message:{first_uid}"))
    about: str = json.loads(found.scalar_one_or_none() or "{}").get("announcement", "")
    return about


@dataclass(frozen=True, slots=True)
class MessageView:
    """A letter between two people, as its mail shows it; without a comment it is about an announcement.

    `writer` is the name under which its reader knows who wrote it, and `address` is the writer's, where they give it.
    """

    uid: str
    body: str
    writer: str
    writer_id: int
    reader_id: int
    comment: str | None
    comment_id: int | None
    document: str | None
    symbol: str | None
    answers_id: int | None
    space_id: int
    space_title: str
    address: str | None


def find(session: Session, uid: str) -> MessageView:
    """The letter of this name, for the post office."""
    columns = (
        Message.uid,
        Message.body,
        known_as(Person, col(Message.to_id), col(Message.comment_id), col(Message.space_id)),
        Message.from_id,
        Message.to_id,
        Comment.uid,
        Comment.id,
        Document.uid,
        Document.symbol,
        Message.answers_id,
        Message.space_id,
        Space.title,
        Address.address,
    )
    own = (col(Address.person_id) == col(Message.from_id)) & col(Address.is_main) & col(Message.gives_address)
    row = session.execute(
        select(*columns)  # type: ignore[call-overload]  # more columns than the overloads count
        .select_from(Message)
        .join(Person, col(Person.id) == col(Message.from_id))
        .join(Space, col(Space.id) == col(Message.space_id))
        .outerjoin(Comment, col(Comment.id) == col(Message.comment_id))
        .outerjoin(Document, col(Document.id) == col(Comment.document_id))
        .outerjoin(Address, own)
        .where(col(Message.uid) == uid)
    ).first()
    if row is None:
        raise NotFound()
    return MessageView(*row)
