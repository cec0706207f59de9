"""What the public mail addresses name: a space, or a document that has been issued."""

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.tables import Document, Revision, Space
from commentspace.errors import NotFound


def names_space(session: Session, uid: str) -> bool:
    """Whether there is a space of this name."""
    return session.execute(select(col(Space.id)).where(col(Space.uid) == uid)).first() is not None


def names_document(session: Session, uid: str) -> bool:
    """Whether there is a document of this name that was issued."""
    issued = (
        select(col(Revision.id))
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(col(Document.uid) == uid, col(Revision.seq).is_not(None))
    )
    return session.execute(issued.limit(1)).first() is not None


def space_id(session: Session, uid: str) -> int:
    """The key of the space of this name; NotFound where there is none."""
    found: int | None = session.execute(select(col(Space.id)).where(col(Space.uid) == uid)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found
