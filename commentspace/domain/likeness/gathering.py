"""What a look at the comments of a document needs, and whether a new one is due: read, never written."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from commentspace.domain.answered import wants_answer
from commentspace.domain.tables import Alike, Anchor, Comment, Document, Likeness, LikenessWord, Wording
from commentspace.text.likeness import Piece

MARGIN = timedelta(seconds=5)
"""An edit that was written while the comments were read may have begun so long before."""


class Said(NamedTuple):
    """What a moderator said of two comments, by their keys."""

    comment: int
    other: int
    is_alike: bool


class Stored(NamedTuple):
    """A comment in its groups, as it is kept; the names of groups are those of their first comments."""

    near: str
    similar: str
    degree: str
    score: int


class Gathered(NamedTuple):
    """The comments of a document, with the words of their paragraphs, what was said of them, and what is kept.

    `up_to_seq` and `at` say what the look has seen.
    """

    document_id: int
    space_id: int
    pieces: list[Piece]
    drafts: dict[int, str]
    words: list[Said]
    uids: dict[int, str]
    stored: dict[int, Stored]
    up_to_seq: int
    at: datetime


def due(session: Session, space_ids: Collection[int]) -> list[int]:
    """The documents of these spaces in which comments came, changed or went since the last look at them.

    Held and withdrawn comments are not looked at, nor are answers; texts that nobody has posted are no comments.
    """
    last = select(col(Likeness.document_id), col(Likeness.comments), col(Likeness.up_to_seq), col(Likeness.at))
    seen = {row.document_id: row for row in session.execute(last)}
    found = session.execute(
        select(
            col(Document.id).label("id"),
            func.count(col(Comment.id)).label("comments"),
            func.max(col(Comment.shown_seq)).label("seq"),
            func.max(col(Comment.edited_at)).label("edited_at"),
        )
        .outerjoin(Comment, (col(Comment.document_id) == col(Document.id)) & wants_answer())
        .where(col(Document.space_id).in_(space_ids))
        .group_by(col(Document.id))
        .order_by(col(Document.id))
    )
    return [row.id for row in found if _is_due(row, seen.get(row.id))]


def _is_due(now: Any, last: Any) -> bool:
    if last is None:
        return bool(now.comments)
    if (now.comments, now.seq or 0) != (last.comments, last.up_to_seq):
        return True
    return now.edited_at is not None and now.edited_at > last.at


def gather(session: Session, document_id: int, now: datetime) -> Gathered:
    """All of it, of the comments that want an answer."""
    rows = session.execute(
        select(
            *(col(Comment.id), col(Comment.uid), col(Comment.body), col(Comment.proposal), col(Comment.language)),
            *(col(Comment.paragraph_id), col(Comment.shown_seq), col(Anchor.exact), col(Anchor.wording_id)),
        )
        .outerjoin(Anchor, (col(Anchor.comment_id) == col(Comment.id)) & col(Anchor.is_first))
        .where(col(Comment.document_id) == document_id, wants_answer())
        .order_by(col(Comment.id))
    ).all()
    pieces = [
        Piece(row.id, row.body, row.proposal or "", row.language, row.paragraph_id, row.exact or "") for row in rows
    ]
    return Gathered(
        document_id,
        session.execute(select(col(Document.space_id)).where(col(Document.id) == document_id)).scalar_one(),
        pieces,
        _drafts(session, document_id),
        _words(session, document_id),
        {row.id: row.uid for row in rows},
        _stored(session, document_id),
        max((row.shown_seq or 0 for row in rows), default=0),
        now - MARGIN,
    )


def _drafts(session: Session, document_id: int) -> dict[int, str]:
    """The words of each paragraph with comments, each version on which these were made in a line of its own."""
    rows = session.execute(
        select(col(Comment.paragraph_id), col(Wording.text))
        .select_from(Comment)
        .join(Anchor, (col(Anchor.comment_id) == col(Comment.id)) & col(Anchor.is_first))
        .join(Wording, col(Wording.id) == col(Anchor.wording_id))
        .where(col(Comment.document_id) == document_id, wants_answer())
        .distinct()
    )
    found: dict[int, list[str]] = {}
    for paragraph_id, text in rows:
        found.setdefault(paragraph_id, []).append(" ".join(text.split()))
    return {paragraph_id: "\n".join(sorted(texts)) for paragraph_id, texts in found.items()}


def _words(session: Session, document_id: int) -> list[Said]:
    rows = session.execute(
        select(col(LikenessWord.comment_id), col(LikenessWord.other_id), col(LikenessWord.is_alike))
        .join(Comment, col(Comment.id) == col(LikenessWord.comment_id))
        .where(col(Comment.document_id) == document_id)
        .order_by(col(LikenessWord.id))
    )
    return [Said(*row) for row in rows]


def _stored(session: Session, document_id: int) -> dict[int, Stored]:
    columns = col(Alike.comment_id), col(Alike.near), col(Alike.similar), col(Alike.degree), col(Alike.score)
    mine = select(col(Likeness.id)).where(col(Likeness.document_id) == document_id)
    rows = session.execute(select(*columns).where(col(Alike.likeness_id).in_(mine)))
    return {row.comment_id: Stored(row.near, row.similar, row.degree, row.score) for row in rows}
