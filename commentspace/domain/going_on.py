"""Where somebody goes on whose text was refused: the page on which they can do something about it."""

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import entering
from commentspace.domain.tables import Comment, Document, Paragraph, Space
from commentspace.errors import Closed, Refusal


def page(session: Session, refusal: Refusal, target: str, name: str) -> str:
    """The path for a text about the paragraph or comment of this name; empty where no page helps."""
    if not (isinstance(refusal, Closed) or refusal.message in (entering.CONDUCT, entering.INVITED, entering.AS_ONE)):
        return ""
    found = select(col(Space.slug), col(Document.uid)).join(Document, col(Document.space_id) == col(Space.id))
    if target == "comment":
        found = found.join(Comment, col(Comment.document_id) == col(Document.id)).where(col(Comment.uid) == name)
    else:
        found = found.join(Paragraph, col(Paragraph.document_id) == col(Document.id)).where(col(Paragraph.uid) == name)
    row = session.execute(found).first()
    if row is None:
        return ""
    slug, document = row
    if refusal.message == entering.CONDUCT:
        return f"/s/{slug}/conduct"
    return f"/d/{document}/room" if refusal.message == entering.AS_ONE else f"/d/{document}/rounds"
