"""From one name to another: what a door needs to know before it asks for a verb."""

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.tables import Comment, Disposition, Document, Paragraph
from commentspace.errors import NotFound


def document_of(session: Session, document_id: int) -> str:
    """The name of a document."""
    uid: str = session.execute(select(col(Document.uid)).where(col(Document.id) == document_id)).scalar_one()
    return uid


def space_of_comment(session: Session, uid: str) -> int | None:
    """The space whose record a verb on this comment moves; None where there is no such comment."""
    return session.execute(select(col(Comment.space_id)).where(col(Comment.uid) == uid)).scalar_one_or_none()


def space_of_disposition(session: Session, uid: str) -> int | None:
    """The space whose record a verb on this answer moves; None where there is no such answer."""
    mine = select(col(Comment.space_id)).join(Disposition, col(Disposition.comment_id) == col(Comment.id))
    return session.execute(mine.where(col(Disposition.uid) == uid)).scalar_one_or_none()


def space_of_paragraph(session: Session, uid: str, document_uid: str) -> int:
    """The space whose record a comment on this paragraph moves; NotFound where the document never had it."""
    space_id: int | None = session.execute(
        select(col(Document.space_id))
        .join(Paragraph, col(Paragraph.document_id) == col(Document.id))
        .where(col(Paragraph.uid) == uid, col(Document.uid) == document_uid)
    ).scalar_one_or_none()
    if space_id is None:
        raise NotFound()
    return space_id


def uid_of_comment(session: Session, comment_id: int) -> str:
    """The name of a comment."""
    uid: str = session.execute(select(col(Comment.uid)).where(col(Comment.id) == comment_id)).scalar_one()
    return uid
