"""What the reading room shows one person: all of a document or a window of it, and the comments that a filter finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from commentspace.domain import discussion, finding, views, windows
from commentspace.domain.access import Standing
from commentspace.domain.discussion import HeadingView
from commentspace.domain.documents import DocumentView
from commentspace.domain.filters import Filter
from commentspace.domain.tables import Comment, Paragraph
from commentspace.domain.versions import shown
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.domain.visits import Visited
from commentspace.domain.windows import Asked, Size, Spot, Window


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the room: a paragraph with the comments shown there, and how many this person sees on it in all."""

    mark: str
    paragraph: ParagraphView
    comments: Sequence[CommentView]
    count: int | None = None
    """Only where a filter leaves some out."""


@dataclass(frozen=True, slots=True)
class Room:
    """The rows with what there is around them."""

    size: Size
    rows: Sequence[Row]
    headings: Sequence[HeadingView]
    window: Window | None = None
    """The window that the rows are; None where they are everything."""
    found: int = 0
    """How many comments a filter finds, shown in this window or not."""

    @property
    def position(self) -> int:
        """Where in the document it begins."""
        return self.rows[0].paragraph.position if self.rows else 0


def whole(session: Session, who: Standing, document: DocumentView, size: Size) -> Room:
    """Everything."""
    paragraphs = discussion.paragraphs(session, document.revision_id, version=document.version, gone=True)
    comments = _by_paragraph(_comments(session, who, document, col(Comment.document_id) == document.id))
    there = [each for each in paragraphs if not each.is_gone or each.uid in comments]
    rows = [Row(f"p-{each.uid}", each, comments.get(each.uid, [])) for each in there]
    headings = [
        HeadingView(each.uid, each.position, each.level, each.label, each.text)
        for each in paragraphs
        if each.kind == "heading" and not each.is_gone
    ]
    return Room(size, rows, headings)


def around(session: Session, who: Standing, document: DocumentView, size: Size, asked: Asked) -> Room:
    """The window around a place."""
    window = windows.around(session, who, document, asked)
    keys = [spot.paragraph_id for spot in window.spots]
    paragraphs = _paragraphs(session, document, keys)
    there = col(Paragraph.id) if document.is_older else col(Comment.paragraph_id)
    comments = _by_paragraph(_comments(session, who, document, there.in_(keys)))
    rows = [
        Row(spot.mark, each, comments.get(each.uid, []))
        for spot in window.spots
        if (each := paragraphs.get(spot.paragraph_id))
    ]
    return Room(size, rows, _headings(session, document, asked), window)


def filtered(
    session: Session,
    who: Standing,
    document: DocumentView,
    size: Size,
    wanted: Filter,
    asked: Asked,
    last: Visited | None,
) -> Room:
    """What a filter finds, or the window of it around a place."""
    found = finding.find(session, who, document, wanted, last)
    window = finding.window(session, who, document, found, asked)
    keys = list({spot.paragraph_id for spot in window.spots})
    paragraphs = _paragraphs(session, document, keys)
    threads = _threads(session, who, document, window.spots)
    here = col(Comment.paragraph_id).in_(keys), shown.on(document.reads)
    counts = discussion.counts(session, who, *here) if keys else {}
    rows = [
        Row(spot.mark, each, [view for key in spot.threads for view in threads.get(key, [])], counts.get(each.uid, 0))
        for spot in window.spots
        if (each := paragraphs.get(spot.paragraph_id))
    ]
    return Room(size, rows, _headings(session, document, asked), window, found.comments)


def _comments(session: Session, who: Standing, document: DocumentView, condition: Any) -> list[CommentView]:
    older = document.revision_id if document.is_older else None
    found = discussion.comments(session, who, condition, shown.on(document.reads), older=older)
    return [views.read_in(each, document.reads) for each in found]


def _headings(session: Session, document: DocumentView, asked: Asked) -> list[HeadingView]:
    """A page has an outline; a part that is put into one has none."""
    return [] if asked.after or asked.before else discussion.headings(session, document.revision_id, document.version)


def _paragraphs(session: Session, document: DocumentView, keys: Sequence[int]) -> dict[int, ParagraphView]:
    here = col(Paragraph.id).in_(keys)
    placed = discussion.paragraphs(session, document.revision_id, here, version=document.version, gone=True)
    return {each.id: each for each in placed} if keys else {}


def _threads(
    session: Session, who: Standing, document: DocumentView, spots: Sequence[Spot]
) -> dict[int, list[CommentView]]:
    """The whole threads of the spots, by the key of the comment that began each."""
    keys = {key for spot in spots for key in spot.threads}
    if not keys:
        return {}
    mine = or_(col(Comment.id).in_(keys), col(Comment.thread_id).in_(keys))
    begun = dict(session.execute(select(col(Comment.id), col(Comment.thread_id)).where(mine)).all())
    found: dict[int, list[CommentView]] = {}
    for view in _comments(session, who, document, mine):
        found.setdefault(begun[view.id] or view.id, []).append(view)
    return found


def beside(session: Session, document: DocumentView, room: Room, language: str) -> dict[str, ParagraphView]:
    """The paragraphs of the room in another version that is read beside it, by their names."""
    here = col(Paragraph.uid).in_([row.paragraph.uid for row in room.rows])
    placed = discussion.paragraphs(session, document.revision_id, here, version=language)
    return {each.uid: each for each in placed if not each.is_borrowed}


def _by_paragraph(found_views: Sequence[CommentView]) -> dict[str, list[CommentView]]:
    found: dict[str, list[CommentView]] = {}
    for view in found_views:
        found.setdefault(view.paragraph, []).append(view)
    return found
