"""What is decided about the rows of a filled file: where each belongs, or that it is left out; and that all be posted.

A row that is placed is ready; once somebody has pressed "Post", it is queued, and is posted by whoever comes next
(`submission_posting`), also after a crash.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, select, update
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain import record, row_json, submissions, withdrawals
from commentspace.domain.access import Caller, Standing
from commentspace.domain.submissions import WAITING
from commentspace.domain.tables import Comment, Paragraph, Submission, SubmissionRow
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, marked

UNDECIDED = ("doubtful", "unplaced", "refused", "dropped")
"""The verdicts of rows about which somebody may decide; a sure one can be left out too."""
TOGETHER = 5
"""Comments that one step posts or takes back, so that nobody else waits for long."""

NO_PARAGRAPH = marked("This paragraph is not in the document any more. Choose another one.")
POSTED = marked("This row was posted meanwhile. Load the page again.")
NOT_SENT = marked("Its sender has not said yet that this file is to be posted.")


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody says of a row: the paragraph at which it belongs, by its name, or that it is left out.

    "open" takes an earlier choice back. `start` and `end` are code points of the paragraph's text, for words in it.
    """

    row: str
    act: Literal["place", "leave out", "open"]
    paragraph: str = ""
    start: int | None = None
    end: int | None = None


def is_ready() -> ColumnElement[bool]:
    """Whether a row has a place, and is not posted."""
    return col(SubmissionRow.verdict).in_(WAITING) & col(SubmissionRow.paragraph_id).is_not(None)


def is_queued() -> ColumnElement[bool]:
    """Whether somebody has said of a row that is ready that it is to be posted."""
    return is_ready() & col(SubmissionRow.decided_at).is_not(None)


def ready(submission_id: int) -> ColumnElement[bool]:
    """The rows of a submission that are ready."""
    return (col(SubmissionRow.submission_id) == submission_id) & is_ready()


def queued(submission_id: int) -> ColumnElement[bool]:
    """Those that are queued."""
    return (col(SubmissionRow.submission_id) == submission_id) & is_queued()


def decide(session: Session, caller: Caller, uid: str, choices: Sequence[Choice], *, now: datetime) -> None:
    """Keep what is chosen: by the sender, or by a moderator. Rows that answer a row go where that goes.

    Raises NotFound, Invalid for a paragraph that is not there, Conflict for a row that is posted.
    """
    submission, who = submissions.find(session, caller, uid)
    if submission.person_id != who.person_id:
        who.require("moderate")
    for choice in choices:
        _decide(session, who, submission, choice)
    submissions.settle(session, submission.id, now)
    if choices and submission.person_id != who.person_id:
        content = {"submission": submission.uid, "rows": [choice.row for choice in choices]}
        entry = record.Entry("submission.decided", content, (submission.uid,))
        record.append(session, who, record.next_number(session, submission.space_id), entry, now=now)


def _decide(session: Session, who: Standing, submission: Submission, choice: Choice) -> None:
    mine = col(SubmissionRow.submission_id) == submission.id, col(SubmissionRow.uid) == choice.row
    found: SubmissionRow | None = session.execute(select(SubmissionRow).where(*mine)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    if found.verdict == "posted" or (found.verdict in WAITING and found.decided_at is not None):
        raise Conflict(POSTED)
    if found.verdict in ("known", "empty"):
        return
    row = row_json.row(found.row)
    placer = who.person_id if choice.act == "place" and who.person_id != submission.person_id else None
    if found.verdict in ("refused", "dropped"):  # it is no answer any more: what it answered may be what was refused
        row = replace(row, reply_to="", answers="")
    values = _values(session, submission, choice)
    found.row = row_json.kept(row, placer)
    found.verdict, found.paragraph_id, found.reason, found.decided_at = values["verdict"], values["at"], "", None
    found.start, found.end = values["start"], values["end"]
    session.add(found)
    session.flush()
    if row.name:
        _below(session, submission, row.name, values)


def _values(session: Session, submission: Submission, choice: Choice) -> dict[str, Any]:
    nowhere: dict[str, Any] = {"verdict": "doubtful", "at": None, "start": None, "end": None}
    if choice.act == "open":
        return nowhere
    if choice.act == "leave out":
        return nowhere | {"verdict": "dropped"}
    here = col(Paragraph.uid) == choice.paragraph, col(Paragraph.document_id) == submission.document_id
    at = session.execute(select(col(Paragraph.id)).where(*here)).scalar_one_or_none()
    if at is None:
        raise Invalid(NO_PARAGRAPH, field=f"place-{choice.row}")
    words = choice.start is not None and choice.end is not None
    return nowhere | {"at": at, "start": choice.start if words else None, "end": choice.end if words else None}


def _below(session: Session, submission: Submission, name: str, values: dict[str, Any]) -> None:
    """The rows that answer a row: placed with it; they wait for a place of their own where it is left out."""
    answers = col(SubmissionRow.row).like(row_json.holds("answers", name), escape="!")
    here = col(SubmissionRow.submission_id) == submission.id, col(SubmissionRow.verdict).in_(WAITING)
    rows = session.execute(select(SubmissionRow).where(*here, answers)).scalars().all()
    for below in rows:
        if below.decided_at is None:
            below.verdict, below.paragraph_id = "doubtful", values["at"]
            session.add(below)
    session.flush()


def press(session: Session, caller: Caller, uid: str, *, again: bool = False, now: datetime) -> int:
    """Say that all rows that are ready be posted; returns how many. With `again`, also those that were refused.

    A moderator may say so once its sender has, or where it came by mail. Raises NotFound, NotAllowed.
    """
    submission, who = submissions.find(session, caller, uid)
    who.require("comment")
    if submission.person_id != who.person_id and not _is_sent(session, submission):
        raise NotAllowed(NOT_SENT)
    if again:
        mine = col(SubmissionRow.submission_id) == submission.id, col(SubmissionRow.verdict) == "refused"
        placed = col(SubmissionRow.paragraph_id).is_not(None)
        values = {"verdict": "doubtful", "reason": "", "decided_at": None}
        session.execute(update(SubmissionRow).where(*mine, placed).values(**values))
    waits = ready(submission.id), col(SubmissionRow.decided_at).is_(None)
    ids = list(session.execute(select(col(SubmissionRow.id)).where(*waits)).scalars())
    session.execute(update(SubmissionRow).where(*waits).values(decided_at=now))
    submissions.settle(session, submission.id, now)
    return len(ids)


def _is_sent(session: Session, submission: Submission) -> bool:
    """Whether its sender has said that it is to be posted."""
    said = col(SubmissionRow.submission_id) == submission.id, col(SubmissionRow.decided_at).is_not(None)
    return submission.door == "mail" or session.execute(select(col(SubmissionRow.id)).where(*said)).first() is not None


def take_back(caller: Caller, uid: str, space_id: int) -> Generator[Step, Any, int]:
    """Withdraw all that was posted of a file, a few comments at a time; returns how many. By its sender alone."""
    number = 0
    while some := (yield Step(_take_some_back, (caller, uid), space_id)):
        number += some
    return number


def _take_some_back(session: Session, caller: Caller, uid: str, *, now: datetime) -> int:
    submission, who = submissions.find(session, caller, uid)
    if submission.person_id != who.person_id:
        raise NotAllowed()
    who.require("withdraw")
    mine = col(SubmissionRow.submission_id) == submission.id, col(SubmissionRow.verdict) == "posted"
    rows = session.execute(
        select(col(SubmissionRow.id), col(Comment.uid), col(Comment.withdrawn_at))
        .join(Comment, col(Comment.id) == col(SubmissionRow.comment_id))
        .where(*mine)
        .order_by(col(SubmissionRow.position))
        .limit(TOGETHER)
    ).all()
    for row in rows:
        if row.withdrawn_at is None:
            withdrawals.withdraw(session, caller, row.uid, now=now)
    dropped = {"verdict": "dropped"}
    ids = [row.id for row in rows]
    session.execute(update(SubmissionRow).where(col(SubmissionRow.id).in_(ids)).values(**dropped))
    return len(rows)
