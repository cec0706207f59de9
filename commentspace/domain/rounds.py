"""Rounds: the reviews of one document, one after the other, each with its revision, its window, members and rules."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from commentspace.domain.tables import Review, Space
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
        return asdict(self)


def usual(session: Session, space_id: int) -> Rules:
    """The rules with which a review in this space begins."""
    asked = select(col(Space.seen), col(Space.named), col(Space.report_for)).where(col(Space.id) == space_id)
    return Rules(*session.execute(asked).one())


def next_number(session: Session, document_id: int) -> int:
    """The number of the next round of a document."""
    last = select(func.max(col(Review.number))).where(col(Review.document_id) == document_id)
    return (session.execute(last).scalar() or 0) + 1
