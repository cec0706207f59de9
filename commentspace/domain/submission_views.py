"""Submissions as pages show them: what was found in a file, what has become of each row, and where it may belong."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlmodel import Session, col

from commentspace.domain import blobs, row_json, submissions
from commentspace.domain.access import Caller, Standing
from commentspace.domain.submission_rows import is_queued
from commentspace.domain.tables import Document, Person, Space, Submission, SubmissionRow
from commentspace.errors import NotFound

ALL = col(SubmissionRow.verdict) != "empty"
"""All rows but those that say nothing."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a file there are of each kind.

    `sure` and `chosen` are ready to be posted, `queued` are those of them of which somebody has said so; `doubtful`
    and `unplaced` wait for a place; `proposals` are the wordings among all that is not known.
    """

    rows: int = 0
    sure: int = 0
    chosen: int = 0
    queued: int = 0
    doubtful: int = 0
    unplaced: int = 0
    known: int = 0
    posted: int = 0
    refused: int = 0
    dropped: int = 0
    proposals: int = 0
    answers: int = 0
    """Rows in which a moderator has answered the comment that they are."""

    @property
    def ready(self) -> int:
        """What "Post" would post."""
        return self.sure + self.chosen - self.queued

    @property
    def undecided(self) -> int:
        """What waits for somebody to say where it belongs."""
        return self.doubtful + self.unplaced


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """A filled file, from whom, for which document, and what has become of it."""

    id: int
    uid: str
    document: str
    symbol: str
    title: str
    space: str
    space_id: int
    revision_id: int
    filename: str
    form: str
    layout: str
    door: str
    note: str
    by: str
    by_uid: str
    is_own: bool
    on_behalf_of: str
    received_at: datetime
    counts: Counts


def view(session: Session, caller: Caller, uid: str) -> tuple[SubmissionView, Standing]:
    """The submission of this name; NotFound for all but its sender and the moderators."""
    found, who = submissions.find(session, caller, uid)
    return _views(session, who, [found])[0], who


def of_document(session: Session, caller: Caller, document_uid: str) -> list[SubmissionView]:
    """Those for a document: one's own, or all for moderators; the newest first."""
    found = submissions.of_document(session, caller, document_uid)
    return _views(session, submissions.find(session, caller, found[0].uid)[1], found) if found else []


def of_mail(session: Session, caller: Caller, mail: str) -> list[SubmissionView]:
    """Those that came with a mail, as far as the caller sees them."""
    found = submissions.of_mail(session, caller, mail)
    return _views(session, submissions.find(session, caller, found[0].uid)[1], found) if found else []


def _views(session: Session, who: Standing, found: Sequence[Submission]) -> list[SubmissionView]:
    people = _by_id(session, Person, {each.person_id for each in found})
    documents = _by_id(session, Document, {each.document_id for each in found})
    spaces, counted = _by_id(session, Space, {each.space_id for each in found}), counts(session, found)
    return [
        SubmissionView(
            id=each.id,
            uid=each.uid,
            document=documents[each.document_id].uid,
            symbol=documents[each.document_id].symbol,
            title=documents[each.document_id].title,
            space=spaces[each.space_id].slug,
            space_id=each.space_id,
            revision_id=each.revision_id,
            filename=each.filename,
            form=each.form,
            layout=each.layout,
            door=each.door,
            note=each.note,
            by=people[each.person_id].name,
            by_uid=people[each.person_id].uid,
            is_own=each.person_id == who.person_id,
            on_behalf_of=each.on_behalf_of,
            received_at=each.received_at,
            counts=counted.get(each.id, Counts()),
        )
        for each in found
    ]


def _by_id(session: Session, table: Any, ids: Collection[int]) -> dict[int, Any]:
    return {row.id: row for row in session.execute(select(table).where(table.id.in_(ids))).scalars()}


def counts(session: Session, found: Sequence[Submission]) -> dict[int, Counts]:
    """How the rows of these stand, by the submission's key: one query for all."""

    def number(condition: ColumnElement[bool]) -> Any:
        return func.sum(case((condition, 1), else_=0))

    verdict, at = col(SubmissionRow.verdict), col(SubmissionRow.paragraph_id)
    proposes = col(SubmissionRow.row).like(row_json.says("proposal"), escape="!")
    columns = {
        "rows": number(ALL),
        "sure": number((verdict == "sure") & at.is_not(None)),
        "chosen": number(verdict.in_(("doubtful", "unplaced")) & at.is_not(None)),
        "queued": number(is_queued()),
        "doubtful": number((verdict == "doubtful") & at.is_(None)),
        "unplaced": number((verdict == "unplaced") & at.is_(None)),
        **{name: number(verdict == name) for name in ("known", "posted", "refused", "dropped")},
        "answers": number(col(SubmissionRow.row).like(row_json.says("given"), escape="!")),
        "proposals": number(verdict.not_in(("known", "empty")) & proposes),
    }
    ids = [each.id for each in found]
    rows = session.execute(
        select(col(SubmissionRow.submission_id), *(asked.label(name) for name, asked in columns.items()))
        .where(col(SubmissionRow.submission_id).in_(ids))
        .group_by(col(SubmissionRow.submission_id))
    )
    return {row.submission_id: Counts(**{name: int(getattr(row, name)) for name in columns}) for row in rows}


def file(session: Session, caller: Caller, uid: str) -> tuple[str, bytes]:
    """The file as it came; NotFound where it is not seen, or was erased."""
    found, _ = submissions.find(session, caller, uid)
    if found.blob_id is None:
        raise NotFound()
    return found.filename, blobs.read(session, found.blob_id)
