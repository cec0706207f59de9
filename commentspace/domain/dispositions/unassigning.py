"""Assignments that end: taken back with their act, or because somebody moderates here no more."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlmodel import Session, col

from commentspace.domain import record
from commentspace.domain.access import Standing
from commentspace.domain.dispositions import assigning, deciding, many
from commentspace.domain.dispositions.assigning import Assignee, Task
from commentspace.domain.record import Tell
from commentspace.domain.tables import Assignment, Comment, Document


def standing_of(session: Session, document_uid: str, batch: str) -> list[str]:
    """The comments of a document that are still assigned, or nobody's, as this act left them."""
    newest = select(func.max(col(Assignment.id))).where(col(Assignment.comment_id) == col(Comment.id))
    is_taken_off = (
        (col(Assignment.ended_batch) == batch)
        & col(Comment.assignment_id).is_(None)
        & (col(Assignment.id) == newest.correlate(Comment).scalar_subquery())
    )
    is_given = (col(Assignment.batch) == batch) & (col(Comment.assignment_id) == col(Assignment.id))
    found = (
        select(col(Comment.uid))
        .join(Assignment, col(Assignment.comment_id) == col(Comment.id))
        .join(Document, col(Document.id) == col(Comment.document_id))
        .where(or_(col(Assignment.batch) == batch, col(Assignment.ended_batch) == batch))
        .where(col(Document.uid) == document_uid, or_(is_given, is_taken_off))
        .order_by(col(Comment.id))
    )
    return list(session.execute(found).scalars())


def take_back_some(
    session: Session, who: Standing, document_uid: str, uids: Sequence[str], batch: str, *, now: datetime
) -> list[str]:
    """One step: each is again whose it was before, if they still moderate here; what was assigned since is left."""
    still = set(standing_of(session, document_uid, batch)) & set(uids)
    found = many.of_document(session, document_uid, sorted(still))
    before = _ended_by(session, batch, [each.id for each in found])
    moderators = {each.person_id: each for each in assigning.assignees(session, who.space_id)}
    again = {key: row for key, row in before.items() if row.to_id in moderators}
    mine = [each.assignment_id for each in found if each.assignment_id is not None]
    session.execute(update(Assignment).where(col(Assignment.id).in_(mine)).values(ended_at=now))
    running = {"ended_at": None, "ended_batch": ""}
    restored = [row.id for row in again.values()]
    session.execute(update(Assignment).where(col(Assignment.id).in_(restored)).values(**running))
    pointed = {key: row.id for key, row in again.items()}
    deciding.point(session, [{"id": each.id, "assignment_id": pointed.get(each.id)} for each in found])
    entries = [assigning.entry(each, _task(again.get(each.id), moderators)) for each in found]
    if entries:
        record.append_all(session, who, record.next_numbers(session, who.space_id, len(entries)), entries, now=now)
    return [each.uid for each in found]


def _ended_by(session: Session, batch: str, comment_ids: Collection[int]) -> dict[int, Assignment]:
    mine = col(Assignment.ended_batch) == batch, col(Assignment.comment_id).in_(comment_ids)
    return {row.comment_id: row for row in session.execute(select(Assignment).where(*mine)).scalars()}


def _task(row: Assignment | None, moderators: dict[int, Assignee]) -> Task:
    return Task(moderators[row.to_id], row.due_at, row.note) if row else Task(None, None, "")


def left(session: Session, person_id: int, space_id: int, *, now: datetime) -> tuple[Tell, ...]:
    """What was somebody's to answer is nobody's from now on; returns which documents' pages are to be told."""
    theirs = col(Assignment.to_id) == person_id, col(Assignment.ended_at).is_(None)
    rows = session.execute(
        select(col(Assignment.id), col(Comment.document_id))
        .join(Comment, col(Comment.assignment_id) == col(Assignment.id))
        .where(*theirs, col(Comment.space_id) == space_id)
    ).all()
    ids = [row[0] for row in rows]
    if not ids:
        return ()
    session.execute(update(Comment).where(col(Comment.assignment_id).in_(ids)).values(assignment_id=None))
    session.execute(update(Assignment).where(col(Assignment.id).in_(ids)).values(ended_at=now))
    return tuple(Tell(document_id, moderators_only=True) for document_id in sorted({row[1] for row in rows}))
