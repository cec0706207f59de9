"""What somebody finds when they come: what is new, what closes soon, and what waits for them.

Everything is asked over all of their spaces at once, so that more spaces and documents do not mean more queries.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import appeals, documents, late_tokens, reports, review_windows, visits
from commentspace.domain.access import Standing, visible_in
from commentspace.domain.correspondents import known_as
from commentspace.domain.documents import DocumentView
from commentspace.domain.inbound import Verdict
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.tables import Comment, Document, Hold, Inbound, Message, Person, Preview, Space, Visit

SOON = timedelta(days=7)
"""A review that closes within this time is said to close soon."""
FRESH = timedelta(days=30)
"""How long a letter is said to wait for an answer: not every letter needs one."""
LATELY = timedelta(days=7)
"""How long moderators are told of mail that could not be read: it stays in the list of their space."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list, as one person finds it; `new` counts since their last visit, and is 0 before the first."""

    document: DocumentView
    review: StandingOfReview
    tally: int
    new: int
    is_read: bool
    late_until: datetime | None = None
    """Until when this person may comment although the review does not take comments now."""


def document_lines(session: Session, standings: Sequence[Standing], now: datetime) -> dict[int, list[DocumentLine]]:
    """The documents of these spaces of one person, by the space's key: six queries for all."""
    found = documents.of_spaces(session, standings)
    reviews = review_windows.of_documents(session, [each.id for each in found], now)
    tallies, new, read = (
        _tallies(session, standings),
        visits.new_counts(session, standings, now),
        _read(session, standings),
    )
    shut = [key for key, review in reviews.items() if review.state != "open"]
    late = late_tokens.mine(session, standings[0].person_id, shut, now) if standings else {}
    lines: dict[int, list[DocumentLine]] = {who.space_id: [] for who in standings}
    for each in found:
        counts = tallies.get(each.id, 0), new.get(each.uid, 0)
        lines[each.space_id].append(DocumentLine(each, reviews[each.id], *counts, each.id in read, late.get(each.id)))
    return lines


def _tallies(session: Session, standings: Sequence[Standing]) -> dict[int, int]:
    """How many comments they see in each document, by its key; withdrawn ones do not count."""
    rows = session.execute(
        select(col(Comment.document_id), func.count())
        .where(visible_in(standings), col(Comment.withdrawn_at).is_(None))
        .group_by(col(Comment.document_id))
    )
    return dict(rows.all())


def _read(session: Session, standings: Sequence[Standing]) -> set[int]:
    """Which documents they have opened before."""
    if not standings or standings[0].person_id is None:
        return set()
    mine = select(col(Visit.document_id)).where(col(Visit.person_id) == standings[0].person_id)
    return set(session.execute(mine).scalars())


def closing_soon(lines: Sequence[DocumentLine], now: datetime) -> list[DocumentLine]:
    """Those whose review takes comments now and ends within a week, the next to end first."""
    soon = [
        (line.review.closes_at, line)
        for line in lines
        if line.review.state == "open" and line.review.closes_at is not None and line.review.closes_at <= now + SOON
    ]
    return [line for _, line in sorted(soon, key=lambda each: each[0])]


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter that somebody wrote through us, and that has not been answered; without a comment it answers a letter
    to all members."""

    uid: str
    writer: str
    comment: str | None
    symbol: str | None
    slug: str
    space: str
    at: datetime


def unanswered(session: Session, standings: Sequence[Standing], now: datetime) -> list[LetterLine]:
    """The letters to this person of the last weeks that began an exchange and were never answered, newest first."""
    if not standings or standings[0].person_id is None:
        return []
    answer = aliased(Message)
    rows = session.execute(
        select(
            col(Message.uid),
            known_as(Person, col(Message.to_id), col(Message.comment_id), col(Message.space_id)),
            col(Comment.uid).label("comment"),
            col(Document.symbol),
            col(Space.slug),
            col(Space.title),
            col(Message.at),
        )
        .select_from(Message)
        .join(Person, col(Person.id) == col(Message.from_id))
        .join(Space, col(Space.id) == col(Message.space_id))
        .outerjoin(Comment, col(Comment.id) == col(Message.comment_id))
        .outerjoin(Document, col(Document.id) == col(Comment.document_id))
        .where(
            col(Message.to_id) == standings[0].person_id,
            col(Message.space_id).in_([who.space_id for who in standings]),
            col(Message.answers_id).is_(None),
            col(Message.at) > now - FRESH,
            ~exists().where(col(answer.answers_id) == col(Message.id)),
        )
        .order_by(col(Message.id).desc())
        .limit(20)
    )
    return [LetterLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for a moderator. held: document's uid, symbol and how many; mail: slug, title and how many;
    drafts: slug, uid and title of what was brought and not yet issued; reports: slug, title and how many;
    appeals: document's uid, symbol and how many."""

    held: Sequence[tuple[str, str, int]] = ()
    mail: Sequence[tuple[str, str, int]] = ()
    drafts: Sequence[tuple[str, str, str]] = ()
    reports: Sequence[tuple[str, str, int]] = ()
    appeals: Sequence[tuple[str, str, int]] = ()

    def __bool__(self) -> bool:
        return bool(self.held or self.mail or self.drafts or self.reports or self.appeals)


def work(session: Session, standings: Sequence[Standing], now: datetime) -> Work:
    """What waits for this person in the spaces that they moderate as a member."""
    here = [who.space_id for who in standings if who.is_member and who.may("moderate")]
    if not here:
        return Work()
    held = session.execute(
        select(col(Document.uid), col(Document.symbol), func.count())
        .select_from(Hold)
        .join(Comment, (col(Comment.hold_id) == col(Hold.id)) & (col(Comment.id) == col(Hold.comment_id)))
        .join(Document, col(Document.id) == col(Comment.document_id))
        .where(col(Comment.space_id).in_(here), col(Comment.withdrawn_at).is_(None))
        .group_by(col(Document.id), col(Document.uid), col(Document.symbol))
        .order_by(col(Document.symbol))
    )
    mail = session.execute(
        select(col(Space.slug), col(Space.title), func.count())
        .join(Inbound, col(Inbound.space_id) == col(Space.id))
        .where(
            col(Space.id).in_(here),
            col(Inbound.verdict) == Verdict.HELD.value,
            col(Inbound.received_at) > now - LATELY,
        )
        .group_by(col(Space.id), col(Space.slug), col(Space.title))
        .order_by(col(Space.title))
    )
    drafts = session.execute(
        select(col(Space.slug), col(Preview.uid), col(Preview.title))
        .join(Preview, col(Preview.space_id) == col(Space.id))
        .where(col(Space.id).in_(here), col(Preview.issued_at).is_(None))
        .order_by(col(Preview.id).desc())
        .limit(10)
    )
    held_ones, mails, waiting = ([tuple(row) for row in rows] for rows in (held, mail, drafts))
    reported = reports.waiting(session, standings[0].person_id, here)
    return Work(held_ones, mails, waiting, reported, appeals.open_ones(session, here))
