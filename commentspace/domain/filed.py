"""What has become of the texts of a mail: the comments, letters and answers that they are now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import files
from commentspace.domain.access import Standing
from commentspace.domain.correspondents import known_as
from commentspace.domain.tables import (
    Anchor,
    Announcement,
    AnnouncementAnswer,
    Comment,
    Disposition,
    Document,
    Message,
    Paragraph,
    Person,
    Placement,
    Provenance,
    Satisfaction,
    Space,
    Wording,
)
from commentspace.domain.views import CommentView, FileView


@dataclass(frozen=True, slots=True)
class Filed:
    """A comment that came by mail, and where it stands; `body` is empty where it was withdrawn."""

    id: int
    uid: str
    number: int | None
    is_reply: bool
    is_held: bool
    withdrawn_at: datetime | None
    author_id: int
    space_id: int
    document: str
    symbol: str
    title: str
    paragraph: str
    paragraph_id: int
    wording_id: int
    revision_id: int
    label: str
    position: int
    body: str
    proposal: str | None
    placed_by: str
    received_at: datetime
    files: tuple[FileView, ...] = ()

    @property
    def place(self) -> str:
        """Its paragraph as letters and pages name it."""
        return f"¶ {self.label}" if self.label else f"§ {self.position + 1}"


def comments_of(session: Session, inbound_id: int, *conditions: Any) -> list[Filed]:
    """The comments that a message has become, in the order of its texts."""
    return of_messages(session, [inbound_id], *conditions).get(inbound_id, [])


def of_messages(session: Session, inbound_ids: Sequence[int], *conditions: Any) -> dict[int, list[Filed]]:
    """The same of several messages, by their keys."""
    rows = session.execute(_wanted().where(col(Provenance.inbound_id).in_(inbound_ids), *conditions)).all()
    found: dict[int, list[Filed]] = {}
    for row, made in zip(rows, _with_files(session, rows), strict=True):
        found.setdefault(row.inbound_id, []).append(made)
    return found


def named(session: Session, uids: Sequence[str]) -> list[Filed]:
    """The comments of these names."""
    return _with_files(session, session.execute(_wanted().where(col(Comment.uid).in_(uids))).all())


def placed_by(session: Session, who: Standing, view: CommentView) -> str | None:
    """Which moderator said where a comment that came by mail stands; None where its writer did.

    That it was a moderator is told to all who see the comment; the name, as that of who holds a comment back, to
    moderators and its author alone.
    """
    columns = col(Provenance.placed_by_id), col(Person.name)
    found = select(*columns).join(Person, col(Person.id) == col(Provenance.placed_by_id))
    row = session.execute(found.where(col(Provenance.comment_id) == view.id)).first()
    if row is None:
        return None
    return str(row.name) if who.sees_held or view.face == "own" else ""


def letters_of(session: Session, inbound_id: int) -> list[str]:
    """To whom a message was handed on as a letter: the names under which its writer knows them."""
    known = known_as(Person, col(Message.from_id), col(Message.comment_id), col(Message.space_id))
    found = select(known).select_from(Person).join(Message, col(Message.to_id) == col(Person.id))
    return list(session.execute(found.where(col(Message.inbound_id) == inbound_id)).scalars())


def announcements_of(session: Session, inbound_id: int) -> list[str]:
    """The subjects of the announcements under which texts of a message stand."""
    found = select(col(Announcement.subject)).join(
        AnnouncementAnswer, col(AnnouncementAnswer.announcement_id) == col(Announcement.id)
    )
    return list(session.execute(found.where(col(AnnouncementAnswer.inbound_id) == inbound_id)).scalars())


def pages_of_announcements(session: Session, inbound_id: int) -> list[tuple[str, str]]:
    """The same announcements: the name of the space of each, and its own, for links."""
    found = (
        select(col(Space.slug), col(Announcement.uid))
        .join(Announcement, col(Announcement.space_id) == col(Space.id))
        .join(AnnouncementAnswer, col(AnnouncementAnswer.announcement_id) == col(Announcement.id))
        .where(col(AnnouncementAnswer.inbound_id) == inbound_id)
    )
    return [(row.slug, row.uid) for row in session.execute(found)]


@dataclass(frozen=True, slots=True)
class SaidOfAnswer:
    """What a mail said to the answer to a comment: satisfied or not, and why."""

    answer: str
    comment: str
    number: int | None
    symbol: str
    is_satisfied: bool
    word: str


def satisfied_of(session: Session, inbound_id: int) -> list[SaidOfAnswer]:
    """What a message said to answers to its writer's comments, in the order of its texts."""
    found = (
        select(
            *(col(Disposition.uid), col(Comment.uid), col(Comment.number), col(Document.symbol)),
            *(col(Satisfaction.is_satisfied), col(Satisfaction.word)),
        )
        .join(Disposition, col(Disposition.id) == col(Satisfaction.disposition_id))
        .join(Comment, col(Comment.id) == col(Disposition.comment_id))
        .join(Document, col(Document.id) == col(Comment.document_id))
        .where(col(Satisfaction.inbound_id) == inbound_id)
        .order_by(col(Satisfaction.segment), col(Satisfaction.id))
    )
    return [SaidOfAnswer(*row) for row in session.execute(found)]


def _wanted() -> Select[Any]:
    placer = aliased(Person)
    columns: Sequence[Any] = (
        *(col(getattr(Comment, name)) for name in ("id", "uid", "number", "thread_id", "hold_id", "withdrawn_at")),
        *(col(getattr(Comment, name)) for name in ("author_id", "space_id", "body", "proposal")),
        *(col(Document.uid).label("document"), col(Document.symbol), col(Document.title)),
        *(col(Paragraph.uid).label("paragraph"), col(Comment.paragraph_id)),
        *(col(Anchor.wording_id), col(Anchor.revision_id), col(Wording.label), col(Placement.position)),
        *(col(placer.name).label("placed_by"), col(Provenance.received_at), col(Provenance.inbound_id)),
    )
    here = (col(Placement.revision_id) == col(Anchor.revision_id)) & (
        col(Placement.paragraph_id) == col(Wording.paragraph_id)
    )
    return (
        select(*columns)
        .select_from(Comment)
        .join(Provenance, col(Provenance.comment_id) == col(Comment.id))
        .join(Document, col(Document.id) == col(Comment.document_id))
        .join(Paragraph, col(Paragraph.id) == col(Comment.paragraph_id))
        .join(Anchor, (col(Anchor.comment_id) == col(Comment.id)) & col(Anchor.is_first))
        .join(Wording, col(Wording.id) == col(Anchor.wording_id))
        .join(Placement, here)
        .outerjoin(placer, col(placer.id) == col(Provenance.placed_by_id))
        .order_by(col(Provenance.segment), col(Comment.id))
    )


def _with_files(session: Session, rows: Sequence[Row[Any]]) -> list[Filed]:
    shown = [row.id for row in rows if row.withdrawn_at is None]
    kept = files.of_comments(session, shown)
    return [_filed(row, kept.get(row.id, ())) for row in rows]


def _filed(row: Row[Any], kept: tuple[FileView, ...]) -> Filed:
    is_gone = row.withdrawn_at is not None
    return Filed(
        id=row.id,
        uid=row.uid,
        number=row.number,
        is_reply=row.thread_id is not None,
        is_held=row.hold_id is not None,
        withdrawn_at=row.withdrawn_at,
        author_id=row.author_id,
        space_id=row.space_id,
        document=row.document,
        symbol=row.symbol,
        title=row.title,
        paragraph=row.paragraph,
        paragraph_id=row.paragraph_id,
        wording_id=row.wording_id,
        revision_id=row.revision_id,
        label=row.label.rstrip(".．、 "),
        position=row.position,
        body="" if is_gone else row.body,
        proposal=None if is_gone else row.proposal,
        placed_by=row.placed_by or "",
        received_at=row.received_at,
        files=kept,
    )
