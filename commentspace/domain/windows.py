"""Windows: as much of a long document as a page holds at once, around a place; wherever one opens it, as quick.

A window is made of spots, each a row of the page: a paragraph with its threads or, sorted by time, one thread. What a
spot weighs is what a browser has to lay out: one for the paragraph, one for each comment that this person sees.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlmodel import Session, col

from commentspace.domain.access import Standing, visible
from commentspace.domain.anchors import gone, places
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Comment, Paragraph, Placement, Revision
from commentspace.domain.versions import shown
from commentspace.errors import NotFound

WHOLE = 1_200
"""The weight up to which a document comes whole: 200 paragraphs with 1,000 comments."""
FULL = 150
"""The weight of a window of a document that is too long for that."""
FEW = 20
"""How much of it may stand before the place that was asked for, so that one sees where one is."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A row that may stand in a window; `mark` names it in addresses, `threads` are the keys of those shown in it."""

    mark: str
    paragraph_id: int
    weight: int
    threads: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Window:
    """The spots shown, in order; `has_earlier` and `has_later` say whether there are more, `later` where they begin."""

    spots: Sequence[Spot]
    has_earlier: bool = False
    later: str = ""

    @property
    def has_later(self) -> bool:
        """Whether something comes after it."""
        return bool(self.later)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part is asked for: around the mark `at`, up to before `until`, or just what is `after` or `before` one."""

    at: str = ""
    until: str = ""
    after: str = ""
    before: str = ""

    @property
    def mark(self) -> str:
        """The place that it is about; empty for the beginning."""
        return self.after or self.before or self.until or self.at


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a document a person sees: paragraphs, comments, and those of them that are not withdrawn."""

    paragraphs: int
    comments: int
    tally: int

    @property
    def is_whole(self) -> bool:
        """Whether it is small enough to come whole."""
        return self.paragraphs + self.comments <= WHOLE


def size(session: Session, who: Standing, document: DocumentView) -> Size:
    """Count a document as this person sees it."""
    here = col(Placement.revision_id) == document.revision_id, col(Placement.is_gone).is_(False)
    placed = select(func.count()).where(*here).scalar_subquery()
    stood = col(Comment.id).in_(select(places.in_revision(document.revision_id).c.comment_id))
    row = session.execute(
        select(placed, func.count(), func.count().filter(col(Comment.withdrawn_at).is_(None)))
        .select_from(Comment)
        .where(col(Comment.document_id) == document.id, visible(who), shown.on(document.reads))
        .where(*((stood,) if document.is_older else ()))
    ).one()
    return Size(*row)


def cut(before: Iterable[Spot], after: Iterable[Spot], asked: Asked) -> Window:
    """The window between the spots before a place, nearest first, and those from the place on.

    At least one spot is shown; what is asked for as a part of a page holds nothing of the other side.
    """
    if asked.after:
        shown, later = _fill(after, FULL)
        return Window(shown, True, later)
    if asked.before or asked.until:
        earlier, more = _fill(before, FULL)
        room = 0 if asked.before else FULL - _weight(earlier)
        shown, later = _fill(after, room, least=0 if earlier else 1)
    else:
        shown, later = _fill(after, FULL)
        earlier, more = _fill(before, max(FEW, FULL - _weight(shown)), least=0 if shown else 1)
    return Window([*reversed(earlier), *shown], bool(more), later)


def around(session: Session, who: Standing, document: DocumentView, asked: Asked) -> Window:
    """The window of a whole document, read without looking at more of it than might be shown.

    NotFound where more is asked for after or before a paragraph that is not there; any other place is the beginning.
    """
    position = _position(session, who, document, asked.mark)
    if position is None and (asked.after or asked.before):
        raise NotFound()
    position = (position or 0) + bool(asked.after)
    before = [] if asked.after or not position else _spots(session, who, document, position, forward=False)
    after = [] if asked.before else _spots(session, who, document, position)
    return cut(before, after, asked)


def paragraph_of(session: Session, who: Standing, document_id: int, mark: str) -> tuple[int, int] | None:
    """The keys of the paragraph that a mark means, and of the thread (0 where it is not a comment's that they see)."""
    kind, _, uid = mark.partition("-")
    if kind == "c":
        thread = func.coalesce(col(Comment.thread_id), col(Comment.id))
        found = select(col(Comment.paragraph_id), thread).where(
            col(Comment.uid) == uid, col(Comment.document_id) == document_id, visible(who)
        )
    else:
        issued = select(col(Revision.id)).where(
            col(Revision.document_id) == document_id, col(Revision.seq).is_not(None)
        )
        stood = col(Placement.paragraph_id) == col(Paragraph.id), col(Placement.revision_id).in_(issued)
        found = select(col(Paragraph.id), 0).where(  # type: ignore[call-overload]  # a number is a column too
            col(Paragraph.uid) == uid, col(Paragraph.document_id) == document_id, exists().where(*stood)
        )
    row = session.execute(found).first()
    return (row[0], row[1]) if row else None


def _position(session: Session, who: Standing, document: DocumentView, mark: str) -> int | None:
    """Where in the revision the paragraph of a mark stands; None for one that is not there, or not for them.

    One that was taken out is there for whoever sees a comment on it.
    """
    found = paragraph_of(session, who, document.id, mark) if mark else None
    if found is None:
        return None
    at = _then(session, document, mark) if document.is_older and mark.startswith("c-") else found[0]
    position: int | None = session.execute(
        select(col(Placement.position)).where(
            col(Placement.revision_id) == document.revision_id,
            col(Placement.paragraph_id) == at,
            _has_row(who, document),
        )
    ).scalar_one_or_none()
    return position


def _has_row(who: Standing, document: DocumentView) -> ColumnElement[bool]:
    return gone.has_row(who, document.reads, document.revision_id if document.is_older else None)


def _then(session: Session, document: DocumentView, mark: str) -> int | None:
    """The paragraph at which a comment stood in an older revision; None where it was made later."""
    there = places.in_revision(document.revision_id)
    asked = select(there.c.paragraph_id).join(Comment, col(Comment.id) == there.c.comment_id)
    found: int | None = session.execute(asked.where(col(Comment.uid) == mark.removeprefix("c-"))).scalar_one_or_none()
    return found


def _spots(
    session: Session, who: Standing, document: DocumentView, position: int, *, forward: bool = True
) -> list[Spot]:
    """The paragraphs from a position on, or nearest first those before it: what a window can hold, and one more."""
    here = col(Placement.position)
    near = (
        select(here, col(Placement.paragraph_id))
        .where(col(Placement.revision_id) == document.revision_id, here >= position if forward else here < position)
        .where(_has_row(who, document))
        .order_by(here if forward else here.desc())
        .limit(FULL + 1)
        .subquery()
    )
    asked = (
        select(col(Paragraph.uid), near.c.paragraph_id, func.count(col(Comment.id)))
        .select_from(near)
        .join(Paragraph, col(Paragraph.id) == near.c.paragraph_id)
        .group_by(near.c.position, near.c.paragraph_id, col(Paragraph.uid))
        .order_by(near.c.position if forward else near.c.position.desc())
    )
    stands = col(Comment.paragraph_id) == near.c.paragraph_id
    if document.is_older:
        there = places.in_revision(document.revision_id)
        asked = asked.outerjoin(there, there.c.paragraph_id == near.c.paragraph_id)
        stands = col(Comment.id) == there.c.comment_id
    rows = session.execute(asked.outerjoin(Comment, and_(stands, visible(who), shown.on(document.reads))))
    return [Spot(f"p-{uid}", paragraph_id, 1 + comments) for uid, paragraph_id, comments in rows]


def _fill(spots: Iterable[Spot], room: int, least: int = 1) -> tuple[list[Spot], str]:
    """The first spots that have room together, and the mark of the next one if there is one."""
    taken: list[Spot] = []
    for spot in spots:
        room -= spot.weight
        if room < 0 and len(taken) >= least:
            return taken, spot.mark
        taken.append(spot)
    return taken, ""


def _weight(spots: Sequence[Spot]) -> int:
    return sum(spot.weight for spot in spots)
