"""How far the answering has come: in comments and in distinct ones, by moderator and over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlmodel import Session, col

from commentspace.domain.access import Standing
from commentspace.domain.answered import is_answered, lacks_answer, wants_answer
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Alike, Comment, Disposition, Person, Review


@dataclass(frozen=True, slots=True)
class Progress:
    """What wants an answer, and what has one; distinct ones count a group of near-identical comments once."""

    comments: int
    answered: int
    waiting: int
    """Comments without an answer in force for which one is proposed."""
    distinct: int
    distinct_lacking: int

    @property
    def lacking(self) -> int:
        """How many are left to be answered."""
        return self.comments - self.answered


@dataclass(frozen=True, slots=True)
class Work:
    """Who has answered how much, and when, of what is in force."""

    people: Sequence[tuple[str, int, int]]
    """The name of each moderator, the answers of theirs in force, and the proposals that wait."""
    moments: Sequence[datetime]
    """When each of these answers came into force, in order."""


def of(session: Session, who: Standing, document: DocumentView, round_number: int = 0) -> Progress:
    """Of a document, or of one of its rounds."""
    who.require("answer")
    once = func.coalesce(func.nullif(col(Alike.near), ""), col(Comment.uid))
    lacking = case((lacks_answer(), once))
    row = session.execute(
        select(
            func.count(),
            func.count().filter(is_answered()),
            func.count().filter(and_(lacks_answer(), col(Comment.proposed_id).is_not(None))),
            func.count(func.distinct(once)),
            func.count(func.distinct(lacking)),
        )
        .select_from(Comment)
        .outerjoin(Alike, col(Alike.comment_id) == col(Comment.id))
        .where(*_here(document, round_number), wants_answer())
    ).one()
    return Progress(*row)


def work(session: Session, who: Standing, document: DocumentView, round_number: int = 0) -> Work:
    """Who has done what, and when."""
    who.require("answer")
    people: dict[int | None, list[Any]] = {}
    for place, points in enumerate((col(Comment.disposition_id), col(Comment.proposed_id))):
        rows = session.execute(
            select(col(Disposition.by_id), func.count())
            .join(Comment, points == col(Disposition.id))
            .where(*_here(document, round_number), wants_answer())
            .group_by(col(Disposition.by_id))
        )
        for by, number in rows:
            people.setdefault(by, [0, 0])[place] = number
    names = dict(session.execute(select(col(Person.id), col(Person.name)).where(col(Person.id).in_(people))).all())
    told = [(names.get(by, ""), *numbers) for by, numbers in people.items()]
    return Work(sorted(told, key=lambda each: (-each[1] - each[2], each[0])), _moments(session, document, round_number))


def _moments(session: Session, document: DocumentView, round_number: int) -> list[datetime]:
    moment = func.coalesce(col(Disposition.confirmed_at), col(Disposition.at))
    rows = session.execute(
        select(moment, func.count())
        .select_from(Disposition)
        .join(Comment, col(Comment.disposition_id) == col(Disposition.id))
        .where(*_here(document, round_number), wants_answer())
        .group_by(moment)
        .order_by(moment)
    )
    return [at for at, number in rows for _ in range(number)]


def _here(document: DocumentView, round_number: int) -> list[ColumnElement[bool]]:
    here = [col(Comment.document_id) == document.id]
    if round_number:
        rounds = select(col(Review.id)).where(
            col(Review.document_id) == document.id, col(Review.number) == round_number
        )
        here.append(col(Comment.review_id).in_(rounds))
    return here
