"""The rows of a submission as a page shows them: what stands in the file, and where it belongs or may belong."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from commentspace.domain import discussion, row_json, submissions
from commentspace.domain.access import Standing, visible
from commentspace.domain.submission_rows import is_ready
from commentspace.domain.submission_views import ALL, SubmissionView
from commentspace.domain.submitted import Row
from commentspace.domain.tables import Comment, Paragraph, SubmissionRow
from commentspace.domain.views import ParagraphView

PART = 20
"""Rows of one page."""


LIKELY = 0.4
"""How sure a candidate has to be, so that the page has it chosen."""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A paragraph at which a row may belong; `why` as in `submitted.Candidate`, "" where somebody has looked for it."""

    uid: str
    label: str
    text: str
    language: str
    why: str = ""
    start: int | None = None
    end: int | None = None
    is_likely: bool = False

    @property
    def words(self) -> str:
        """The words in it that the row is about."""
        return self.text[self.start : self.end] if self.start is not None else ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row, where it may belong or stands, and the comment that it is, as far as one sees that."""

    uid: str
    position: int
    row: Row
    verdict: str
    reason: str
    is_queued: bool
    chosen: PlaceView | None
    candidates: tuple[PlaceView, ...]
    comment: str = ""
    number: int | None = None
    is_withdrawn: bool = False

    @property
    def state(self) -> str:
        """In one word: the verdict, "chosen" where somebody has given it a place, "queued" where it is being posted."""
        if self.is_queued:
            return "queued"
        return "chosen" if self.chosen and self.verdict in ("doubtful", "unplaced") else self.verdict


STATES: dict[str, ColumnElement[bool]] = {
    "undecided": col(SubmissionRow.verdict).in_(("doubtful", "unplaced")) & col(SubmissionRow.paragraph_id).is_(None),
    "refused": col(SubmissionRow.verdict) == "refused",
    "ready": is_ready(),
    "posted": col(SubmissionRow.verdict) == "posted",
    "known": col(SubmissionRow.verdict) == "known",
    "dropped": col(SubmissionRow.verdict) == "dropped",
}
"""What one may ask to see of a file; "" is all but what says nothing."""


def rows(session: Session, who: Standing, about: SubmissionView, state: str, part: int) -> list[RowView]:
    """One page of the rows in this state, in the order of the file."""
    here = col(SubmissionRow.submission_id) == about.id, STATES.get(state, ALL)
    wanted = select(SubmissionRow).where(*here).order_by(col(SubmissionRow.position))
    found = session.execute(wanted.offset((part - 1) * PART).limit(PART)).scalars().all()
    return _rows(session, who, about, found)


def named(session: Session, who: Standing, about: SubmissionView, names: Collection[str]) -> list[RowView]:
    """The rows of these names, in the order of the file."""
    here = col(SubmissionRow.submission_id) == about.id, col(SubmissionRow.uid).in_(names)
    found = session.execute(select(SubmissionRow).where(*here).order_by(col(SubmissionRow.position))).scalars().all()
    return _rows(session, who, about, found)


def size(session: Session, about: SubmissionView, state: str) -> int:
    """How many rows are in this state."""
    here = col(SubmissionRow.submission_id) == about.id, STATES.get(state, ALL)
    number: int = session.execute(select(func.count()).select_from(SubmissionRow).where(*here)).scalar_one()
    return number


def _rows(session: Session, who: Standing, about: SubmissionView, found: Sequence[SubmissionRow]) -> list[RowView]:
    read = {each.id: row_json.row(each.row) for each in found}
    names = {candidate.paragraph for row in read.values() for candidate in row.candidates}
    at = {each.paragraph_id for each in found if each.paragraph_id is not None}
    wanted = col(Paragraph.uid).in_(names) | col(Paragraph.id).in_(at)
    placed = discussion.paragraphs(session, about.revision_id, wanted, gone=True)
    by_uid, by_id = {each.uid: each for each in placed}, {each.id: each for each in placed}
    comments = _comments(session, who, [each.comment_id for each in found if each.comment_id is not None])
    made = []
    for each in found:
        row, stands = read[each.id], by_id.get(each.paragraph_id or 0)
        comment = comments.get(each.comment_id or 0)
        likely = [(by_uid[one.paragraph], one) for one in row.candidates if one.paragraph in by_uid]
        made.append(
            RowView(
                uid=each.uid,
                position=row.position,
                row=row,
                verdict=each.verdict,
                reason=each.reason,
                is_queued=each.verdict in submissions.WAITING and each.decided_at is not None,
                chosen=place(stands, start=each.start, end=each.end) if stands else None,
                candidates=tuple(
                    replace(place(there, one.why, one.start, one.end), is_likely=one.confidence >= LIKELY)
                    for there, one in likely
                ),
                comment=comment.uid if comment else "",
                number=comment.number if comment else None,
                is_withdrawn=comment is not None and comment.withdrawn_at is not None,
            )
        )
    return made


def place(paragraph: ParagraphView, why: str = "", start: int | None = None, end: int | None = None) -> PlaceView:
    """A paragraph as a place for a row."""
    label = paragraph.label or f"§ {paragraph.position + 1}"
    return PlaceView(paragraph.uid, label, paragraph.text, paragraph.language, why, start, end)


def _comments(session: Session, who: Standing, ids: Sequence[int]) -> dict[int, Any]:
    columns = col(Comment.id), col(Comment.uid), col(Comment.number), col(Comment.withdrawn_at)
    rows = session.execute(select(*columns).where(col(Comment.id).in_(ids), visible(who)))
    return {row.id: row for row in rows}
