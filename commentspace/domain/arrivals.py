"""Who has come to a space without following the link of their invitation: they have read or written there."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain.tables import Comment, Document, Invitation, Membership, Visit


def arrivals(session: Session, space_id: int, person_id: int | None = None) -> dict[int, datetime]:
    """When each member whose invitation still waits was first seen here since they were asked; two queries for all.

    With `person_id` only of this person. Whoever has left no trace is missing.
    """
    waiting = [
        col(Membership.space_id) == space_id,
        col(Invitation.accepted_at).is_(None),
        col(Invitation.withdrawn_at).is_(None),
    ]
    if person_id is not None:
        waiting.append(col(Membership.person_id) == person_id)
    members = select(col(Membership.person_id), col(Visit.seen_at)).join(
        Invitation, col(Invitation.membership_id) == col(Membership.id)
    )
    visited = (
        members.join(Visit, col(Visit.person_id) == col(Membership.person_id))
        .join(Document, (col(Document.id) == col(Visit.document_id)) & (col(Document.space_id) == space_id))
        .where(*waiting, col(Visit.seen_at) >= col(Invitation.made_at))
    )
    wrote = (
        select(col(Membership.person_id), col(Comment.posted_at))
        .join(Invitation, col(Invitation.membership_id) == col(Membership.id))
        .join(Comment, (col(Comment.author_id) == col(Membership.person_id)) & (col(Comment.space_id) == space_id))
        .where(*waiting, col(Comment.posted_at) >= col(Invitation.made_at))
    )
    found: dict[int, datetime] = {}
    for query in (visited, wrote):
        for person, at in session.execute(query):
            found[person] = min(at, found.get(person, at))
    return found
