"""Spaces, who belongs to them, and what is announced there."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from commentspace.domain import names
from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment


class Space(SQLModel, table=True):
    """A working room; `seq` is the last number of its record, which every act takes in its own transaction."""

    __table_args__ = (CheckConstraint("presence IN ('names', 'numbers', 'none')", name="presence"),)

    id: int = key()
    uid: str = name()
    slug: str = Field(unique=True)
    title: str
    is_open: bool = False
    """Open to read for anybody; else members only."""
    holds_new: bool = False
    """New comments are held until a moderator has looked at them."""
    presence: str = "names"
    """What members see of who else reads: their names, how many they are, or nothing."""
    seq: int = 0
    created_at: Moment = moment()


class Membership(SQLModel, table=True):
    """A person's place in a space."""

    __table_args__ = (
        UniqueConstraint("space_id", "person_id"),
        CheckConstraint("role IN ('reader', 'participant', 'moderator', 'owner')", name="role"),
        CheckConstraint("digest IN ('new', 'daily', 'numbers', 'off')", name="digest"),
    )

    id: int = key()
    uid: str = name()
    space_id: int = of("space")
    person_id: int = of("person")
    role: str = "participant"
    affiliation: str = ""
    on_behalf_of: str = ""
    pseudonym: str = Field(default_factory=names.new, unique=True)
    """Names this person in the record of this space; the link goes when the person is erased."""
    is_listed: bool = False
    """They agree to stand in the space's address book, where all members see them."""
    digest: str = "new"
    takes_announcements: bool = True
    digest_seq: int = 0
    """The watermark: what became visible up to here has been in a digest."""
    joined_seq: int = 0
    joined_at: Moment = moment()
    ended_at: Moment | None = perhaps_moment()


class Invitation(SQLModel, table=True):
    """The letter by which somebody was asked to join; it waits until they come, or until it is withdrawn."""

    id: int = key()
    uid: str = name()
    membership_id: int = of("membership")
    by_id: int | None = perhaps("person")
    made_at: Moment = moment()
    sent_at: Moment = moment()
    times: int = 1
    """How often it was sent, the first time included."""
    accepted_at: Moment | None = perhaps_moment()
    withdrawn_at: Moment | None = perhaps_moment()
    withdrawn_by_id: int | None = perhaps("person")


class Announcement(SQLModel, table=True):
    """What a moderator wrote to all members."""

    id: int = key()
    uid: str = name()
    space_id: int = of("space")
    by_id: int = of("person")
    subject: str
    body: str
    html: str
    language: str = ""
    recipients: int = 0
    at: Moment = moment()
    seq: int
    key: str = Field(unique=True)
    """The key of the form that sent it: the same form writes once."""
