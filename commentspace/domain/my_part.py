"""How a person took part beside commenting, for "my data": agreements, endorsements, appeals, filings."""

from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from commentspace.domain.tables import (
    Agreement,
    Appeal,
    Comment,
    Conduct,
    Endorsement,
    Hold,
    Membership,
    Provenance,
    Space,
)


def agreements(person: int) -> Select[Any]:
    """The codes of conduct to which they agreed."""
    found = select(col(Space.slug).label("space"), *_named(Conduct, "number"), *_named(Agreement, "door at"))
    return (
        found.select_from(Agreement)
        .join(Conduct, col(Conduct.id) == col(Agreement.conduct_id))
        .join(Membership, col(Membership.id) == col(Agreement.membership_id))
        .join(Space, col(Space.id) == col(Membership.space_id))
        .where(col(Membership.person_id) == person)
    )


def conducts(person: int) -> Select[Any]:
    """The codes of conduct that they wrote, as owners."""
    found = select(col(Space.slug).label("space"), *_named(Conduct, "number text at")).select_from(Conduct)
    return found.join(Space, col(Space.id) == col(Conduct.space_id)).where(col(Conduct.by_id) == person)


def endorsements(person: int) -> Select[Any]:
    """The comments that they endorse, or did."""
    own = _named(Endorsement, "on_behalf_of door at withdrawn_at")
    found = select(col(Comment.uid).label("comment"), *own).select_from(Endorsement)
    return found.join(Comment, col(Comment.id) == col(Endorsement.comment_id)).where(col(Endorsement.by_id) == person)


def appeals(person: int) -> Select[Any]:
    """What they said against holds of their comments, and what was decided."""
    return _appeals("text door at decided_at is_upheld answer").where(col(Appeal.by_id) == person)


def decided_appeals(person: int) -> Select[Any]:
    """What they decided about appeals, as moderators."""
    return _appeals("answer decided_at is_upheld").where(col(Appeal.decided_by_id) == person)


def _appeals(names: str) -> Select[Any]:
    found = select(col(Comment.uid).label("comment"), *_named(Appeal, names)).select_from(Appeal)
    return found.join(Hold, col(Hold.id) == col(Appeal.hold_id)).join(Comment, col(Comment.id) == col(Hold.comment_id))


def filings(person: int) -> Select[Any]:
    """What they filed for others, as moderators."""
    own = _named(Provenance, "channel said_by said_for received_at")
    found = select(col(Comment.uid).label("comment"), *own, col(Provenance.source).label("note"))
    filed = col(Provenance.person_id) == person, col(Provenance.channel) != ""
    return found.select_from(Provenance).join(Comment, col(Comment.id) == col(Provenance.comment_id)).where(*filed)


def _named(table: Any, names: str) -> list[Any]:
    return [col(getattr(table, name)) for name in names.split()]
