"""The same answer to many comments: in short steps, each comment recorded by itself, the pages told together."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.database import Look, Step, Work
from commentspace.domain import documents, names, record
from commentspace.domain.access import Caller, Standing
from commentspace.domain.dispositions import answerable, answering, deciding
from commentspace.domain.dispositions.answerable import Facts
from commentspace.domain.dispositions.answering import Answering, Named, Reason
from commentspace.domain.dispositions.deciding import Decision
from commentspace.domain.record import Entry
from commentspace.domain.tables import Comment, Space
from commentspace.domain.why import Sentence
from commentspace.errors import Conflict, NotFound, Refusal, marked

TOGETHER = 20
"""Comments of one step, which takes some milliseconds."""
LOUD = 100
"""Up to so many, pages are told of each as it is answered; of more they are told once, at the end."""
TOLD_TOGETHER = 500
"""Comments of which pages are told by one event."""
MEANWHILE = marked("It was answered meanwhile by somebody else. Look at that answer first.")
MANY = "comments.answered"
"""The event that tells of many comments at once."""


class Answered(NamedTuple):
    """What came of it: the comments that have the answer, and those that were left, each with why."""

    done: tuple[str, ...]
    left: tuple[tuple[str, Sentence], ...]
    batch: str


Seen = Mapping[str, str] | None
"""The mark of each comment (`answering.mark`) as it was looked at."""


class Act(NamedTuple):
    """What is done to many, and how it is told."""

    answered_with: Answering
    batch: str
    quietly: bool
    seen: Seen = None


class Prepared(NamedTuple):
    """A comment with the reason as it reads for it, or why it cannot be filled in."""

    found: Facts
    reason: Reason | Refusal


def steps(
    caller: Caller,
    document_uid: str,
    uids: Sequence[str],
    answered_with: Answering,
    batch: str = "",
    seen: Seen = None,
) -> Generator[Any, Any, Answered]:
    """The steps that give these comments of a document one answer, for `Database.carry_out`.

    What has the same `batch` is one act, which can be taken back (`batches.take_back`); without one it gets a name. A
    comment that takes no answer is left, and so is one that was answered with this batch already: to do it again does
    no harm. With the marks in `seen`, those that were answered or edited meanwhile are left too.
    Raises NotFound, NotAllowed before anything is written.
    """
    batch = batch or names.new()
    who, is_seen = yield Look(moderated, (caller, document_uid))
    done: list[str] = []
    left: dict[str, Sentence] = {}
    wanted = list(dict.fromkeys(uids))
    act = Act(answered_with, batch, len(wanted) > LOUD, seen)
    for some in parted(wanted, TOGETHER):
        found: list[Facts] = yield Look(of_document, (document_uid, some))
        prepared: list[Prepared] = yield Work(filled, (found, answered_with.reason))
        left |= dict.fromkeys(set(some) - {each.uid for each in found}, Sentence(NotFound.sentence))
        one: Answered = yield Step(answer_some, (who, prepared, act), who.space_id)
        done += one.done
        left |= dict(one.left)
    if act.quietly:
        yield from telling(who, done, batch, is_seen)
    return Answered(tuple(done), tuple(left.items()), batch)


def parted(wanted: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """These, so many at a time."""
    return (wanted[at : at + size] for at in range(0, len(wanted), size))


def moderated(session: Session, caller: Caller, document_uid: str) -> tuple[Standing, bool]:
    """What the caller is there, and whether answers are in force at once; refused to who may not answer."""
    document, who = documents.find(session, caller, document_uid)
    who.require("answer")
    confirms = session.execute(select(col(Space.confirms)).where(col(Space.id) == document.space_id)).scalar_one()
    return who, not confirms


def of_document(session: Session, document_uid: str, uids: Sequence[str]) -> list[Facts]:
    """What is known of these comments of a document."""
    return [each for each in answerable.of(session, uids) if each.document == document_uid]


def filled(found: Sequence[Facts], reason: Reason) -> list[Prepared]:
    """The reason for each comment, rendered: apart from the writer, as rendering takes longer than writing."""
    return [Prepared(each, _filled(each, reason)) for each in found]


def _filled(found: Facts, reason: Reason) -> Reason | Refusal:
    try:
        return reason.of_comment(found)
    except Refusal as refusal:
        return refusal


def answer_some(session: Session, who: Standing, prepared: Sequence[Prepared], act: Act, *, now: datetime) -> Answered:
    """One step of the act; the comments are looked at again, as they may have changed since they were prepared."""
    present = {each.id: each for each in answerable.facts(session, col(Comment.id).in_([p.found.id for p in prepared]))}
    had = deciding.answered_in(session, act.batch, list(present))
    marks = deciding.marks(session, present.values()) if act.seen is not None else {}
    by = _named(session, who, present, act.answered_with)
    decisions: list[Decision] = []
    left: list[tuple[str, Sentence]] = []
    for each in prepared:
        if each.found.id in had:
            continue
        try:
            _require_seen(present[each.found.id], act.seen, marks)
            decisions.append(_decision(present[each.found.id], each.reason, act.answered_with, by))
        except Refusal as refusal:
            left.append((each.found.uid, Sentence.of(refusal)))
    deciding.decide(session, who, decisions, act.batch, quietly=act.quietly, now=now)
    done = [*(each.found.uid for each in prepared if each.found.id in had), *(each.found.uid for each in decisions)]
    return Answered(tuple(done), tuple(left), act.batch)


def _require_seen(found: Facts, seen: Seen, marks: Mapping[int, str]) -> None:
    if seen is None:
        return
    mark = seen.get(found.uid, "")
    if answering.answer_seen(mark) != marks.get(found.id, ""):
        raise Conflict(MEANWHILE)
    if answering.is_edited(mark, found.states):
        raise Conflict(answerable.EDITED)


def _named(
    session: Session, who: Standing, present: Mapping[int, Facts], answered_with: Answering
) -> Named | Refusal | None:
    """What the answer names, read once for all; None where there is nothing to be answered."""
    try:
        return next((answering.named(session, who, each, answered_with) for each in present.values()), None)
    except Refusal as refusal:
        return refusal


def _decision(found: Facts, reason: Reason | Refusal, answered_with: Answering, by: Named | Refusal | None) -> Decision:
    if refusal := answerable.why_not(found):
        raise refusal
    if isinstance(reason, Refusal):
        raise reason
    if isinstance(by, Refusal):
        raise by
    return answering.decision(found, answered_with, reason, by or Named())


def telling(who: Standing, uids: Sequence[str], batch: str, is_seen: bool) -> Iterator[Step]:
    """The steps that tell pages of comments that were touched without a word, a few hundred by one event.

    `is_seen` where those who see the comments see what was done; else it is for moderators.
    """
    for some in parted(uids, TOLD_TOGETHER):
        yield Step(tell_some, (who, some, batch, is_seen), who.space_id)


def tell_some(
    session: Session, who: Standing, uids: Sequence[str], batch: str, is_seen: bool, *, now: datetime
) -> None:
    """One of these steps."""
    touched = answerable.of(session, uids)
    tell = tuple(each.tell() if is_seen else each.tell_moderators() for each in touched)
    entry = Entry(MANY, {"batch": batch, "comments": len(touched)}, (batch,), tell=tell)
    record.append(session, who, record.next_number(session, who.space_id), entry, now=now)
