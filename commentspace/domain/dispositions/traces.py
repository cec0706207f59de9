"""What is left of a person in answers: erased, so that what was decided stands without them."""

import html
import re
from typing import Any

from sqlalchemy import Select, select, update
from sqlmodel import Session, col

from commentspace.domain.people import ERASED
from commentspace.domain.tables import Assignment, Comment, Disposition, Document, Satisfaction, Space, StandardText

TOGETHER = 100
"""Rows of one batch."""
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def forget(session: Session, person_id: int) -> None:
    """Their words why an answer satisfies them or not, or was declined, and notes; they are to answer nothing more.

    The answers that they gave as moderators stand, as they belong to those who got them; nobody is named by them.
    """
    session.execute(update(Satisfaction).where(col(Satisfaction.by_id) == person_id).values(word=""))
    session.execute(update(Disposition).where(col(Disposition.declined_by_id) == person_id).values(declined_reason=""))
    session.execute(update(Assignment).where(col(Assignment.by_id) == person_id).values(note=""))
    theirs = select(col(Assignment.id)).where(col(Assignment.to_id) == person_id)
    session.execute(update(Assignment).where(col(Assignment.to_id) == person_id).values(note=""))
    session.execute(update(Comment).where(col(Comment.assignment_id).in_(theirs)).values(assignment_id=None))


def forget_named(session: Session, person_id: int, name: str, after: int) -> int | None:
    """Their name, which was filled in where their comments were answered; returns the key to go on from, or None."""
    found = (
        select(col(Disposition.id), col(Disposition.reason), col(Disposition.html))
        .join(Comment, col(Comment.id) == col(Disposition.comment_id))
        .where(col(Comment.author_id) == person_id, col(Disposition.id) > after)
    )
    rows = session.execute(found.order_by(col(Disposition.id)).limit(TOGETHER)).all()
    changed = [
        {"id": row.id, "reason": _without(row.reason, name), "html": _without(row.html, name)}
        for row in rows
        if name and (row.reason + row.html) != _without(row.reason, name) + _without(row.html, name)
    ]
    if changed:
        session.execute(update(Disposition), changed)
    return rows[-1].id if len(rows) == TOGETHER else None


def _forms(name: str) -> tuple[str, ...]:
    """How a name stands in Markdown and in HTML."""
    return (_MARKS.sub(r"\\\1", name), html.escape(name, quote=False), html.escape(name), name)


def _without(text: str, name: str) -> str:
    for each in _forms(name):
        text = re.sub(rf"(?<![A-Za-z]){re.escape(each)}(?![A-Za-z])", ERASED, text)
    return text


def _of_comments(columns: list[Any], table: Any) -> Select[Any]:
    """Rows about comments, with the document and the name of each comment."""
    named: list[Any] = [col(Document.symbol).label("document"), col(Comment.uid).label("comment")]
    found = select(*named, *columns).select_from(table)
    return found.join(Comment, col(Comment.id) == col(table.comment_id)).join(
        Document, col(Document.id) == col(Comment.document_id)
    )


def given(person: int) -> Select[Any]:
    """The answers that they gave, for taking away."""
    columns: list[Any] = [col(getattr(Disposition, name)) for name in ("outcome", "reason", "at")]
    columns.append(col(Disposition.in_force_seq).is_not(None).label("was_in_force"))
    return _of_comments(columns, Disposition).where(col(Disposition.by_id) == person)


def received(person: int) -> Select[Any]:
    """The answers to their own comments, those before the last too."""
    columns = [col(getattr(Disposition, name)) for name in ("outcome", "reason", "at", "confirmed_at")]
    mine = col(Comment.author_id) == person, col(Disposition.in_force_seq).is_not(None)
    return _of_comments(columns, Disposition).where(*mine)


def ended(person: int) -> Select[Any]:
    """The proposed answers of others that they confirmed or declined."""
    columns = [
        col(getattr(Disposition, name)) for name in ("outcome", "confirmed_at", "declined_at", "declined_reason")
    ]
    mine = (col(Disposition.confirmed_by_id) == person) | (col(Disposition.declined_by_id) == person)
    return _of_comments(columns, Disposition).where(mine)


def said(person: int) -> Select[Any]:
    """What they said to answers to their comments."""
    columns: list[Any] = [
        *(col(Document.symbol).label("document"), col(Comment.uid).label("comment"), col(Disposition.outcome)),
        *(col(getattr(Satisfaction, name)) for name in ("is_satisfied", "word", "door", "at")),
    ]
    return (
        select(*columns)
        .select_from(Satisfaction)
        .join(Disposition, col(Disposition.id) == col(Satisfaction.disposition_id))
        .join(Comment, col(Comment.id) == col(Disposition.comment_id))
        .join(Document, col(Document.id) == col(Comment.document_id))
        .where(col(Satisfaction.by_id) == person)
    )


def assigned(person: int) -> Select[Any]:
    """What they were to answer, and what they asked others to."""
    columns: list[Any] = [col(getattr(Assignment, name)) for name in ("at", "due_at", "note", "ended_at")]
    columns.append((col(Assignment.to_id) == person).label("to_me"))
    mine = (col(Assignment.to_id) == person) | (col(Assignment.by_id) == person)
    return _of_comments(columns, Assignment).where(mine)


def texts(person: int) -> Select[Any]:
    """The standard texts that they wrote."""
    columns = [col(getattr(StandardText, name)) for name in ("title", "outcome", "text", "at", "ended_at")]
    found = select(col(Space.slug).label("space"), *columns).select_from(StandardText)
    return found.join(Space, col(Space.id) == col(StandardText.space_id)).where(col(StandardText.by_id) == person)
