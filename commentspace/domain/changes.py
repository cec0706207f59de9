"""What has changed for a person since a cursor, as they may see it now."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlmodel import Session, col

from commentspace.domain.access import Standing, told
from commentspace.domain.discussion import comments
from commentspace.domain.tables import Comment, Notice, Paragraph
from commentspace.domain.versions import shown
from commentspace.domain.views import CommentView, read_in


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


def since_seq(session: Session, who: Standing, document_id: int, seq: int, reads: str = "") -> Touched:
    """The same from a number of the record, for callers inside; with `reads` as one language version is read.

    What never was shown on that version is not told of.
    """
    there = (or_(col(Notice.comment_id).is_(None), shown.on(reads), col(Comment.states) > 1),) if reads else ()
    here = (shown.on(reads),) if reads else ()
    rows = session.execute(
        select(col(Notice.comment_id), col(Comment.uid), col(Paragraph.uid))
        .outerjoin(Comment, col(Comment.id) == col(Notice.comment_id))
        .outerjoin(Paragraph, col(Paragraph.id) == col(Notice.paragraph_id))
        .where(col(Notice.document_id) == document_id, col(Notice.seq) > seq, told(who), *there)
        .order_by(col(Notice.seq), col(Notice.id))
    ).all()
    ids = dict.fromkeys(row[0] for row in rows if row[0] is not None)
    views = comments(session, who, col(Comment.id).in_(ids), *here) if ids else []
    views = [read_in(view, reads) for view in views] if reads else views
    missing = set(ids) - {view.id for view in views}
    seen_before = _seen_before(session, who, seq, missing)
    gone = [row[1] for row in rows if row[0] in missing and row[0] in seen_before]
    touched = [row[2] for row in rows if row[2] and (row[0] not in missing or row[0] in seen_before)]
    return Touched(
        cursor(session, who, document_id)[0],
        views,
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
