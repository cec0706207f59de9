"""What is told in letters that gather: answers to somebody's comments, and comments that somebody is to answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlmodel import Session, col

from commentspace.domain.outbox import Reader
from commentspace.domain.tables import Address, Assignment, Comment, Disposition, Membership, Person
from commentspace.domain.told.gathering import Gathered, gather

KIND = "answered"
"""The kind of the letters that gather answers."""
MARK = "-"
"""Before the name of an answer in the subjects of a letter: that it was taken back."""


def answered(session: Session, disposition_ids: Sequence[int], *, now: datetime) -> None:
    """Tell the writers of comments that these answers to them are in force now.

    It goes to those who want letters at once; the others find it in their daily letter. Nobody is told of what they
    have decided themselves. Of two answers to one comment the letter tells the one that is in force when it goes.
    """
    deciding = func.coalesce(col(Disposition.confirmed_by_id), col(Disposition.by_id), 0)
    wanted = _to(col(Comment.author_id), Disposition).where(
        col(Disposition.id).in_(disposition_ids), col(Membership.at_once), deciding != col(Comment.author_id)
    )
    _gather(session, KIND, wanted.order_by(col(Disposition.id)), now)


def taken_back(session: Session, disposition_ids: Sequence[int], by_id: int | None, *, now: datetime) -> None:
    """Tell the writers of comments that these answers to them were taken back, as `answered` does.

    Where the letter with such an answer has not gone yet, it goes without it, and nothing is told.
    """
    wanted = _to(col(Comment.author_id), Disposition).where(
        col(Disposition.id).in_(disposition_ids), col(Membership.at_once), col(Comment.author_id) != (by_id or 0)
    )
    _gather(session, KIND, wanted.order_by(col(Disposition.id)), now, MARK)


def assigned(session: Session, assignment_ids: Sequence[int], *, now: datetime) -> None:
    """Tell moderators which comments they are to answer, and by when; not what somebody took on themselves."""
    assigning = func.coalesce(col(Assignment.by_id), 0)
    wanted = _to(col(Assignment.to_id), Assignment).where(
        col(Assignment.id).in_(assignment_ids), assigning != col(Assignment.to_id)
    )
    _gather(session, "assigned", wanted.order_by(col(Assignment.id)), now)


def _to(person: Any, about: Any) -> Select[Any]:
    """These acts on comments with the people whom they concern, those who have left the space left out."""
    columns: list[Any] = [
        *(col(about.uid), col(Comment.space_id), col(Person.id).label("person_id")),
        *(col(Person.language), col(Address.address)),
    ]
    here = and_(
        col(Membership.person_id) == person,
        col(Membership.space_id) == col(Comment.space_id),
        col(Membership.ended_at).is_(None),
    )
    return (
        select(*columns)
        .select_from(about)
        .join(Comment, col(Comment.id) == col(about.comment_id))
        .join(Person, and_(col(Person.id) == person, col(Person.erased_at).is_(None)))
        .join(Membership, here)
        .join(Address, and_(col(Address.person_id) == col(Person.id), col(Address.is_main)))
    )


def _gather(session: Session, kind: str, wanted: Select[Any], now: datetime, mark: str = "") -> None:
    """All that these rows name is of one space: an act, or a batch of acts, never moves two."""
    found: dict[int, dict[int, list[Any]]] = {}
    for row in session.execute(wanted):
        found.setdefault(row.space_id, {}).setdefault(row.person_id, []).append(row)
    for space_id, people in found.items():
        told = {
            person_id: Gathered(Reader(rows[0].address, rows[0].language), [f"{mark}{row.uid}" for row in rows])
            for person_id, rows in people.items()
        }
        gather(session, kind, space_id, told, now=now)
