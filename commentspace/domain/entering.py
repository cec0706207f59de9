"""What has to hold before somebody's comment is taken, through any door, and under which rules it then stands."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlmodel import Session, col

from commentspace.domain import late, review_windows
from commentspace.domain.access import Standing
from commentspace.domain.postings import Place, Posting
from commentspace.domain.review_windows import Taking
from commentspace.domain.tables import Agreement, Conduct, Delegate, Delegation, Membership, ReviewMember
from commentspace.errors import Closed, NotAllowed, marked

MASKS = {"names": "", "pseudonyms": "alias", "hidden": "hidden"}
"""What a comment is masked with in a review, by what that shows of who wrote."""

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
    try:
        review, token_id = review_windows.taking(session, at.document_id, received_at), None
    except Closed:
        review, token_id = late.admitted(session, who, at.document_id, received_at)
    if not who.may("moderate"):
        _require_agreed(session, who, at)
        _require_invited(session, who, review)
        if posting.speaks_for is None:
            _require_own_voice(session, who)
    return under(who, review)._replace(late_token_id=token_id)


def under(who: Standing, review: Taking) -> Entered:
    """The rules of a review as they are for what this person writes: moderators are named."""
    masked = "" if who.may("moderate") else MASKS[review.named]
    return Entered(review.review_id, review.review_id if review.is_veiled else None, masked)


def _require_agreed(session: Session, who: Standing, at: Place) -> None:
    if not at.conduct_number:
        return
    asked = (
        select(col(Agreement.id))
        .join(Conduct, col(Conduct.id) == col(Agreement.conduct_id))
        .join(Membership, col(Membership.id) == col(Agreement.membership_id))
        .where(col(Membership.person_id) == who.person_id, col(Conduct.space_id) == at.space_id)
        .where(col(Conduct.number) == at.conduct_number)
    )
    if session.execute(asked).first() is None:
        raise NotAllowed(CONDUCT)


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
