"""What is told in a letter of its own, once: leave to comment late, a hold, an appeal, a delegation, an unveiling."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, select
from sqlmodel import Session, col

from commentspace.domain import outbox
from commentspace.domain.outbox import Intent, Reader
from commentspace.domain.tables import (
    Address,
    Appeal,
    Comment,
    Delegate,
    Delegation,
    Document,
    Hold,
    LateToken,
    Membership,
    Person,
    Review,
)


def late(session: Session, token_id: int, *, now: datetime) -> None:
    """Tell somebody that they may comment although the review is closed: until when, how often, and why."""
    token = session.get_one(LateToken, token_id)
    _tell(session, "late", token.uid, token.person_id, _space_of_review(session, token.review_id), now)


def held(session: Session, hold_id: int, *, now: datetime) -> None:
    """Tell a writer that a moderator holds their comment back, why, and how to appeal.

    What is held by a rule of the space, until somebody has looked at it, is no judgement, and is not told by letter.
    """
    hold = session.get_one(Hold, hold_id)
    comment = session.get_one(Comment, hold.comment_id)
    if hold.by_id is not None and hold.by_id != comment.author_id:
        _tell(
            session, "held", str(hold.id), comment.author_id, comment.space_id, now, comment=comment.uid, hold=hold.id
        )


def appeal_decided(session: Session, appeal_id: int, *, now: datetime) -> None:
    """Tell whoever appealed against a hold what was decided."""
    appeal = session.get_one(Appeal, appeal_id)
    hold = session.get_one(Hold, appeal.hold_id)
    comment = session.get_one(Comment, hold.comment_id)
    _tell(session, "appeal-decided", appeal.uid, appeal.by_id, comment.space_id, now, comment=comment.uid)


def filed(session: Session, comment_id: int, *, now: datetime) -> None:
    """Tell a member that a moderator has filed a comment as theirs."""
    comment = session.get_one(Comment, comment_id)
    _tell(session, "filed", comment.uid, comment.author_id, comment.space_id, now, comment=comment.uid)


def delegated(session: Session, delegate_id: int, *, now: datetime) -> None:
    """Tell a member that they belong to a delegation from now on, and in which part."""
    delegate = session.get_one(Delegate, delegate_id)
    delegation = session.get_one(Delegation, delegate.delegation_id)
    person_id = session.get_one(Membership, delegate.membership_id).person_id
    if delegate.by_id != person_id:
        _tell(session, "delegated", delegate.uid, person_id, delegation.space_id, now)


def unveiled(session: Session, review_id: int, *, now: datetime) -> None:
    """Tell those who commented in a blind review, and want letters at once, that the comments of others are shown.

    Everybody else finds the comments in their daily letter.
    """
    review = session.get_one(Review, review_id)
    space_id = _space_of_review(session, review_id)
    wrote = exists().where(col(Comment.review_id) == review_id, col(Comment.author_id) == col(Person.id))
    rows = session.execute(_members(space_id).where(col(Membership.at_once), wrote)).all()
    intents = [
        Intent("unveiled", f"unveiled:{review.uid}:{row.id}", row.id, space_id, {"told": review.uid}) for row in rows
    ]
    readers = {row.id: Reader(row.address, row.language) for row in rows}
    outbox.intend_all(session, intents, readers, now=now)


def _tell(
    session: Session, kind: str, name: str, person_id: int, space_id: int, now: datetime, **more: str | int
) -> None:
    """Intend the letter, where its reader is a member; once for each name."""
    row = session.execute(_members(space_id).where(col(Person.id) == person_id)).first()
    if row is not None:
        intent = Intent(kind, f"{kind}:{name}", person_id, space_id, {"told": name, **more})
        outbox.intend_all(session, [intent], {person_id: Reader(row.address, row.language)}, now=now)


def _members(space_id: int) -> Any:
    """The members of a space, with where letters to them go."""
    return (
        select(col(Person.id), col(Person.language), col(Address.address))
        .join(Membership, and_(col(Membership.person_id) == col(Person.id), col(Membership.ended_at).is_(None)))
        .join(Address, and_(col(Address.person_id) == col(Person.id), col(Address.is_main)))
        .where(col(Membership.space_id) == space_id, col(Person.erased_at).is_(None))
    )


def _space_of_review(session: Session, review_id: int) -> int:
    found = select(col(Document.space_id)).join(Review, col(Review.document_id) == col(Document.id))
    space_id: int = session.execute(found.where(col(Review.id) == review_id)).scalar_one()
    return space_id
