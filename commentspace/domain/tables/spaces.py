"""Spaces, who belongs to them, and what is announced there."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from commentspace.domain import names
from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment


class Space(SQLModel, table=True):
    """A working room; `seq` is the last number of its record, which every act takes in its own transaction."""

    __table_args__ = (
        CheckConstraint("presence IN ('names', 'numbers', 'none')", name="presence"),
        CheckConstraint("mail_rule IN ('post', 'confirm')", name="mail_rule"),
        CheckConstraint("seen IN ('at_once', 'closing')", name="seen"),
        CheckConstraint("named IN ('names', 'pseudonyms', 'hidden')", name="named"),
        CheckConstraint("report_for IN ('moderators', 'members', 'public')", name="report_for"),
    )

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
    mail_rule: str = "post"
    """Mail for whose sender no server vouches: it is posted and marked, or waits until the person confirms it."""
    seen: str = "at_once"
    """What the next review begins with (`Review.seen`)."""
    named: str = "names"
    """What the next review begins with (`Review.named`)."""
    report_for: str = "moderators"
    """What the next review begins with (`Review.report_for`)."""
    confirms: bool = False
    """An answer to a comment is in force when another moderator has confirmed it."""
    endorses: bool = True
    """Participants may endorse comments of others."""
    conduct_number: int = 0
    """The number of the code of conduct in force (`Conduct`); 0 for none."""
    seq: int = 0
    created_at: Moment = moment()


class Conduct(SQLModel, table=True):
    """A code of conduct of a space, one of its states; the one whose number the space names is in force."""

    __table_args__ = (UniqueConstraint("space_id", "number"),)

    id: int = key()
    space_id: int = of("space", index=False)
    number: int
    text: str
    """Markdown."""
    html: str
    by_id: int | None = perhaps("person")
    at: Moment = moment()


class Agreement(SQLModel, table=True):
    """That a member has agreed to a code of conduct."""

    __table_args__ = (UniqueConstraint("membership_id", "conduct_id"),)

    id: int = key()
    membership_id: int = of("membership", index=False)
    conduct_id: int = of("conduct")
    door: str = "web"
    at: Moment = moment()


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
    alias: str = Field(default_factory=names.alias)
    """Their lasting pseudonym in reviews where names are not shown; it says nothing of them."""
    is_listed: bool = False
    """They agree to stand in the space's address book, where all members see them."""
    digest: str = "new"
    """A daily letter only when something is new, every day, or none; "numbers" is not chosen any more."""
    digest_texts: bool = True
    """The daily letter holds the comments themselves, and not their numbers alone."""
    at_once: bool = False
    """An answer in a thread in which they wrote comes as a letter of its own, as soon as it is there."""
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
    part: str = "{}"
    """To which part of the members it went, as JSON; empty for all."""
    at: Moment = moment()
    seq: int
    key: str = Field(unique=True)
    """The key of the form that sent it: the same form writes once."""


class AnnouncementAnswer(SQLModel, table=True):
    """What a member said to an announcement: its readers see it below the announcement.

    While `is_held`, only its author and moderators see it, as the space's rule for new comments says.
    """

    __tablename__ = "announcement_answer"
    __table_args__ = (UniqueConstraint("inbound_id", "segment"),)

    id: int = key()
    uid: str = name()
    announcement_id: int = of("announcement")
    author_id: int = of("person")
    on_behalf_of: str = ""
    body: str
    html: str
    door: str
    received_at: Moment = moment()
    at: Moment = moment()
    seq: int
    is_held: bool = False
    withdrawn_at: Moment | None = perhaps_moment()
    inbound_id: int | None = perhaps("inbound")
    segment: int | None = None
    key: str = Field(unique=True)
    """The writer and the key of the form or mail: the same writes once."""
