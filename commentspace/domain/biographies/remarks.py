"""The biography of a comment: on which words it was made, every state of it, and where it stood in each revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import comments, discussion, documents, histories, lookups
from commentspace.domain.access import Caller, Standing
from commentspace.domain.biographies import placed, spoken
from commentspace.domain.biographies.placed import Issued
from commentspace.domain.biographies.spoken import Outcome
from commentspace.domain.documents import DocumentView
from commentspace.domain.histories import StateView
from commentspace.domain.tables import (
    Adoption,
    Anchor,
    Comment,
    Hold,
    Paragraph,
    Person,
    Revision,
    Settlement,
    Wording,
)
from commentspace.domain.views import CommentView
from commentspace.errors import NotFound
from commentspace.text.carrying import Verdict
from commentspace.text.languages import direction

ANSWERS = 50
"""Answers that are named; the comment's own page has all."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a comment stood in one revision: the words, and the verdict how it came there from the one before."""

    issued: Issued
    version: str
    is_first: bool
    verdict: str
    has_moved: bool
    is_waiting: bool
    paragraph: str
    label: str
    text: str
    language: str
    hash: str
    start: int | None
    end: int | None
    fit: str
    proposal: str | None
    proposal_html: str | None
    is_same: bool = False
    """Its paragraph says there what it said in the revision before."""
    tells_fit: bool = False
    """Whether its proposal fits otherwise than before, or reads otherwise."""

    @property
    def direction(self) -> str:
        """The direction of the words: "ltr" or "rtl"."""
        return direction(self.language)

    @property
    def cut(self) -> tuple[str, str, str]:
        """The wording before the words, the words, and after them; all of it where it is about the whole."""
        if self.start is None or self.end is None:
            return "", self.text, ""
        return self.text[: self.start], self.text[self.start : self.end], self.text[self.end :]


@dataclass(frozen=True, slots=True)
class Held:
    """A time in which a comment was held back; told to moderators and to its author."""

    at: datetime
    by: str
    reason: str
    released_at: datetime | None
    released_by: str
    released_reason: str


@dataclass(frozen=True, slots=True)
class Life:
    """The whole biography of a comment, as one person may see it."""

    document: DocumentView
    who: Standing
    view: CommentView
    states: Sequence[StateView]
    """The newest first; none where its text is not shown."""
    stood: Sequence[Stood]
    """The oldest revision first."""
    held: Sequence[Held]
    answers: Sequence[CommentView]
    outcomes: Mapping[int, Sequence[Outcome]]
    """What came of it, by the number of the revision."""

    @property
    def number_of_wordings(self) -> int:
        """How many wordings it has stood on."""
        return sum(not each.is_same for each in self.stood)


def of_comment(session: Session, caller: Caller, uid: str) -> Life:
    """The biography of a comment as the caller may see it at this moment; NotFound where they may not see it."""
    comment = comments.find(session, caller, uid)
    about, who = documents.find(session, caller, lookups.document_of(session, comment.document_id))
    thread = comment.thread_id or comment.id
    mine = col(Comment.thread_id) == thread, col(Comment.id) >= comment.id
    views = discussion.comments(session, who, col(Comment.id) == comment.id)
    if not views:
        raise NotFound()
    issued = {each.number: each for each in placed.issued(session, about.id, about.language, about.language)}
    reads = histories.reads_text(who, comment)
    outcomes = [
        *spoken.taken_over(session, who, col(Adoption.comment_id) == comment.id),
        *spoken.settled(session, who, [comment.id]),
        *spoken.answered(session, who, [comment.id]),
    ]
    answers = [each for each in discussion.comments(session, who, *mine) if each.id != comment.id]
    return Life(
        document=about,
        who=who,
        view=views[0],
        states=histories.of_comment(session, caller, uid),
        stood=_stood(session, comment.id, issued, reads),
        held=_held(session, who, comment),
        answers=_below(uid, answers) if comment.thread_id else answers,
        outcomes=_by_number(outcomes),
    )


def _stood(session: Session, comment_id: int, issued: Mapping[int, Issued], reads: bool) -> list[Stood]:
    """Its anchors with their wordings, in the order of revisions; without words or proposal where they are not read."""
    waits = col(Anchor.verdict) == Verdict.AMBIGUOUS.value, ~exists().where(col(Settlement.anchor_id) == col(Anchor.id))
    own = ("is_first", "verdict", "has_moved", "start", "end", "fit", "proposal", "proposal_html")
    rows = session.execute(
        select(
            *(col(Revision.number), col(Anchor.language).label("version")),
            *(col(getattr(Anchor, name)) for name in own),
            (waits[0] & waits[1]).label("is_waiting"),
            col(Paragraph.uid).label("paragraph"),
            *(col(Wording.id).label("wording_id"), col(Wording.label).label("printed"), col(Wording.text)),
            *(col(Wording.language), col(Wording.hash)),
        )
        .join(Revision, col(Revision.id) == col(Anchor.revision_id))
        .join(Wording, col(Wording.id) == col(Anchor.wording_id))
        .join(Paragraph, col(Paragraph.id) == col(Wording.paragraph_id))
        .where(col(Anchor.comment_id) == comment_id, col(Revision.seq).is_not(None))
        .order_by(col(Revision.number), col(Anchor.id))
    ).all()
    return [_one(row, issued[row.number], reads, was) for row, was in zip(rows, [None, *rows], strict=False)]


def _one(row: Any, issued: Issued, reads: bool, was: Any) -> Stood:
    is_same = was is not None and was.wording_id == row.wording_id
    has_news = was is not None and (was.fit, was.proposal) != (row.fit, row.proposal)
    return Stood(
        issued=issued,
        version=row.version,
        is_first=row.is_first,
        verdict=row.verdict,
        has_moved=row.has_moved,
        is_waiting=row.is_waiting,
        paragraph=row.paragraph,
        label=row.printed,
        text=row.text,
        language=row.language,
        hash=row.hash,
        start=row.start if reads else None,
        end=row.end if reads else None,
        fit=row.fit if reads else "",
        proposal=row.proposal if reads else None,
        proposal_html=row.proposal_html if reads else None,
        is_same=is_same,
        tells_fit=bool(reads and row.fit) and has_news,
    )


def _held(session: Session, who: Standing, comment: Comment) -> list[Held]:
    """When it was held back, for moderators and its author; why it was released is for moderators."""
    if not who.sees_held and (who.person_id is None or who.person_id != comment.author_id):
        return []
    releaser = aliased(Person)
    rows = session.execute(
        select(
            *(col(Hold.at), col(Person.name), col(Hold.reason)),
            *(col(Hold.released_at), col(releaser.name), col(Hold.released_reason)),
        )
        .outerjoin(Person, col(Person.id) == col(Hold.by_id))
        .outerjoin(releaser, col(releaser.id) == col(Hold.released_by_id))
        .where(col(Hold.comment_id) == comment.id)
        .order_by(col(Hold.id))
    )
    return [Held(row[0], row[1] or "", row[2], row[3], row[4] or "", row[5] if who.sees_held else "") for row in rows]


def _below(uid: str, views: Sequence[CommentView]) -> list[CommentView]:
    """The answers to a comment within its thread, and the answers to those."""
    line = {uid}
    for each in views:
        if each.parent in line:
            line.add(each.uid)
    return [each for each in views if each.uid in line]


def _by_number(outcomes: Sequence[Outcome]) -> dict[int, list[Outcome]]:
    found: dict[int, list[Outcome]] = {}
    for each in outcomes:
        found.setdefault(each.number, []).append(each)
    return found
