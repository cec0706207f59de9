"""Giving the answers of a returned matrix: in short steps, as one act that can be taken back.

The act bears the name of the file. What was answered since the file was written is left, also between two steps; so
to give them again does no harm.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.database import Look, Step, Work
from commentspace.domain.access import Caller, Standing
from commentspace.domain.dispositions import answerable, answering, deciding, many
from commentspace.domain.dispositions.answerable import Facts
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.dispositions.deciding import Decision
from commentspace.domain.dispositions.many import Answered
from commentspace.domain.returned import looking
from commentspace.domain.submitted import Given
from commentspace.domain.tables import Comment, Space
from commentspace.domain.why import Sentence
from commentspace.errors import Conflict, NotAllowed, Refusal, marked

DOOR: Final = "file"
"""By which these answers come, as comments of files do."""
TOGETHER = 20
"""Comments of one step."""
NOT_YOURS = marked("These answers were written by who brought the file, and are given by them alone.")


class Prepared(NamedTuple):
    """An answer rendered for its comment, or why it cannot be given."""

    found: Facts
    given: Given
    answering: Answering | Refusal


class Act(NamedTuple):
    """Who gives the answers of which file, of which document, and how it is told."""

    who: Standing
    batch: str
    is_seen: bool
    quietly: bool


def steps(caller: Caller, uid: str) -> Generator[Any, Any, Answered]:
    """The steps that give the answers of a file that can be given, for `Database.carry_out`.

    By who brought it alone, and as a moderator. Raises NotFound and NotAllowed before anything is written.
    """
    act, ready = yield Look(_begun, (caller, uid))
    done: list[str] = []
    left: list[tuple[str, Sentence]] = []
    for some in many.parted(ready, TOGETHER):
        prepared: list[Prepared] = yield Work(rendered, (some,))
        one: Answered = yield Step(give_some, (act, prepared), act.who.space_id)
        done += one.done
        left += one.left
    if act.quietly:
        yield from many.telling(act.who, done, act.batch, act.is_seen)
    return Answered(tuple(done), tuple(left), act.batch)


def _begun(session: Session, caller: Caller, uid: str) -> tuple[Act, list[tuple[Facts, Given]]]:
    lines, submission, who = looking.of_file(session, caller, uid)
    if submission.person_id != who.person_id:
        raise NotAllowed(NOT_YOURS)
    confirms = session.execute(select(col(Space.confirms)).where(col(Space.id) == submission.space_id)).scalar_one()
    given = {line.given.comment: line.given for line in lines if line.kind == "ready"}
    ready = [(each, given[each.uid]) for each in looking.facts_of(session, submission, list(given))]
    act = Act(replace(who, door=DOOR), submission.uid, not confirms, len(ready) > many.LOUD)
    return act, ready


def rendered(ready: Sequence[tuple[Facts, Given]]) -> list[Prepared]:
    """Each answer with its reason rendered: apart from the writer, as rendering takes longer than writing."""
    return [Prepared(found, given, _rendered(found, given)) for found, given in ready]


def _rendered(found: Facts, given: Given) -> Answering | Refusal:
    try:
        return looking.answered_with(given, Reason.of(given.reason).of_comment(found))
    except Refusal as refusal:
        return refusal


def give_some(session: Session, act: Act, prepared: Sequence[Prepared], *, now: datetime) -> Answered:
    """One step: the comments are looked at again, as they may have changed since they were prepared.

    Duplicates are decided one after the other, so that two of one file never point at each other.
    """
    wanted = col(Comment.id).in_([each.found.id for each in prepared])
    present = {each.id: each for each in answerable.facts(session, wanted)}
    marks = deciding.marks(session, present.values())
    done: list[str] = []
    left: list[tuple[str, Sentence]] = []
    for run in _runs(prepared):
        decisions: list[Decision] = []
        for each in run:
            try:
                decisions.append(_decision(session, act, each, present, marks))
            except Refusal as refusal:
                left.append((each.found.uid, Sentence.of(refusal)))
        deciding.decide(session, act.who, decisions, act.batch, quietly=act.quietly, now=now)
        done += [each.found.uid for each in decisions]
    return Answered(tuple(done), tuple(left), act.batch)


def _runs(prepared: Sequence[Prepared]) -> Iterator[Sequence[Prepared]]:
    alone = [each for each in prepared if each.given.outcome == "duplicate"]
    yield [each for each in prepared if each.given.outcome != "duplicate"]
    yield from ([each] for each in alone)


def _decision(
    session: Session, act: Act, each: Prepared, present: Mapping[int, Facts], marks: Mapping[int, str]
) -> Decision:
    found = present[each.found.id]
    if each.given.seen != marks.get(found.id, ""):
        raise Conflict(many.MEANWHILE)
    if refusal := answerable.why_not(found):
        raise refusal
    if isinstance(each.answering, Refusal):
        raise each.answering
    named = answering.named(session, act.who, found, each.answering)
    return answering.decision(found, each.answering, each.answering.reason, named)
