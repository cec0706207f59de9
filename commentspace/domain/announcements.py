"""Writing to all members or to a part: previewed, confirmed, one letter a person, and kept in the space."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import NamedTuple

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import conversations, names, outbox, recipients, record
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.announcement_views import OF_CHANGE, About, AnnouncementView, find, of_space
from commentspace.domain.bodies import Body
from commentspace.domain.members import MemberView
from commentspace.domain.recipients import EVERYBODY, Audience, Part
from commentspace.domain.record import Tell
from commentspace.domain.tables import Announcement, Letter
from commentspace.errors import Conflict, Invalid, marked
from commentspace.text import normal

__all__ = ["About", "AnnouncementView", "Wording", "announce", "announce_change", "find", "of_space"]

NOT_MAILED = "in the part, and not mailed"
"""What the row of a letter says that goes to nobody, as its reader wants none or has no address that takes mail."""

LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject and a body; checked by `of`."""

    subject: str
    body: Body

    @classmethod
    def of(cls, subject: str, body: str) -> "Wording":
        """Check what a form said; Invalid with the field at fault."""
        subject = normal.line(subject, field="subject")
        if not subject or len(subject) > LONGEST_SUBJECT:
            raise Invalid(marked("Give the letter a subject of at most 200 characters."), field="subject")
        return cls(subject, Body.of(body))


def announce(
    session: Session,
    caller: Caller,
    space_id: int,
    wording: Wording,
    key: str,
    *,
    part: Part = EVERYBODY,
    now: datetime,
) -> str:
    """Write to every member but the writer, or to a part; returns the announcement's name. The same key writes once.

    All is done at once; to many, a door sends it in short steps (`broadcasts.send`).
    """
    to = recipients.audience(session, caller, space_id, part)
    who = standing(session, caller, space_id)
    if before := earlier(session, who, wording, key):
        return before
    require_readers(to, part)
    made = names.new()
    mail(session, made, space_id, to.readers, now=now)
    set_aside(session, made, space_id, to.others if not part.is_all else (), now=now)
    return keep(session, who, Sending(wording, part, of_form(who, key), made), len(to.readers), now)


def require_readers(to: Audience, part: Part) -> None:
    """Invalid where nobody would get the letter."""
    if not to.readers and part.is_all:
        raise Invalid(marked("This space has no other members yet, so nobody would get the letter."), field="body")
    if not to.readers:
        raise Invalid(marked("Nobody in this part of the members gets letters. Choose another part."), field="who")


def announce_change(
    session: Session, who: Standing, change_uid: str, subject: str, reason: str, *, now: datetime
) -> None:
    """Write to every member but the moderator that a review was changed; nobody is written to where nobody is left.

    What was done is said in each reader's language when the letter is written (`About`); here only the reason is
    kept, as the moderator gave it.
    """
    to = recipients.of_space(session, who).readers
    if to:
        html = "".join(f"<p>{escape(line)}</p>" for line in reason.splitlines() if line.strip())
        wording, made = Wording(subject[:LONGEST_SUBJECT], Body(reason, html)), names.new()
        mail(session, made, who.space_id, to, now=now)
        keep(session, who, Sending(wording, EVERYBODY, OF_CHANGE + change_uid, made), len(to), now)


class Sending(NamedTuple):
    """What is kept as an announcement: its words, for which part, the key of its form, and its name."""

    wording: Wording
    part: Part
    key: str
    uid: str


def keep(session: Session, who: Standing, sending: Sending, recipients: int, now: datetime) -> str:
    """Put the announcement into its space, where its readers see it from now on; returns its name."""
    seq, wording = record.next_number(session, who.space_id), sending.wording
    made = Announcement(
        uid=sending.uid,
        space_id=who.space_id,
        by_id=who.person,
        subject=wording.subject,
        body=wording.body.markdown,
        html=wording.body.html,
        recipients=recipients,
        part=sending.part.kept,
        at=now,
        seq=seq,
        key=sending.key,
    )
    session.add(made)
    session.flush()
    content = {"subject": wording.subject, "body": wording.body.markdown, "recipients": recipients}
    tell = Tell(moderators_only=not sending.part.is_all)
    record.append(session, who, seq, record.Entry("announcement", content, things=(made.uid,), tell=(tell,)), now=now)
    return made.uid


def mail(
    session: Session,
    uid: str,
    space_id: int,
    to: Sequence[MemberView],
    *,
    not_before: datetime | None = None,
    now: datetime,
) -> None:
    """One letter for each of these members, all of them in one statement."""
    about, thread = {"announcement": uid}, conversations.of_announcement(uid)
    intents = [
        outbox.Intent(
            "announcement", dedup(uid, each.person_id), each.person_id, space_id, subjects=about, thread=thread
        )
        for each in to
    ]
    readers = {each.person_id: outbox.Reader(each.address, each.language) for each in to}
    outbox.intend_all(session, intents, readers, not_before=not_before, now=now)


def set_aside(session: Session, uid: str, space_id: int, those: Sequence[MemberView], *, now: datetime) -> None:
    """The letters of those for whom it is, and to whom it is not mailed: their rows say that they may read it."""
    if those:
        mail(session, uid, space_id, those, now=now)
        ours = col(Letter.dedup).in_([dedup(uid, each.person_id) for each in those])
        session.execute(update(Letter).where(ours).values(state="dropped", answer=NOT_MAILED))


def dedup(uid: str, person_id: int) -> str:
    """What makes the letter of one reader one for ever."""
    return f"announcement:{uid}:{person_id}"


def of_form(who: Standing, key: str) -> str:
    """The key under which the sending of a form is kept."""
    return f"announcement:{who.space_id}:{who.person_id}:{key}"


def earlier(session: Session, who: Standing, wording: Wording, key: str) -> str | None:
    """What the same sending has made before; Conflict where it said something else then."""
    made = (col(Announcement.uid), col(Announcement.subject), col(Announcement.body))
    row = session.execute(select(*made).where(col(Announcement.key) == of_form(who, key))).first()
    if row is None:
        return None
    if (row.subject, row.body) != (wording.subject, wording.body.markdown):
        raise Conflict(
            marked("This form was sent before, with another text, and that letter is on its way to the members."),
            field="body",
        )
    return str(row.uid)
