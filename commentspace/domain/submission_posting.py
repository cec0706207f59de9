"""Posting what is ready of a filled file, a few rows at a time, each as its sender, received when the file was.

The rows are read and rendered first (`next_batch`, a query); then they are written (`post`), which looks again at what
is still queued. So two who post the same file at once, or one who is killed, post no row twice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import comments, postings, row_json, submissions, why
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body, Proposal
from commentspace.domain.postings import KINDS, Posted, Posting, Source
from commentspace.domain.submission_again import brought_before
from commentspace.domain.submission_rows import TOGETHER, is_queued, queued
from commentspace.domain.submitted import Row
from commentspace.domain.tables import (
    Address,
    Comment,
    Membership,
    Paragraph,
    Person,
    Placement,
    Provenance,
    Revision,
    Submission,
    SubmissionRow,
)
from commentspace.domain.why import Sentence
from commentspace.errors import Invalid, NotFound, Refusal, marked
from commentspace.text import search
from commentspace.text.quotation import Quotation, locate

_NAME = re.compile(r"[a-z0-9]{12,40}")
GONE = marked("The comment that this answers is not there any more, or you may not see it. Choose a paragraph for it.")


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that is to be posted: what it would say, or why it cannot; `above` is the row that it answers."""

    id: int
    paragraph: str
    said: Posting | Refusal
    reply_to: str = ""
    above: int | None = None
    placed_by: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one submission, with whom they are posted as."""

    submission_id: int
    space_id: int
    caller: Caller
    rows: Sequence[Ready]


def unposted(session: Session) -> list[int]:
    """The submissions of which rows are queued."""
    waits = col(Submission.settled_at).is_(None), is_queued()
    found = select(col(Submission.id)).join(SubmissionRow, col(SubmissionRow.submission_id) == col(Submission.id))
    return list(session.execute(found.where(*waits).distinct().order_by(col(Submission.id))).scalars())


def next_batch(session: Session, submission_id: int) -> Batch | None:
    """The next rows, in the order of the file; None where nothing is queued."""
    wanted = select(SubmissionRow, col(Paragraph.uid)).join(
        Paragraph, col(Paragraph.id) == col(SubmissionRow.paragraph_id)
    )
    in_order = wanted.where(queued(submission_id)).order_by(col(SubmissionRow.position)).limit(TOGETHER)
    rows = session.execute(in_order).all()
    if not rows:
        return None
    submission = session.get_one(Submission, submission_id)
    own, vouched = _own_names(session, submission), submissions.is_vouched_for(session, submission)
    ready = [_ready(session, submission, row, paragraph, own, vouched) for row, paragraph in rows]
    return Batch(submission_id, submission.space_id, Caller(submission.person_id, submission.door), ready)


def _own_names(session: Session, submission: Submission) -> frozenset[str]:
    """By what a file may name its sender and whom they speak for: they need no "according to the file"."""
    person = session.get_one(Person, submission.person_id)
    here = col(Membership.person_id) == person.id, col(Membership.space_id) == submission.space_id
    membership = session.execute(select(col(Membership.affiliation), col(Membership.on_behalf_of)).where(*here)).all()
    addresses = session.execute(select(col(Address.address)).where(col(Address.person_id) == person.id)).scalars()
    known = (person.name, submission.on_behalf_of, *addresses, *(words for row in membership for words in row))
    return frozenset(_folded(each) for each in known if each)


def _folded(name: str) -> str:
    return " ".join(search.fold(name).split())


def _ready(
    session: Session,
    submission: Submission,
    kept: SubmissionRow,
    paragraph: str,
    own: frozenset[str],
    vouched: bool | None,
) -> Ready:
    row = row_json.row(kept.row)
    said_by = "" if _folded(row.reviewer) in own else row.reviewer
    said_for = "" if _folded(row.organisation) in own else row.organisation
    source = Source(
        submission.received_at,
        note=submission.filename,
        is_vouched_for=vouched,
        said_by=said_by,
        said_for=said_for,
        said_at=row.at,
        said_resolved=row.resolved,
        submission_row_id=kept.id,
    )
    said: Posting | Refusal
    try:
        said = Posting(
            Body.perhaps(row.markdown),
            _key(submission, kept, row),
            _quotation(session, submission, kept, row, paragraph),
            row.kind if row.kind in KINDS else "substantive",
            source=source,
            proposal=Proposal.of(row.proposal),
            personally=not submission.on_behalf_of,
            revision=_read_in(session, submission, paragraph),
        )
    except Refusal as refusal:
        said = refusal
    above = _above(session, submission.id, row.answers) if row.answers else None
    return Ready(kept.id, paragraph, said, row.reply_to, above, row_json.placed_by(kept.row))


def _key(submission: Submission, kept: SubmissionRow, row: Row) -> str:
    """By which it is posted once; a comment of a packet keeps its name in every file that its writer sends."""
    named = submission.layout == "packet" and _NAME.fullmatch(row.name)
    key = f"packet-{row.name}" if named else f"row-{kept.uid}"
    return f"{key}-{kept.comment_id}" if kept.comment_id else key


def _quotation(
    session: Session, submission: Submission, kept: SubmissionRow, row: Row, paragraph: str
) -> Quotation | None:
    """The words that the row is about; None for the whole paragraph, also where its words do not stand there."""
    then = submission.revision_id if _read_in(session, submission, paragraph) else None
    at = postings.place(session, col(Paragraph.uid) == paragraph, revision_id=then)
    if kept.start is not None and kept.end is not None and kept.start < kept.end <= len(at.text):
        return Quotation.of(at.text, kept.start or 0, kept.end or 0)
    span = locate(at.text, row.exact) if row.exact.strip() else None
    return Quotation.of(at.text, *span) if span else None


def _read_in(session: Session, submission: Submission, paragraph: str) -> str:
    """The name of the revision that the file is about; none where the row was placed at a paragraph that came later."""
    there = select(col(Revision.uid)).where(col(Revision.id) == submission.revision_id)
    placed = there.join(Placement, col(Placement.revision_id) == col(Revision.id)).join(
        Paragraph, col(Paragraph.id) == col(Placement.paragraph_id)
    )
    uid: str | None = session.execute(placed.where(col(Paragraph.uid) == paragraph)).scalar_one_or_none()
    return uid or ""


def _above(session: Session, submission_id: int, name: str) -> int | None:
    named = col(SubmissionRow.row).like(row_json.holds("name", name), escape="!")
    here = select(col(SubmissionRow.id)).where(col(SubmissionRow.submission_id) == submission_id, named)
    found: int | None = session.execute(here.order_by(col(SubmissionRow.position)).limit(1)).scalar_one_or_none()
    return found


def post(session: Session, batch: Batch, *, now: datetime) -> int:
    """Post those that are still queued; what is refused keeps its text and the reason. Returns how many were posted.

    What another file of its sender has brought meanwhile is known, and not posted again.
    """
    ids = [row.id for row in batch.rows]
    still = select(col(SubmissionRow.id)).where(queued(batch.submission_id), col(SubmissionRow.id).in_(ids))
    waiting, number = set(session.execute(still).scalars()), 0
    for row in batch.rows:
        if row.id not in waiting:
            continue
        if (before := _before(session, batch, row)) is not None:
            _write(session, row.id, {"verdict": "known", "comment_id": before, "reason": ""})
            continue
        try:
            posted = _post(session, batch, row, now)
        except Refusal as refusal:
            reason = why.kept([Sentence.of(refusal)])
            _write(session, row.id, {"verdict": "refused", "reason": reason, "decided_at": None})
        else:
            number += 1
            made = select(col(Comment.id)).where(col(Comment.uid) == posted.uid)
            comment_id = session.execute(made).scalar_one()
            _write(session, row.id, {"verdict": "posted", "comment_id": comment_id, "reason": ""})
            if row.placed_by is not None:
                mine = col(Provenance.comment_id) == comment_id
                session.execute(update(Provenance).where(mine).values(placed_by_id=row.placed_by))
    submissions.settle(session, batch.submission_id, now)
    return number


def _before(session: Session, batch: Batch, row: Ready) -> int | None:
    """The comment that another file of the sender has made of the same words."""
    if isinstance(row.said, Refusal) or batch.caller.person is None:
        return None
    place = row.paragraph, row.reply_to or _posted_above(session, row.above)
    return brought_before(session, batch.caller.person, batch.submission_id, place, row.said)


def _write(session: Session, row_id: int, values: dict[str, object]) -> None:
    session.execute(update(SubmissionRow).where(col(SubmissionRow.id) == row_id).values(**values))


def _post(session: Session, batch: Batch, row: Ready, now: datetime) -> Posted:
    """As a comment at its paragraph, or as an answer to what it answers, where that was posted."""
    if isinstance(row.said, Refusal):
        raise row.said
    answered = row.reply_to or _posted_above(session, row.above)
    if not answered:
        return comments.post(session, batch.caller, row.paragraph, row.said, now=now)
    try:
        return comments.reply(session, batch.caller, answered, row.said, now=now)
    except NotFound as gone:
        raise Invalid(GONE) from gone


def _posted_above(session: Session, row_id: int | None) -> str:
    found = select(col(Comment.uid)).join(SubmissionRow, col(SubmissionRow.comment_id) == col(Comment.id))
    posted = col(SubmissionRow.id) == row_id, col(SubmissionRow.verdict).in_(("posted", "known"))
    uid: str | None = session.execute(found.where(*posted)).scalar_one_or_none() if row_id is not None else None
    return uid or ""
