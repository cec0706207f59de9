"""The earlier states of a comment."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import comments
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.tables import Comment, CommentState


@dataclass(frozen=True, slots=True)
class StateView:
    """One state of what a comment says; `kind` is empty in states that are older than its being kept."""

    number: int
    body: str
    html: str
    kind: str
    proposal: str | None
    proposal_html: str | None
    at: datetime
    door: str


def _columns() -> list[Any]:
    return [col(getattr(CommentState, field.name)) for field in fields(StateView)]


def of_comment(session: Session, caller: Caller, uid: str) -> list[StateView]:
    """Every state, the newest first; of a withdrawn comment for its author and moderators only."""
    comment = comments.find(session, caller, uid)
    if not reads_text(standing(session, caller, comment.space_id), comment):
        return []
    rows = session.execute(
        select(*_columns()).where(col(CommentState.comment_id) == comment.id).order_by(col(CommentState.number).desc())
    )
    return [StateView(*row) for row in rows]


def reads_text(who: Standing, comment: Comment) -> bool:
    """Whether the text of this comment, which the person may see, is shown to them."""
    if comment.withdrawn_at is None or who.may("moderate"):
        return True
    return who.person_id == comment.author_id


def all_states(session: Session, who: Standing, document_id: int) -> dict[int, list[StateView]]:
    """The states of every comment of a document, by the comment's key, for an export to this person."""
    rows = session.execute(
        select(*_columns(), col(CommentState.comment_id), col(Comment.withdrawn_at), col(Comment.author_id))
        .join(Comment, col(Comment.id) == col(CommentState.comment_id))
        .where(col(Comment.document_id) == document_id)
        .order_by(col(CommentState.comment_id), col(CommentState.number))
    )
    found: dict[int, list[StateView]] = {}
    for *state, comment_id, withdrawn_at, author_id in rows:
        if withdrawn_at is None or who.may("moderate") or who.person_id == author_id:
            found.setdefault(comment_id, []).append(StateView(*state))
    return found
