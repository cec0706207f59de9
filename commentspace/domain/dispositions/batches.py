"""An act on many comments taken back: each has again what it had before, an answer or an assignment."""

from collections.abc import Generator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlmodel import Session, col

from commentspace.database import Look, Step
from commentspace.domain import record
from commentspace.domain.access import Caller, Standing
from commentspace.domain.dispositions import deciding, duplicates, many, turns, unassigning
from commentspace.domain.dispositions.answerable import Facts
from commentspace.domain.dispositions.many import Answered
from commentspace.domain.record import Entry
from commentspace.domain.tables import Comment, Disposition, Document


def size(session: Session, caller: Caller, document_uid: str, batch: str) -> int:
    """How many comments of a document are still as this act left them, answered or assigned; for moderators."""
    many.moderated(session, caller, document_uid)
    if not batch:
        return 0
    return len(_standing_of(session, document_uid, batch)) + len(unassigning.standing_of(session, document_uid, batch))


def take_back(caller: Caller, document_uid: str, batch: str) -> Generator[Any, Any, Answered]:
    """The steps that take an act on many back, as far as its answers or assignments still are the last ones.

    Each comment has the answer in force again that it had before, or none; its writer is told. What has been answered
    or assigned anew since is left. Raises NotFound, NotAllowed.
    """
    who, _ = yield Look(many.moderated, (caller, document_uid))
    if not batch:
        return Answered((), (), "")
    uids: list[str] = yield Look(_standing_of, (document_uid, batch))
    done: list[str] = []
    for some in many.parted(uids, many.TOGETHER):
        done += yield Step(take_back_some, (who, document_uid, some, batch), who.space_id)
    assigned: list[str] = yield Look(unassigning.standing_of, (document_uid, batch))
    for some in many.parted(assigned, many.TOGETHER):
        done += yield Step(unassigning.take_back_some, (who, document_uid, some, batch), who.space_id)
    return Answered(tuple(done), (), batch)


def _standing_of(session: Session, document_uid: str, batch: str) -> list[str]:
    """The comments that still have an answer of this act."""
    pointed = or_(col(Comment.disposition_id) == col(Disposition.id), col(Comment.proposed_id) == col(Disposition.id))
    found = (
        select(col(Comment.uid))
        .join(Disposition, pointed)
        .join(Document, col(Document.id) == col(Comment.document_id))
        .where(col(Disposition.batch) == batch, col(Document.uid) == document_uid)
        .order_by(col(Comment.id))
    )
    return list(session.execute(found).scalars())


def take_back_some(
    session: Session, who: Standing, document_uid: str, uids: Sequence[str], batch: str, *, now: datetime
) -> list[str]:
    """One of these steps; a comment that was answered anew in between is left."""
    found = many.of_document(session, document_uid, uids)
    rows = _of_batch(session, found, batch)
    told = turns.of_comments(session, [each.id for each in found if each.disposition_id in rows])
    all_of = {row.uid: row for row in _all_of(session, told)}
    columns: list[dict[str, Any]] = []
    entries: list[Entry] = []
    done: list[str] = []
    ended: list[int] = []
    for each in found:
        if each.proposed_id in rows:
            columns.append({"id": each.id, "proposed_id": None, "disposition_id": each.disposition_id})
            entries.append(_declined(each, rows[each.proposed_id], batch))
        elif each.disposition_id in rows:
            before = all_of.get(turns.before(told[each.id], rows[each.disposition_id].uid))
            before = None if before is None or _leads_back(session, before) else before
            again = before.id if before else None
            columns.append({"id": each.id, "proposed_id": each.proposed_id, "disposition_id": again})
            entries.append(_back(each, before.uid if before else "", batch))
            ended.append(rows[each.disposition_id].id)
        else:
            continue
        done.append(each.uid)
    _decline(session, who, [each.proposed_id for each in found if each.proposed_id in rows], now)
    deciding.point(session, columns)
    if entries:
        record.append_all(session, who, record.next_numbers(session, who.space_id, len(entries)), entries, now=now)
    deciding.leave_force(session, who, ended, now=now)
    return done


def _leads_back(session: Session, before: Disposition) -> bool:
    """Whether the comment that it repeats has become a duplicate of its own: then neither would have an answer."""
    other_id = before.duplicate_of_id
    return other_id is not None and before.comment_id in duplicates.led_to(session, other_id)


def _of_batch(session: Session, found: Sequence[Facts], batch: str) -> dict[int | None, Disposition]:
    mine = col(Disposition.batch) == batch, col(Disposition.comment_id).in_([each.id for each in found])
    return {row.id: row for row in session.execute(select(Disposition).where(*mine)).scalars()}


def _all_of(session: Session, comment_ids: Any) -> Sequence[Disposition]:
    return session.execute(select(Disposition).where(col(Disposition.comment_id).in_(comment_ids))).scalars().all()


def _declined(each: Facts, row: Disposition, batch: str) -> Entry:
    content = {"comment": each.uid, "disposition": row.uid, "batch": batch}
    return Entry(deciding.DECLINED, content, (each.uid, row.uid), tell=(each.tell_moderators(),))


def _back(each: Facts, before: str, batch: str) -> Entry:
    content = {"comment": each.uid, "batch": batch}
    return Entry(deciding.TAKEN_BACK, content, (each.uid, before) if before else (each.uid,), tell=(each.tell(),))


def _decline(session: Session, who: Standing, keys: Sequence[int | None], now: datetime) -> None:
    ended = {"declined_by_id": who.person_id, "declined_at": now}
    session.execute(update(Disposition).where(col(Disposition.id).in_(keys)).values(**ended))
