"""Another language version of a document, brought as a file: a draft that waits beside the newest revision."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import previews
from commentspace.domain.access import Caller
from commentspace.domain.documents import DocumentView
from commentspace.domain.previews import Follows, Heading
from commentspace.domain.revisions import drafts
from commentspace.domain.revisions.plans import VERSION
from commentspace.domain.tables import Preview
from commentspace.domain.versions import reading
from commentspace.errors import Conflict, Invalid, NotFound, marked

ORIGINAL = marked("That is the language of the original. Prepare its next revision instead, on the page of revisions.")
WAITS = marked("A text in this language waits already to be added. Go on with that one, or drop it first.")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that waits to be added as a version."""

    uid: str
    language: str
    title: str


def follows(session: Session, caller: Caller, document_uid: str, language: str) -> tuple[Follows, DocumentView]:
    """That a text in this language belongs to the document: as a new version of it, or as the next text of one it has.

    Raises NotAllowed, Invalid where it is none or the original's, Conflict where another one waits.
    """
    document, _ = drafts.moderated(session, caller, document_uid)
    Heading.of(document.symbol, document.title, language)
    if language == document.language:
        raise Invalid(ORIGINAL, field="language")
    if language in {each.language for each in reading.of_document(session, document)}:
        then, _, _ = drafts.follows(session, caller, document_uid, version=language)
        return then, document
    if any(each.language == language for each in waiting(session, document)):
        raise Conflict(WAITS, field="language")
    return Follows(document.id, document.revision_id, VERSION), document


def waiting(session: Session, document: DocumentView) -> Sequence[Waiting]:
    """The texts that wait to be added, in the order in which they came."""
    rows = session.execute(
        select(col(Preview.uid), col(Preview.language), col(Preview.title))
        .where(col(Preview.document_id) == document.id, col(Preview.purpose) == VERSION)
        .where(col(Preview.issued_at).is_(None))
        .order_by(col(Preview.id))
    )
    return [Waiting(*row) for row in rows]


def require_here(session: Session, caller: Caller, document_uid: str, preview_uid: str) -> DocumentView:
    """The document to which a text waits to be added; NotFound where it is another's, Conflict once it is there."""
    document, _ = drafts.moderated(session, caller, document_uid)
    preview = previews.waiting(session, caller, preview_uid)
    if preview.document_id != document.id or preview.purpose != VERSION:
        raise NotFound()
    return document
