"""Reviews: the windows in which a revision takes comments."""

from sqlalchemy import CheckConstraint
from sqlmodel import SQLModel

from commentspace.domain.tables.base import Moment, key, moment, name, of, perhaps, perhaps_moment


class Review(SQLModel, table=True):
    """A round of comments on one revision of a document."""

    id: int = key()
    uid: str = name()
    document_id: int = of("document")
    revision_id: int = of("revision")
    created_at: Moment = moment()
    sealed_at: Moment | None = perhaps_moment()
    unveiled_seq: int | None = None


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
