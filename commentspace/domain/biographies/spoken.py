"""What was said about the wordings of a paragraph, as far as somebody may see it, and what came of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import discussion
from commentspace.domain.access import Standing, visible
from commentspace.domain.biographies.lines import Line
from commentspace.domain.dispositions import histories as past_answers
from commentspace.domain.dispositions.histories import PastAnswer
from commentspace.domain.tables import (
    Adoption,
    Anchor,
    Comment,
    Disposition,
    Paragraph,
    Person,
    Revision,
    Settlement,
    Wording,
)
from commentspace.domain.views import CommentView


@dataclass(frozen=True, slots=True)
class Said:
    """A comment, and the revision and paragraph of the line where it was first about its words."""

    comment_id: int
    number: int
    paragraph_id: int
    thread_id: int
    is_withdrawn: bool
    proposes: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a comment: the one place to which every kind of decision is added.

    "taken over": its proposal went into a paragraph in revision `number`; "settled": a person said where it stands
    there; "answered": a moderator decided `answer` about it while that revision was the newest, with a reason in
    Markdown. `at` is None where the revision's own moment is meant.
    """

    comment_id: int
    kind: str
    number: int
    paragraph_id: int
    paragraph: str
    by: str
    at: datetime | None = None
    reason: str = ""
    answer: str = ""
    is_in_force: bool = False
    """Whether an answer is in force still."""


def on(session: Session, who: Standing, line: Line) -> list[Said]:
    """The comments about the paragraphs of a line that this person may see, in the order in which they were made.

    One that was carried on with its words is told once, where it first came into the line.
    """
    within = line.within(col(Wording.paragraph_id), col(Revision.number))
    rows = session.execute(_all().where(within, visible(who)))
    found: dict[int, Said] = {}
    for row in rows:
        found.setdefault(row[0], Said(*row))
    return list(found.values())


@cache
def _all() -> Select[int, int, int, int, bool, bool]:
    """Every comment with the paragraphs at which it came to stand, in the order of making."""
    before, words = aliased(Anchor), aliased(Wording)
    return (
        select(
            *(col(Comment.id), col(Revision.number), col(Wording.paragraph_id)),
            func.coalesce(col(Comment.thread_id), col(Comment.id)),
            *(col(Comment.withdrawn_at).is_not(None), col(Comment.proposal).is_not(None)),
        )
        .select_from(Wording)
        .join(Anchor, col(Anchor.wording_id) == col(Wording.id))
        .join(Comment, col(Comment.id) == col(Anchor.comment_id))
        .join(Revision, col(Revision.id) == col(Anchor.revision_id))
        .outerjoin(before, col(before.id) == col(Anchor.from_id))
        .outerjoin(words, col(words.id) == col(before.wording_id))
        .where(col(Revision.seq).is_not(None))
        .where(or_(col(Anchor.is_first), col(words.paragraph_id) != col(Wording.paragraph_id)))
        .order_by(col(Comment.id), col(Revision.number))
    )


def threads(said: Sequence[Said]) -> list[list[Said]]:
    """The same by threads, in the order of their first comments."""
    found: dict[int, list[Said]] = {}
    for each in said:
        found.setdefault(each.thread_id, []).append(each)
    return list(found.values())


def views(session: Session, who: Standing, comments: Collection[int]) -> dict[int, CommentView]:
    """These comments as this person sees them, by their keys."""
    if not comments:
        return {}
    return {each.id: each for each in discussion.comments(session, who, col(Comment.id).in_(comments))}


def taken_over(session: Session, who: Standing, *conditions: ColumnElement[bool]) -> list[Outcome]:
    """The proposals of comments that this person may see which were taken over, where one of the conditions holds."""
    rows = session.execute(
        select(*_OUTCOME)
        .select_from(Adoption)
        .join(Comment, col(Comment.id) == col(Adoption.comment_id))
        .join(Revision, col(Revision.id) == col(Adoption.revision_id))
        .join(Paragraph, col(Paragraph.id) == col(Adoption.paragraph_id))
        .outerjoin(Person, col(Person.id) == col(Adoption.by_id))
        .where(visible(who), col(Revision.seq).is_not(None), or_(*conditions))
        .order_by(col(Revision.number), col(Adoption.id))
    )
    return [Outcome(row[0], "taken over", row[1], row[2], row[3], row[4] or "") for row in rows]


_OUTCOME: Sequence[Any] = (
    *(col(Comment.id), col(Revision.number), col(Paragraph.id)),
    *(col(Paragraph.uid), col(Person.name)),
)


def settled(session: Session, who: Standing, comments: Collection[int]) -> list[Outcome]:
    """What persons said about where these comments stand, as far as this person may see them."""
    rows = session.execute(
        select(*_OUTCOME, col(Settlement.at), col(Settlement.reason))
        .select_from(Settlement)
        .join(Anchor, col(Anchor.id) == col(Settlement.anchor_id))
        .join(Comment, col(Comment.id) == col(Anchor.comment_id))
        .join(Revision, col(Revision.id) == col(Anchor.revision_id))
        .join(Wording, col(Wording.id) == col(Settlement.wording_id))
        .join(Paragraph, col(Paragraph.id) == col(Wording.paragraph_id))
        .outerjoin(Person, col(Person.id) == col(Settlement.by_id))
        .where(visible(who), col(Revision.seq).is_not(None), col(Comment.id).in_(comments))
        .order_by(col(Settlement.id))
    )
    return [Outcome(row[0], "settled", row[1], row[2], row[3], row[4] or "", row[5], row[6]) for row in rows]


def answered(session: Session, who: Standing, comments: Collection[int]) -> list[Outcome]:
    """The answers to these comments that were in force, as far as this person sees them, in the order of time."""
    newest = select(func.max(col(Revision.number))).where(
        col(Revision.document_id) == col(Comment.document_id),
        col(Revision.seq).is_not(None),
        col(Revision.issued_at) <= col(Disposition.at),
    )
    rows = session.execute(
        select(col(Disposition.uid), newest.correlate(Comment, Disposition).scalar_subquery())
        .add_columns(col(Paragraph.id), col(Paragraph.uid))
        .select_from(Disposition)
        .join(Comment, col(Comment.id) == col(Disposition.comment_id))
        .join(Paragraph, col(Paragraph.id) == col(Comment.paragraph_id))
        .where(col(Comment.id).in_(comments), visible(who), col(Disposition.in_force_seq).is_not(None))
        .order_by(col(Disposition.id))
    )
    stands = {row[0]: row[1:] for row in rows}
    told = past_answers.of_comments(session, who, comments)
    found = {each.view.uid: each for some in told.values() for each in some}
    return [_answered(found[uid], *where) for uid, where in stands.items() if uid in found]


def _answered(past: PastAnswer, number: int | None, paragraph_id: int, paragraph: str) -> Outcome:
    view = past.view
    where = (past.comment_id, "answered", number or 1, paragraph_id, paragraph, view.by)
    return Outcome(*where, view.at, view.reason, view.outcome, past.state == "in force")


def by_comment(outcomes: Sequence[Outcome]) -> Mapping[int, list[Outcome]]:
    """What came of each comment."""
    found: dict[int, list[Outcome]] = {}
    for each in outcomes:
        found.setdefault(each.comment_id, []).append(each)
    return found
