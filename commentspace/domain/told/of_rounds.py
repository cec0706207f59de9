"""What is told of rounds in a letter: that one belongs to one that is for some only, and that one closes soon."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, cast, exists, literal, select
from sqlmodel import Session, col

from commentspace.domain import outbox, review_windows, suppressions
from commentspace.domain.outbox import Intent, Reader
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.tables import (
    Address,
    Document,
    Letter,
    Membership,
    Person,
    Review,
    ReviewMember,
    ReviewWindow,
)

SOON = timedelta(days=3)
"""So long before its closing members are reminded of a review."""
BATCH = 50
"""Letters that are intended in one transaction."""
PART = 4
"""Where a window is short, its last quarter begins with the reminder."""
SHORTEST = timedelta(days=1)
"""Of a shorter window nobody is reminded."""


def joined(session: Session, review: Review, space_id: int, keys: Sequence[int], by_id: int, *, now: datetime) -> None:
    """Tell these members that they belong to a round from now on; not who has added themselves."""
    columns: list[Any] = [col(ReviewMember.id), col(Person.id).label("person_id"), *_reader()]
    rows = session.execute(
        _members(*columns)
        .join(ReviewMember, col(ReviewMember.membership_id) == col(Membership.id))
        .where(col(ReviewMember.review_id) == review.id, col(ReviewMember.ended_at).is_(None))
        .where(col(Membership.id).in_(keys), col(Person.id) != by_id)
    ).all()
    intents = [
        Intent("joined-round", f"joined-round:{row.id}", row.person_id, space_id, {"told": review.uid}) for row in rows
    ]
    readers = {row.person_id: Reader(row.address, row.language) for row in rows}
    outbox.intend_all(session, intents, readers, now=now)


def due(session: Session, now: datetime) -> list[str]:
    """The names of the open rounds of which somebody is to be reminded now."""
    rows = session.execute(
        select(col(Review.uid))
        .join(ReviewWindow, col(ReviewWindow.review_id) == col(Review.id))
        .where(col(ReviewWindow.ended_at).is_(None), col(ReviewWindow.opens_at) <= now)
        .where(col(ReviewWindow.closes_at) > now, col(ReviewWindow.closes_at) <= now + SOON)
        .order_by(col(Review.id))
    ).all()
    return [uid for (uid,) in rows if _to_remind(session, uid, now, 1)]


def remind(session: Session, review_uid: str, *, now: datetime) -> bool:
    """Intend some of the letters about the closing of a round; whether there may be more.

    They go to its members who may comment, take letters to all and were there already when the time for it had come:
    once for each round and person, whenever it closes in the end.
    """
    rows = _to_remind(session, review_uid, now, BATCH)
    intents = [
        Intent("closing", f"{_dedup(review_uid)}{row.id}", row.id, row.space_id, {"told": review_uid}) for row in rows
    ]
    readers = {row.id: Reader(row.address, row.language) for row in rows}
    outbox.intend_all(session, intents, readers, now=now)
    return len(rows) == BATCH


def _dedup(review_uid: str) -> str:
    return f"closing:{review_uid}:"


def _to_remind(session: Session, review_uid: str, now: datetime, most: int) -> Sequence[Any]:
    review = session.execute(select(Review).where(col(Review.uid) == review_uid)).scalar_one()
    standing = review_windows.of_document(session, review.document_id, now)
    since = _reminded_at(standing)
    if standing.review_id != review.id or since is None or now < since:
        return []
    person: Any = col(Person.id)
    written = literal(_dedup(review_uid)).concat(cast(person, String))
    columns: list[Any] = [person, col(Membership.space_id), *_reader()]
    return session.execute(
        _members(*columns)
        .join(Document, col(Document.space_id) == col(Membership.space_id))
        .where(col(Document.id) == review.document_id, col(Membership.role) == "participant")
        .where(col(Membership.takes_announcements), col(Membership.joined_at) < since, _belongs(review, since))
        .where(~exists().where(col(Letter.dedup) == written), ~suppressions.to_person(person))
        .order_by(col(Person.id))
        .limit(most)
    ).all()


def _reminded_at(review: StandingOfReview) -> datetime | None:
    """From when on members are reminded of its closing; None where they are not."""
    if review.state != "open" or review.opens_at is None or review.closes_at is None:
        return None
    long = review.closes_at - review.opens_at
    return review.closes_at - min(SOON, long / PART) if long >= SHORTEST else None


def _belongs(review: Review, since: datetime) -> ColumnElement[bool]:
    """Whether a member may comment in it, and might at that time."""
    if not review.is_invited:
        return literal(True)
    mine = col(ReviewMember.review_id) == review.id, col(ReviewMember.membership_id) == col(Membership.id)
    return exists().where(*mine, col(ReviewMember.ended_at).is_(None), col(ReviewMember.at) < since)


def _reader() -> tuple[Any, ...]:
    return col(Person.language), col(Address.address)


def _members(*columns: Any) -> Any:
    """Members of spaces, with where letters to them go."""
    return (
        select(*columns)
        .select_from(Membership)
        .join(Person, (col(Person.id) == col(Membership.person_id)) & col(Membership.ended_at).is_(None))
        .join(Address, (col(Address.person_id) == col(Person.id)) & col(Address.is_main))
        .where(col(Person.erased_at).is_(None))
    )
