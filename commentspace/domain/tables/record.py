"""The record: what happened in a space, in order; and what each audience was told of it."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from commentspace.domain.tables.base import Moment, key, moment, of, perhaps


class Event(SQLModel, table=True):
    """One act, as a leaf of the space's tree: no text, no name; append-only by a trigger."""

    __table_args__ = (UniqueConstraint("space_id", "seq"),)

    id: int = key()
    space_id: int = of("space", index=False)
    seq: int
    at: Moment = moment()
    verb: str
    actor: str
    """The actor's pseudonym in this space, "operator", or "system"."""
    revision: str = ""
    things: str = "[]"
    """The outside names of what it is about, as a JSON list."""
    commitment: str
    leaf: str
    """SHA-256 of 0x00 and the canonical JSON of sequence, time, verb, actor, revision and commitment, in hex."""


class EventContent(SQLModel, table=True):
    """What an event is committed to: canonical JSON and salt; these can be erased, and the tree still verifies."""

    __tablename__ = "event_content"

    id: int = key()
    event_id: int = Field(foreign_key="event.id", unique=True)
    salt: str
    content: str


class Notice(SQLModel, table=True):
    """That something changed for an audience. Its token is the cursor and version that this audience sees.

    Audience: "all" who may read the space, "moderators", or "person" (the one in `person_id`).
    """

    __table_args__ = (
        CheckConstraint("audience IN ('all', 'moderators', 'person')", name="audience"),
        CheckConstraint("(audience = 'person') = (person_id IS NOT NULL)", name="person"),
        Index("ix_notice_document_seq", "document_id", "seq"),
        Index("ix_notice_comment", "comment_id"),
    )

    id: int = key()
    space_id: int = of("space")
    seq: int
    token: str = Field(unique=True)
    audience: str
    person_id: int | None = perhaps("person")
    document_id: int | None = perhaps("document")
    comment_id: int | None = perhaps("comment")
    paragraph_id: int | None = perhaps("paragraph")
