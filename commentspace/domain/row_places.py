"""Where the rows of a filled file stand in the document: by the names that they carry, as far as their sender sees."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.access import Standing, visible
from commentspace.domain.submitted import Row
from commentspace.domain.tables import Comment, Paragraph

Places = dict[str, tuple[int, int | None]]
"""By the name outside of a paragraph or comment: the key of the paragraph, and that of the comment."""


def places(session: Session, who: Standing, document_id: int, rows: Sequence[Row]) -> Places:
    """The paragraphs and the comments of this document that rows name; of comments those that the caller sees."""
    paragraphs = {each.paragraph for row in rows for each in row.candidates[:1]}
    mine = col(Paragraph.document_id) == document_id, col(Paragraph.uid).in_(paragraphs)
    found: Places = {}
    for paragraph in session.execute(select(col(Paragraph.uid), col(Paragraph.id)).where(*mine)):
        found[paragraph.uid] = paragraph.id, None
    comments = {name for row in rows for name in (row.reply_to, row.comment) if name}
    theirs = col(Comment.document_id) == document_id, col(Comment.uid).in_(comments), visible(who)
    columns = col(Comment.uid), col(Comment.paragraph_id), col(Comment.id)
    for comment in session.execute(select(*columns).where(*theirs)):
        found[comment.uid] = comment.paragraph_id, comment.id
    return found


def placed(row: Row, known: Places) -> dict[str, Any]:
    """The columns that say where a row stands; nothing where that is not sure."""
    stands: dict[str, Any] = {"verdict": row.verdict} | dict.fromkeys(("paragraph_id", "comment_id", "start", "end"))
    if row.verdict == "known":
        stands["paragraph_id"], stands["comment_id"] = known.get(row.comment, (None, None))
    if row.verdict != "sure":
        return stands
    best = row.candidates[0] if row.candidates else None
    at = known.get(row.reply_to) or (known.get(best.paragraph) if best else None)
    if at is None:
        return stands | {"verdict": "unplaced"}
    stands["paragraph_id"] = at[0]
    if best is not None and best.start is not None and best.end is not None:
        stands["start"], stands["end"] = best.start, best.end
    return stands
