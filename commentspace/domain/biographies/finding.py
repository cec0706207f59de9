"""A paragraph by its name, whether it stands in the newest text or stood in an older one."""

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import documents
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Document, Paragraph, Placement, Revision
from commentspace.errors import NotFound


def paragraph(
    session: Session, caller: Caller, uid: str, document: str = ""
) -> tuple[tuple[int, DocumentView], Standing]:
    """The key of the paragraph of this name, with its document, and what the caller is there.

    NotFound where it stands in no issued revision, or not in this document, or where they may not know of it.
    """
    row = session.execute(
        select(col(Paragraph.id), col(Document.uid))
        .join(Document, col(Document.id) == col(Paragraph.document_id))
        .join(Placement, col(Placement.paragraph_id) == col(Paragraph.id))
        .join(Revision, col(Revision.id) == col(Placement.revision_id))
        .where(col(Paragraph.uid) == uid, col(Revision.seq).is_not(None))
        .limit(1)
    ).first()
    if row is None or document not in ("", row[1]):
        raise NotFound()
    about, who = documents.find(session, caller, row[1])
    who.require("read")
    return (row[0], about), who
