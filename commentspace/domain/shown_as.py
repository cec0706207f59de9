"""What others will see of somebody who writes in a review: told to them before they write."""

from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import review_windows
from commentspace.domain.access import Standing
from commentspace.domain.entering import MASKS, STRICTNESS, mask_below
from commentspace.domain.people import UNNAMED
from commentspace.domain.tables import Membership, Space
from commentspace.domain.views import CommentView
from commentspace.errors import Closed


class ShownAs(NamedTuple):
    """What others will see of who writes now: `name` is empty where that is the name; and when they will see it.

    `is_later`: only after closing; `is_looked_at`: only after a moderator has looked at it.
    """

    name: str = ""
    is_later: bool = False
    is_looked_at: bool = False

    def __bool__(self) -> bool:
        return bool(self.name) or self.is_later or self.is_looked_at


def of_writer(session: Session, who: Standing, document_id: int, parent: CommentView | None = None) -> ShownAs:
    """How what somebody writes in the newest review would stand, or in answer to this comment; before it is written."""
    if who.person_id is None:
        return ShownAs()
    try:
        review = review_windows.newest(session, document_id)
    except Closed:
        return ShownAs()
    if who.may("moderate"):
        return ShownAs(is_later=review.is_veiled if parent is None else parent.is_veiled)
    masked = MASKS[review.named]
    if parent is not None:
        masked = max(masked, mask_below(session, who.person_id, parent.id), key=STRICTNESS.index)
    mine = col(Membership.space_id) == who.space_id, col(Membership.person_id) == who.person_id
    alias: str | None = session.execute(select(col(Membership.alias)).where(*mine)).scalar_one_or_none()
    name = {"": "", "alias": alias or UNNAMED, "hidden": UNNAMED}[masked]
    is_later = review.is_veiled or (parent is not None and parent.is_veiled)
    return ShownAs(name, is_later, _is_looked_at(session, who))


def of_change(session: Session, who: Standing, mine: CommentView) -> ShownAs:
    """When others will see a change of one's own comment; of its writer they see what they saw."""
    return ShownAs(is_later=mine.is_veiled, is_looked_at=not who.may("moderate") and _is_looked_at(session, who))


def _is_looked_at(session: Session, who: Standing) -> bool:
    found: bool = session.execute(select(col(Space.holds_new)).where(col(Space.id) == who.space_id)).scalar_one()
    return found
