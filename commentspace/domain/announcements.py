"""Writing to all members: previewed, confirmed, one letter a person, and kept in the space."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from sqlalchemy import literal, select
from sqlmodel import Session, col

from commentspace.domain import members, outbox, record
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.bodies import Body
from commentspace.domain.record import Tell
from commentspace.domain.tables import Announcement, Document, Person, Review, ReviewChange
from commentspace.errors import Conflict, Invalid, NotFound, marked
from commentspace.text import normal

OF_CHANGE = "review-change:"
"""How the key of a letter begins that tells of an act on a review; the name of that act follows."""

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


def readers(session: Session, caller: Caller, space_id: int) -> list[members.MemberView]:
    """Who would get a letter to all: every member but the writer and those who want none."""
    return audience(session, caller, space_id).readers


@dataclass(frozen=True, slots=True)
class Audience:
    """The members of a space, as a letter to all finds them; its writer is in none of the lists."""

    readers: list[members.MemberView]
    refusing: list[members.MemberView]
    """Those who want no letters to all."""

    @property
    def unconfirmed(self) -> list[members.MemberView]:
        """The readers who have never signed in: nobody knows yet whether letters come to them."""
        return [member for member in self.readers if not member.verified]


def audience(session: Session, caller: Caller, space_id: int) -> Audience:
    """Who gets a letter to all, and who does not."""
    standing(session, caller, space_id).require("broadcast")
    return _audience(session, space_id, caller.person_id)


def _audience(session: Session, space_id: int, writer_id: int | None) -> Audience:
    others = [each for each in members.everybody(session, space_id) if each.person_id != writer_id]
    return Audience(
        [each for each in others if each.takes_announcements],
        [each for each in others if not each.takes_announcements],
    )


def announce(session: Session, caller: Caller, space_id: int, wording: Wording, key: str, *, now: datetime) -> str:
    """Write to every member but the writer; returns the announcement's name. The same key writes once."""
    to = readers(session, caller, space_id)
    who = standing(session, caller, space_id)
    first = f"announcement:{space_id}:{caller.person_id}:{key}"
    if before := _before(session, first, wording):
        return before
    if not to:
        raise Invalid(marked("This space has no other members yet, so nobody would get the letter."), field="body")
    return _keep(session, who, wording, first, to, now)


def announce_change(
    session: Session, who: Standing, change_uid: str, subject: str, reason: str, *, now: datetime
) -> None:
    """Write to every member but the moderator that a review was changed; nobody is written to where nobody is left.

    What was done is said in each reader's language when the letter is written (`About`); here only the reason is
    kept, as the moderator gave it.
    """
    to = _audience(session, who.space_id, who.person_id).readers
    if to:
        html = "".join(f"<p>{escape(line)}</p>" for line in reason.splitlines() if line.strip())
        wording = Wording(subject[:LONGEST_SUBJECT], Body(reason, html))
        _keep(session, who, wording, OF_CHANGE + change_uid, to, now)


def _keep(
    session: Session, who: Standing, wording: Wording, key: str, to: Sequence[members.MemberView], now: datetime
) -> str:
    seq = record.next_number(session, who.space_id)
    made = Announcement(
        space_id=who.space_id,
        by_id=who.person,
        subject=wording.subject,
        body=wording.body.markdown,
        html=wording.body.html,
        recipients=len(to),
        at=now,
        seq=seq,
        key=key,
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
    about: "About | None" = None
    """What was done to a review, where the letter tells of that: its subject and body are only a part then."""


@dataclass(frozen=True, slots=True)
class About:
    """An act on a review, as a letter to all tells of it."""

    act: str
    at: datetime
    opens_at: datetime
    closes_at: datetime
    document: str
    symbol: str
    title: str


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
            *_about(),
        )
        .join(Person, col(Person.id) == col(Announcement.by_id))
        .outerjoin(ReviewChange, col(Announcement.key) == literal(OF_CHANGE) + col(ReviewChange.uid))
        .outerjoin(Review, col(Review.id) == col(ReviewChange.review_id))
        .outerjoin(Document, col(Document.id) == col(Review.document_id))
        .where(*conditions)  # type: ignore[arg-type]  # column conditions
        .order_by(col(Announcement.id).desc())
    )
    return [AnnouncementView(*row[:8], *([About(*row[8:])] if row[8] else [])) for row in rows]


def _about() -> tuple[Any, ...]:
    """The columns of `About`; all of them are empty where the letter tells of no review."""
    change = (ReviewChange.act, ReviewChange.at, ReviewChange.opens_at, ReviewChange.closes_at)
    return (*(col(each) for each in change), col(Document.uid), col(Document.symbol), col(Document.title))


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
