"""What is left of how a person took part beside commenting, erased: what was decided stays, without their words."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, select, update
from sqlmodel import Session, col

from commentspace.domain.tables import Agreement, Appeal, Comment, Conduct, Endorsement, Membership, Provenance


def forget(session: Session, person_id: int, *, now: datetime) -> None:
    """Take back what they endorse, and erase what they agreed to, what they said in appeals, and what they noted."""
    theirs = col(Endorsement.by_id) == person_id
    session.execute(update(Endorsement).where(theirs).values(on_behalf_of=""))
    session.execute(update(Endorsement).where(theirs, col(Endorsement.withdrawn_at).is_(None)).values(withdrawn_at=now))
    memberships = select(col(Membership.id)).where(col(Membership.person_id) == person_id)
    session.execute(delete(Agreement).where(col(Agreement.membership_id).in_(memberships)))
    session.execute(update(Conduct).where(col(Conduct.by_id) == person_id).values(by_id=None))
    session.execute(update(Appeal).where(col(Appeal.by_id) == person_id).values(text="", answer=""))
    session.execute(update(Appeal).where(col(Appeal.decided_by_id) == person_id).values(answer=""))
    filed = col(Provenance.person_id) == person_id, col(Provenance.channel) != ""
    session.execute(update(Provenance).where(*filed).values(source=""))


def is_of_another(comment: Any = Comment) -> ColumnElement[bool]:
    """Whether a comment holds the words of somebody who is no member: who filed it is only there in their place."""
    filed = and_(
        col(Provenance.comment_id) == comment.id,
        col(Provenance.channel) != "",
        col(Provenance.person_id) == comment.author_id,
    )
    return exists().where(filed)
