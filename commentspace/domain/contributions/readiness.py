"""Whether what was written can become comments now: checked for a whole set before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import comments, proposals
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body, Proposal
from commentspace.domain.contributions.seeing import Seen
from commentspace.domain.postings import Delegated, Place, Posting, Source, anchored, place
from commentspace.domain.tables import Comment, Contribution, Paragraph, Revision
from commentspace.errors import Conflict, Invalid, NotFound, Refusal, marked
from commentspace.text.quotation import Quotation

GONE = marked("The comment that this answers is not shown any more. Make it a comment of its own, or drop it.")
TAKEN_OUT = marked("The paragraph was taken out of the text before this was submitted. Write it at another one.")


class NotReady(Conflict):
    """Some of a set cannot become comments: `why` says of each, by its name."""

    sentence = marked(
        "Nothing was submitted, as some of these cannot be: see what is said at each. Change them, or leave them out."
    )

    def __init__(self, why: Mapping[str, Refusal]):
        super().__init__()
        self.why = why


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of all comments of a set."""

    speaks_for: Delegated | None = None
    personally: bool = False
    covering_id: int | None = None


NOTHING_MORE = Said()


@dataclass(frozen=True, slots=True)
class Ready:
    """What can become a comment, as it stood when it was looked at: a value, for the steps of submitting it."""

    id: int
    states: int
    paragraph_id: int
    revision_id: int
    said: Posting
    """It as a posting; its name is the key, so that it becomes a comment once."""
    answers: str = ""
    masked: str = ""
    """How the comment that it answers is masked."""

    def posting(self, said: Said, received_at: datetime | None = None, token_id: int | None = None) -> Posting:
        """It with what is said of the whole set, and when that was received."""
        return replace(
            self.said,
            source=Source(received_at, token_id=token_id),
            personally=said.personally,
            speaks_for=said.speaks_for,
            covering_id=said.covering_id,
        )

    def place(self, session: Session) -> Place:
        """Where its writer read it; an answer stands where what it answers does."""
        if self.answers:
            return place(session, col(Paragraph.id) == self.paragraph_id, version=self.said.version)
        here = col(Paragraph.id) == self.paragraph_id
        return place(session, here, version=self.said.version, revision_id=self.revision_id)


def require(session: Session, caller: Caller, found: Sequence[Seen]) -> list[Ready]:
    """All of them, ready to be submitted; NotReady with what stands in the way of which."""
    ready, why = [], {}
    for each in found:
        try:
            ready.append(_ready(session, caller, each.row))
        except Refusal as refusal:
            why[each.row.uid] = refusal
    if why:
        raise NotReady(why)
    return ready


def hindrances(session: Session, caller: Caller, found: Sequence[Seen]) -> Mapping[str, Refusal]:
    """What stands in the way of each of them, by name; those that are ready are not in it."""
    try:
        require(session, caller, found)
    except NotReady as refusal:
        return refusal.why
    return {}


def _ready(session: Session, caller: Caller, row: Contribution) -> Ready:
    ready = Ready(row.id, row.states, row.paragraph_id, row.revision_id, _posting(row))
    if row.answers_id is not None:
        return _answering(session, caller, row, ready)
    try:
        at = ready.place(session)
    except NotFound:
        raise Conflict(TAKEN_OUT) from None
    if at.is_gone:
        raise Invalid(comments.TAKEN_OUT)
    found = anchored(at, ready.said.quotation)
    proposals.difference(str(found.get("exact", at.text)), ready.said.proposal)
    return ready


def _answering(session: Session, caller: Caller, row: Contribution, ready: Ready) -> Ready:
    uid = session.execute(select(col(Comment.uid)).where(col(Comment.id) == row.answers_id)).scalar_one()
    try:
        parent = comments.find(session, caller, uid)
    except NotFound:
        raise Conflict(GONE) from None
    said = replace(ready.said, version=parent.version)
    return replace(ready, answers=uid, masked=parent.masked, paragraph_id=parent.paragraph_id, said=said)


def _posting(row: Contribution) -> Posting:
    start = row.start if row.start is not None else -1
    end = start + len(row.exact) if row.exact and row.start is not None else -1
    quotation = Quotation(row.exact, row.prefix or "", row.suffix or "", start, end) if row.exact else None
    proposal, version = Proposal.of(row.proposal), row.version
    said = Posting(Body(row.body, row.html), row.uid, quotation, row.kind, row.language, proposal=proposal)
    return replace(said, version=version)


class Written(NamedTuple):
    """Where something was written: the names of its paragraph and revision, its version, and the words it is about."""

    paragraph: str
    revision: str
    version: str
    quotation: Quotation | None


def as_written(session: Session, row: Contribution) -> Written:
    """Where a contribution was written, as a posting says it."""
    paragraph = session.execute(select(col(Paragraph.uid)).where(col(Paragraph.id) == row.paragraph_id)).scalar_one()
    revision = session.execute(select(col(Revision.uid)).where(col(Revision.id) == row.revision_id)).scalar_one()
    return Written(paragraph, revision, row.version, _posting(row).quotation)
