"""Filing what came by mail: all the texts of one message, its verdict and its receipt, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import (
    announcement_answers,
    appeals,
    comments,
    files,
    going_on,
    inbound,
    invited,
    messages,
    outbox,
    people,
    seen_revisions,
    suppressions,
    withdrawals,
)
from commentspace.domain.access import Caller, Role, standing
from commentspace.domain.bodies import Body, Proposal
from commentspace.domain.dispositions import satisfying
from commentspace.domain.dispositions.satisfying import Spoken
from commentspace.domain.file_kinds import File
from commentspace.domain.inbound import Decision
from commentspace.domain.postings import Posted, Posting, Source
from commentspace.domain.tables import Comment, Inbound, Person, Space
from commentspace.errors import NotAllowed, NotFound, Refusal, marked

NO_PLACE = marked(
    "You are not a member of this space any more, so this was not filed. Ask a moderator if you think you should be."
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that came in, and who wrote it; `address` is where it came from.

    `is_vouched_for` says that our mail server, or the person by a link, vouches for that; None where nobody was asked.
    """

    inbound_id: int
    received_at: datetime
    person_id: int
    address: str
    message_id: str = ""
    is_vouched_for: bool | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One text of a message, and what it answers: the outside name of a paragraph, comment, letter or announcement.

    "undo" withdraws the comment of that name, "appeal" is against what holds it back; "satisfaction" says whether the
    answer of that name satisfies. `files` go with a comment, `proposal` is a wording for a paragraph.
    """

    target: Literal["paragraph", "comment", "message", "announcement", "undo", "satisfaction", "appeal"]
    name: str
    space_id: int
    body: Body
    segment: int
    files: tuple[File, ...] = ()
    proposal: Proposal | None = None
    is_satisfied: bool = False


class Outcome(NamedTuple):
    """What a message comes to: its texts, its verdict, and perhaps a letter to its writer.

    A letter that is not owed goes only to those who take receipts. `accepts` names the invitation that it answers.
    """

    decision: Decision
    answers: Sequence[Answer] = ()
    letter: outbox.Intent | None = None
    is_owed: bool = True
    accepts: str = ""

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
    if arrival.is_vouched_for:
        suppressions.lift_by_mail(session, arrival.address, now=now)
    if outcome.accepts:
        invited.accept(session, Caller(arrival.person_id, "mail"), outcome.accepts, now=now)
    is_sent = outcome.is_owed or session.get_one(Person, arrival.person_id).takes_receipts
    letter = outcome.letter if is_sent else None
    inbound.decide(session, arrival.inbound_id, _told(outcome, letter), letter=letter, now=now)


def _told(outcome: Outcome, letter: outbox.Intent | None) -> Decision:
    """The decision, on whose way it stands that no letter goes out, where its writer wants none."""
    if letter is not None or outcome.letter is None:
        return outcome.decision
    return outcome.decision.without_letter()


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
            refusal.page = going_on.page(session, refusal, answer.target, answer.name)
            refusals[answer.segment] = refusal
    if refusals:
        raise NotFiled(refusals)


def _file(session: Session, arrival: Arrival, answer: Answer, now: datetime) -> None:
    caller = Caller(arrival.person_id, "mail")
    key = f"inbound-{arrival.inbound_id}-{answer.segment}"
    source = Source(arrival.received_at, arrival.inbound_id, answer.segment, arrival.message_id, arrival.is_vouched_for)
    _require_place(session, caller, answer.space_id)
    match answer.target:
        case "undo":
            withdrawals.withdraw(session, caller, answer.name, now=now)
        case "paragraph":
            revision, version = seen_revisions.by_letter(session, arrival.inbound_id, answer.name)
            posting = Posting(
                answer.body, key, source=source, proposal=answer.proposal, version=version, revision=revision
            )
            _with_files(session, comments.post(session, caller, answer.name, posting, now=now), answer, now)
        case "comment":
            posting = Posting(answer.body, key, source=source)
            _with_files(session, comments.reply(session, caller, answer.name, posting, now=now), answer, now)
        case "satisfaction":
            spoken, said = Spoken(arrival.inbound_id, answer.segment), (answer.is_satisfied, answer.body.markdown)
            satisfying.say(session, caller, answer.name, *said, spoken=spoken, now=now)
        case "appeal":
            appeals.appeal(session, caller, answer.name, answer.body.markdown, now=now)
        case "message":
            messages.answer(session, caller, answer.name, answer.body, arrival.inbound_id, key, now=now)
        case "announcement":
            announcement_answers.say(session, caller, answer.name, answer.body, key, source, now=now)


def _require_place(session: Session, caller: Caller, space_id: int) -> None:
    """Go on for whoever has a place in the space; others are told so, whatever they answered there."""
    try:
        has_place = standing(session, caller, space_id).role > Role.STRANGER
    except NotFound:
        has_place = False
    if not has_place:
        raise NotAllowed(NO_PLACE)


def _with_files(session: Session, posted: Posted, answer: Answer, now: datetime) -> None:
    if answer.files and not posted.again:
        comment_id = session.execute(select(col(Comment.id)).where(col(Comment.uid) == posted.uid)).scalar_one()
        files.keep(session, comment_id, answer.files, now=now)
