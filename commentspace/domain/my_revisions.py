"""What somebody did for the revisions of documents: of their data, the part that moderators have."""

from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from commentspace.domain.tables import Adoption, Anchor, Comment, Document, Preview, Revision, Settlement


def issued(person: int) -> Select[Any]:
    """The revisions that they issued, with what they said of them."""
    columns: tuple[Any, ...] = (col(Document.symbol).label("document"), col(Revision.number), col(Revision.issued_at))
    found = select(*columns, col(Revision.filename), col(Revision.about)).select_from(Revision)
    mine = col(Revision.issued_by_id) == person, col(Revision.seq).is_not(None)
    return found.join(Document, col(Document.id) == col(Revision.document_id)).where(*mine)


def drafts(person: int) -> Select[Any]:
    """The drafts that they brought in or began."""
    own = ("symbol", "title", "language", "filename", "about", "made_at", "issued_at")
    return select(*(col(getattr(Preview, name)) for name in own)).where(col(Preview.by_id) == person)


def settled(person: int) -> Select[Any]:
    """The comments of which they said where they stand, and why."""
    columns: tuple[Any, ...] = (col(Comment.uid).label("comment"), col(Settlement.at), col(Settlement.reason))
    found = select(*columns).select_from(Settlement).join(Anchor, col(Anchor.id) == col(Settlement.anchor_id))
    return found.join(Comment, col(Comment.id) == col(Anchor.comment_id)).where(col(Settlement.by_id) == person)


def adopted(person: int) -> Select[Any]:
    """Where wordings that they had proposed were taken over."""
    columns: tuple[Any, ...] = (col(Document.symbol).label("document"), col(Comment.uid).label("comment"))
    found = select(*columns, col(Revision.number).label("revision")).select_from(Adoption)
    found = found.join(Comment, col(Comment.id) == col(Adoption.comment_id))
    found = found.join(Revision, col(Revision.id) == col(Adoption.revision_id))
    found = found.join(Document, col(Document.id) == col(Revision.document_id))
    return found.where(col(Comment.author_id) == person, col(Revision.seq).is_not(None))
