"""Speaking for others: delegations, and what is written before it is submitted."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment


class Delegation(SQLModel, table=True):
    """A government or organisation whose experts prepare one position in a room that only they see."""

    id: int = key()
    uid: str = name()
    space_id: int = of("space")
    name: str
    """On whose behalf it speaks."""
    speaks_as_one: bool = True
    """Its members do not comment by themselves in this space: its focal point submits what they say."""
    by_id: int | None = perhaps("person")
    at: Moment = moment()
    ended_at: Moment | None = perhaps_moment()


class Delegate(SQLModel, table=True):
    """A stretch of time in which a member of the space belonged to a delegation, as an expert or its focal point."""

    __table_args__ = (CheckConstraint("part IN ('expert', 'focal')", name="part"),)

    id: int = key()
    uid: str = name()
    delegation_id: int = of("delegation")
    membership_id: int = of("membership")
    part: str = "expert"
    by_id: int | None = perhaps("person")
    began_at: Moment = moment()
    ended_at: Moment | None = perhaps_moment()
    ended_by_id: int | None = perhaps("person")
    reason: str = ""


class Contribution(SQLModel, table=True):
    """What somebody has written and not submitted: a draft of their own, or one in the room of a delegation.

    It is no comment, and nobody else sees it, moderators neither: a draft its author alone, one in a room the
    delegation. Submitted, it becomes a comment (`comment_id`); merged, it went into another one. In a room, answers to
    a contribution have a `parent_id` and stay there.
    """

    __table_args__ = (CheckConstraint("state IN ('open', 'merged', 'submitted', 'dropped')", name="state"),)

    id: int = key()
    uid: str = name()
    space_id: int = of("space")
    document_id: int = of("document")
    paragraph_id: int = of("paragraph")
    revision_id: int = of("revision", index=False)
    """The revision that the writer read."""
    delegation_id: int | None = perhaps("delegation", index=True)
    author_id: int = of("person")
    parent_id: int | None = perhaps("contribution", index=True)
    answers_id: int | None = perhaps("comment")
    """The comment that it is to answer, where it is a reply."""
    version: str = ""
    language: str = ""
    body: str
    html: str
    kind: str = "substantive"
    proposal: str | None = None
    proposal_html: str | None = None
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = None
    states: int = 1
    state: str = "open"
    merged_into_id: int | None = Field(default=None, index=True)
    """The contribution that it went into; no foreign key, as that may have been written later."""
    comment_id: int | None = perhaps("comment", index=True)
    door: str = "web"
    at: Moment = moment()
    edited_at: Moment | None = perhaps_moment()
    ended_at: Moment | None = perhaps_moment()
    key: str = Field(unique=True)
    """The writer and the key of the form: the same writes once."""


class ContributionState(SQLModel, table=True):
    """One state of what a contribution says, and who wrote it so: its author, or the focal point."""

    __tablename__ = "contribution_state"
    __table_args__ = (UniqueConstraint("contribution_id", "number"),)

    id: int = key()
    contribution_id: int = of("contribution", index=False)
    number: int
    body: str
    html: str
    kind: str = ""
    proposal: str | None = None
    proposal_html: str | None = None
    by_id: int | None = perhaps("person")
    at: Moment = moment()


class Covering(SQLModel, table=True):
    """The note with which somebody submitted several comments as one set."""

    id: int = key()
    uid: str = name()
    document_id: int = of("document")
    review_id: int = of("review")
    delegation_id: int | None = perhaps("delegation", index=True)
    by_id: int = of("person")
    on_behalf_of: str = ""
    masked: str = ""
    """As `Comment.masked`."""
    note: str = ""
    html: str = ""
    at: Moment = moment()
    seq: int
