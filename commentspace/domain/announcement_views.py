"""Announcements as their readers see them: those to all members, and those to a part of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, literal, or_, select
from sqlmodel import Session, col

from commentspace.domain import recipients
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.recipients import EVERYBODY, Part
from commentspace.domain.tables import Announcement, Document, Letter, Person, Review, ReviewChange
from commentspace.errors import NotFound

OF_CHANGE = "review-change:"
"""How the key of a letter begins that tells of an act on a review; the name of that act follows."""

OWN = ("uid", "space_id", "subject", "html", "body", "by", "by_id", "at", "recipients")
"""The values of a view that are columns of its row, in order."""


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """An announcement as its page shows it."""

    uid: str
    space_id: int
    subject: str
    html: str
    body: str
    by: str
    by_id: int
    at: datetime
    recipients: int
    part: Part
    symbol: str
    """That of the document on which the part depends; empty where it depends on none."""
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
            col(Person.id),
            col(Announcement.at),
            col(Announcement.recipients),
            col(Announcement.part),
            *_about(),
        )
        .join(Person, col(Person.id) == col(Announcement.by_id))
        .outerjoin(ReviewChange, col(Announcement.key) == literal(OF_CHANGE) + col(ReviewChange.uid))
        .outerjoin(Review, col(Review.id) == col(ReviewChange.review_id))
        .outerjoin(Document, col(Document.id) == col(Review.document_id))
        .where(*conditions)  # type: ignore[arg-type]  # column conditions
        .order_by(col(Announcement.id).desc())
    )
    return [_view(session, tuple(row)) for row in rows]


def _view(session: Session, row: tuple[Any, ...]) -> AnnouncementView:
    part = Part.read(row[9])
    about = About(*row[10:]) if row[10] else None
    own = dict(zip(OWN, row, strict=False))
    return AnnouncementView(**own, part=part, symbol=recipients.symbol(session, part), about=about)


def _about() -> tuple[Any, ...]:
    """The columns of `About`; all of them are empty where the letter tells of no review."""
    change = (ReviewChange.act, ReviewChange.at, ReviewChange.opens_at, ReviewChange.closes_at)
    return (*(col(each) for each in change), col(Document.uid), col(Document.symbol), col(Document.title))


def of_space(session: Session, who: Standing) -> list[AnnouncementView]:
    """The announcements of a space that the caller may read, the newest first."""
    return _views(session, col(Announcement.space_id) == who.space_id, readable(who)) if _is_inside(who) else []


def find(session: Session, caller: Caller, uid: str) -> AnnouncementView:
    """The announcement of this name, for those who may read it; NotFound for others."""
    space = select(col(Announcement.space_id)).where(col(Announcement.uid) == uid)
    space_id = session.execute(space).scalar_one_or_none()
    if space_id is None:
        raise NotFound()
    who = standing(session, caller, space_id)
    found = _views(session, col(Announcement.uid) == uid, readable(who)) if _is_inside(who) else []
    if not found:
        raise NotFound()
    return found[0]


def _is_inside(who: Standing) -> bool:
    return who.is_member or who.may("moderate")


def readable(who: Standing) -> ColumnElement[bool]:
    """Which announcements a member may read: those to all, and those to a part that were for them.

    One row of the outbox for each person of the part says for whom it was; moderators read all.
    """
    if who.may("moderate"):
        return literal(True)
    mine = literal("announcement:") + col(Announcement.uid) + literal(f":{who.person_id}")
    return or_(col(Announcement.part) == EVERYBODY.kept, exists().where(col(Letter.dedup) == mine))
