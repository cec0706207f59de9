"""The comment that another one repeats: named by its number or address, never itself, and never in a circle."""

import re
from collections.abc import Collection

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from commentspace.domain.dispositions.answerable import A_REPLY
from commentspace.domain.tables import Comment, Disposition
from commentspace.errors import Invalid, marked

_NUMBER = re.compile(r"\s*#?\s*(\d{1,9})\s*")
_NAMED = re.compile(r"(?:^|/c/|#c-)([a-z2-7]{16})(?:$|[/?#\s])")

WHICH = marked("Say which comment this one repeats: by its number, such as #12, or by its address.")
UNKNOWN = marked("There is no comment “%(words)s” in this document. Give its number, such as #12, or its address.")
ITSELF = marked("A comment is no duplicate of itself. Say which other one it repeats.")
CIRCLE = marked(
    "That comment is a duplicate of this one already, so the two would only point at each other. "
    "Answer one of them by itself."
)
GONE = marked("That comment was withdrawn, so it will have no answer of its own. Choose another one.")
LONGEST_CHAIN = 100


def target(session: Session, document_id: int, words: str) -> int:
    """The key of the comment that is meant in this document; Invalid where there is none that could be repeated."""
    if not words.strip():
        raise Invalid(WHICH, field="duplicate_of")
    row = session.execute(
        select(col(Comment.id), col(Comment.thread_id), col(Comment.withdrawn_at)).where(
            col(Comment.document_id) == document_id, _meant(words.strip())
        )
    ).first()
    if row is None:
        raise Invalid(UNKNOWN, field="duplicate_of", words=words.strip()[:80])
    if row.thread_id is not None:
        raise Invalid(A_REPLY, field="duplicate_of")
    if row.withdrawn_at is not None:
        raise Invalid(GONE, field="duplicate_of")
    return int(row.id)


def _meant(words: str) -> ColumnElement[bool]:
    if number := _NUMBER.fullmatch(words):
        return col(Comment.number) == int(number[1])
    named = _NAMED.search(words.lower())
    return col(Comment.uid) == (named[1] if named else "")


def require_no_circle(comment_id: int, target_id: int, leads_to: Collection[int]) -> None:
    """Go on where the other comment, which leads to these, does not lead back to this one; else Invalid."""
    if comment_id == target_id:
        raise Invalid(ITSELF, field="duplicate_of")
    if comment_id in leads_to:
        raise Invalid(CIRCLE, field="duplicate_of")


def led_to(session: Session, comment_id: int) -> frozenset[int]:
    """The comments that this one repeats, and those that they repeat, by answers in force or proposed."""
    ahead, seen = {comment_id}, {comment_id}
    while ahead and len(seen) < LONGEST_CHAIN:
        chosen = col(Disposition.id).in_((col(Comment.disposition_id), col(Comment.proposed_id)))
        found = session.execute(
            select(col(Disposition.duplicate_of_id))
            .select_from(Comment)
            .join(Disposition, chosen)
            .where(col(Comment.id).in_(ahead), col(Disposition.duplicate_of_id).is_not(None))
        ).scalars()
        ahead = {each for each in found if each is not None} - seen
        seen |= ahead
    return frozenset(seen - {comment_id})
