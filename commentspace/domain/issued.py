"""What has become of a preview that was issued, and the rest of an issue that was broken off."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain import file_comments, preview_states, previews
from commentspace.domain.access import Caller
from commentspace.domain.tables import Document, Preview, Revision


@dataclass(frozen=True, slots=True)
class Issued:
    """The document that was issued from a preview, and the preview's paragraphs as they are kept."""

    document_uid: str
    space_id: int
    revision_id: int
    paragraphs: str


def find(session: Session, caller: Caller, preview_uid: str) -> Issued | None:
    """What became of a preview; None while it waits. NotFound for who may not bring in drafts there."""
    preview = previews.found(session, caller, preview_uid)
    if preview.issued_at is None:
        return None
    mine = col(Document.space_id) == preview.space_id, col(Document.symbol) == preview.symbol
    row = session.execute(
        select(col(Document.uid), col(Revision.id))
        .join(Revision, col(Revision.document_id) == col(Document.id))
        .where(*mine, col(Revision.seq).is_not(None), _number(preview))
    ).one()
    return Issued(row[0], preview.space_id, row[1], preview.paragraphs)


def _number(preview: Preview) -> ColumnElement[bool]:
    """The revision that it became: the first, or the next of the one that it was aligned with."""
    if preview.base_id is None:
        return col(Revision.number) == 1
    before = select(col(Revision.number)).where(col(Revision.id) == preview.base_id).scalar_subquery()
    return col(Revision.number) == before + 1


def comments_of(issued: Issued) -> list[file_comments.Ready]:
    """The comments of the file from which it was issued, rendered outside the writer."""
    kept = [each for each in preview_states.read(issued.paragraphs).paragraphs if not each.left_out]
    return [comment for at, each in enumerate(kept) for comment in file_comments.ready(each, at)]


def is_whole(session: Session, issued: Issued, found: Sequence[file_comments.Ready]) -> bool:
    """Whether all these comments of the file have been brought."""
    revision = session.get_one(Revision, issued.revision_id)
    return file_comments.brought(session, revision, found) == len(found)


def rest(caller: Caller, issued: Issued, found: Sequence[file_comments.Ready]) -> Generator[Step, Any, str]:
    """The writes of those comments that an issue which was broken off has not written; returns the document's name."""
    yield from file_comments.steps(caller, issued.space_id, issued.revision_id, found)
    return issued.document_uid
