"""Filing what came by mail: all the texts of one message, its verdict and its receipt, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import comments, inbound, messages, outbox, people
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body
from commentspace.domain.inbound import Decision
from commentspace.domain.postings import Posting, Source
from commentspace.domain.tables import Inbound, Space
from commentspace.errors import Refusal


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that came in, and who wrote it; `address` is where it came from."""

    inbound_id: int
    received_at: datetime
    person_id: int
    address: str
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One text of a message, and what it answers: the outside name of a paragraph, comment, letter or announcement."""

    target: Literal["paragraph", "comment", "message", "announcement"]
    name: str
    space_id: int
    body: Body
    segment: int


class Outcome(NamedTuple):
    """What a message comes to: its texts, its verdict, and perhaps a letter to its writer."""

    decision: Decision
    answers: Sequence[Answer] = ()
    letter: outbox.Intent | None = None

    @property
    def spaces(self) -> list[int]:
        """The spaces whose records are moved, in the order in which they are locked."""
        return sorted({answer.space_id for answer in self.answers})


class NotFiled(Refusal):
    """Some texts of a message were refused, so none was filed: the refusals, by the segments' numbers."""

    def __init__(self, refusals: Mapping[int, Refusal]):
        super().__init__(next(iter(refusals.values())).said())
        self.refusals = refusals


def close(session: Session, arrival: Arrival, outcome: Outcome, *, now: datetime) -> None:
    """File the texts and end the message with its verdict; or raise NotFiled and do nothing.

    NotFiled names all that is refused, so that the door can come again with the others and a letter about these.
    What is in time is told by `received_at`, not by `now`. A message that has its verdict already is left alone,
    so a crash between the two can only make this run twice. Written with the first of `outcome.spaces`.
    """
    _lock(session, outcome.spaces)
    if session.get_one(Inbound, arrival.inbound_id).verdict:
        return
    _file_all(session, arrival, outcome.answers, now)
    people.verify(session, arrival.person_id, arrival.address, now)
    inbound.decide(session, arrival.inbound_id, outcome.decision, letter=outcome.letter, now=now)


def _lock(session: Session, spaces: Sequence[int]) -> None:
    """Lock every space before anything is checked, in the order of their ids; the first is locked already."""
    if len(spaces) > 1:
        ours = select(col(Space.id)).where(col(Space.id).in_(spaces)).order_by(col(Space.id))
        session.execute(ours.with_for_update())


def _file_all(session: Session, arrival: Arrival, answers: Sequence[Answer], now: datetime) -> None:
    """Try each, also after a refusal: what is raised in the end undoes what was written until then."""
    refusals = {}
    for answer in answers:
        session.info["space"] = answer.space_id
        try:
            _file(session, arrival, answer, now)
        except Refusal as refusal:
            refusals[answer.segment] = refusal
    if refusals:
        raise NotFiled(refusals)


def _file(session: Session, arrival: Arrival, answer: Answer, now: datetime) -> None:
    caller = Caller(arrival.person_id, "mail")
    key = f"inbound-{arrival.inbound_id}-{answer.segment}"
    source = Source(arrival.received_at, arrival.inbound_id, answer.segment, arrival.message_id)
    match answer.target:
        case "paragraph":
            comments.post(session, caller, answer.name, Posting(answer.body, key, source=source), now=now)
        case "comment":
            comments.reply(session, caller, answer.name, Posting(answer.body, key, source=source), now=now)
        case "message":
            messages.answer(session, caller, answer.name, answer.body, arrival.inbound_id, key, now=now)
        case "announcement":
            messages.to_announcer(session, caller, answer.name, answer.body, arrival.inbound_id, key, now=now)
