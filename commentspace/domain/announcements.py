"""Writing to all members: previewed, confirmed, one letter a person, and kept in the space."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import members, outbox, record
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.bodies import Body
from commentspace.domain.record import Tell
from commentspace.domain.tables import Announcement, Person
from commentspace.errors import Conflict, Invalid, NotFound, marked
from commentspace.text import normal


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject and a body; checked by `of`."""

    subject: str
    body: Body

    @classmethod
    def of(cls, subject: str, body: str) -> "Wording":
        """Check what a form said; Invalid with the field at fault."""
        subject = normal.line(subject, field="subject")
        if not subject or len(subject) > 200:
            raise Invalid(marked("Give the letter a subject of at most 200 characters."), field="subject")
        return cls(subject, Body.of(body))


def readers(session: Session, caller: Caller, space_id: int) -> list[members.MemberView]:
    """Who would get a letter to all: every member but the writer and those who want none."""
    who = standing(session, caller, space_id)
    who.require("broadcast")
    return [
        member
        for member in members.everybody(session, space_id)
        if member.person_id != caller.person_id and member.takes_announcements
    ]


def announce(session: Session, caller: Caller, space_id: int, wording: Wording, key: str, *, now: datetime) -> str:
    """Write to every member but the writer; returns the announcement's name. The same key writes once."""
    to = readers(session, caller, space_id)
    who = standing(session, caller, space_id)
    first = f"announcement:{space_id}:{caller.person_id}:{key}"
    if before := _before(session, first, wording):
        return before
    if not to:
        raise Invalid(marked("This space has no other members yet, so nobody would get the letter."), field="body")
    seq = record.next_number(session, space_id)
    made = Announcement(
        space_id=space_id,
        by_id=caller.person,
        subject=wording.subject,
        body=wording.body.markdown,
        html=wording.body.html,
        recipients=len(to),
        at=now,
        seq=seq,
        key=first,
    )
    session.add(made)
    session.flush()
    _write_to(session, made, to, now)
    content = {"subject": wording.subject, "body": wording.body.markdown, "recipients": len(to)}
    record.append(session, who, seq, record.Entry("announcement", content, things=(made.uid,), tell=(Tell(),)), now=now)
    return made.uid


def _write_to(session: Session, made: Announcement, to: Sequence[members.MemberView], now: datetime) -> None:
    """One letter for each of these members, all of them in one statement."""
    subjects = {"announcement": made.uid}
    intents = [
        outbox.Intent(
            "announcement", f"announcement:{made.uid}:{each.person_id}", each.person_id, made.space_id, subjects
        )
        for each in to
    ]
    readers = {each.person_id: outbox.Reader(each.address, each.language) for each in to}
    outbox.intend_all(session, intents, readers, now=now)


def _before(session: Session, key: str, wording: Wording) -> str | None:
    """What the same sending has made before; Conflict where it said something else then."""
    made = (col(Announcement.uid), col(Announcement.subject), col(Announcement.body))
    row = session.execute(select(*made).where(col(Announcement.key) == key)).first()
    if row is None:
        return None
    if (row.subject, row.body) != (wording.subject, wording.body.markdown):
        raise Conflict(
            marked("This form was sent before, with another text, and that letter is on its way to the members."),
            field="body",
        )
    return str(row.uid)


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """An announcement as its page shows it."""

    uid: str
    space_id: int
    subject: str
    html: str
    body: str
    by: str
    at: datetime
    recipients: int


def _views(session: Session, *conditions: object) -> list[AnnouncementView]:
    rows = session.execute(
        select(
            col(Announcement.uid),
            col(Announcement.space_id),
            col(Announcement.subject),
            col(Announcement.html),
            col(Announcement.body),
            col(Person.name),
            col(Announcement.at),
            col(Announcement.recipients),
        )
        .join(Person, col(Person.id) == col(Announcement.by_id))
        .where(*conditions)  # type: ignore[arg-type]  # column conditions
        .order_by(col(Announcement.id).desc())
    )
    return [AnnouncementView(*row) for row in rows]


def of_space(session: Session, who: Standing) -> list[AnnouncementView]:
    """The announcements of a space, the newest first: for its members."""
    return _views(session, col(Announcement.space_id) == who.space_id) if _may_read(who) else []


def find(session: Session, caller: Caller, uid: str) -> AnnouncementView:
    """The announcement of this name, for members; NotFound for others."""
    found = _views(session, col(Announcement.uid) == uid)
    if not found or not _may_read(standing(session, caller, found[0].space_id)):
        raise NotFound()
    return found[0]


def _may_read(who: Standing) -> bool:
    return who.is_member or who.may("moderate")
