"""Rounds: the reviews of one document, one after the other, each with its revision, its window, members and rules."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from commentspace.domain import review_windows
from commentspace.domain.access import Standing, visible
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.tables import Comment, Review, Revision, Space
from commentspace.errors import Invalid, marked

SEEN = ("at_once", "closing")
"""When comments of others are seen."""
NAMED = ("names", "pseudonyms", "hidden")
"""What others than moderators see of who wrote."""
REPORT_FOR = ("moderators", "members", "public")
"""Who may read the report of a review."""
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a round, which last as long as it; Invalid with the field at fault (see `tables.Review`)."""

    seen: str = "at_once"
    named: str = "names"
    report_for: str = "moderators"
    title: str = ""
    is_invited: bool = False
    members: tuple[str, ...] = ()
    """With whom a round that is for some only begins: the names of their memberships."""

    def __post_init__(self) -> None:
        if self.seen not in SEEN:
            raise Invalid(marked("Choose when comments of others are seen."), field="seen")
        if self.named not in NAMED:
            raise Invalid(marked("Choose what others see of who wrote a comment."), field="named")
        if self.report_for not in REPORT_FOR:
            raise Invalid(marked("Choose who may read the report."), field="report_for")
        if len(self.title) > LONGEST_TITLE:
            raise Invalid(marked("Give the round a name of at most 200 characters."), field="title")

    @property
    def columns(self) -> dict[str, Any]:
        """The same as columns of the review."""
        return {name: value for name, value in asdict(self).items() if name != "members"}


def usual(session: Session, space_id: int) -> Rules:
    """The rules with which a review in this space begins."""
    asked = select(col(Space.seen), col(Space.named), col(Space.report_for)).where(col(Space.id) == space_id)
    return Rules(*session.execute(asked).one())


def next_number(session: Session, document_id: int) -> int:
    """The number of the next round of a document."""
    last = select(func.max(col(Review.number))).where(col(Review.document_id) == document_id)
    return (session.execute(last).scalar() or 0) + 1


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round of a document, and how many of its comments somebody sees; withdrawn ones do not count."""

    id: int
    uid: str
    number: int
    title: str
    revision: int
    """The number of the revision that it is about."""
    seen: str
    named: str
    is_invited: bool
    report_for: str
    standing: StandingOfReview
    unveiled_at: datetime | None
    sealed_at: datetime | None
    is_looked_at: bool
    """Whether others see a comment only after a moderator's look: a rule of the space, for all its rounds."""
    comments: int

    @property
    def state(self) -> str:
        """That of its review, or "finished"."""
        return "finished" if self.sealed_at is not None else self.standing.state

    @property
    def is_blind(self) -> bool:
        """Whether its comments are kept from others now."""
        return self.seen == "closing" and self.unveiled_at is None


def of_document(session: Session, who: Standing, document_id: int, now: datetime) -> list[RoundView]:
    """The rounds of a document, the newest first, as this person may see them.

    What only holds the comments of a draft's own file is none: it never took comments.
    """
    who.require("read")
    found = (
        select(Review, col(Revision.number), col(Space.holds_new))
        .join(Revision, col(Revision.id) == col(Review.revision_id))
        .join(Space, col(Space.id) == who.space_id)
    )
    rows = session.execute(found.where(col(Review.document_id) == document_id).order_by(col(Review.id).desc())).all()
    counts = _counts(session, who, document_id)
    standings = {each.review_id: each for each in review_windows.all_of_document(session, document_id, now)}
    return [
        _view(review, revision, standings[review.id], is_looked_at, counts.get(review.id, 0))
        for review, revision, is_looked_at in rows
        if review.id in standings
    ]


def _counts(session: Session, who: Standing, document_id: int) -> dict[int, int]:
    """How many comments this person sees of each round, by its key."""
    here = visible(who), col(Comment.document_id) == document_id, col(Comment.withdrawn_at).is_(None)
    counted = select(col(Comment.review_id), func.count()).where(*here).group_by(col(Comment.review_id))
    return dict(session.execute(counted).all())


def _view(review: Review, revision: int, standing: StandingOfReview, is_looked_at: bool, comments: int) -> RoundView:
    return RoundView(
        review.id,
        review.uid,
        review.number,
        review.title,
        revision,
        review.seen,
        review.named,
        review.is_invited,
        review.report_for,
        standing,
        review.unveiled_at,
        review.sealed_at,
        is_looked_at,
        comments,
    )
