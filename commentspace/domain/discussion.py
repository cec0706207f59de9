"""What a person sees of a document: its paragraphs, the comments on them, and what has changed since they looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain.access import Standing, sees, told, visible
from commentspace.domain.tables import (
    Anchor,
    Comment,
    Document,
    Hold,
    Membership,
    Notice,
    Paragraph,
    Person,
    PlacedWording,
    Placement,
    Provenance,
    Revision,
    Withdrawal,
    Wording,
)
from commentspace.text.languages import direction


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph as it stands in a revision."""

    id: int
    uid: str
    position: int
    depth: int
    kind: str
    level: int
    label: str
    html: str
    text: str
    markdown: str
    language: str
    wording_id: int

    @property
    def direction(self) -> str:
        """The direction of its script: "ltr" or "rtl"."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment as one face shows it; two equal views are the same piece of page."""

    id: int
    uid: str
    paragraph: str
    thread: str
    parent: str | None
    parent_name: str | None
    parent_number: int | None
    parent_is_root: bool
    number: int | None
    author: str
    author_uid: str
    on_behalf_of: str
    affiliation: str
    is_moderator: bool
    html: str
    body: str
    language: str
    kind: str
    proposal: str | None
    quotation: str | None
    start: int | None
    end: int | None
    posted_at: datetime
    edited_at: datetime | None
    states: int
    status: str
    status_at: datetime | None
    status_by: str
    status_reason: str
    late: bool
    door: str
    received_at: datetime
    revision: int
    face: str
    document: str


def paragraphs(session: Session, revision_id: int, *conditions: Any) -> list[ParagraphView]:
    """The paragraphs of a revision, in order."""
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
    )
    rows = session.execute(
        select(*columns)  # type: ignore[call-overload]  # more columns than the overloads count
        .select_from(Placement)
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Placement.revision_id) == revision_id, *conditions)
        .order_by(col(Placement.position))
    )
    return [ParagraphView(*row) for row in rows]


def comments(session: Session, who: Standing, *conditions: Any) -> list[CommentView]:
    """The comments that this person may see, in the order in which they were posted: one query for all."""
    who.require("read")
    rows = session.execute(_wanted().where(col(Comment.space_id) == who.space_id, visible(who), *conditions))
    return [_view(who, row) for row in rows]


@cache
def _wanted() -> Any:
    """The select behind every view of a comment; made once, as its aliases take longer to make than it takes to run."""
    parent, root = aliased(Comment), aliased(Comment)
    parent_author, status_by, withdrawn_by = aliased(Person), aliased(Person), aliased(Person)
    return (
        select(
            col(Comment.id),
            col(Comment.uid),
            col(Paragraph.uid).label("paragraph"),
            col(root.uid).label("root"),
            col(root.hold_id).label("root_hold"),
            col(root.author_id).label("root_author"),
            col(root.held_for_id).label("root_held_for"),
            col(parent.uid).label("parent"),
            col(parent.hold_id).label("parent_hold"),
            col(parent.author_id).label("parent_author"),
            col(parent.held_for_id).label("parent_held_for"),
            col(parent.number).label("parent_number"),
            col(parent_author.name).label("parent_name"),
            (col(Comment.parent_id) == col(Comment.thread_id)).label("parent_is_root"),
            col(Comment.number),
            col(Person.name),
            col(Person.uid).label("author_uid"),
            col(Comment.author_id),
            col(Comment.on_behalf_of),
            col(Membership.affiliation),
            col(Membership.role),
            col(Comment.html),
            col(Comment.body),
            col(Comment.language),
            col(Comment.kind),
            col(Comment.proposal),
            col(Anchor.exact),
            col(Anchor.start),
            col(Anchor.end),
            col(Comment.posted_at),
            col(Comment.edited_at),
            col(Comment.states),
            col(Comment.hold_id),
            col(Hold.at).label("held_at"),
            col(Hold.reason).label("held_reason"),
            col(status_by.name).label("held_by"),
            col(Withdrawal.at).label("withdrawn_at"),
            col(Withdrawal.reason).label("withdrawn_reason"),
            col(withdrawn_by.name).label("withdrawn_by"),
            col(Withdrawal.late),
            col(Provenance.door),
            col(Provenance.received_at),
            col(Revision.number).label("revision"),
            col(Document.uid).label("document"),
        )
        .select_from(Comment)
        .join(Paragraph, col(Paragraph.id) == col(Comment.paragraph_id))
        .join(Document, col(Document.id) == col(Comment.document_id))
        .join(Person, col(Person.id) == col(Comment.author_id))
        .join(Provenance, col(Provenance.comment_id) == col(Comment.id))
        .join(Revision, col(Revision.id) == col(Provenance.revision_id))
        .join(Anchor, and_(col(Anchor.comment_id) == col(Comment.id), col(Anchor.is_first)))
        .outerjoin(
            Membership,
            and_(
                col(Membership.person_id) == col(Comment.author_id),
                col(Membership.space_id) == col(Comment.space_id),
            ),
        )
        .outerjoin(root, col(root.id) == col(Comment.thread_id))
        .outerjoin(parent, col(parent.id) == col(Comment.parent_id))
        .outerjoin(parent_author, col(parent_author.id) == col(parent.author_id))
        .outerjoin(Hold, col(Hold.id) == col(Comment.hold_id))
        .outerjoin(status_by, col(status_by.id) == col(Hold.by_id))
        .outerjoin(Withdrawal, col(Withdrawal.comment_id) == col(Comment.id))
        .outerjoin(withdrawn_by, col(withdrawn_by.id) == col(Withdrawal.by_id))
        .order_by(col(Comment.posted_at), col(Comment.id))
    )


def _view(who: Standing, row: Row[Any]) -> CommentView:
    sees_root = row.root is not None and sees(who, row.root_hold, row.root_author, row.root_held_for)
    sees_parent = row.parent is not None and sees(who, row.parent_hold, row.parent_author, row.parent_held_for)
    withdrawn, held = row.withdrawn_at is not None, row.hold_id is not None
    return CommentView(
        id=row.id,
        uid=row.uid,
        paragraph=row.paragraph,
        thread=row.root if sees_root else row.uid,
        parent=row.parent if sees_parent else None,
        parent_name=row.parent_name if sees_parent else None,
        parent_number=row.parent_number if sees_parent else None,
        parent_is_root=bool(row.parent_is_root) or not sees_parent,
        number=row.number,
        author=row.name,
        author_uid=row.author_uid,
        on_behalf_of=row.on_behalf_of,
        affiliation=row.affiliation or "",
        is_moderator=row.role in ("moderator", "owner"),
        html="" if withdrawn else row.html,
        body="" if withdrawn else row.body,
        language=row.language,
        kind=row.kind,
        proposal=None if withdrawn else row.proposal,
        quotation=row.exact,
        start=row.start,
        end=row.end,
        posted_at=row.posted_at,
        edited_at=row.edited_at,
        states=row.states,
        status="withdrawn" if withdrawn else "held" if held else "shown",
        status_at=row.withdrawn_at if withdrawn else row.held_at,
        status_by=(row.withdrawn_by if withdrawn else row.held_by) or "",
        status_reason=(row.withdrawn_reason if withdrawn else row.held_reason) or "",
        late=bool(row.late),
        door=row.door,
        received_at=row.received_at,
        revision=row.revision,
        face=who.face(row.author_id),
        document=row.document,
    )


def counts(session: Session, who: Standing, *conditions: Any) -> dict[str, int]:
    """How many comments this person sees on each paragraph, by its name; withdrawn ones do not count."""
    rows = session.execute(
        select(col(Paragraph.uid), func.count())
        .join(Comment, col(Comment.paragraph_id) == col(Paragraph.id))
        .where(visible(who), col(Comment.withdrawn_at).is_(None), *conditions)
        .group_by(col(Paragraph.uid))
    )
    return dict(rows.all())


def tallies(session: Session, who: Standing) -> dict[str, int]:
    """How many comments this person sees in each document of the space, by its name."""
    rows = session.execute(
        select(col(Document.uid), func.count())
        .join(Comment, col(Comment.document_id) == col(Document.id))
        .where(visible(who), col(Comment.withdrawn_at).is_(None), col(Document.space_id) == who.space_id)
        .group_by(col(Document.uid))
    )
    return dict(rows.all())


def cursor(session: Session, who: Standing, document_id: int) -> tuple[str, int]:
    """The token of the last notice of this document that this person may know of, and its number (never shown)."""
    row = session.execute(
        select(col(Notice.token), col(Notice.seq))
        .where(col(Notice.document_id) == document_id, told(who))
        .order_by(col(Notice.seq).desc(), col(Notice.id).desc())
        .limit(1)
    ).first()
    return (row.token, row.seq) if row else ("", 0)


@dataclass(frozen=True, slots=True)
class Touched:
    """What has changed for a person since a cursor: comments to show as they are now, and those that are gone."""

    cursor: str
    comments: Sequence[CommentView]
    gone: Sequence[str]
    paragraphs: Sequence[str]
    document: bool


def since(session: Session, who: Standing, document_id: int, token: str) -> Touched | None:
    """What was touched after the notice with this token, as this person may see it now; None for an unknown token.

    A comment is "gone" only for somebody who had been able to see it at their cursor.
    """
    seq = 0
    if token:
        found = session.execute(
            select(col(Notice.seq)).where(col(Notice.token) == token, col(Notice.document_id) == document_id, told(who))
        ).scalar_one_or_none()
        if found is None:
            return None
        seq = found
    return since_seq(session, who, document_id, seq)


def since_seq(session: Session, who: Standing, document_id: int, seq: int) -> Touched:
    """The same from a number of the record, for callers inside."""
    rows = session.execute(
        select(col(Notice.comment_id), col(Comment.uid), col(Paragraph.uid))
        .outerjoin(Comment, col(Comment.id) == col(Notice.comment_id))
        .outerjoin(Paragraph, col(Paragraph.id) == col(Notice.paragraph_id))
        .where(col(Notice.document_id) == document_id, col(Notice.seq) > seq, told(who))
        .order_by(col(Notice.seq))
    ).all()
    ids = dict.fromkeys(row[0] for row in rows if row[0] is not None)
    shown = comments(session, who, col(Comment.id).in_(ids)) if ids else []
    missing = set(ids) - {view.id for view in shown}
    seen_before = _seen_before(session, who, seq, missing)
    gone = [row[1] for row in rows if row[0] in missing and row[0] in seen_before]
    touched = [row[2] for row in rows if row[2] and (row[0] not in missing or row[0] in seen_before)]
    return Touched(
        cursor(session, who, document_id)[0],
        shown,
        list(dict.fromkeys(gone)),
        list(dict.fromkeys(touched)),
        any(row[0] is None for row in rows),
    )


def _seen_before(session: Session, who: Standing, seq: int, ids: set[int]) -> set[int]:
    """Which of these comments had been told to this person up to their cursor."""
    if not ids:
        return set()
    known = select(col(Notice.comment_id)).where(col(Notice.comment_id).in_(ids), col(Notice.seq) <= seq, told(who))
    return {comment_id for comment_id in session.execute(known).scalars() if comment_id is not None}


def document_of(session: Session, document_id: int) -> str:
    """The name of a document."""
    uid: str = session.execute(select(col(Document.uid)).where(col(Document.id) == document_id)).scalar_one()
    return uid


def space_of_document(session: Session, uid: str) -> int | None:
    """The space whose record a verb on this document moves; None where there is no such document."""
    return session.execute(select(col(Document.space_id)).where(col(Document.uid) == uid)).scalar_one_or_none()


def space_of_comment(session: Session, uid: str) -> int | None:
    """The space whose record a verb on this comment moves; None where there is no such comment."""
    return session.execute(select(col(Comment.space_id)).where(col(Comment.uid) == uid)).scalar_one_or_none()


def uid_of_comment(session: Session, comment_id: int) -> str:
    """The name of a comment."""
    uid: str = session.execute(select(col(Comment.uid)).where(col(Comment.id) == comment_id)).scalar_one()
    return uid
