"""The daily mail: windows on each space's sequence, so that nothing is told twice or never."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from commentspace.domain import discussion, documents, outbox, people
from commentspace.domain.access import Caller, Standing, standing, visible
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Comment, DigestWindow, Membership, Paragraph, Person, Placement, Space
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.errors import NotFound


def due(session: Session, now: datetime) -> list[int]:
    """The people whose hour has come."""
    rows = session.execute(
        select(col(Person.id)).where(col(Person.next_digest_at) <= now).order_by(col(Person.next_digest_at))
    )
    return list(rows.scalars())


def new_comments(who: Standing, from_seq: int, to_seq: int) -> list[Any]:
    """The comments that became visible in a window, but for one's own and those withdrawn since."""
    return [
        visible(who),
        col(Comment.space_id) == who.space_id,
        col(Comment.shown_seq) > from_seq,
        col(Comment.shown_seq) <= to_seq,
        col(Comment.author_id) != who.person_id,
        col(Comment.withdrawn_at).is_(None),
    ]


def compose(session: Session, person_id: int, *, now: datetime) -> bool:
    """Intend a person's daily mail; window, letter, watermark and next time move together.

    Returns whether there is one: the person may want it only when something is new, and gets one a local day.
    """
    person = session.get_one(Person, person_id)
    if person.next_digest_at is None or person.next_digest_at > now:
        return False
    day = now.astimezone(ZoneInfo(person.zone)).date().isoformat()
    person.next_digest_at = people.next_digest(person.zone, person.digest_hour, now)
    session.add(person)
    had = session.execute(
        select(col(DigestWindow.id)).where(col(DigestWindow.person_id) == person_id, col(DigestWindow.local_day) == day)
    ).first()
    windows = [] if had else _windows(session, person_id, day)
    if not windows:
        return False
    intent = outbox.Intent(kind="digest", dedup=f"digest:{person.uid}:{day}", person_id=person_id)
    letter = outbox.intend(session, intent, now=now)
    letter_id = outbox.id_of(session, letter) if letter else None
    for window in windows:
        window.letter_id = letter_id
        session.add(window)
        session.execute(
            update(Membership)
            .where(col(Membership.person_id) == person_id, col(Membership.space_id) == window.space_id)
            .values(digest_seq=window.to_seq)
        )
    return letter is not None


def _windows(session: Session, person_id: int, day: str) -> list[DigestWindow]:
    """A window for each space that this person wants to hear of, if there is something or they want it anyway."""
    rows = session.execute(
        select(col(Space.id), col(Space.seq), col(Membership.digest_seq), col(Membership.digest))
        .join(Membership, col(Membership.space_id) == col(Space.id))
        .where(
            col(Membership.person_id) == person_id,
            col(Membership.ended_at).is_(None),
            col(Membership.digest) != "off",
        )
        .order_by(col(Space.id))
    ).all()
    windows, wanted = [], False
    for space_id, to_seq, from_seq, choice in rows:
        who = standing(session, Caller(person_id, "mail"), space_id)
        count = session.execute(
            select(func.count()).select_from(Comment).where(*new_comments(who, from_seq, to_seq))
        ).scalar_one()
        wanted = wanted or count > 0 or choice == "daily"
        windows.append(
            DigestWindow(person_id=person_id, space_id=space_id, local_day=day, from_seq=from_seq, to_seq=to_seq)
        )
    return windows if wanted else []


@dataclass(frozen=True, slots=True)
class DigestParagraph:
    """A paragraph and what is new on it."""

    paragraph: ParagraphView
    comments: Sequence[CommentView]


@dataclass(frozen=True, slots=True)
class DigestDocument:
    """A document and its paragraphs that have something new."""

    document: DocumentView
    paragraphs: Sequence[DigestParagraph]


@dataclass(frozen=True, slots=True)
class DigestSpace:
    """A space's section of a digest; `numbers_only` where the reader wants no texts, `every_day` even with nothing."""

    title: str
    slug: str
    count: int
    numbers_only: bool
    every_day: bool
    documents: Sequence[DigestDocument]


def content(session: Session, letter_id: int) -> list[DigestSpace]:
    """What a digest says, as its reader may see it now."""
    windows = session.execute(
        select(DigestWindow).where(col(DigestWindow.letter_id) == letter_id).order_by(col(DigestWindow.space_id))
    ).scalars()
    return [found for window in windows if (found := _section(session, window)) is not None]


def _section(session: Session, window: DigestWindow) -> DigestSpace | None:
    try:
        who = standing(session, Caller(window.person_id, "mail"), window.space_id)
    except NotFound:
        return None
    row = session.execute(
        select(col(Space.title), col(Space.slug), col(Membership.digest))
        .join(Membership, col(Membership.space_id) == col(Space.id))
        .where(
            col(Space.id) == window.space_id,
            col(Membership.person_id) == window.person_id,
            col(Membership.ended_at).is_(None),
            col(Membership.digest) != "off",
        )
    ).first()
    if row is None:
        return None
    title, slug, choice = row
    comments = discussion.comments(session, who, *new_comments(who, window.from_seq, window.to_seq))
    told = [_document(session, document, comments) for document in documents.of_space(session, who)]
    told = [each for each in told if each.paragraphs]
    return DigestSpace(title, slug, len(comments), choice == "numbers", choice == "daily", told)


def _document(session: Session, document: DocumentView, comments: Sequence[CommentView]) -> DigestDocument:
    mine: dict[str, list[CommentView]] = {}
    for comment in comments:
        if comment.document == document.uid:
            mine.setdefault(comment.paragraph, []).append(comment)
    if not mine:
        return DigestDocument(document, [])
    placed = discussion.paragraphs(
        session,
        document.revision_id,
        col(Placement.revision_id) == document.revision_id,
        col(Paragraph.uid).in_(mine),
    )
    return DigestDocument(document, [DigestParagraph(paragraph, mine[paragraph.uid]) for paragraph in placed])
