"""Outages: stretches in which the server was away, seen by its own heartbeat, and made good in reviews by minutes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from commentspace.domain import documents, names, review_windows, reviews
from commentspace.domain.access import Caller, Standing
from commentspace.domain.review_changes import Sending
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.tables import Heartbeat, MadeGood, Outage, Person, ReviewWindow
from commentspace.errors import Conflict, NotFound, marked

LEAST = timedelta(minutes=3)
"""A gap between two beats from which the server counts as having been away; it beats each minute."""
MINUTE = timedelta(minutes=1)
UNSENT = Sending()

DECIDED = marked("It was decided already what becomes of this outage. Look at the review as it stands now.")
NOT_NOW = marked("The review cannot be extended now. Look at how it stands.")


def beat(session: Session, *, was_here: bool = False, now: datetime) -> str | None:
    """Note that the server is there; the name of the outage that this ends, if it was away for more than 3 minutes.

    With `was_here` the process has been running all the time, whatever the clock says, so a gap is a jump of the
    clock. A clock that was put back tells of no gap either.
    """
    last = session.execute(select(col(Heartbeat.at)).limit(1).with_for_update()).scalar_one_or_none()
    if last is None:
        session.execute(insert(Heartbeat), {"id": 1, "at": now})
        return None
    session.execute(update(Heartbeat).values(at=now))
    if was_here or now - last <= LEAST:
        return None
    uid = names.new()
    session.execute(insert(Outage), {"uid": uid, "from_at": last, "to_at": now})
    return uid


@dataclass(frozen=True, slots=True)
class OutageView:
    """An outage as far as a review was open then: how many minutes of it, and what a moderator made of it.

    `made_good` is the number of minutes that were given, 0 for an outage that was left, None while it is undecided.
    """

    id: int
    uid: str
    from_at: datetime
    to_at: datetime
    minutes: int
    made_good: int | None = None
    by: str = ""
    decided_at: datetime | None = None


def of_review(session: Session, who: Standing, review_id: int) -> list[OutageView]:
    """The outages that took time from a review, the newest first: everybody who reads may know of them."""
    who.require("read")
    windows = session.execute(
        select(col(ReviewWindow.opens_at), col(ReviewWindow.closes_at), col(ReviewWindow.ended_at)).where(
            col(ReviewWindow.review_id) == review_id
        )
    ).all()
    open_times = [(row.opens_at, min(row.closes_at, row.ended_at or row.closes_at)) for row in windows]
    if not open_times:
        return []
    mine = (col(MadeGood.outage_id) == col(Outage.id)) & (col(MadeGood.review_id) == review_id)
    rows = session.execute(
        select(Outage, MadeGood, col(Person.name))
        .select_from(Outage)
        .outerjoin(MadeGood, mine)
        .outerjoin(Person, col(Person.id) == col(MadeGood.by_id))
        .where(
            col(Outage.to_at) > min(start for start, _ in open_times),
            col(Outage.from_at) < max(end for _, end in open_times),
        )
        .order_by(col(Outage.id).desc())
    )
    found = [_view(open_times, *row) for row in rows]
    return [each for each in found if each.minutes]


def _view(
    open_times: Sequence[tuple[datetime, datetime]], outage: Outage, made: MadeGood | None, by: str | None
) -> OutageView:
    lost = sum(
        (max(min(outage.to_at, end) - max(outage.from_at, start), timedelta()) for start, end in open_times),
        timedelta(),
    )
    view = OutageView(outage.id, outage.uid, outage.from_at, outage.to_at, ceil(lost / MINUTE))
    return replace(view, made_good=made.minutes, by=by or "", decided_at=made.at) if made else view


def make_good(
    session: Session,
    caller: Caller,
    document_uid: str,
    outage_uid: str,
    reason: str,
    *,
    sending: Sending = UNSENT,
    now: datetime,
) -> int:
    """Give the newest review the minutes back that an outage took: an open one is extended, a closed one reopened.

    Returns the minutes. Members are told as of any extension. Conflict where it was decided, or the review is neither.
    """
    review, outage = _undecided(session, caller, document_uid, outage_uid, now)
    if outage.minutes == 0 or review.closes_at is None:
        raise Conflict(NOT_NOW)
    more = outage.minutes * MINUTE
    if review.state == "open":
        reviews.extend(session, caller, document_uid, review.closes_at + more, reason, sending=sending, now=now)
    elif review.state == "closed" and review.sealed_at is None:
        reviews.reopen(session, caller, document_uid, now + more, reason, sending=sending, now=now)
    else:
        raise Conflict(NOT_NOW)
    _decide(session, caller, review, outage, outage.minutes, now)
    return outage.minutes


def leave(session: Session, caller: Caller, document_uid: str, outage_uid: str, *, now: datetime) -> None:
    """Decide that an outage is not made good in the newest review; Conflict where it was decided."""
    review, outage = _undecided(session, caller, document_uid, outage_uid, now)
    _decide(session, caller, review, outage, 0, now)


def _undecided(
    session: Session, caller: Caller, document_uid: str, outage_uid: str, now: datetime
) -> tuple[StandingOfReview, OutageView]:
    document, who = documents.find(session, caller, document_uid)
    who.require("review")
    review = review_windows.of_document(session, document.id, now)
    if review.review_id is None:
        raise NotFound()
    found = [each for each in of_review(session, who, review.review_id) if each.uid == outage_uid]
    if not found:
        raise NotFound()
    if found[0].made_good is not None:
        raise Conflict(DECIDED)
    return review, found[0]


def _decide(
    session: Session, caller: Caller, review: StandingOfReview, outage: OutageView, minutes: int, now: datetime
) -> None:
    row = {"outage_id": outage.id, "review_id": review.review_id, "by_id": caller.person_id}
    session.execute(insert(MadeGood), row | {"at": now, "minutes": minutes})
