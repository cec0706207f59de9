"""Mail: letters that wait in the outbox, what was in them, and what came back."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment


class Letter(SQLModel, table=True):
    """An outgoing mail. An act writes the intent; the post office renders it, stores its bytes, and sends."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("state IN ('intended', 'ready', 'sent', 'failed', 'dropped')", name="state"),
        Index("ix_outbox_state_next_try", "state", "next_try_at"),
    )

    id: int = key()
    uid: str = name()
    dedup: str = Field(unique=True)
    kind: str
    person_id: int | None = perhaps("person", index=True)
    address: str
    """Where it goes: fixed when the letter was intended."""
    space_id: int | None = perhaps("space", index=True)
    subjects: str = "{}"
    """What it is about, as JSON: the outside names and numbers that its kind needs."""
    message_id: str = Field(unique=True)
    in_reply_to: str = ""
    subject: str = ""
    text: str = ""
    html: str = ""
    language: str = "en"
    blob_id: int | None = perhaps("blob")
    """The bytes that are sent, and sent again."""
    state: str = "intended"
    attempts: int = 0
    next_try_at: Moment = moment()
    leased_until: Moment | None = perhaps_moment()
    answer: str = ""
    """What the server said last."""
    created_at: Moment = moment()
    rendered_at: Moment | None = perhaps_moment()
    sent_at: Moment | None = perhaps_moment()


class LetterBlock(SQLModel, table=True):
    """A block of a letter as it was mailed: what answers are aligned with."""

    __tablename__ = "letter_block"
    __table_args__ = (UniqueConstraint("letter_id", "position"),)

    id: int = key()
    letter_id: int = Field(foreign_key="outbox.id")
    position: int
    kind: str
    marker: str = ""
    text: str
    normal: str
    paragraph_id: int | None = perhaps("paragraph")
    comment_id: int | None = perhaps("comment")
    wording_id: int | None = perhaps("wording")
    revision_id: int | None = perhaps("revision")


class DigestWindow(SQLModel, table=True):
    """What one digest told of one space: the record's numbers after `from_seq`, up to `to_seq`."""

    __tablename__ = "digest_window"
    __table_args__ = (UniqueConstraint("person_id", "space_id", "local_day"),)

    id: int = key()
    person_id: int = of("person", index=False)
    space_id: int = of("space")
    local_day: str
    from_seq: int
    to_seq: int
    letter_id: int | None = Field(default=None, foreign_key="outbox.id", index=True)


class Inbound(SQLModel, table=True):
    """A message that came in, once for each recipient: its bytes were on disk before it was accepted."""

    __table_args__ = (UniqueConstraint("fingerprint", "recipient"), Index("ix_inbound_verdict", "verdict", "id"))

    id: int = key()
    uid: str = name()
    blob_id: int = of("blob")
    fingerprint: str
    sender: str
    recipient: str
    received_at: Moment = moment()
    verdict: str = ""
    """Empty while it waits; then what became of it, in one word."""
    reason: str = ""
    letter_id: int | None = Field(default=None, foreign_key="outbox.id")
    space_id: int | None = perhaps("space", index=True)
    person_id: int | None = perhaps("person")
    """Whose letter it answers; whether it was they who wrote it, the verdict tells."""
    decided_at: Moment | None = perhaps_moment()
    attempts: int = 0
    next_try_at: Moment = moment()
    """A message that made the program fail waits until then."""


class InboundText(SQLModel, table=True):
    """What was found in a message, and what was left out of it; nothing is dropped."""

    __tablename__ = "inbound_text"

    id: int = key()
    inbound_id: int = Field(foreign_key="inbound.id", unique=True)
    found: str
    left_out: str
    is_shared: bool = True
    """Whether the space's moderators may read it: not what is between two people, or about several spaces."""


class Message(SQLModel, table=True):
    """What one person wrote to another through us; neither sees the other's address."""

    id: int = key()
    uid: str = name()
    space_id: int = of("space")
    comment_id: int | None = perhaps("comment")
    from_id: int = of("person")
    to_id: int = of("person")
    body: str
    answers_id: int | None = perhaps("message")
    inbound_id: int | None = perhaps("inbound")
    at: Moment = moment()
    key: str = Field(unique=True)
    """The writer and the key of the form or mail: the same writes once."""
