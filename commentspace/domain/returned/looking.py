"""Answers in a matrix that a moderator has brought back: looked at beside what was decided since, then given.

Nothing is given that was answered meanwhile: an answer is given where the last one is that which the file showed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from commentspace.domain import row_json, submissions
from commentspace.domain.access import Caller, Standing
from commentspace.domain.dispositions import answerable, answering, duplicates, filling
from commentspace.domain.dispositions.answerable import Facts
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.submitted import Given
from commentspace.domain.tables import Comment, Disposition, Submission, SubmissionRow
from commentspace.domain.why import Sentence
from commentspace.errors import Invalid, Refusal, marked

Kind = Literal["ready", "meanwhile", "unread", "given", "here"]
"""To be given; answered otherwise meanwhile; not understood or not possible; given from this file; here already."""
KINDS: Final = ("ready", "meanwhile", "unread", "given", "here")
TOGETHER = 500
"""Comments of one query."""

NO_OUTCOME = marked(
    "What is decided is not said: write the outcome, such as “Accepted” or “Noted”, in its column, "
    "and the reason in its own."
)
NOT_AN_OUTCOME = marked(
    "“%(word)s” is not understood. Write one of the outcomes as the file names them, or give the answer at the comment."
)
GONE = marked("This comment is not in this document. Give the answer at the comment that you mean.")


@dataclass(frozen=True, slots=True)
class Line:
    """An answer of the file: in which row, to which comment, and what may become of it; `why` it is not understood."""

    position: int
    given: Given
    kind: Kind
    why: Sentence | None = None


@dataclass(frozen=True, slots=True)
class _Last:
    """The answer that a comment has now, in force or proposed."""

    uid: str
    outcome: str
    reason: str
    duplicate_number: int | None
    batch: str


def holds_answers() -> ColumnElement[bool]:
    """Whether a row has an answer that its moderator wrote."""
    return col(SubmissionRow.row).like(row_json.says("given"), escape="!")


def of_file(session: Session, caller: Caller, uid: str) -> tuple[list[Line], Submission, Standing]:
    """The answers of a file, in its order, for moderators; NotFound, NotAllowed."""
    submission, who = submissions.find(session, caller, uid)
    who.require("answer")
    here = col(SubmissionRow.submission_id) == submission.id, holds_answers()
    rows = session.execute(select(col(SubmissionRow.row)).where(*here).order_by(col(SubmissionRow.position)))
    read = [row for text in rows.scalars() if (row := row_json.row(text)).given is not None]
    said = {row.given.comment for row in read if row.given}
    facts = {each.uid: each for each in facts_of(session, submission, sorted(said))}
    lasts = _lasts(session, list(facts.values()))
    found = [
        _line(session, submission, row.position, row.given, facts.get(row.given.comment), lasts)
        for row in read
        if row.given
    ]
    return found, submission, who


def facts_of(session: Session, submission: Submission, uids: Sequence[str]) -> Iterator[Facts]:
    """What is known of these comments of the file's document."""
    for at in range(0, len(uids), TOGETHER):
        some = col(Comment.uid).in_(uids[at : at + TOGETHER])
        yield from answerable.facts(session, some, col(Comment.document_id) == submission.document_id)


def _lasts(session: Session, facts: Sequence[Facts]) -> dict[int, _Last]:
    keys = {each.proposed_id or each.disposition_id or 0: each.id for each in facts}
    ids, found = sorted(keys), dict[int, _Last]()
    columns = [col(getattr(Disposition, name)) for name in ("id", "uid", "outcome", "reason", "batch")]
    wanted = select(*columns, col(Comment.number)).outerjoin(
        Comment, col(Comment.id) == col(Disposition.duplicate_of_id)
    )
    for at in range(0, len(ids), TOGETHER):
        for row in session.execute(wanted.where(col(Disposition.id).in_(ids[at : at + TOGETHER]))):
            found[keys[row.id]] = _Last(row.uid, row.outcome, row.reason, row.number, row.batch)
    return found


def _line(
    session: Session,
    submission: Submission,
    position: int,
    given: Given,
    facts: Facts | None,
    lasts: Mapping[int, _Last],
) -> Line:
    if facts is None:
        return Line(position, given, "unread", Sentence(GONE))
    last = lasts.get(facts.id)
    if last is not None and last.batch == submission.uid:
        return Line(position, given, "given")
    if last is not None and _is_same(given, last):
        return Line(position, given, "here")
    if (last.uid if last else "") != given.seen:
        return Line(position, given, "meanwhile")
    try:
        _require_possible(session, given, facts)
    except Refusal as refusal:
        return Line(position, given, "unread", Sentence.of(refusal))
    return Line(position, given, "ready")


def _is_same(given: Given, last: _Last) -> bool:
    numbers = ("", str(last.duplicate_number or ""))
    return (given.outcome, given.reason) == (last.outcome, last.reason) and given.repeats in numbers


def _require_possible(session: Session, given: Given, facts: Facts) -> None:
    """Go on where the answer could be given now; else the refusal that says why not. Nothing is rendered."""
    if refusal := answerable.why_not(facts):
        raise refusal
    said = answered_with(given, Reason(answering.checked(given.reason), ""))
    filling.filled(said.reason.markdown, facts)
    if said.outcome == "duplicate":
        duplicates.target(session, facts.document_id, said.duplicate_of)


def answered_with(given: Given, reason: Reason) -> Answering:
    """What a row decides. Invalid, with a sentence that fits a file."""
    if not given.outcome:
        raise Invalid(NOT_AN_OUTCOME, word=given.word) if given.word else Invalid(NO_OUTCOME)
    return Answering(given.outcome, reason, given.repeats)
