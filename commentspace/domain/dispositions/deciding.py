"""The writes of answers: the rows, which of them is in force, the record, and who is told."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from commentspace.domain import names, record, told
from commentspace.domain.access import Standing
from commentspace.domain.dispositions.answerable import Facts
from commentspace.domain.record import Entry, Tell
from commentspace.domain.tables import Comment, Disposition

GIVEN, PROPOSED, CONFIRMED = "comment.answer", "comment.answer_proposed", "comment.answer_confirmed"
DECLINED, REOPENED, TAKEN_BACK = "comment.answer_declined", "comment.reopening", "comment.answer_taken_back"


class Decision(NamedTuple):
    """What is decided of one comment: checked, and rendered."""

    found: Facts
    outcome: str
    reason: str
    html: str
    duplicate_of_id: int | None = None
    duplicate_uid: str = ""
    text_id: int | None = None


def decide(
    session: Session,
    who: Standing,
    decisions: Sequence[Decision],
    batch: str = "",
    *,
    quietly: bool = False,
    now: datetime,
) -> list[str]:
    """Write these answers, in force at once or proposed, as their space wants it; returns their names.

    Each has an event of its own. `quietly` leaves it to the caller to tell pages which comments were touched.
    """
    if not decisions:
        return []
    first = record.next_numbers(session, who.space_id, len(decisions))
    rows = [_row(who, each, batch, first + at, now) for at, each in enumerate(decisions)]
    added = insert(Disposition).returning(col(Disposition.id), sort_by_parameter_order=True)
    ids = list(session.execute(added, rows).scalars())
    point(session, [_pointed(each, key, row) for each, key, row in zip(decisions, ids, rows, strict=True)])
    entries = [_entry(each, row, quietly) for each, row in zip(decisions, rows, strict=True)]
    if quietly:
        is_seen = rows[0]["in_force_seq"] is not None
        entries[0] = telling_of_all(entries[0], [each.found for each in decisions], is_seen=is_seen)
    record.append_all(session, who, first, entries, now=now)
    come_into_force(session, [key for key, row in zip(ids, rows, strict=True) if row["in_force_seq"]], now=now)
    return [row["uid"] for row in rows]


def come_into_force(session: Session, disposition_ids: Sequence[int], *, now: datetime) -> None:
    """What follows from answers that those who see the comments see from now on, however they came to be in force."""
    if disposition_ids:
        told.answered(session, disposition_ids, now=now)


def leave_force(session: Session, who: Standing, disposition_ids: Sequence[int], *, now: datetime) -> None:
    """What follows where answers that were in force were taken back, whether earlier ones stand again or none."""
    if disposition_ids:
        told.taken_back(session, disposition_ids, who.person_id, now=now)


def telling_of_all(entry: Entry, found: Sequence[Facts], *, is_seen: bool = True) -> Entry:
    """An event that makes the pages of a document new without naming a comment, for those alone who see one of these.

    With `is_seen` that is everybody who sees a comment; else moderators alone.
    """
    document_id = found[0].document_id
    if is_seen and any(not each.is_veiled and each.hold_id is None for each in found):
        return replace(entry, tell=(Tell(document_id),))
    people = tuple({each.author_id for each in found}) if is_seen else ()
    return replace(entry, tell=(Tell(document_id, moderators_only=True, people=people),))


def answered_in(session: Session, batch: str, comment_ids: Collection[int]) -> set[int]:
    """Which of these comments an act on many has answered already."""
    mine = col(Disposition.batch) == batch, col(Disposition.comment_id).in_(comment_ids)
    return set(session.execute(select(col(Disposition.comment_id)).where(*mine)).scalars())


def marks(session: Session, found: Collection[Facts]) -> dict[int, str]:
    """The name of the last answer of each comment that has one, by the comment's key."""
    keys = {each.proposed_id or each.disposition_id: each.id for each in found}
    rows = session.execute(select(col(Disposition.id), col(Disposition.uid)).where(col(Disposition.id).in_(keys)))
    return {keys[row.id]: row.uid for row in rows}


def _row(who: Standing, each: Decision, batch: str, seq: int, now: datetime) -> dict[str, Any]:
    return {
        "uid": names.new(),
        "comment_id": each.found.id,
        "outcome": each.outcome,
        "reason": each.reason,
        "html": each.html,
        "duplicate_of_id": each.duplicate_of_id,
        "text_id": each.text_id,
        "batch": batch,
        "door": who.door,
        "by_id": who.person_id,
        "at": now,
        "seq": seq,
        "in_force_seq": None if each.found.confirms else seq,
    }


def _pointed(each: Decision, key: int, row: dict[str, Any]) -> dict[str, Any]:
    """The columns of the comment: a proposal waits beside the answer in force; an answer ends what was proposed."""
    if row["in_force_seq"] is None:
        return {"id": each.found.id, "disposition_id": each.found.disposition_id, "proposed_id": key}
    return {"id": each.found.id, "disposition_id": key, "proposed_id": None}


def point(session: Session, columns: Sequence[dict[str, Any]]) -> None:
    """Write which answers comments point to."""
    if columns:
        session.execute(update(Comment), columns)


def _entry(each: Decision, row: dict[str, Any], quietly: bool) -> Entry:
    found, is_in_force = each.found, row["in_force_seq"] is not None
    content = {
        "comment": found.uid,
        "disposition": row["uid"],
        "outcome": each.outcome,
        "reason": each.reason,
        "duplicate_of": each.duplicate_uid,
        "batch": row["batch"],
    }
    tell: Tell | None = None if quietly else (found.tell() if is_in_force else found.tell_moderators())
    return Entry(GIVEN if is_in_force else PROPOSED, content, (found.uid, row["uid"]), tell=(tell,) if tell else ())
