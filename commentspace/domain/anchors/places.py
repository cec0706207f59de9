"""At which paragraph a comment stands in a revision, as its anchors say; for the newest see `Comment.paragraph_id`."""

from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from commentspace.domain.tables import Anchor, Comment, Wording


def began(begun: Any) -> ColumnElement[bool]:
    """Whether this is where the comment stands that began the thread of an answer which is about no words of its own.

    Such an answer stands there too. `Anchor` is the answer's own.
    """
    there = col(begun.revision_id) == col(Anchor.revision_id), col(begun.language) == col(Anchor.language)
    return and_(col(begun.comment_id) == col(Comment.thread_id), *there, col(Anchor.start).is_(None))


def in_revision(revision_id: int) -> Subquery:
    """The comments that stood in a revision, each with its paragraph there."""
    begun = aliased(Anchor)
    return (
        select(col(Anchor.comment_id), col(Wording.paragraph_id))
        .join(Comment, col(Comment.id) == col(Anchor.comment_id))
        .outerjoin(begun, began(begun))
        .join(Wording, col(Wording.id) == func.coalesce(col(begun.wording_id), col(Anchor.wording_id)))
        .where(col(Anchor.revision_id) == revision_id)
        .subquery()
    )
