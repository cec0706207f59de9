"""What has come in to a document: where in the draft, when, from whom, and of what kind. For its moderators.

All of it is asked of the comments themselves, never of a counter, and by as many queries for many as for few.
Withdrawn comments count only where they are asked for; replies count as comments.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from commentspace.domain.access import Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.organisations import Organisation, Part, gathered
from commentspace.domain.postings import KINDS
from commentspace.domain.tables import (
    Comment,
    Inbound,
    Membership,
    Paragraph,
    Person,
    PlacedWording,
    Placement,
    Wording,
)

MODERATING = ("moderator", "owner")
LONGEST_TITLE = 120
"""Characters of a paragraph's text that say which one it is."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph of the draft, with how many comments there are on it."""

    uid: str
    kind: str
    level: int
    label: str
    text: str
    count: int

    @property
    def is_heading(self) -> bool:
        """Whether it begins a part of the draft."""
        return self.kind == "heading"


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many comments of a kind there are; `unanswered` are those of them to which nobody else has replied."""

    kind: str
    comments: int
    proposals: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The comments of a document in numbers."""

    comments: int
    held: int
    withdrawn: int
    unheard: int
    """The threads in which no moderator has said anything."""
    kinds: Sequence[KindCount]

    @property
    def proposals(self) -> int:
        """The comments that propose a wording."""
        return sum(each.proposals for each in self.kinds)

    @property
    def unanswered(self) -> int:
        """The comments to which nobody but their author has replied."""
        return sum(each.unanswered for each in self.kinds)


@dataclass(frozen=True, slots=True)
class Participation:
    """Everything at once."""

    spots: Sequence[Spot]
    moments: Sequence[datetime]
    """When each comment was posted, in order."""
    organisations: Sequence[Organisation]
    tally: Tally
    mail_held: int
    """Messages of the space that a moderator has to look at."""


def of_document(session: Session, who: Standing, document: DocumentView) -> Participation:
    """What has come in to this document, as it stands in its newest revision; NotAllowed for all but moderators.

    The comments are read once, and counted here: each count by a query of its own took five times as long.
    """
    who.require("moderate")
    said, people = _said(session, document.id), _people(session, who.space_id)
    standing = [row for row in said if row.withdrawn_at is None]
    return Participation(
        _spots(session, document, Counter(row.paragraph_id for row in standing)),
        sorted(row.posted_at for row in standing),
        gathered([row for row in people if row.ended_at is None], _parts(standing, people)),
        _tally(said, standing, {row.id for row in people if row.ended_at is None and row.role in MODERATING}),
        _mail_held(session, who.space_id),
    )


def _said(session: Session, document_id: int) -> Sequence[Row[Any]]:
    """The comments of a document, as far as they are counted."""
    wanted = "id paragraph_id thread_id author_id on_behalf_of kind posted_at withdrawn_at hold_id"
    columns = [col(getattr(Comment, name)) for name in wanted.split()]
    return session.execute(
        select(*columns, col(Comment.proposal).is_not(None).label("proposes")).where(
            col(Comment.document_id) == document_id
        )
    ).all()


def _people(session: Session, space_id: int) -> Sequence[Row[Any]]:
    """Everybody who is a member, or was one."""
    return session.execute(
        select(
            col(Person.id),
            col(Person.name),
            col(Membership.role),
            col(Membership.affiliation),
            col(Membership.on_behalf_of),
            col(Membership.ended_at),
        )
        .select_from(Membership)
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(col(Membership.space_id) == space_id)
        .order_by(col(Person.name), col(Person.id))
    ).all()


def _spots(session: Session, document: DocumentView, counts: Counter[int]) -> list[Spot]:
    rows = session.execute(
        select(
            col(Paragraph.id),
            col(Paragraph.uid),
            col(Wording.kind),
            col(Wording.level),
            col(Wording.label),
            func.substr(Wording.text, 1, LONGEST_TITLE),
        )
        .select_from(Placement)
        .join(Paragraph, col(Paragraph.id) == col(Placement.paragraph_id))
        .join(PlacedWording, col(PlacedWording.placement_id) == col(Placement.id))
        .join(Wording, col(Wording.id) == col(PlacedWording.wording_id))
        .where(col(Placement.revision_id) == document.revision_id, col(Placement.is_gone).is_(False))
        .where(col(PlacedWording.language) == document.language)
        .order_by(col(Placement.position))
    )
    return [Spot(row.uid, row.kind, row.level, row.label, row[5], counts[row.id]) for row in rows]


def _parts(standing: Sequence[Row[Any]], people: Sequence[Row[Any]]) -> list[Part]:
    """What each author has said in each capacity: one for every person and body on whose behalf they spoke."""
    affiliations = {row.id: row.affiliation for row in people}
    moments: dict[tuple[int, str], list[datetime]] = {}
    for row in standing:
        moments.setdefault((row.author_id, row.on_behalf_of), []).append(row.posted_at)
    return [
        Part(author, behalf, affiliations.get(author, ""), len(posted), max(posted))
        for (author, behalf), posted in moments.items()
    ]


def _tally(said: Sequence[Row[Any]], standing: Sequence[Row[Any]], moderators: set[int]) -> Tally:
    """The same that the document's own filters find, for a moderator."""
    began = {row.id: row.author_id for row in said if row.thread_id is None}
    answered = {row.thread_id for row in standing if row.thread_id and row.author_id != began.get(row.thread_id)}
    heard = {row.thread_id or row.id for row in standing if row.author_id in moderators}
    roots = [row for row in standing if row.thread_id is None]
    comments, proposals = Counter(row.kind for row in standing), Counter(row.kind for row in standing if row.proposes)
    unanswered = Counter(row.kind for row in roots if row.id not in answered)
    return Tally(
        comments=len(standing),
        held=sum(row.hold_id is not None for row in standing),
        withdrawn=len(said) - len(standing),
        unheard=sum(row.id not in heard for row in roots),
        kinds=[KindCount(kind, comments[kind], proposals[kind], unanswered[kind]) for kind in KINDS],
    )


def _mail_held(session: Session, space_id: int) -> int:
    held: int = session.execute(
        select(func.count()).where(col(Inbound.space_id) == space_id, col(Inbound.verdict) == "held")
    ).scalar_one()
    return held
