"""Finding the comments that a filter wants, and what there is to choose from.

A thread is shown when one of its comments matches, and then the whole of it. Only comments that the person may see
are asked, so no number, name or choice tells of others; withdrawn ones say nothing any more and match nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, func, select
from sqlmodel import Session, col

from commentspace.domain import visits, windows
from commentspace.domain.access import Standing, visible
from commentspace.domain.documents import DocumentView
from commentspace.domain.filters import Filter, author, conditions, known_party
from commentspace.domain.tables import Comment, Membership, Paragraph, PlacedWording, Placement, Wording
from commentspace.domain.versions import shown
from commentspace.domain.visits import Visited
from commentspace.domain.windows import Asked, Spot, Window
from commentspace.text import search


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter finds: the spots in the order of the page, and how many comments match."""

    spots: Sequence[Spot]
    comments: int


def find(session: Session, who: Standing, document: DocumentView, wanted: Filter, last: Visited | None) -> Found:
    """Everything that matches; `last` is the person's last visit, after which a comment is new."""
    who.require("read")
    terms = wanted.terms
    rows = [
        row
        for row in session.execute(_matching(who, document, wanted, last))
        if not terms or search.has_all(search.fold(f"{row.body}\n{row.proposal or ''}"), terms)
    ]
    if wanted.is_newest_first:
        return Found(_by_time(rows), len(rows))
    said = [] if wanted.asks_of_comments or not terms else _worded(session, document, terms)
    return Found(_by_place(rows, said), len(rows))


def window(session: Session, who: Standing, document: DocumentView, found: Found, asked: Asked) -> Window:
    """The part of what was found that a page shows around a place."""
    place = windows.paragraph_of(session, who, document.id, asked.mark) if asked.mark else None
    at = _index(found.spots, asked.mark, place) if place else 0
    at += bool(asked.after)
    return windows.cut(found.spots[at - 1 :: -1] if at else [], found.spots[at:], asked)


def parties(session: Session, who: Standing, document: DocumentView) -> list[str]:
    """For whom the comments that this person sees were made: what `by` can be, in order."""
    who.require("read")
    rows = session.execute(
        select(known_party(who))
        .select_from(Comment)
        .outerjoin(Membership, author())
        .where(col(Comment.document_id) == document.id, visible(who), col(Comment.withdrawn_at).is_(None))
        .where(shown.on(document.reads))
        .distinct()
    )
    return sorted((name for name in rows.scalars() if name), key=search.fold)


def new_ones(session: Session, who: Standing, document: DocumentView, last: Visited | None) -> list[str]:
    """The names of the comments that are new for this person since a visit, the oldest first."""
    if last is None or who.person_id is None:
        return []
    rows = session.execute(
        select(col(Comment.uid))
        .where(
            col(Comment.document_id) == document.id,
            visible(who),
            shown.on(document.reads),
            visits.is_new(who, last),
            col(Comment.withdrawn_at).is_(None),
        )
        .order_by(col(Comment.shown_seq), col(Comment.id))
    )
    return list(rows.scalars())


def _matching(who: Standing, document: DocumentView, wanted: Filter, last: Visited | None) -> Any:
    """The comments that match but for the words, with their places; what is withdrawn or has no place is left out."""
    words = (col(Comment.body), col(Comment.proposal)) if wanted.terms else ()
    return (
        select(
            col(Comment.uid),
            func.coalesce(col(Comment.thread_id), col(Comment.id)).label("thread"),
            col(Comment.paragraph_id),
            col(Paragraph.uid).label("paragraph"),
            col(Placement.position),
            *words,
        )
        .select_from(Comment)
        .join(Paragraph, col(Paragraph.id) == col(Comment.paragraph_id))
        .join(
            Placement,
            and_(
                col(Placement.paragraph_id) == col(Comment.paragraph_id),
                col(Placement.revision_id) == document.revision_id,
            ),
        )
        .outerjoin(Membership, author())
        .where(
            col(Comment.document_id) == document.id,
            visible(who),
            shown.on(document.reads),
            col(Comment.withdrawn_at).is_(None),
            *conditions(who, document, wanted, last),
        )
        .order_by(col(Comment.posted_at), col(Comment.id))
    )


def _worded(session: Session, document: DocumentView, terms: Sequence[str]) -> list[Row[Any]]:
    """The paragraphs whose text has all the words."""
    rows = session.execute(
        select(col(Paragraph.uid).label("paragraph"), col(Paragraph.id), col(Placement.position), col(Wording.text))
        .select_from(Placement)
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Placement.revision_id) == document.revision_id, col(Placement.is_gone).is_(False))
        .where(col(PlacedWording.language) == document.reads)
    )
    return [row for row in rows if search.has_all(search.fold(row.text), terms)]


def _by_place(rows: Sequence[Row[Any]], worded: Sequence[Row[Any]]) -> list[Spot]:
    """One spot a paragraph, in the order of the text."""
    paragraphs = {row.position: (row.paragraph, row.id) for row in worded}
    threads: dict[int, list[int]] = {row.position: [] for row in worded}
    for row in rows:
        paragraphs[row.position] = (row.paragraph, row.paragraph_id)
        threads.setdefault(row.position, []).append(row.thread)
    return [
        Spot(f"p-{paragraphs[at][0]}", paragraphs[at][1], 1 + len(threads[at]), frozenset(threads[at]))
        for at in sorted(threads)
    ]


def _by_time(rows: Sequence[Row[Any]]) -> list[Spot]:
    """One spot a thread, the one with the newest matching comment first; that comment names it."""
    newest: dict[int, Row[Any]] = {}
    count: dict[int, int] = {}
    for row in rows:
        newest.pop(row.thread, None)
        newest[row.thread] = row
        count[row.thread] = count.get(row.thread, 0) + 1
    return [
        Spot(f"c-{row.uid}", row.paragraph_id, 1 + count[thread], frozenset({thread}))
        for thread, row in reversed(newest.items())
    ]


def _index(spots: Sequence[Spot], mark: str, place: tuple[int, int]) -> int:
    """Where a spot stands: that of this mark, else that of the thread, else that of the paragraph, else the first."""
    paragraph, thread = place
    for fits in (
        lambda spot: spot.mark == mark,
        lambda spot: thread in spot.threads,
        lambda spot: spot.paragraph_id == paragraph,
    ):
        found = next((n for n, spot in enumerate(spots) if fits(spot)), None)
        if found is not None:
            return found
    return 0
