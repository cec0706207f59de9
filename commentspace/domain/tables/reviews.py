"""Reviews: the windows in which a revision takes comments."""

from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment


class Review(SQLModel, table=True):
    """A round of comments on one revision of a document."""

    __table_args__ = (
        CheckConstraint("seen IN ('at_once', 'closing')", name="seen"),
        CheckConstraint("named IN ('names', 'pseudonyms', 'hidden')", name="named"),
        CheckConstraint("report_for IN ('moderators', 'members', 'public')", name="report_for"),
    )

    id: int = key()
    uid: str = name()
    document_id: int = of("document")
    revision_id: int = of("revision")
    created_at: Moment = moment()
    number: int = 1
    """Which round of the document it is."""
    title: str = ""
    """What people call the round; empty for its number."""
    seen: str = "at_once"
    """Whether comments of others are seen at once, or after closing (`unveiled_seq`)."""
    named: str = "names"
    """What others than moderators see of who wrote: names, a lasting pseudonym, or nothing ("hidden")."""
    is_invited: bool = False
    """Only its members (`ReviewMember`) may comment."""
    report_for: str = "moderators"
    """Who may read its report: "moderators", "members" or "public"."""
    sealed_at: Moment | None = perhaps_moment()
    """When it was finished (`Finish`)."""
    unveiled_seq: int | None = None
    """The number in the record at which its comments came to be seen by others; none while they are not."""
    unveiled_at: Moment | None = perhaps_moment()


class ReviewWindow(SQLModel, table=True):
    """One stretch of time in which comments are taken: from `opens_at` until the earlier of the two ends."""

    __tablename__ = "review_window"
    __table_args__ = (CheckConstraint("closes_at > opens_at", name="order"),)

    id: int = key()
    review_id: int = of("review")
    opens_at: Moment = moment()
    closes_at: Moment = moment()
    ended_at: Moment | None = perhaps_moment()
    """When a moderator ended it before its time, by closing or by pausing."""


class ReviewChange(SQLModel, table=True):
    """An act on a review: what, by whom, when and why, and the window after it."""

    __tablename__ = "review_change"
    __table_args__ = (
        CheckConstraint("act IN ('opening', 'extension', 'closure', 'reopening', 'pause', 'resumption')", name="act"),
    )

    id: int = key()
    uid: str = name()
    review_id: int = of("review")
    act: str
    by_id: int | None = perhaps("person")
    at: Moment = moment()
    reason: str = ""
    opens_at: Moment = moment()
    closes_at: Moment = moment()
    seq: int


class ReviewMember(SQLModel, table=True):
    """A stretch of time in which a member of the space belonged to a round that is for some only."""

    __tablename__ = "review_member"

    id: int = key()
    review_id: int = of("review")
    membership_id: int = of("membership")
    by_id: int | None = perhaps("person")
    at: Moment = moment()
    ended_at: Moment | None = perhaps_moment()


class LateToken(SQLModel, table=True):
    """That one person may comment after a review has closed, until a time, for a reason that everybody sees."""

    __tablename__ = "late_token"

    id: int = key()
    uid: str = name()
    review_id: int = of("review")
    person_id: int = of("person")
    by_id: int | None = perhaps("person")
    at: Moment = moment()
    until_at: Moment = moment()
    most: int = 1
    """How many comments it is good for."""
    reason: str = ""
    seq: int
    ended_at: Moment | None = perhaps_moment()
    ended_by_id: int | None = perhaps("person")


class Finish(SQLModel, table=True):
    """A review brought to its end by a moderator, who signed under the list of what is left without an answer."""

    id: int = key()
    uid: str = name()
    review_id: int = of("review")
    by_id: int | None = perhaps("person")
    at: Moment = moment()
    signature: str = ""
    """The name as it was typed under the list; empty where every comment had its answer."""
    statement: str = ""
    """Why they are left without one, for everybody who sees the review."""
    comments: int = 0
    answered: int = 0
    seq: int
    undone_at: Moment | None = perhaps_moment()
    undone_by_id: int | None = perhaps("person")
    undone_reason: str = ""


class FinishOpen(SQLModel, table=True):
    """A comment that had no answer when its review was finished."""

    __tablename__ = "finish_open"

    id: int = key()
    finish_id: int = of("finish")
    comment_id: int = of("comment")


class Outage(SQLModel, table=True):
    """A stretch of time in which the server was away, as its own heartbeat tells."""

    id: int = key()
    uid: str = name()
    from_at: Moment = moment()
    to_at: Moment = moment()


class Heartbeat(SQLModel, table=True):
    """When the server was last there: one row."""

    id: int = key()
    at: Moment = moment()


class MadeGood(SQLModel, table=True):
    """An outage that a moderator made good in a review, by so many minutes, or decided to leave."""

    __tablename__ = "made_good"

    id: int = key()
    outage_id: int = of("outage")
    review_id: int = of("review")
    by_id: int | None = perhaps("person")
    at: Moment = moment()
    minutes: int = 0
