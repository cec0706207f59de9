"""Where a review stands, and whether something came in time: comparisons over its windows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import snapshots
from commentspace.domain.tables import Person, Review, ReviewChange, ReviewWindow
from commentspace.errors import Closed, Invalid, marked


@dataclass(frozen=True, slots=True)
class Window:
    """When comments are taken; `opens_at` None means at once. Checked by `at`."""

    opens_at: datetime | None
    closes_at: datetime

    def at(self, now: datetime) -> tuple[datetime, datetime]:
        """Both ends; Invalid where the end is not after the beginning, or is past."""
        opens_at = max(self.opens_at or now, now)
        if self.closes_at <= now:
            raise Invalid(marked("The closing time is past. Choose a time that is still to come."), field="closes_at")
        if self.closes_at <= opens_at:
            raise Invalid(
                marked("The review would close before it opens. Choose a closing time after the opening."),
                field="closes_at",
            )
        return opens_at, self.closes_at


@dataclass(frozen=True, slots=True)
class StandingOfReview:
    """Where the review of a document stands: "none", "scheduled", "open", "paused" or "closed"."""

    state: str
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str = ""
    by: str = ""
    review_id: int | None = None
    review_uid: str = ""
    number: int = 0
    """Which round of the document it is."""
    title: str = ""
    is_invited: bool = False
    sealed_at: datetime | None = None
    """When it was finished, after it had closed."""
    named: str = "names"
    """What others than moderators see of who wrote (`rounds.NAMED`)."""
    is_veiled: bool = False
    """Whether comments of others are kept from whoever is no moderator for now."""

    @property
    def next_turn(self) -> datetime | None:
        """When time alone will change it."""
        return {"scheduled": self.opens_at, "open": self.closes_at}.get(self.state)


def of_document(session: Session, document_id: int, now: datetime) -> StandingOfReview:
    """Where the newest review of this document stands at `now`."""
    return of_documents(session, [document_id], now)[document_id]


def of_documents(session: Session, document_ids: Collection[int], now: datetime) -> dict[int, StandingOfReview]:
    """Where the newest review of each of these documents stands at `now`: one query for all."""
    return snapshots.once(session, _of_documents, tuple(document_ids), now)


def of_review(session: Session, review_id: int, now: datetime) -> StandingOfReview:
    """Where one review stands at `now`, whether there are newer ones of its document or not.

    "none" where it only holds the comments of a draft's own file, and never took any.
    """
    row = session.execute(_with_last().where(col(Review.id) == review_id)).one_or_none()
    return StandingOfReview("none") if row is None else _standing(*row, now=now)


def all_of_document(session: Session, document_id: int, now: datetime) -> list[StandingOfReview]:
    """Where each review of this document stands at `now`, the newest first: one query for all."""
    rows = session.execute(_with_last().where(col(Review.document_id) == document_id).order_by(col(Review.id).desc()))
    return [_standing(*row, now=now) for row in rows]


def _of_documents(session: Session, document_ids: Sequence[int], now: datetime) -> dict[int, StandingOfReview]:
    newest = (
        select(func.max(col(Review.id)))
        .join(ReviewWindow, col(ReviewWindow.review_id) == col(Review.id))
        .where(col(Review.document_id).in_(document_ids))
        .group_by(col(Review.document_id))
    )
    rows = session.execute(_with_last().where(col(Review.id).in_(newest)))
    found = {row[0].document_id: _standing(*row, now=now) for row in rows}
    return {document_id: found.get(document_id, StandingOfReview("none")) for document_id in document_ids}


@cache
def _with_last() -> Select[Review, ReviewWindow, ReviewChange, str]:
    """A review, its last window, what was done to it last, and by whom; built once, as every page asks for it."""
    return (
        select(Review, ReviewWindow, ReviewChange, col(Person.name))
        .select_from(Review)
        .join(ReviewWindow, _last(ReviewWindow))
        .join(ReviewChange, _last(ReviewChange))
        .outerjoin(Person, col(Person.id) == col(ReviewChange.by_id))
    )


def _last(table: type[ReviewWindow] | type[ReviewChange]) -> ColumnElement[bool]:
    """The last row of a review in one of the tables of what belongs to it."""
    inner = aliased(table)
    last = select(func.max(inner.id)).where(col(inner.review_id) == col(Review.id)).correlate(Review)
    return col(table.id) == last.scalar_subquery()


def _standing(
    review: Review, window: ReviewWindow, change: ReviewChange, by: str | None, *, now: datetime
) -> StandingOfReview:
    return StandingOfReview(
        _state(window, change.act, now),
        window.opens_at,
        window.closes_at,
        _ended_at(window, change.act, change.at, now),
        change.reason,
        by or "",
        review.id,
        review.uid,
        review.number,
        review.title,
        review.is_invited,
        review.sealed_at,
        review.named,
        review.seen == "closing" and review.unveiled_seq is None,
    )


def _state(window: ReviewWindow, last_act: str, now: datetime) -> str:
    if window.ended_at is not None and window.ended_at <= now:
        return "paused" if last_act == "pause" else "closed"
    if now < window.opens_at:
        return "scheduled"
    return "open" if now < window.closes_at else "closed"


def _ended_at(window: ReviewWindow, last_act: str, last_at: datetime, now: datetime) -> datetime | None:
    """Since when no comments are taken: one that was closed during a pause counts as closed from the closing on."""
    if window.ended_at is not None:
        return last_at if last_act == "closure" else window.ended_at
    return window.closes_at if window.closes_at <= now else None


PAUSED = marked(
    "The review of this document is paused, so it takes no comments for now. "
    "Your text is kept in this answer; send it again when the review goes on."
)


class Taking(NamedTuple):
    """The review that takes a comment, and its rules: see `Review`."""

    review_id: int
    seen: str
    named: str
    is_invited: bool
    unveiled_seq: int | None

    @property
    def is_veiled(self) -> bool:
        """Whether its comments are kept from others for now."""
        return self.seen == "closing" and self.unveiled_seq is None


RULES = (col(Review.id), col(Review.seen), col(Review.named), col(Review.is_invited), col(Review.unveiled_seq))
"""The columns of `Taking`."""


def taking(session: Session, document_id: int, received_at: datetime) -> Taking:
    """The review that takes what was received at this moment, whenever it is dealt with; else Closed.

    Closed says so where the review was only paused then.
    """
    rows = session.execute(
        select(*RULES, col(ReviewWindow.closes_at), col(ReviewWindow.ended_at))
        .join(ReviewWindow, col(ReviewWindow.review_id) == col(Review.id))
        .where(col(Review.document_id) == document_id, col(ReviewWindow.opens_at) <= received_at)
        .order_by(col(ReviewWindow.id).desc())
    )
    for *rules, closes_at, ended_at in rows:
        if received_at < min(closes_at, ended_at or closes_at):
            return Taking(*rules)
    raise refusal(session, document_id, received_at)


def refusal(session: Session, document_id: int, received_at: datetime) -> Closed:
    """Why nothing was taken at this moment."""
    return Closed(PAUSED if _was_paused(session, document_id, received_at) else None)


def _was_paused(session: Session, document_id: int, at: datetime) -> bool:
    last = session.execute(
        select(col(ReviewChange.act))
        .join(Review, col(Review.id) == col(ReviewChange.review_id))
        .where(col(Review.document_id) == document_id, col(ReviewChange.at) <= at)
        .order_by(col(ReviewChange.id).desc())
        .limit(1)
    ).scalar_one_or_none()
    return last == "pause"


def is_over(session: Session, document_id: int, now: datetime) -> bool:
    """Whether no review takes comments at `now`, and none is only paused."""
    try:
        taking(session, document_id, now)
    except Closed:
        return not _was_paused(session, document_id, now)
    return False


def newest(session: Session, document_id: int) -> Taking:
    """The newest review of a document, open or not: what a moderator's answer belongs to; Closed if there is none.

    What only holds the comments of a draft's own file is meant where no round has begun yet.
    """
    order = (col(Review.number) > 0).desc(), col(Review.id).desc()
    row = session.execute(
        select(*RULES).where(col(Review.document_id) == document_id).order_by(*order).limit(1)
    ).one_or_none()
    if row is None:
        raise Closed()
    return Taking(*row)
