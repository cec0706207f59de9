"""What a person sees of a document: its paragraphs, the comments on them, and how many there are."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlmodel import Session, col

from commentspace.domain import endorsing, files, view_rows
from commentspace.domain.access import Standing, sees, visible
from commentspace.domain.tables import (
    Comment,
    Document,
    Membership,
    Paragraph,
    Person,
    PlacedWording,
    Placement,
    Revision,
    Wording,
)
from commentspace.domain.views import CommentView, ParagraphView


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading, as an outline shows it."""

    uid: str
    position: int
    level: int
    label: str
    text: str


def paragraphs(
    session: Session, revision_id: int, *conditions: Any, version: str = "", gone: bool = False
) -> list[ParagraphView]:
    """The paragraphs of a revision in its original language or another version, in order.

    With `gone` also those that were taken out, and stand there for what was said about them.
    """
    columns = (
        Paragraph.id,
        Paragraph.uid,
        Placement.position,
        Placement.depth,
        Wording.kind,
        Wording.level,
        Wording.label,
        Wording.html,
        Wording.text,
        Wording.markdown,
        Wording.language,
        Wording.id,
        Placement.is_gone,
        PlacedWording.is_borrowed,
        PlacedWording.is_behind,
    )
    rows = session.execute(
        select(*columns)  # type: ignore[call-overload]  # more columns than the overloads count
        .select_from(Placement)
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Placement.revision_id) == revision_id, *conditions)
        .where(*of_version(version), *(() if gone else (col(Placement.is_gone).is_(False),)))
        .order_by(col(Placement.position))
    )
    return _with_going(session, revision_id, [ParagraphView(*row) for row in rows])


def _with_going(session: Session, revision_id: int, found: list[ParagraphView]) -> list[ParagraphView]:
    """The same, told of those that are gone which revision took them out: the one after that where they stood last."""
    number = select(col(Revision.number)).where(col(Revision.id) == revision_id).scalar_subquery()
    earlier = col(Revision.seq).is_not(None), col(Revision.number) < number
    keys = [each.id for each in found if each.is_gone]
    if not keys:
        return found
    rows = session.execute(
        select(col(Placement.paragraph_id), func.max(col(Revision.number)))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .where(col(Placement.paragraph_id).in_(keys), col(Placement.is_gone).is_(False), *earlier)
        .group_by(col(Placement.paragraph_id))
    )
    last = dict(rows.all())
    return [replace(each, gone_in=last[each.id] + 1) if each.is_gone and each.id in last else each for each in found]


def of_version(version: str) -> list[Any]:
    """The conditions that leave of every placement the wording in this version; in the original one where it is empty.

    The paragraph has to be among what is selected from.
    """
    if version:
        return [col(PlacedWording.language) == version]
    original = select(col(Document.language)).where(col(Document.id) == col(Paragraph.document_id)).scalar_subquery()
    return [col(PlacedWording.language) == original]


def headings(session: Session, revision_id: int, version: str = "") -> list[HeadingView]:
    """The headings of a revision, in order, without reading what stands under them."""
    columns = (Paragraph.uid, Placement.position, Wording.level, Wording.label, Wording.text)
    rows = session.execute(
        select(*columns)  # type: ignore[call-overload]  # columns of tables are typed as their values
        .select_from(Placement)
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Placement.revision_id) == revision_id, col(Wording.kind) == "heading")
        .where(col(Placement.is_gone).is_(False), *of_version(version))
        .order_by(col(Placement.position))
    )
    return [HeadingView(*row) for row in rows]


def comments(session: Session, who: Standing, *conditions: Any, older: int | None = None) -> list[CommentView]:
    """The comments that this person may see, in the order in which they were posted.

    A query for all, one for files and one for who endorses them, where there are any.

    With the key of an `older` revision those that stood in it, where they stood; conditions on that are about
    `Paragraph`.
    """
    who.require("read")
    wanted = view_rows.wanted().where(_in_space(who), visible(who), *conditions)
    if older is not None:
        wanted = view_rows.wanted(older=True).where(_in_space(who), visible(who), *conditions).params(older=older)
    rows = session.execute(wanted).all()
    views = files.with_files(session, [view_rows.view(who, row) for row in rows])
    return endorsing.with_endorsements(session, who, views, [row.id for row in rows if row.is_endorsed])


def seen_of(who: Standing, rows: Iterable[Row[Any]]) -> list[CommentView]:
    """The same of rows of `view_rows.wanted()` that are at hand, and of the space; without files."""
    who.require("read")
    return [view_rows.view(who, row) for row in rows if sees(who, row.is_hidden, row.author_id, row.held_for_id)]


def counts(session: Session, who: Standing, *conditions: Any) -> dict[str, int]:
    """How many comments this person sees on each paragraph, by its name; withdrawn ones do not count."""
    rows = session.execute(
        select(col(Paragraph.uid), func.count())
        .join(Comment, col(Comment.paragraph_id) == col(Paragraph.id))
        .where(_in_space(who), visible(who), col(Comment.withdrawn_at).is_(None), *conditions)
        .group_by(col(Paragraph.uid))
    )
    return dict(rows.all())


def _in_space(who: Standing) -> ColumnElement[bool]:
    """A guard, and no way to find comments: SQLite would take its index and read all of the space for a few of them."""
    return col(Comment.space_id) + 0 == who.space_id


def names_version(session: Session, space_id: int) -> tuple[Any, ...]:
    """What changes when a member takes another name, comes or goes: names and roles stand beside comments."""
    row = session.execute(
        select(func.count(), func.max(Person.renamed_at), func.max(Membership.ended_at))
        .select_from(Membership)
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(col(Membership.space_id) == space_id)
    ).one()
    return tuple(row)


def tallies(session: Session, who: Standing) -> dict[str, int]:
    """How many comments this person sees in each document of the space, by its name."""
    rows = session.execute(
        select(col(Document.uid), func.count())
        .join(Comment, col(Comment.document_id) == col(Document.id))
        .where(visible(who), col(Comment.withdrawn_at).is_(None), col(Document.space_id) == who.space_id)
        .group_by(col(Document.uid))
    )
    return dict(rows.all())
