"""Filled files: taken in whole, with every row, before anything in them is posted (`submission_rows`).

What may be long is written in short steps (`Database.carry_out`); until the last one nobody sees the submission.
"""

import hashlib
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, insert, select, update
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain import (
    blobs,
    documents,
    late,
    limits,
    lookups,
    names,
    record,
    row_json,
    seen_revisions,
    why,
)
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.filled_files import Facts, Filled, related
from commentspace.domain.row_places import placed, places
from commentspace.domain.submitted import Row
from commentspace.domain.tables import Blob, Inbound, Revision, Submission, SubmissionRow
from commentspace.domain.why import Sentence
from commentspace.errors import Closed, Invalid, NotFound, marked
from commentspace.text import normal

WAITING = ("sure", "doubtful", "unplaced")
"""The verdicts of rows that may still become comments."""
AN_HOUR = 30
"""Files that a person may send in an hour."""
TOGETHER = 100
"""Rows of one step."""
LEFT = timedelta(hours=1)
"""What has not been taken in whole by then was cut off."""
LONGEST_NAME = 200

TOO_OFTEN = marked(
    "You have sent %(most)s files within an hour, so this one was not taken. "
    "Minutes until the next one is: %(minutes)s."
)
CLOSED = marked(
    "The review of this document takes no comments now, so this file was not taken. Keep it, and send it again when "
    "the review is open; a moderator can reopen it."
)
ANOTHER = marked("This file is about another document. Send it on the page of the one that it was made for.")


@dataclass(frozen=True, slots=True)
class Begun:
    """A submission that is being taken in; `is_whole` where the same file was taken in before."""

    id: int
    uid: str
    space_id: int
    is_whole: bool = False


def receive(caller: Caller, document_uid: str, filled: Filled) -> Generator[Step, Any, Begun]:
    """Take a file in with all its rows, once: the same key, or the same bytes, lead to the submission that was made.

    Raises NotFound, SignInNeeded, NotAllowed, Closed, and Invalid for a file about another document.
    """
    sha256 = blobs.digest(filled.content)
    begun: Begun = yield Step(begin, (caller, document_uid, filled.facts, sha256))
    if begun.is_whole:
        return begun
    for run in filled.runs:
        yield Step(blobs.put, run)
    rows, digest = related(filled.submitted.rows), hashlib.sha256()
    for start in range(0, len(rows), TOGETHER):
        batch = [(row, row_json.kept(row)) for row in rows[start : start + TOGETHER]]
        digest.update("".join(f"{text}\n" for _, text in batch).encode())
        yield Step(add_rows, (caller, begun, start, batch))
    yield Step(finish, (caller, begun, sha256, digest.hexdigest()), begun.space_id)
    return begun


def require(session: Session, caller: Caller, document_uid: str) -> int:
    """Go on for who may comment there; returns the document's key. Raises NotFound, SignInNeeded, NotAllowed."""
    document, who = documents.find(session, caller, document_uid)
    who.require("comment")
    return document.id


def admit(session: Session, caller: Caller, document_uid: str, *, now: datetime) -> None:
    """Go on where a file of this person would be taken now, before it is read; each one counts.

    Raises what `require` does, Closed and TooMany.
    """
    document, who = documents.find(session, caller, document_uid)
    who.require("comment")
    _require_open(session, who, document.id, now)
    limits.allow(session, f"files:{caller.person}", AN_HOUR, timedelta(hours=1), now, TOO_OFTEN)


def begin(session: Session, caller: Caller, document_uid: str, facts: Facts, sha256: str, *, now: datetime) -> Begun:
    """Go on where it may be taken."""
    document, who = documents.find(session, caller, document_uid)
    who.require("comment")
    if again := _again(session, who.person, document.id, facts.key, sha256):
        return again
    if facts.document and facts.document != document.uid:
        raise Invalid(ANOTHER, field="file")
    _require_open(session, who, document.id, facts.received_at or now)
    _sweep(session, who.person, now)
    values = {
        "uid": names.new(),
        "space_id": document.space_id,
        "document_id": document.id,
        "revision_id": seen_revisions.named(session, document.id, facts.revision) or document.revision_id,
        "person_id": who.person,
        "blob_id": None,
        "inbound_id": facts.inbound_id,
        "filename": normal.file_name(facts.name, LONGEST_NAME),
        "form": facts.form,
        "layout": facts.layout,
        "door": who.door,
        "note": why.kept(Sentence(said, _plain(details)) for said, details in facts.warnings),
        "key": facts.key,
        "on_behalf_of": "" if facts.personally else who.on_behalf_of,
        "received_at": facts.received_at or now,
        "seq": 0,
    }
    made: int = session.execute(insert(Submission).returning(col(Submission.id)), values).scalar_one()
    return Begun(made, str(values["uid"]), document.space_id)


def _require_open(session: Session, who: Standing, document_id: int, received_at: datetime) -> None:
    """Closed, in words that fit a file, for what was received then; moderators answer by files at any time."""
    if who.may("answer"):
        return
    try:
        late.taken(session, who, document_id, received_at)
    except Closed as closed:
        raise Closed(CLOSED, field="file") from closed


def _plain(details: dict[str, object]) -> dict[str, str | int]:
    return {name: value if isinstance(value, int) else str(value) for name, value in details.items()}


def _again(session: Session, person_id: int, document_id: int, key: str, sha256: str) -> Begun | None:
    """What the same key, or the same bytes for the same document, have made before; what was cut off goes on."""
    columns = col(Submission.id), col(Submission.uid), col(Submission.space_id), col(Submission.seq)
    mine = select(*columns).where(col(Submission.person_id) == person_id)
    row = session.execute(mine.where(col(Submission.key) == key)).first()
    if row is None:
        same = col(Submission.document_id) == document_id, col(Blob.sha256) == sha256, col(Submission.seq) > 0
        row = session.execute(mine.join(Blob, col(Blob.id) == col(Submission.blob_id)).where(*same)).first()
    return Begun(row.id, row.uid, row.space_id, is_whole=row.seq > 0) if row else None


def _sweep(session: Session, person_id: int, now: datetime) -> None:
    """Let go of what this person had begun to send, and what was cut off."""
    cut_off = col(Submission.person_id) == person_id, col(Submission.seq) == 0, col(Submission.received_at) < now - LEFT
    ids = list(session.execute(select(col(Submission.id)).where(*cut_off)).scalars())
    session.execute(delete(SubmissionRow).where(col(SubmissionRow.submission_id).in_(ids)))
    session.execute(delete(Submission).where(col(Submission.id).in_(ids)))


def add_rows(
    session: Session, caller: Caller, begun: Begun, start: int, batch: Sequence[tuple[Row, str]], *, now: datetime
) -> None:
    """Write rows; those that are there already stay."""
    here = col(SubmissionRow.submission_id) == begun.id, col(SubmissionRow.position).between(start, start + TOGETHER)
    there = set(session.execute(select(col(SubmissionRow.position)).where(*here)).scalars())
    document_id, who = session.get_one(Submission, begun.id).document_id, standing(session, caller, begun.space_id)
    known = places(session, who, document_id, [row for row, _ in batch])
    values = [
        {"uid": names.new(), "submission_id": begun.id, "position": position, "row": text, **placed(row, known)}
        for position, (row, text) in enumerate(batch, start=start)
        if position not in there
    ]
    if values:
        session.execute(insert(SubmissionRow), values)


def finish(session: Session, caller: Caller, begun: Begun, sha256: str, rows: str, *, now: datetime) -> None:
    """From now on its sender and the moderators see it; the record is committed to the file and to every row."""
    submission = session.get_one(Submission, begun.id)
    if submission.seq:
        return
    who = standing(session, caller, begun.space_id)
    who.require("comment")
    submission.blob_id, submission.seq = blobs.whole(session, sha256), record.next_number(session, begun.space_id)
    session.add(submission)
    session.flush()
    content = {"submission": begun.uid, "filename": submission.filename, "sha256": sha256, "rows": rows}
    things = lookups.document_of(session, submission.document_id), begun.uid
    entry = record.Entry("submission.received", content, things, session.get_one(Revision, submission.revision_id).uid)
    record.append(session, who, submission.seq, entry, now=now)
    settle(session, begun.id, now)


def settle(session: Session, submission_id: int, now: datetime) -> None:
    """Note that nothing in it waits any more, or that something does."""
    waits = col(SubmissionRow.submission_id) == submission_id, col(SubmissionRow.verdict).in_(WAITING)
    still = session.execute(select(col(SubmissionRow.id)).where(*waits).limit(1)).first()
    values = {"settled_at": None if still else now}
    session.execute(update(Submission).where(col(Submission.id) == submission_id).values(**values))


def find(session: Session, caller: Caller, uid: str) -> tuple[Submission, Standing]:
    """The submission of this name and what the caller is there; NotFound for all but its sender and moderators."""
    found: Submission | None = session.execute(_whole(col(Submission.uid) == uid)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    who = standing(session, caller, found.space_id)
    if not who.may("moderate") and (who.person_id is None or found.person_id != who.person_id):
        raise NotFound()
    return found, who


def _whole(*conditions: ColumnElement[bool]) -> Select[Any]:
    return select(Submission).where(col(Submission.seq) > 0, *conditions)


def of_document(session: Session, caller: Caller, document_uid: str) -> list[Submission]:
    """The submissions for a document that the caller may see, the newest first: their own, or all for moderators."""
    document, who = documents.find(session, caller, document_uid)
    mine = [] if who.may("moderate") else [col(Submission.person_id) == who.person_id]
    wanted = _whole(col(Submission.document_id) == document.id, *mine)
    return list(session.execute(wanted.order_by(col(Submission.id).desc())).scalars())


def of_mail(session: Session, caller: Caller, mail: str) -> list[Submission]:
    """The submissions that came with the mail of this name, as far as the caller sees them."""
    came = select(Submission).join(Inbound, col(Inbound.id) == col(Submission.inbound_id))
    here = came.where(col(Inbound.uid) == mail, col(Submission.seq) > 0).order_by(col(Submission.id))
    found = []
    for each in session.execute(here).scalars().all():
        with suppress(NotFound):
            found.append(find(session, caller, each.uid)[0])
    return found


def is_vouched_for(session: Session, submission: Submission) -> bool | None:
    """Whether anybody vouches for the sender of the mail that it came with; None where nobody was asked."""
    mail = session.get(Inbound, submission.inbound_id) if submission.inbound_id is not None else None
    if mail is None:
        return None
    return True if mail.confirmed_at else mail.is_vouched_for
