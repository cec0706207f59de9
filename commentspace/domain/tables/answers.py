"""Answers to comments: dispositions, what their writers say to them, who is to answer, and appeals against holds."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment

OUTCOMES = ("accepted", "partly", "modified", "rejected", "noted", "out_of_scope", "duplicate", "deferred")
"""What can be decided about a comment; "partly" is accepted in part."""


class Disposition(SQLModel, table=True):
    """The answer to a comment, with its reason; a later one supersedes it, and none is erased.

    One that was only proposed has no `in_force_seq`, until another moderator confirms it; only moderators see it
    until then. Those made together, by one act on many comments, share their `batch`.
    """

    __table_args__ = (
        CheckConstraint(
            "outcome IN ('accepted', 'partly', 'modified', 'rejected', 'noted', 'out_of_scope', 'duplicate', "
            "'deferred')",
            name="outcome",
        ),
        CheckConstraint("(confirmed_at IS NULL) OR (declined_at IS NULL)", name="one_end"),
    )

    id: int = key()
    uid: str = name()
    comment_id: int = of("comment")
    outcome: str
    reason: str = ""
    """Markdown."""
    html: str = ""
    duplicate_of_id: int | None = perhaps("comment")
    text_id: int | None = perhaps("standard_text")
    """The standard text that it began with."""
    batch: str = Field(default="", index=True)
    door: str = "web"
    by_id: int | None = perhaps("person")
    at: Moment = moment()
    seq: int
    in_force_seq: int | None = None
    """The number in the record at which it came to be seen by those who see the comment."""
    confirmed_by_id: int | None = perhaps("person")
    confirmed_at: Moment | None = perhaps_moment()
    declined_by_id: int | None = perhaps("person")
    declined_at: Moment | None = perhaps_moment()
    declined_reason: str = ""


class Satisfaction(SQLModel, table=True):
    """What the writer of a comment says to its disposition: satisfied or not, with a word why; the last one counts."""

    __table_args__ = (UniqueConstraint("inbound_id", "segment"),)

    id: int = key()
    uid: str = name()
    disposition_id: int = of("disposition")
    by_id: int = of("person")
    is_satisfied: bool
    word: str = ""
    door: str = "web"
    inbound_id: int | None = perhaps("inbound")
    segment: int | None = None
    at: Moment = moment()
    seq: int


class StandardText(SQLModel, table=True):
    """A reason that moderators use again and again, with places for names in braces; changing it makes a new row."""

    __tablename__ = "standard_text"

    id: int = key()
    uid: str = name()
    space_id: int = of("space")
    title: str
    outcome: str = ""
    """The outcome that it goes with; empty for any."""
    text: str
    by_id: int | None = perhaps("person")
    at: Moment = moment()
    ended_at: Moment | None = perhaps_moment()


class Assignment(SQLModel, table=True):
    """Who is to prepare the answer to a comment, and by when; the one without an end is in force."""

    id: int = key()
    uid: str = name()
    comment_id: int = of("comment")
    to_id: int = of("person")
    by_id: int | None = perhaps("person")
    at: Moment = moment()
    due_at: Moment | None = perhaps_moment()
    note: str = ""
    batch: str = Field(default="", index=True)
    """The act on many by which it was given."""
    seq: int
    ended_at: Moment | None = perhaps_moment()
    ended_batch: str = Field(default="", index=True)
    """The act by which another one, or none, took its place."""


class Appeal(SQLModel, table=True):
    """What the writer of a comment that a moderator holds back says against it, and what was decided."""

    id: int = key()
    uid: str = name()
    hold_id: int = of("hold")
    by_id: int = of("person")
    text: str
    door: str = "web"
    at: Moment = moment()
    seq: int
    decided_by_id: int | None = perhaps("person")
    decided_at: Moment | None = perhaps_moment()
    is_upheld: bool | None = None
    answer: str = ""


class Endorsement(SQLModel, table=True):
    """That somebody supports a comment of another, for themselves or for whom they speak."""

    __table_args__ = (Index("ix_endorsement_comment_by", "comment_id", "by_id"),)

    id: int = key()
    uid: str = name()
    comment_id: int = of("comment", index=False)
    by_id: int = of("person")
    on_behalf_of: str = ""
    masked: str = ""
    """As `Comment.masked`."""
    door: str = "web"
    at: Moment = moment()
    seq: int
    withdrawn_at: Moment | None = perhaps_moment()
