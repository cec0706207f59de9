"""Letters from one person to another, about a comment or an announcement; neither sees the other's address."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import announcements, comments, limits, outbox
from commentspace.domain.access import Caller, standing
from commentspace.domain.bodies import Body
from commentspace.domain.tables import Announcement, Comment, Document, Message, Person, Space
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, marked

SENT_BEFORE = marked(
    "This form was sent before, with another text, and that letter is on its way. "
    "Load the page again and send the new text as a letter of its own; it is kept below."
)
ERASED = marked("Whoever this letter is for has had their data erased, so it reaches nobody.")
A_DAY = 30
"""Letters that one person may write in a day."""

LEFT = marked("You are not a member of this space any more, so letters from you are not sent on. Ask a moderator.")


def write(session: Session, caller: Caller, comment_uid: str, body: Body, key: str, *, now: datetime) -> str:
    """Write to a comment's author; returns the letter's name. The same key writes once."""
    comment = comments.find(session, caller, comment_uid)
    who = standing(session, caller, comment.space_id)
    who.require("write")
    if comment.author_id == caller.person_id:
        raise Invalid(marked("This comment is your own."), field="body")
    if before := _before(session, f"{caller.person_id}:{key}", body):
        return before
    message = Message(
        space_id=comment.space_id,
        comment_id=comment.id,
        from_id=caller.person,
        to_id=comment.author_id,
        body=body.markdown,
        at=now,
        key=f"{caller.person_id}:{key}",
    )
    return _send(session, message, now=now)


def answer(
    session: Session, caller: Caller, message_uid: str, body: Body, inbound_id: int | None, key: str, *, now: datetime
) -> str:
    """Answer a letter: the answer goes back to its writer. NotAllowed for somebody who has left the space."""
    first = session.execute(select(Message).where(col(Message.uid) == message_uid)).scalar_one_or_none()
    if first is None or caller.person_id not in (first.to_id, first.from_id):
        raise NotFound()
    _require_member(session, caller, first.space_id)
    if before := _before(session, f"{caller.person_id}:{key}", body):
        return before
    to = first.from_id if caller.person_id == first.to_id else first.to_id
    message = Message(
        space_id=first.space_id,
        comment_id=first.comment_id,
        from_id=caller.person,
        to_id=to,
        body=body.markdown,
        at=now,
        answers_id=first.id,
        inbound_id=inbound_id,
        key=f"{caller.person_id}:{key}",
    )
    return _send(session, message, now=now)


def _require_member(session: Session, caller: Caller, space_id: int) -> None:
    """Go on for a member, and for whoever acts as one; whose membership has ended writes to nobody there."""
    try:
        who = standing(session, caller, space_id)
    except NotFound as hidden:
        raise NotAllowed(LEFT) from hidden
    if not (who.is_member or who.may("moderate")):
        raise NotAllowed(LEFT)


def to_announcer(
    session: Session, caller: Caller, announcement_uid: str, body: Body, inbound_id: int, key: str, *, now: datetime
) -> str:
    """Answer an announcement: the answer goes to the moderator who wrote it, and to nobody else."""
    announcements.find(session, caller, announcement_uid)
    first = session.execute(select(Announcement).where(col(Announcement.uid) == announcement_uid)).scalar_one()
    if before := _before(session, f"{caller.person_id}:{key}", body):
        return before
    message = Message(
        space_id=first.space_id,
        from_id=caller.person,
        to_id=first.by_id,
        body=body.markdown,
        at=now,
        inbound_id=inbound_id,
        key=f"{caller.person_id}:{key}",
    )
    return _send(session, message, subject=first.subject, now=now)


def _before(session: Session, key: str, body: Body) -> str | None:
    """What the same sending has made before; Conflict where it said something else then."""
    row = session.execute(select(col(Message.uid), col(Message.body)).where(col(Message.key) == key)).first()
    if row is None:
        return None
    if row.body != body.markdown:
        raise Conflict(SENT_BEFORE, field="body")
    return str(row.uid)


def _send(session: Session, message: Message, *, subject: str = "", now: datetime) -> str:
    """Write the letter out; `subject` is that of the announcement which it answers."""
    reader = session.get_one(Person, message.to_id)
    if reader.erased_at is not None:
        raise Conflict(ERASED)
    if not reader.takes_letters and message.answers_id is None and not subject:
        raise Conflict(
            marked("%(name)s does not take letters. You can answer the comment in its thread."), name=reader.name
        )
    limits.allow(session, f"letters:{message.from_id}", A_DAY, timedelta(days=1), now)
    session.add(message)
    session.flush()
    intent = outbox.Intent(
        kind="message",
        dedup=f"message:{message.uid}",
        person_id=message.to_id,
        space_id=message.space_id,
        subjects={"message": message.uid, "answers": subject},
    )
    outbox.intend(session, intent, now=now)
    return message.uid


@dataclass(frozen=True, slots=True)
class MessageView:
    """A letter between two people, as its mail shows it; without a comment it answers an announcement."""

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


def find(session: Session, uid: str) -> MessageView:
    """The letter of this name, for the post office."""
    columns = (
        Message.uid,
        Message.body,
        Person.name,
        Message.from_id,
        Message.to_id,
        Comment.uid,
        Comment.id,
        Document.uid,
        Document.symbol,
        Message.answers_id,
        Message.space_id,
        Space.title,
    )
    row = session.execute(
        select(*columns)  # type: ignore[call-overload]  # more columns than the overloads count
        .select_from(Message)
        .join(Person, col(Person.id) == col(Message.from_id))
        .join(Space, col(Space.id) == col(Message.space_id))
        .outerjoin(Comment, col(Comment.id) == col(Message.comment_id))
        .outerjoin(Document, col(Document.id) == col(Comment.document_id))
        .where(col(Message.uid) == uid)
    ).first()
    if row is None:
        raise NotFound()
    return MessageView(*row)
