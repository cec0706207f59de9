"""The rows of the table, a window at a time, each with its comment, its paragraph and its group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, Subquery, func, select
from sqlmodel import Session, col

from commentspace.domain import discussion
from commentspace.domain.access import Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.table import grouping, lines, order, wanted
from commentspace.domain.table.asked import Asked
from commentspace.domain.table.grouping import Group
from commentspace.domain.table.order import Order
from commentspace.domain.tables import Comment, Paragraph
from commentspace.domain.views import CommentView, ParagraphView

ALIKE = ("near", "similar")
COLUMNS = ("id", "place", "organisation", "person", "near", "similar", "lacks", "overdue", "late")
WINDOW = 60
"""Rows that come at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the comment with what the table says of it besides."""

    comment: CommentView
    paragraph: ParagraphView | None
    organisation: str
    person: str
    """The name outside of who wrote it."""
    near: str
    similar: str
    near_size: int
    """How many near-identical comments there are, this one among them; 0 where it is in no group."""
    similar_size: int
    lacks: bool
    is_overdue: bool
    is_late: bool
    replies: int
    at: str = ""
    """The place of the row in the order that was asked for, as it stands in an address."""
    group: str = ""
    """What names its group in the address; `NONE` for those in none. Empty where nothing is grouped."""
    begins: str = ""
    """"begins" where it is the first row of its group; "continues" where the rows before it are in another window."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows: after a place, or just before one; of an address that somebody may have changed."""

    after: str = ""
    before: str = ""
    most: int = WINDOW


@dataclass(frozen=True, slots=True)
class Window:
    """The rows that are shown; `earlier` and `later` are the places where more are, empty where there are none."""

    lines: Sequence[Line]
    groups: dict[str, Group]
    earlier: str = ""
    later: str = ""


def window(
    session: Session, who: Standing, document: DocumentView, asked: Asked, now: datetime, part: Part | None = None
) -> Window:
    """The rows that are asked for; from the beginning where `part` names no place in this order."""
    part = part or Part()
    found = lines.gathered(session, who, document, asked, now)
    sorted_by = order.of(asked, found, document.id)
    start, end = (order.read(session, document.id, each, sorted_by) for each in (part.after, part.before))
    wants = _selected(found, sorted_by).where(*wanted.conditions(asked, found).values())
    if end is not None:
        wants = wants.where(sorted_by.before(end)).order_by(*(key.desc() for key in sorted_by.keys))
    else:
        wants = wants.where(*(() if start is None else (sorted_by.after(start),))).order_by(*sorted_by.keys)
    rows = session.execute(wants.limit(part.most + 1)).all()
    beyond, rows = rows[part.most :], rows[: part.most]
    above = start
    if end is not None:
        rows, above = rows[::-1], _place(beyond[0], sorted_by) if beyond else None
    earlier, later = (beyond, rows) if end is not None else (start, beyond)
    places = [_place(row, sorted_by) for row in rows]
    details = _details(session, found, [row.id for row in rows])
    begins = grouping.beginnings([place[: sorted_by.shared] for place in places], above)
    shown = [
        replace(line, at=order.written(sorted_by, place, line.comment.uid), begins=word)
        for line, place, word in zip(_lines(session, who, document, asked, details), places, begins, strict=True)
    ]
    return Window(
        shown,
        grouping.counted(session, asked, found, details),
        shown[0].at if shown and earlier else "",
        shown[-1].at if shown and later else "",
    )


def named(
    session: Session, who: Standing, document: DocumentView, uids: Sequence[str], now: datetime
) -> Sequence[Line]:
    """The rows of these comments as they are now, whatever is asked for; those that are not there are left out."""
    everything = Asked(which="replies")
    found = lines.gathered(session, who, document, everything, now)
    ids = session.execute(select(found.c.id).where(found.c.uid.in_(uids))).scalars().all()
    return _lines(session, who, document, everything, _details(session, found, ids))


def _selected(found: Subquery, sorted_by: Order) -> Select[Any]:
    """Where each row stands in the order; what else it says is looked up for the few that are shown (`_details`)."""
    keys = [key.label(f"key_{n}") for n, key in enumerate(sorted_by.keys)]
    return select(found.c.id, *keys).select_from(sorted_by.source)


def _details(session: Session, found: Subquery, ids: Sequence[int]) -> list[Row[Any]]:
    """What these rows say of their comments, in the same order."""
    rows = session.execute(select(*(found.c[name] for name in COLUMNS)).where(found.c.id.in_(ids)))
    by_id = {row.id: row for row in rows}
    return [by_id[each] for each in ids if each in by_id]


def _place(row: Row[Any], sorted_by: Order) -> tuple[Any, ...]:
    return tuple(getattr(row, f"key_{n}") for n in range(len(sorted_by.keys)))


def _lines(
    session: Session, who: Standing, document: DocumentView, asked: Asked, rows: Sequence[Row[Any]]
) -> list[Line]:
    """The rows with all that stands in them, in their order."""
    ids = [row.id for row in rows]
    if not ids:
        return []
    views = {view.id: view for view in discussion.comments(session, who, col(Comment.id).in_(ids))}
    names = {view.paragraph for view in views.values()}
    found = discussion.paragraphs(session, document.revision_id, col(Paragraph.uid).in_(names), gone=True)
    paragraphs, replies = {each.uid: each for each in found}, _replies(session, ids)
    near, similar = (grouping.sizes(session, document.id, name, {getattr(row, name) for row in rows}) for name in ALIKE)
    return [
        Line(
            views[row.id],
            paragraphs.get(views[row.id].paragraph),
            *(row.organisation, row.person, row.near, row.similar),
            *(near.get(row.near, 0), similar.get(row.similar, 0)),
            *(bool(row.lacks), bool(row.overdue), bool(row.late)),
            replies=replies.get(row.id, 0),
            group=grouping.name_of(asked, row),
        )
        for row in rows
    ]


def _replies(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """How many replies there are in the threads that these comments began."""
    thread = col(Comment.thread_id)
    there = thread.in_(ids), col(Comment.withdrawn_at).is_(None)
    return dict(session.execute(select(thread, func.count()).where(*there).group_by(thread)).all())
