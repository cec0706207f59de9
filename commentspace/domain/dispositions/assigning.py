"""Assigning: who is to prepare the answer to a comment, and by when; told to moderators."""

from collections.abc import Generator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any, NamedTuple

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from commentspace.database import Look, Step
from commentspace.domain import names, people, record, told
from commentspace.domain.access import LEAST, Caller, Role, Standing
from commentspace.domain.dispositions import answerable, deciding, many
from commentspace.domain.dispositions.answerable import Facts
from commentspace.domain.dispositions.many import Answered
from commentspace.domain.record import Entry
from commentspace.domain.tables import Assignment, Membership, Person
from commentspace.domain.why import Sentence
from commentspace.errors import Invalid, NotFound, Refusal, marked
from commentspace.text import normal

VERB = "comment.assignment"
LONGEST_NOTE = 1_000

WHO = marked("Choose one of the moderators of this space, or nobody.")
PAST = marked("This time is past. Choose one that is still to come, or none.")
LONG = marked("The note may have %(most)s characters. Shorten it.")


class Assignee(NamedTuple):
    """A moderator to whom comments may be assigned; `uid` is that of the person."""

    person_id: int
    uid: str
    name: str
    member: str


class Task(NamedTuple):
    """What is asked of whom; nobody in `to` takes the comments off whoever had them. `batch` names the act."""

    to: Assignee | None
    due_at: datetime | None
    note: str
    batch: str = ""


def assignees(session: Session, space_id: int) -> list[Assignee]:
    """The moderators and owners of a space, by name."""
    roles = [role.name.lower() for role in Role if role >= LEAST["answer"]]
    rows = session.execute(
        select(col(Person.id), col(Person.uid), col(Person.name), col(Membership.uid))
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(col(Membership.space_id) == space_id, col(Membership.ended_at).is_(None))
        .where(col(Membership.role).in_(roles), col(Person.name) != people.ERASED)
        .order_by(col(Person.name), col(Person.id))
    )
    return [Assignee(*row) for row in rows]


def steps(
    caller: Caller, document_uid: str, uids: Sequence[str], to_uid: str, due_at: datetime | None = None, note: str = ""
) -> Generator[Any, Any, Answered]:
    """The steps that assign these comments of a document to a moderator, or with an empty `to_uid` to nobody.

    Comments that take no answer are left. It can be taken back (`batches.take_back`). Raises NotFound, NotAllowed,
    Invalid before anything is written.
    """
    who, task = yield Look(_task, (caller, document_uid, to_uid, due_at, note))
    wanted = list(dict.fromkeys(uids))
    done: list[str] = []
    left: dict[str, Sentence] = {}
    quietly = len(wanted) > many.LOUD
    for some in many.parted(wanted, many.TOGETHER):
        one: Answered = yield Step(assign_some, (who, document_uid, some, task, quietly), who.space_id)
        done += one.done
        left |= dict(one.left)
    if quietly:
        yield from many.telling(who, done, "", is_seen=False)
    return Answered(tuple(done), tuple(left.items()), task.batch)


def _task(
    session: Session, caller: Caller, document_uid: str, to_uid: str, due_at: datetime | None, note: str
) -> tuple[Standing, Task]:
    who, _ = many.moderated(session, caller, document_uid)
    to = next((each for each in assignees(session, who.space_id) if each.uid == to_uid), None)
    if to_uid and to is None:
        raise Invalid(WHO, field="to")
    note = normal.clean(note).strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid(LONG, field="note", most=LONGEST_NOTE)
    return who, Task(to, due_at, note, names.new())


def assign_some(
    session: Session,
    who: Standing,
    document_uid: str,
    uids: Sequence[str],
    task: Task,
    quietly: bool,
    *,
    now: datetime,
) -> Answered:
    """One of these steps."""
    if task.due_at is not None and task.due_at <= now:
        raise Invalid(PAST, field="due_at")
    found = {each.uid: each for each in many.of_document(session, document_uid, uids)}
    ready: list[Facts] = []
    left: list[tuple[str, Sentence]] = []
    for uid in uids:
        refusal: Refusal | None = answerable.why_not(found[uid]) if uid in found else NotFound()
        if refusal is None:
            ready.append(found[uid])
        else:
            left.append((uid, Sentence.of(refusal)))
    _assign(session, who, ready, task, quietly, now)
    return Answered(tuple(each.uid for each in ready), tuple(left), task.batch)


def _assign(session: Session, who: Standing, ready: list[Facts], task: Task, quietly: bool, now: datetime) -> None:
    had = [each.assignment_id for each in ready if each.assignment_id is not None]
    ready = ready if task.to else [each for each in ready if each.assignment_id is not None]
    if not ready:
        return
    ended = {"ended_at": now, "ended_batch": task.batch}
    session.execute(update(Assignment).where(col(Assignment.id).in_(had)).values(**ended))
    first = record.next_numbers(session, who.space_id, len(ready))
    ids = _written(session, [_row(who, each, task, first + at, now) for at, each in enumerate(ready)], task, now)
    deciding.point(session, [{"id": each.id, "assignment_id": key} for each, key in zip_longest(ready, ids)])
    entries = [entry(each, task, quietly=quietly) for each in ready]
    if quietly:
        entries[0] = deciding.telling_of_all(entries[0], ready, is_seen=False)
    record.append_all(session, who, first, entries, now=now)


def _written(session: Session, rows: list[dict[str, Any]], task: Task, now: datetime) -> Sequence[int]:
    """The new assignments; none where the comments are nobody's any more."""
    if task.to is None:
        return ()
    added = insert(Assignment).returning(col(Assignment.id), sort_by_parameter_order=True)
    ids = session.execute(added, rows).scalars().all()
    told.assigned(session, ids, now=now)
    return ids


def _row(who: Standing, each: Facts, task: Task, seq: int, now: datetime) -> dict[str, Any]:
    return {
        "uid": names.new(),
        "comment_id": each.id,
        "to_id": task.to.person_id if task.to else None,
        "by_id": who.person_id,
        "at": now,
        "due_at": task.due_at,
        "note": task.note,
        "batch": task.batch,
        "seq": seq,
    }


def entry(each: Facts, task: Task, *, quietly: bool = False) -> Entry:
    """What is recorded of a comment that is somebody's to answer from now on, or nobody's."""
    member = task.to.member if task.to else ""
    content = {
        "comment": each.uid,
        "to": member,
        "due_at": record.stamp(task.due_at) if task.due_at else "",
        "note": task.note,
    }
    things = (each.uid, member) if member else (each.uid,)
    return Entry(VERB, content, things, tell=() if quietly else (each.tell_moderators(),))
