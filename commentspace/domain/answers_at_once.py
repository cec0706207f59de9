"""Letters at once: who wrote in a thread, and wants to hear of answers when they come, gets each as a letter."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import conversations, outbox
from commentspace.domain.access import hidden
from commentspace.domain.tables import Address, Comment, Membership, Person


def tell(session: Session, comment_ids: Sequence[int], *, now: datetime) -> int:
    """Intend the letters about answers that have just been shown; returns how many.

    They go to all who wrote in the thread before, wherever it was shown to them, but for the writer and for who has
    left the space. Behind the veil of a review they go to those alone who see through it; the others read of all that
    was lifted in one daily mail. Each is told of an answer once, also where it was held after that and released again.
    Whether they may see it is asked again when the letter is written. One question and one insert, however many took
    part.
    """
    rows = session.execute(_wanted(comment_ids)).all() if comment_ids else []
    readers = {row.person_id: outbox.Reader(row.address, row.language) for row in rows}
    intents = [
        outbox.Intent(
            "answer",
            f"answer:{row.uid}:{row.person_id}",
            row.person_id,
            row.space_id,
            {"comment": row.uid},
            thread=conversations.of_comments(row.root_uid),
        )
        for row in rows
    ]
    return outbox.intend_all(session, intents, readers, now=now) if intents else 0


def _wanted(comment_ids: Sequence[int]) -> Select[Any]:
    """Each answer with everybody who wants to hear of it."""
    root, said = aliased(Comment), aliased(Comment)
    columns: list[Any] = [
        *(col(Comment.id), col(Comment.uid), col(Comment.space_id), col(root.uid).label("root_uid")),
        *(col(Person.id).label("person_id"), col(Person.language), col(Address.address)),
    ]
    return (
        select(*columns)
        .select_from(Comment)
        .join(root, col(root.id) == col(Comment.thread_id))
        .join(
            said,
            and_(
                or_(col(said.thread_id) == col(root.id), col(said.id) == col(root.id)),
                col(said.id) < col(Comment.id),
                col(said.author_id) != col(Comment.author_id),
            ),
        )
        .join(Person, col(Person.id) == col(said.author_id))
        .join(Membership, _wants_them())
        .join(Address, and_(col(Address.person_id) == col(Person.id), col(Address.is_main)))
        .where(
            col(Comment.id).in_(comment_ids),
            col(Comment.hold_id).is_(None),
            or_(~hidden(), col(said.author_id) == col(Comment.held_for_id), _moderates()),
            col(Comment.withdrawn_at).is_(None),
            col(Person.erased_at).is_(None),
        )
        .distinct()
        .order_by(col(Comment.id), col(Person.id))
    )


def _moderates() -> ColumnElement[bool]:
    return or_(col(Membership.role).in_(("moderator", "owner")), col(Person.is_admin))


def _wants_them() -> ColumnElement[bool]:
    return and_(
        col(Membership.person_id) == col(Person.id),
        col(Membership.space_id) == col(Comment.space_id),
        col(Membership.ended_at).is_(None),
        col(Membership.at_once),
    )
