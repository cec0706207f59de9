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
        Index("ix_outbox_person_thread", "person_id", "thread"),
    )

    id: int = key()
    uid: str = name()
    dedup: str = Field(unique=True)
    kind: str
    person_id: int | None = perhaps("person", index=True)
    address: str
    """Where it goes: fixed when the letter was intended."""
    domain: str = Field(default="", index=True)
    """The address's part behind the @, folded: letters to one domain keep a pace."""
    space_id: int | None = perhaps("space", index=True)
    subjects: str = "{}"
    """What it is about, as JSON: the outside names and numbers that its kind needs."""
    message_id: str = Field(unique=True)
    in_reply_to: str = ""
    thread: str = ""
    """The conversation that it belongs to: its reader's mail program shows the letters of one together."""
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
    from_address: str = ""
    subject: str = ""
    message_id: str = ""
    """What its own header says; empty until it has been read."""
    trail: str = "[]"
    """What each step of the way found, as a JSON list of [step, word]."""
    is_vouched_for: bool | None = None
    """Whether our mail server vouches for its sender; None where it was not asked."""
    confirmed_at: Moment | None = perhaps_moment()
    """When the person said, by a link that went to their own address, that they wrote it."""
    decided_by_id: int | None = perhaps("person")
    """The moderator who decided what becomes of it, where one did."""


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
    gives_address: bool = False
    """The writer lets the reader see their own address."""
    at: Moment = moment()
    key: str = Field(unique=True)
    """The writer and the key of the form or mail: the same writes once."""


class PersonBlock(SQLModel, table=True):
    """That somebody wants no letters from somebody else."""

    __tablename__ = "person_block"

    id: int = key()
    uid: str = name()
    by_id: int = of("person")
    whom_id: int = of("person")
    at: Moment = moment()
    lifted_at: Moment | None = perhaps_moment()


class Report(SQLModel, table=True):
    """A letter between two people that its reader showed to the moderators, and what these made of it."""

    id: int = key()
    uid: str = name()
    space_id: int = of("space")
    message_id: int = Field(foreign_key="message.id", index=True)
    by_id: int = of("person")
    reason: str = ""
    at: Moment = moment()
    settled_at: Moment | None = perhaps_moment()
    settled_by_id: int | None = perhaps("person")
    outcome: str = ""


class Bounce(SQLModel, table=True):
    """That a letter did not reach an address: what a server said of it, at once or by a mail (RFC 3464)."""

    __table_args__ = (CheckConstraint("kind IN ('hard', 'soft', 'policy', 'complaint')", name="kind"),)

    id: int = key()
    address: str = Field(index=True)
    """Folded."""
    kind: str
    status: str = ""
    """As RFC 3463 writes it, such as 5.1.1."""
    said: str = ""
    letter_id: int | None = Field(default=None, foreign_key="outbox.id", index=True)
    inbound_id: int | None = perhaps("inbound")
    at: Moment = moment()


class Suppression(SQLModel, table=True):
    """No letters go to this address until it is lifted: too many bounced, or its server complained."""

    id: int = key()
    uid: str = name()
    address: str = Field(index=True)
    """Folded."""
    why: str
    at: Moment = moment()
    lifted_at: Moment | None = perhaps_moment()
    lifted_by_id: int | None = perhaps("person")
