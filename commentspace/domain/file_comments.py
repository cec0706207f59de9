"""Comments that stand in a draft's own file: they become comments on it when it is issued, each once.

Their author here is the moderator who issues the draft; whom the file names as writer stands in the provenance.
"""

import base64
import hashlib
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain import comments
from commentspace.domain.access import Caller, standing
from commentspace.domain.bodies import LIMIT, Body
from commentspace.domain.drafts import DraftParagraph, FileComment
from commentspace.domain.postings import Posting, Source, place
from commentspace.domain.tables import Comment, Placement, Review, Revision
from commentspace.errors import marked
from commentspace.text import normal

BATCH = 8
"""Comments written in one transaction: below 50 ms."""
LONGEST_NAME = 200
ASKED_AT_ONCE = 500
"""Names in one question to the database."""

TOO_LONG = marked("This comment is longer than a comment may be here, so it stays in the file.")
EMPTY = marked("Nothing is written in this comment, so it stays in the file.")


@dataclass(frozen=True, slots=True)
class Ready:
    """A comment of the file, checked and rendered, for the paragraph at this position of the revision."""

    comment: FileComment
    body: Body
    position: int


def hindrance(comment: FileComment) -> str:
    """Why a comment cannot be brought along: a sentence for the catalogues, or empty."""
    written = normal.clean(comment.markdown).strip()
    if not written:
        return EMPTY
    return TOO_LONG if len(written.encode()) > LIMIT else ""


def brought_of(paragraph: DraftParagraph) -> list[FileComment]:
    """The comments of a paragraph that come along if it does."""
    return [comment for comment in paragraph.comments if not comment.left_out and not hindrance(comment)]


def ready(paragraph: DraftParagraph, position: int) -> list[Ready]:
    """Render them, outside the writer."""
    return [Ready(comment, Body.of(comment.markdown), position) for comment in brought_of(paragraph)]


def steps(caller: Caller, space_id: int, revision_id: int, found: Sequence[Ready]) -> Generator[Step, Any, None]:
    """The writes that make them comments of a revision that is issued; done again, they do nothing more."""
    ordered = list(_parents_first(_named_apart(found)))
    for start in range(0, len(ordered), BATCH):
        yield Step(bring, (caller, space_id, revision_id, ordered[start : start + BATCH]), space_id)


def _named_apart(found: Sequence[Ready]) -> Iterator[Ready]:
    """Each under a name of its own, even where the file uses one twice."""
    met: dict[str, int] = {}
    for each in found:
        name = each.comment.name
        met[name] = met.get(name, 0) + 1
        is_first = met[name] == 1
        yield each if is_first else replace(each, comment=replace(each.comment, name=f"{name}#{met[name]}"))


def _parents_first(found: Iterable[Ready]) -> Iterator[Ready]:
    """In the order of the file, but answers after what they answer; one that answers nothing here begins a thread."""
    waiting = {each.comment.name: each for each in found}
    below: dict[str, list[str]] = {}
    for name, each in waiting.items():
        below.setdefault(each.comment.parent if each.comment.parent in waiting else "", []).append(name)
    following = list(reversed(below.get("", [])))
    while waiting:
        name = following.pop() if following else next(iter(waiting))  # two that answer each other begin somewhere
        if name in waiting:
            yield waiting.pop(name)
            following += reversed(below.get(name, []))


def bring(
    session: Session, caller: Caller, space_id: int, revision_id: int, batch: Sequence[Ready], *, now: datetime
) -> None:
    """Write some of them; those that were written before stay as they are."""
    who = standing(session, replace(caller, door="file"), space_id)
    who.require("import")
    revision = session.get_one(Revision, revision_id)
    review_id = _review(session, revision, now)
    for each in batch:
        name = uid(revision, each.comment.name)
        if _found(session, name) is not None:
            continue
        parent = _found(session, uid(revision, each.comment.parent)) if each.comment.parent else None
        where = (
            (col(Placement.paragraph_id) == parent.paragraph_id,)
            if parent
            else (col(Placement.position) == each.position,)
        )
        at = place(session, col(Placement.revision_id) == revision_id, *where)
        posting = Posting(each.body, name, source=_source(each.comment, revision), personally=True)
        span = None if parent else _span(each.comment, len(at.text))
        comments.bring(session, who, at, comments.Brought(posting, review_id, name, span, parent), now=now)


def uid(revision: Revision, name: str) -> str:
    """The outside name that a comment of this file has, so that it comes in once however often it is brought."""
    digest = hashlib.sha256(f"{revision.uid} {name}".encode()).digest()
    return base64.b32encode(digest[:10]).decode("ascii").lower()


def brought(session: Session, revision: Revision, found: Sequence[Ready]) -> int:
    """How many of these are comments by now."""
    names = [uid(revision, each.comment.name) for each in _named_apart(found)]
    number = 0
    for start in range(0, len(names), ASKED_AT_ONCE):
        some = col(Comment.uid).in_(names[start : start + ASKED_AT_ONCE])
        number += session.execute(select(func.count()).select_from(Comment).where(some)).scalar_one()
    return number


def _found(session: Session, name: str) -> Comment | None:
    comment: Comment | None = session.execute(select(Comment).where(col(Comment.uid) == name)).scalar_one_or_none()
    return comment


def _review(session: Session, revision: Revision, now: datetime) -> int:
    """The review to which they belong: one without any window, before those that take comments (decision 0014)."""
    mine = select(col(Review.id)).where(col(Review.revision_id) == revision.id).order_by(col(Review.id)).limit(1)
    known: int | None = session.execute(mine).scalar_one_or_none()
    if known is not None:
        return known
    review = Review(document_id=revision.document_id, revision_id=revision.id, created_at=now, number=0)
    session.add(review)
    session.flush()
    return review.id


def _source(comment: FileComment, revision: Revision) -> Source:
    return Source(
        note=revision.filename,
        said_by=_line(comment.author or comment.initials),
        said_at=comment.at,
        said_resolved=comment.resolved,
        file_id=revision.blob_id,
    )


def _line(name: str) -> str:
    return " ".join(normal.clean(name).split())[:LONGEST_NAME]


def _span(comment: FileComment, length: int) -> tuple[int, int] | None:
    if comment.start is None or comment.end is None or not 0 <= comment.start < comment.end <= length:
        return None
    return comment.start, comment.end
