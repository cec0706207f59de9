"""The numbers of a report, counted from one reading of the comments: rows of columns, not the comments themselves."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from commentspace.domain import filters
from commentspace.domain.access import Standing, visible
from commentspace.domain.participation import MODERATING
from commentspace.domain.postings import KINDS
from commentspace.domain.reporting.values import KindCount, Numbers, OutcomeCount, Party, People
from commentspace.domain.tables import (
    Comment,
    Disposition,
    Endorsement,
    Likeness,
    Membership,
    Provenance,
    ReviewMember,
    Satisfaction,
)
from commentspace.domain.tables.answers import OUTCOMES


def said(session: Session, who: Standing, review_id: int) -> Sequence[Row[Any]]:
    """Every comment of a round that this reader sees, in the columns that are counted."""
    last = (
        select(func.max(col(Satisfaction.id)))
        .where(col(Satisfaction.disposition_id) == col(Comment.disposition_id))
        .correlate(Comment)
        .scalar_subquery()
    )
    names = "id thread_id paragraph_id author_id on_behalf_of masked kind posted_at withdrawn_at hold_id"
    return session.execute(
        select(
            *(col(getattr(Comment, name)) for name in names.split()),
            col(Comment.proposal).is_not(None).label("proposes"),
            *(col(Disposition.outcome), col(Satisfaction.is_satisfied)),
            *(col(Membership.affiliation), col(Membership.role), col(Provenance.channel)),
            *(col(Provenance.said_by), col(Provenance.said_for)),
            col(Provenance.late_token_id).is_not(None).label("is_late"),
        )
        .join(Provenance, col(Provenance.comment_id) == col(Comment.id))
        .outerjoin(Disposition, col(Disposition.id) == col(Comment.disposition_id))
        .outerjoin(Satisfaction, col(Satisfaction.id) == last)
        .outerjoin(Membership, filters.author())
        .where(col(Comment.review_id) == review_id, visible(who))
        .order_by(col(Comment.posted_at), col(Comment.id))
    ).all()


def begun(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Those that began a thread and stand: what wants an answer (`answered.wants_answer`)."""
    return [row for row in rows if row.thread_id is None and row.withdrawn_at is None and row.hold_id is None]


def numbers(session: Session, who: Standing, document_id: int, rows: Sequence[Row[Any]]) -> Numbers:
    """The comments in numbers."""
    mine = begun(rows)
    return Numbers(
        comments=len(mine),
        distinct=_distinct(session, document_id, len(mine)),
        replies=sum(row.thread_id is not None and row.withdrawn_at is None for row in rows),
        withdrawn=sum(row.withdrawn_at is not None for row in rows),
        late=sum(row.is_late for row in mine),
        filed=sum(bool(row.channel) for row in mine),
        endorsements=_endorsements(session, [row.id for row in mine]),
        kinds=[_kind(kind, mine) for kind in KINDS],
        outcomes=[_outcome(who, outcome, mine) for outcome in OUTCOMES],
    )


def _kind(kind: str, rows: Sequence[Row[Any]]) -> KindCount:
    mine = [row for row in rows if row.kind == kind]
    return KindCount(kind, len(mine), sum(row.proposes for row in mine))


def _outcome(who: Standing, outcome: str, rows: Sequence[Row[Any]]) -> OutcomeCount:
    said_to = Counter(row.is_satisfied for row in rows if row.outcome == outcome)
    told = (said_to[True], said_to[False]) if who.may("answer") else (None, None)
    return OutcomeCount(outcome, sum(said_to.values()), *told)


def _distinct(session: Session, document_id: int, comments: int) -> int | None:
    """How many differ, where the program has looked at just these: all comments of the document are of this round."""
    asked = select(col(Likeness.comments), col(Likeness.distinct)).where(col(Likeness.document_id) == document_id)
    row = session.execute(asked).one_or_none()
    return row.distinct if row is not None and row.comments == comments else None


def _endorsements(session: Session, comments: Sequence[int]) -> int:
    found = 0
    for start in range(0, len(comments), 1_000):
        here = col(Endorsement.comment_id).in_(comments[start : start + 1_000]), col(Endorsement.withdrawn_at).is_(None)
        found += session.execute(select(func.count()).select_from(Endorsement).where(*here)).scalar_one()
    return found


def people(session: Session, who: Standing, review_id: int, named: str, rows: Sequence[Row[Any]]) -> People:
    """Who took part; by organisation only for those who may know who wrote.

    Whoever has commented was asked, though they may have left since. Of moderators what they answer is their office,
    and tells nothing of who took part; what they began themselves counts as any comment, and as a person's of whom
    it came where they filed it.
    """
    standing = [row for row in rows if row.withdrawn_at is None and row.hold_id is None]
    spoken = {row.author_id for row in standing if row.role not in MODERATING}
    asked = len(spoken | _asked(session, who.space_id, review_id))
    if named != "names" and not who.sees_names:
        return People(asked, len(spoken), None)
    known = [row for row in standing if row.thread_id is None or row.role not in MODERATING]
    return People(asked, len(spoken), _parties([row for row in known if who.sees_names or not row.masked]))


def _parties(rows: Sequence[Row[Any]]) -> list[Party]:
    comments, writers = Counter[str](), defaultdict[str, set[object]](set)
    for row in rows:
        is_outside = row.channel and row.said_by
        name = row.said_for or ("" if is_outside else row.on_behalf_of or row.affiliation or "")
        comments[name] += row.thread_id is None
        writers[name].add(row.said_by if is_outside else row.author_id)
    parties = [Party(name, len(writers[name]), comments[name]) for name in writers]
    return sorted(parties, key=lambda each: (not each.name, each.name.casefold()))


def _asked(session: Session, space_id: int, review_id: int) -> set[int]:
    """The members who can comment: those of the round where it is for some only."""
    members = select(col(ReviewMember.membership_id)).where(col(ReviewMember.review_id) == review_id)
    asked = select(col(Membership.person_id)).where(
        col(Membership.space_id) == space_id, col(Membership.role) == "participant"
    )
    if session.execute(members.limit(1)).first() is not None:
        asked = asked.where(col(Membership.id).in_(members.where(col(ReviewMember.ended_at).is_(None))))
    return set(session.execute(asked.where(col(Membership.ended_at).is_(None))).scalars())


def moments(rows: Sequence[Row[Any]]) -> list[datetime]:
    """When each comment that began a thread came."""
    return [row.posted_at for row in begun(rows)]
