"""From one name to another: what a door needs to know before it asks for a verb."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.tables import Comment, Document, Visit


class Seen(NamedTuple):
    """Up to which number of the record somebody was shown a document, and when."""

    seq: int
    at: datetime


def document_of(session: Session, document_id: int) -> str:
    """The name of a document."""
    uid: str = session.execute(select(col(Document.uid)).where(col(Document.id) == document_id)).scalar_one()
    return uid


def space_of_document(session: Session, uid: str) -> int | None:
    """The space whose record a verb on this document moves; None where there is no such document."""
    return session.execute(select(col(Document.space_id)).where(col(Document.uid) == uid)).scalar_one_or_none()


def space_of_comment(session: Session, uid: str) -> int | None:
    """The space whose record a verb on this comment moves; None where there is no such comment."""
    return session.execute(select(col(Comment.space_id)).where(col(Comment.uid) == uid)).scalar_one_or_none()


def uid_of_comment(session: Session, comment_id: int) -> str:
    """The name of a comment."""
    uid: str = session.execute(select(col(Comment.uid)).where(col(Comment.id) == comment_id)).scalar_one()
    return uid


def seen(session: Session, person_id: int, document_id: int) -> Seen | None:
    """What was noted of a person's last visit to a document; None where they have never been there."""
    found = select(col(Visit.seen_seq), col(Visit.seen_at))
    row = session.execute(found.where(col(Visit.person_id) == person_id, col(Visit.document_id) == document_id)).first()
    return Seen(*row) if row else None
