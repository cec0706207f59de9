"""Visits: what is new for somebody is what came after they were last here.

Numbers of the record stay inside, and hidden acts change nothing that is told of a visit: not its time, and not
what is new, which is only asked of comments that the person may see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, insert, or_, select, update
from sqlmodel import Session, col

from commentspace.domain import veils
from commentspace.domain.access import Caller, Standing, standing, visible_in
from commentspace.domain.tables import Comment, Document, Space, Visit
from commentspace.errors import NotFound

GOES_ON = timedelta(minutes=30)
"""Who comes back within this time is still on the same visit."""
TOO_SOON = timedelta(minutes=1)
"""Loading a page again within this time is no news."""


@dataclass(frozen=True, slots=True)
class Visited:
    """Up to which number of the space's record somebody had seen a document, and when that was."""

    seq: int
    at: datetime | None


def before(session: Session, person_id: int | None, document_id: int, now: datetime | None = None) -> Visited | None:
    """What this person had seen before the visit that they are on; None where they were never here before it.

    With `now` the answer is that of a visit at this moment, whether it has been noted already or will be.
    """
    if person_id is None:
        return None
    visit = _visit(session, person_id, document_id)
    if visit is None:
        return None
    if now is not None and not goes_on(visit.seen_at, now):
        return Visited(visit.seen_seq, visit.seen_at)
    return Visited(visit.before_seq, visit.before_at) if visit.before_at is not None else None


def goes_on(seen_at: datetime, now: datetime) -> bool:
    """Whether a visit last seen then is still the same one."""
    return now - seen_at <= GOES_ON


def is_new(who: Standing, last: Visited) -> ColumnElement[bool]:
    """Which comments have come since, from others; to be asked together with `access.visible`."""
    return and_(veils.came_after(who, last.seq), col(Comment.author_id) != who.person)


def note(session: Session, caller: Caller, document_uid: str, up_to: int | None = None, *, now: datetime) -> None:
    """Note that somebody reads this document. Nothing is noted of strangers; no event of the record.

    `up_to` is the number that the page was made at (`changes.cursor`); without it the record's present one.
    Raises NotFound where the caller may not know of the document.
    """
    if caller.person_id is None:
        return
    document_id, seq = _reached(session, caller, document_uid)
    seq = seq if up_to is None else min(up_to, seq)
    last = _visit(session, caller.person_id, document_id)
    if last is None:
        first = {"person_id": caller.person_id, "document_id": document_id, "seen_seq": seq, "seen_at": now}
        session.execute(insert(Visit), first)
    elif changed := after(last, seq, now):
        session.execute(update(Visit).where(col(Visit.id) == last.id).values(**changed))


def is_due(session: Session, person_id: int, document_id: int, seq: int, now: datetime) -> bool:
    """Whether `note` would write anything of somebody who has seen the record up to `seq`."""
    last = _visit(session, person_id, document_id)
    return last is None or bool(after(last, seq, now))


def after(last: Visit, seq: int, now: datetime) -> dict[str, Any]:
    """What changes in the row of the last visit by coming at `now` and seeing the record up to `seq`.

    Within a minute only the number moves, and not the time: what moved may have been hidden from them.
    """
    seen = max(seq, last.seen_seq)
    if not goes_on(last.seen_at, now):
        return {"before_seq": last.seen_seq, "before_at": last.seen_at, "seen_seq": seen, "seen_at": now}
    if now - last.seen_at >= TOO_SOON:
        return {"seen_seq": seen, "seen_at": now}
    return {"seen_seq": seen} if seen != last.seen_seq else {}


def new_counts(session: Session, standings: Sequence[Standing], now: datetime) -> dict[str, int]:
    """How many new comments one person finds in each document that they have read before, by its name.

    All standings are the same person's, in different spaces; one query for all. Documents without any are left out.
    """
    if not standings or standings[0].person_id is None:
        return {}
    person = standings[0].person
    rows = session.execute(
        select(col(Document.uid), func.count())
        .select_from(Visit)
        .join(Document, col(Document.id) == col(Visit.document_id))
        .join(Comment, and_(col(Comment.document_id) == col(Document.id), _came_after(standings, _last(now))))
        .where(
            col(Visit.person_id) == person,
            col(Comment.author_id) != person,
            col(Comment.withdrawn_at).is_(None),
            visible_in(standings),
        )
        .group_by(col(Document.uid))
    )
    return dict(rows.all())


def _came_after(standings: Sequence[Standing], last: ColumnElement[Any]) -> ColumnElement[bool]:
    """`veils.came_after` over several spaces; moderators saw behind every veil, and most comments never had one."""
    plain = and_(col(Comment.shown_seq) > last, col(Comment.veil_id).is_(None))
    each = (and_(col(Comment.space_id) == who.space_id, veils.shown_at(who) > last) for who in standings)
    return or_(plain, and_(col(Comment.veil_id).is_not(None), or_(false(), *each)))


def _last(now: datetime) -> ColumnElement[Any]:
    """The number up to which they had seen a document before a visit at `now`; NULL where they had never been."""
    seen_before = case((col(Visit.before_at).is_not(None), col(Visit.before_seq)))
    return case((col(Visit.seen_at) < now - GOES_ON, col(Visit.seen_seq)), else_=seen_before)


def _reached(session: Session, caller: Caller, document_uid: str) -> tuple[int, int]:
    """The key of the document, and the number at which its space stands."""
    row = session.execute(
        select(col(Document.id), col(Space.id).label("space_id"), col(Space.seq))
        .join(Space, col(Space.id) == col(Document.space_id))
        .where(col(Document.uid) == document_uid)
    ).one_or_none()
    if row is None:
        raise NotFound()
    standing(session, caller, row.space_id).require("read")
    return row.id, row.seq


def _visit(session: Session, person_id: int, document_id: int) -> Visit | None:
    """The row of this person's visits to this document."""
    found = select(Visit).where(col(Visit.person_id) == person_id, col(Visit.document_id) == document_id)
    visit: Visit | None = session.execute(found).scalar_one_or_none()
    return visit
