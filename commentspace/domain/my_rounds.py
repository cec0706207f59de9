"""What somebody was in the rounds of reviews and did for them: of their data, and what of it goes with them."""

from typing import Any

from sqlalchemy import Select, select, update
from sqlmodel import Session, col

from commentspace.domain.tables import (
    Document,
    Finish,
    LateToken,
    MadeGood,
    Membership,
    Outage,
    Review,
    ReviewMember,
)


def _of_document(table: Any, *columns: str) -> Select[Any]:
    named: list[Any] = [col(Document.symbol).label("document"), col(Review.number).label("round")]
    named += [col(getattr(table, name)) for name in columns]
    found = select(*named).select_from(table).join(Review, col(Review.id) == col(table.review_id))
    return found.join(Document, col(Document.id) == col(Review.document_id))


def belonged(person: int) -> Select[Any]:
    """The rounds for some only to which they belong or belonged."""
    found = _of_document(ReviewMember, "at", "ended_at")
    return found.join(Membership, col(Membership.id) == col(ReviewMember.membership_id)).where(
        col(Membership.person_id) == person
    )


def leave(person: int) -> Select[Any]:
    """When they might comment late, and why."""
    return _of_document(LateToken, "at", "until_at", "most", "reason", "ended_at").where(
        col(LateToken.person_id) == person
    )


def given(person: int) -> Select[Any]:
    """When they let others comment late."""
    return _of_document(LateToken, "at", "until_at", "most", "reason").where(col(LateToken.by_id) == person)


def finished(person: int) -> Select[Any]:
    """The rounds that they finished, with what they signed."""
    mine = col(Finish.by_id) == person, col(Finish.seq) > 0
    return _of_document(Finish, "at", "signature", "statement", "comments", "answered", "undone_at").where(*mine)


def undone(person: int) -> Select[Any]:
    """The ends of rounds that they undid."""
    return _of_document(Finish, "undone_at", "undone_reason").where(col(Finish.undone_by_id) == person)


def made_good(person: int) -> Select[Any]:
    """The outages of which they decided what became of them."""
    found = _of_document(MadeGood, "at", "minutes").add_columns(col(Outage.from_at), col(Outage.to_at))
    return found.join(Outage, col(Outage.id) == col(MadeGood.outage_id)).where(col(MadeGood.by_id) == person)


def forget(session: Session, person_id: int) -> None:
    """Take out their name under what they signed, and why they were late.

    That a round was finished, and why comments were left, is an act of office, and stays without the name, as the
    reasons of all that is done to a review.
    """
    session.execute(update(Finish).where(col(Finish.by_id) == person_id).values(signature=""))
    session.execute(update(LateToken).where(col(LateToken.person_id) == person_id).values(reason=""))
