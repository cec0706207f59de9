"""The groups of a document, for its moderators."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlmodel import Session, col

from commentspace.domain.access import Standing
from commentspace.domain.answered import wants_answer
from commentspace.domain.people import ERASED
from commentspace.domain.tables import Alike, Anchor, Comment, Disposition, Likeness, LikenessWord, Person, Wording
from commentspace.errors import NotFound
from commentspace.text.likeness import Piece, Why, why

TOGETHER = 40
"""Groups of a page, and comments of a group's page."""
KINDS = ("near", "similar")


class In(NamedTuple):
    """The groups of a comment, by the names of their first comments; how it is like the first, in thousandths."""

    near: str
    similar: str
    degree: str
    score: int


class GroupLine(NamedTuple):
    """A group in a list: its name, how many comments it has, how many of them have an answer, and the first one."""

    name: str
    comments: int
    answered: int
    first: "Member"


class Member(NamedTuple):
    """A comment of a group, and in what it differs from the first (`why`; None for that one itself)."""

    id: int
    uid: str
    number: int | None
    author: str
    on_behalf_of: str
    language: str
    body: str
    proposal: str
    paragraph: int
    label: str
    exact: str
    posted_at: datetime
    outcome: str
    degree: str
    score: int
    why: Why | None = None


class Parted(NamedTuple):
    """A word by which a comment was taken out of a group, or put beside another one."""

    uid: str
    number: int | None
    is_alike: bool
    reason: str
    by: str
    at: datetime


class Opened(NamedTuple):
    """A page of a group: its members, the first first; `open_uids` are all of its comments without an answer,
    each with the number of its text."""

    name: str
    kind: str
    comments: int
    members: Sequence[Member]
    page: int
    pages: int
    open_uids: Mapping[str, int]
    near: int
    """How many sets of copies and single comments a similar group has."""
    said: Sequence[Parted]


class Listed(NamedTuple):
    """A page of the groups of a document, the largest first; `looked_at` is None where nobody has looked yet."""

    groups: Sequence[GroupLine]
    page: int
    pages: int
    sizes: dict[str, int]
    looked_at: datetime | None


def groups_of(session: Session, who: Standing, document_id: int) -> dict[int, In]:
    """The comments of a document that are in groups, by their keys; for moderators (NotAllowed for others)."""
    who.require("answer")
    columns = col(Alike.comment_id), col(Alike.near), col(Alike.similar), col(Alike.degree), col(Alike.score)
    rows = session.execute(_of(document_id, *columns))
    return {row.comment_id: In(row.near, row.similar, row.degree, row.score) for row in rows}


def _of(document_id: int, *columns: Any) -> Select[Any]:
    """These columns of the comments of a document that are in groups and still want an answer."""
    found = select(*columns).select_from(Alike).join(Comment, col(Comment.id) == col(Alike.comment_id))
    return found.where(col(Comment.document_id) == document_id, wants_answer())


def listed(session: Session, who: Standing, document_id: int, kind: str, page: int) -> Listed:
    """The groups of a kind, a page of them; those in which an answer is lacking come first. Raises NotAllowed."""
    who.require("answer")
    sizes = {each: _groups(session, document_id, each) for each in KINDS}
    pages = max(1, -(-sizes[kind] // TOGETHER))
    page = min(max(1, page), pages)
    name, count = col(getattr(Alike, kind)), func.count()
    answered = func.sum(case((col(Comment.disposition_id).is_not(None), 1), else_=0))
    rows = session.execute(
        _of(document_id, name.label("name"), count.label("comments"), answered.label("answered"))
        .where(name != "")
        .group_by(name)
        .having(count > 1)
        .order_by(case((answered == count, 1), else_=0), count.desc(), name)
        .limit(TOGETHER)
        .offset((page - 1) * TOGETHER)
    ).all()
    firsts = {each.uid: each for each in _members(session, col(Comment.uid).in_([row.name for row in rows]))}
    lines = [GroupLine(row.name, row.comments, row.answered, firsts[row.name]) for row in rows if row.name in firsts]
    at = session.execute(select(col(Likeness.at)).where(col(Likeness.document_id) == document_id)).scalar_one_or_none()
    return Listed(lines, page, pages, sizes, at)


def _groups(session: Session, document_id: int, kind: str) -> int:
    name = col(getattr(Alike, kind))
    some = _of(document_id, name).where(name != "").group_by(name).having(func.count() > 1).subquery()
    found: int = session.execute(select(func.count()).select_from(some)).scalar_one()
    return found


def opened(session: Session, who: Standing, document_id: int, member: str, kind: str, page: int) -> Opened:
    """The group in which a comment is, by the name of any of its comments. Raises NotAllowed, NotFound."""
    who.require("answer")
    group = col(getattr(Alike, kind))
    name = session.execute(_of(document_id, group).where(col(Comment.uid) == member)).scalar_one_or_none()
    if not name:
        raise NotFound()
    mine = col(Comment.document_id) == document_id, wants_answer(), group == name
    columns = col(Comment.uid), col(Comment.states), col(Comment.disposition_id), col(Alike.near)
    rows = session.execute(_of(document_id, *columns).where(*mine)).all()
    pages = -(-len(rows) // TOGETHER)
    page = min(max(1, page), pages)
    members = [*_members(session, *mine, name=name, page=page)]
    first = next(iter(_members(session, col(Comment.uid) == name)), members[0])
    near = len({row.near or row.uid for row in rows})
    open_uids = {row.uid: row.states for row in rows if row.disposition_id is None}
    compared = [_compared(first, each) for each in members]
    said = _said(session, [each.id for each in members])
    return Opened(name, kind, len(rows), compared, page, pages, open_uids, near, said)


def _members(session: Session, *conditions: ColumnElement[bool], name: str = "", page: int = 1) -> Sequence[Member]:
    rows = session.execute(
        select(
            *(col(Comment.id), col(Comment.uid), col(Comment.number), col(Person.name).label("author")),
            *(col(Comment.on_behalf_of), col(Comment.language), col(Comment.body)),
            func.coalesce(col(Comment.proposal), "").label("proposal"),
            col(Comment.paragraph_id).label("paragraph"),
            func.coalesce(col(Wording.label), "").label("label"),
            func.coalesce(col(Anchor.exact), "").label("exact"),
            col(Comment.posted_at),
            func.coalesce(col(Disposition.outcome), "").label("outcome"),
            func.coalesce(col(Alike.degree), "").label("degree"),
            func.coalesce(col(Alike.score), 0).label("score"),
        )
        .select_from(Comment)
        .join(Person, col(Person.id) == col(Comment.author_id))
        .outerjoin(Alike, col(Alike.comment_id) == col(Comment.id))
        .outerjoin(Anchor, (col(Anchor.comment_id) == col(Comment.id)) & col(Anchor.is_first))
        .outerjoin(Wording, col(Wording.id) == col(Anchor.wording_id))
        .outerjoin(Disposition, col(Disposition.id) == col(Comment.disposition_id))
        .where(*conditions)
        .order_by(case((col(Comment.uid) == name, 0), else_=1), col(Alike.score).desc(), col(Comment.id))
        .limit(TOGETHER)
        .offset((page - 1) * TOGETHER)
    )
    return [Member(*row) for row in rows]


def _compared(first: Member, other: Member) -> Member:
    return other if other.uid == first.uid else other._replace(why=why(_piece(first), _piece(other)))


def _piece(member: Member) -> Piece:
    return Piece(member.id, member.body, member.proposal, member.language, member.paragraph, member.exact)


def _said(session: Session, comment_ids: Sequence[int]) -> Sequence[Parted]:
    """What was said of comments that stood beside these, the newest first."""
    rows = session.execute(
        select(
            *(col(Comment.uid), col(Comment.number), col(LikenessWord.is_alike), col(LikenessWord.reason)),
            func.coalesce(col(Person.name), ERASED),
            col(LikenessWord.at),
        )
        .join(Comment, col(Comment.id) == col(LikenessWord.comment_id))
        .outerjoin(Person, col(Person.id) == col(LikenessWord.by_id))
        .where(col(LikenessWord.other_id).in_(comment_ids))
        .order_by(col(LikenessWord.id).desc())
        .limit(TOGETHER)
    )
    return [Parted(*row) for row in rows]
