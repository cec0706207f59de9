"""What has to hold before somebody's comment is taken, through any door, and under which rules it then stands."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import conducts, late, veils
from commentspace.domain.access import Standing
from commentspace.domain.postings import Place, Posting
from commentspace.domain.review_windows import Taking
from commentspace.domain.tables import (
    Comment,
    Delegate,
    Delegation,
    Membership,
    ReviewMember,
    Space,
)
from commentspace.errors import NotAllowed, marked

MASKS = {"names": "", "pseudonyms": "alias", "hidden": "hidden"}
"""What a comment is masked with in a review, by what that shows of who wrote."""

STRICTNESS = ("", "alias", "hidden")
"""The masks, by how little they tell."""

CONDUCT = marked(
    "This space has a code of conduct, and you have not agreed to it yet. Read it on the page of the space and agree; "
    "then send your text again."
)
INVITED = marked("This round is for its members only, and you are not one of them. Ask a moderator to add you.")
AS_ONE = marked(
    "“%(delegation)s” speaks with one voice here: write this in the room of your delegation, "
    "and your focal point submits it."
)


class Entered(NamedTuple):
    """Under which rules a comment is taken: columns of the comment and of its provenance."""

    review_id: int
    veil_id: int | None
    masked: str
    late_token_id: int | None = None


def enter(session: Session, who: Standing, at: Place, posting: Posting, now: datetime) -> Entered:
    """Let a new comment in, or refuse it: Closed; NotAllowed with what to do about it.

    Moderators are bound by the window alone.
    """
    received_at = posting.source.received_at or now
    review, token_id = late.taken(session, who, at.document_id, received_at)
    if not who.may("moderate"):
        _require_agreed(session, who, at.conduct_number)
        _require_invited(session, who, review)
        if posting.speaks_for is None:
            _require_own_voice(session, who)
    return under(who, review)._replace(late_token_id=token_id)


def require_participant(session: Session, who: Standing, review: Taking) -> None:
    """What holds for taking part in a round in any other way than by a comment; the voice is the caller's to ask."""
    if not who.may("moderate"):
        number = select(col(Space.conduct_number)).where(col(Space.id) == who.space_id)
        _require_agreed(session, who, session.execute(number).scalar_one())
        _require_invited(session, who, review)


def under(who: Standing, review: Taking) -> Entered:
    """The rules of a review as they are for what this person writes: moderators are named."""
    masked = "" if who.may("moderate") else MASKS[review.named]
    return Entered(review.review_id, review.review_id if review.is_veiled else None, masked)


def below(session: Session, who: Standing, entered: Entered, parent: Comment) -> Entered:
    """The same for an answer: it is behind the veil of what it answers, and tells no more of its writer than that.

    What a moderator answers stands where that stands, in whichever round it is said.
    """
    if who.may("moderate"):
        return entered._replace(veil_id=parent.veil_id)
    veil_id = parent.veil_id if veils.is_veiled(session, parent.veil_id) else entered.veil_id
    masked = max(entered.masked, mask_below(session, who.person, parent.id), key=STRICTNESS.index)
    return entered._replace(veil_id=veil_id, masked=masked)


def mask_below(session: Session, person_id: int, comment_id: int) -> str:
    """The mask of a comment, or of what this person has said in its thread: by an answer there nobody is found out."""
    above = aliased(Comment)
    root = select(func.coalesce(col(above.thread_id), col(above.id))).where(col(above.id) == comment_id)
    root_id = root.scalar_subquery()
    own = and_(or_(col(Comment.thread_id) == root_id, col(Comment.id) == root_id), col(Comment.author_id) == person_id)
    rows = session.execute(select(col(Comment.masked)).where(or_(col(Comment.id) == comment_id, own)))
    strictest: str = max(rows.scalars(), key=STRICTNESS.index)
    return strictest


def _require_agreed(session: Session, who: Standing, number: int) -> None:
    if number and not conducts.has_agreed(session, who, number):
        raise NotAllowed(CONDUCT, space=who.space_id, number=number)


def _require_invited(session: Session, who: Standing, review: Taking) -> None:
    if not review.is_invited:
        return
    mine = (
        select(col(ReviewMember.id))
        .join(Membership, col(Membership.id) == col(ReviewMember.membership_id))
        .where(col(ReviewMember.review_id) == review.review_id, col(ReviewMember.ended_at).is_(None))
        .where(col(Membership.person_id) == who.person_id, col(Membership.ended_at).is_(None))
    )
    if not session.execute(select(exists(mine))).scalar_one():
        raise NotAllowed(INVITED)


def _require_own_voice(session: Session, who: Standing) -> None:
    """Whoever belongs to a delegation that speaks as one writes in its room."""
    name = session.execute(
        select(col(Delegation.name))
        .join(Delegate, col(Delegate.delegation_id) == col(Delegation.id))
        .join(Membership, col(Membership.id) == col(Delegate.membership_id))
        .where(col(Membership.space_id) == who.space_id, col(Membership.person_id) == who.person_id)
        .where(col(Delegate.ended_at).is_(None), col(Delegation.ended_at).is_(None), col(Delegation.speaks_as_one))
        .limit(1)
    ).scalar_one_or_none()
    if name is not None:
        raise NotAllowed(AS_ONE, delegation=name)
