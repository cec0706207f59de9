"""What a person has said of groups of comments, to be taken away or forgotten."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain.tables import Alike, Comment, LikenessWord


def said(person_id: int) -> Select[Any]:
    """What they said: of which comment beside which, whether these are alike, and why."""
    other = aliased(Comment)
    own: list[Any] = [col(LikenessWord.is_alike), col(LikenessWord.reason), col(LikenessWord.at)]
    return (
        select(col(Comment.uid).label("comment"), col(other.uid).label("beside"), *own)
        .select_from(LikenessWord)
        .join(Comment, col(Comment.id) == col(LikenessWord.comment_id))
        .join(other, col(other.id) == col(LikenessWord.other_id))
        .where(col(LikenessWord.by_id) == person_id)
    )


def forget(session: Session, person_id: int) -> None:
    """The reasons that they gave; what they decided stays."""
    session.execute(update(LikenessWord).where(col(LikenessWord.by_id) == person_id).values(reason=""))


def forget_comments(session: Session, comment_ids: Collection[int]) -> None:
    """Comments without words are like nothing."""
    session.execute(delete(Alike).where(col(Alike.comment_id).in_(comment_ids)))
