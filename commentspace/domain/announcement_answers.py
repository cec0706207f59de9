"""What members say to an announcement: it stands below, for all who may read that, whichever door it came by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, update
from sqlmodel import Session, col

from commentspace.domain import announcements, limits, names, record
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.announcement_views import readable
from commentspace.domain.bodies import Body
from commentspace.domain.postings import Source
from commentspace.domain.record import Tell
from commentspace.domain.tables import Announcement, AnnouncementAnswer, Person, Space
from commentspace.errors import Conflict, NotAllowed, NotFound, marked

A_DAY = 30
"""Answers to announcements that one person may give in a day."""

ONLY_READING = marked(
    "You may read here, but not answer where others see it. "
    "On the page of the letter you can write to its writer alone."
)
SENT_BEFORE = marked(
    "This form was sent before, with another text, and that answer stands below. "
    "Load the page again and send the new text as an answer of its own; it is kept below."
)
MANY = marked("You have answered %(most)s times within a day. Minutes until you can answer again: %(minutes)s.")
NOT_YOURS = marked("Only who wrote an answer can take it back.")
HERE = AnnouncementAnswer
FROM_THE_PAGE = Source()


@dataclass(frozen=True, slots=True)
class Said:
    """What became of an answer: its name, and whether a moderator looks at it before others see it."""

    uid: str
    is_held: bool


def say(
    session: Session,
    caller: Caller,
    announcement_uid: str,
    body: Body,
    key: str,
    source: Source = FROM_THE_PAGE,
    *,
    now: datetime,
) -> Said:
    """Answer an announcement; the same key answers once. `source` says when a door received it, and by which mail.

    Raises NotFound, NotAllowed for who may only read, TooMany, and Conflict where the key said something else before.
    """
    view = announcements.find(session, caller, announcement_uid)
    who = standing(session, caller, view.space_id)
    if not who.may("reply"):
        raise NotAllowed(ONLY_READING)
    if before := _before(session, f"{who.person}:{key}", body):
        return before
    limits.allow(session, f"answers:{who.person}", A_DAY, timedelta(days=1), now, MANY)
    made = HERE(
        uid=names.new(),
        announcement_id=_id_of(session, announcement_uid),
        author_id=who.person,
        on_behalf_of=who.on_behalf_of,
        body=body.markdown,
        html=body.html,
        door=who.door,
        received_at=source.received_at or now,
        at=now,
        seq=record.next_number(session, who.space_id),
        is_held=_holds_new(session, who.space_id) and not who.may("moderate"),
        inbound_id=source.inbound_id,
        segment=source.segment,
        key=f"{who.person}:{key}",
    )
    session.add(made)
    session.flush()
    content = {"answer": made.uid, "body": made.body, "on_behalf_of": made.on_behalf_of}
    _record(session, who, "announcement.answer", made, content, now)
    return Said(made.uid, made.is_held)


def _before(session: Session, key: str, body: Body) -> Said | None:
    row = session.execute(select(col(HERE.uid), col(HERE.body), col(HERE.is_held)).where(col(HERE.key) == key)).first()
    if row is not None and row.body != body.markdown:
        raise Conflict(SENT_BEFORE, field="body")
    return Said(row.uid, row.is_held) if row is not None else None


def _id_of(session: Session, announcement_uid: str) -> int:
    found: int = session.execute(
        select(col(Announcement.id)).where(col(Announcement.uid) == announcement_uid)
    ).scalar_one()
    return found


def _holds_new(session: Session, space_id: int) -> bool:
    return bool(session.execute(select(col(Space.holds_new)).where(col(Space.id) == space_id)).scalar_one())


def withdraw(session: Session, caller: Caller, answer_uid: str, *, now: datetime) -> None:
    """Take one's own answer back: its place stays, its words are no longer shown. Done again it changes nothing."""
    made, who = _found(session, caller, answer_uid)
    if made.author_id != caller.person:
        raise NotAllowed(NOT_YOURS)
    if made.withdrawn_at is None:
        seq = record.next_number(session, who.space_id)
        session.execute(update(HERE).where(col(HERE.id) == made.id).values(withdrawn_at=now))
        _record(session, who, "announcement.answer-withdrawal", made, {"answer": made.uid}, now, seq)


def hold(session: Session, caller: Caller, answer_uid: str, *, now: datetime) -> None:
    """Show an answer to its author and to moderators only. Done again it changes nothing."""
    _set_held(session, caller, answer_uid, True, now)


def release(session: Session, caller: Caller, answer_uid: str, *, now: datetime) -> None:
    """Show a held answer to all who may read the announcement. Done again it changes nothing."""
    _set_held(session, caller, answer_uid, False, now)


def _set_held(session: Session, caller: Caller, answer_uid: str, held: bool, now: datetime) -> None:
    made, who = _found(session, caller, answer_uid)
    who.require("hold")
    if made.is_held != held:
        seq = record.next_number(session, who.space_id)
        shown = {} if held else {"seq": seq}
        session.execute(update(HERE).where(col(HERE.id) == made.id).values(is_held=held, **shown))
        verb = "announcement.answer-hold" if held else "announcement.answer-release"
        _record(session, who, verb, made, {"answer": made.uid}, now, seq)


def _found(session: Session, caller: Caller, answer_uid: str) -> tuple[AnnouncementAnswer, Standing]:
    """The answer of this name, for those who see it; NotFound for others."""
    row = session.execute(
        select(AnnouncementAnswer, col(Announcement.uid))
        .join(Announcement, col(Announcement.id) == col(HERE.announcement_id))
        .where(col(HERE.uid) == answer_uid)
    ).first()
    if row is None:
        raise NotFound()
    view = announcements.find(session, caller, row[1])
    who = standing(session, caller, view.space_id)
    made: AnnouncementAnswer = row[0]
    if made.is_held and not (who.sees_held or made.author_id == who.person_id):
        raise NotFound()
    return made, who


def space_of(session: Session, answer_uid: str) -> int | None:
    """The space whose record a verb on this answer moves; None where there is no such answer."""
    found = select(col(Announcement.space_id)).join(HERE, col(HERE.announcement_id) == col(Announcement.id))
    return session.execute(found.where(col(HERE.uid) == answer_uid)).scalar_one_or_none()


def _record(
    session: Session,
    who: Standing,
    verb: str,
    made: AnnouncementAnswer,
    content: dict[str, Any],
    now: datetime,
    seq: int | None = None,
) -> None:
    """Nobody's page is told: the page of an announcement is right when it is loaded."""
    tell = Tell(moderators_only=True, people=(made.author_id,))
    entry = record.Entry(verb, content, things=(made.uid,), tell=(tell,))
    record.append(session, who, seq or made.seq, entry, now=now)


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer as one of its readers sees it; without words where it was taken back."""

    uid: str
    author: str
    on_behalf_of: str
    html: str
    door: str
    received_at: datetime
    is_held: bool
    is_withdrawn: bool
    is_own: bool


def of_announcement(session: Session, who: Standing, announcement_uid: str) -> list[AnswerView]:
    """What was said to this announcement, the oldest first, as far as the caller may see it."""
    rows = session.execute(
        select(AnnouncementAnswer, col(Person.name))
        .join(Announcement, col(Announcement.id) == col(HERE.announcement_id))
        .join(Person, col(Person.id) == col(HERE.author_id))
        .where(col(Announcement.uid) == announcement_uid, col(Announcement.space_id) == who.space_id, visible(who))
        .order_by(col(HERE.id))
    )
    return [_view(made, name, who) for made, name in rows]


def _view(made: AnnouncementAnswer, name: str, who: Standing) -> AnswerView:
    withdrawn = made.withdrawn_at is not None
    return AnswerView(
        made.uid,
        name,
        made.on_behalf_of,
        "" if withdrawn else made.html,
        made.door,
        made.received_at,
        made.is_held,
        withdrawn,
        made.author_id == who.person_id,
    )


def visible(who: Standing) -> ColumnElement[bool]:
    """Which answers are seen by who may read what they answer."""
    if who.sees_held:
        return literal(True)
    return or_(col(HERE.is_held).is_(False), col(HERE.author_id) == who.person_id)


@dataclass(frozen=True, slots=True)
class NewAnswers:
    """How many answers to one announcement have come."""

    announcement: str
    subject: str
    count: int


def newest(session: Session, space_id: int) -> int:
    """The number in the record of the newest answer to an announcement of the space; 0 where there is none."""
    joined = select(func.max(col(HERE.seq))).join(Announcement, col(HERE.announcement_id) == col(Announcement.id))
    return session.execute(joined.where(col(Announcement.space_id) == space_id)).scalar() or 0


def new_since(session: Session, who: Standing, from_seq: int, to_seq: int) -> Sequence[NewAnswers]:
    """The announcements that the caller may read and others have answered: by answers shown after `from_seq`, up to
    `to_seq`. A held answer counts when it is released.
    """
    count = func.count(col(HERE.id))
    rows = session.execute(
        select(col(Announcement.uid), col(Announcement.subject), count)
        .join(HERE, col(HERE.announcement_id) == col(Announcement.id))
        .where(
            col(Announcement.space_id) == who.space_id,
            readable(who),
            and_(col(HERE.seq) > from_seq, col(HERE.seq) <= to_seq),
            col(HERE.author_id) != who.person_id,
            col(HERE.is_held).is_(False),
            col(HERE.withdrawn_at).is_(None),
        )
        .group_by(col(Announcement.id), col(Announcement.uid), col(Announcement.subject))
        .order_by(col(Announcement.id))
    )
    return [NewAnswers(*row) for row in rows]
