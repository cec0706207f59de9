"""What came by mail and what became of it, as moderators see it: the list of a space, and one message.

Answers to one-to-one letters are between two people, so neither text nor subject nor bytes of them are shown; nor those
of mail that is about several spaces. The reason of such a verdict is not shown either, as it may repeat a subject, the
name of a file, or what another space said of a text; why it is held says nothing of it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from commentspace.domain import blobs
from commentspace.domain.access import Caller, Standing
from commentspace.domain.inbound import Verdict
from commentspace.domain.tables import Blob, DigestWindow, Inbound, InboundText, Letter, Person
from commentspace.errors import NotAllowed, NotFound

PAGE = 50
"""Messages on one page of the list."""
BETWEEN_TWO = frozenset({"message", "announcement"})
SHARED = frozenset({"digest", "invitation", "answered", "held", "late"})
"""Kinds of letters whose answers are for a space, and not for one person."""


@dataclass(frozen=True, slots=True)
class InboundView:
    """A message, as far as its space's moderators may know it; `steps` are the pairs of step and word of its way."""

    uid: str
    sender: str
    from_address: str
    person: str
    person_uid: str
    subject: str
    received_at: datetime
    verdict: str
    reason: str
    found: str
    left_out: str
    is_private: bool
    is_vouched_for: bool | None
    kind: str
    decided_at: datetime | None
    decided_by: str
    confirmed_at: datetime | None
    steps: tuple[tuple[str, str], ...]
    size: int

    @property
    def is_held(self) -> bool:
        """Whether somebody has to decide what becomes of it."""
        return self.verdict == Verdict.HELD


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages of a list: those with a verdict ("waiting" for none yet), of a person, and which page."""

    verdict: str = ""
    person: str = ""
    page: int = 1

    def conditions(self) -> list[ColumnElement[bool]]:
        """What they have to meet."""
        wanted = "" if self.verdict == "waiting" else self.verdict
        by_verdict = [col(Inbound.verdict) == wanted] if self.verdict else []
        return [*by_verdict, col(Person.uid) == self.person] if self.person else by_verdict


def of_space(session: Session, who: Standing, wanted: Wanted | None = None) -> list[InboundView]:
    """One page of the messages about a space: first those that are held, then the newest first. For moderators."""
    return _page(session, wanted or Wanted(), _of_space(who))


def size_of_space(session: Session, who: Standing, wanted: Wanted) -> int:
    """How many messages all the pages of this list have."""
    return _count(session, _of_space(who), *wanted.conditions())


def held_in_space(session: Session, who: Standing) -> int:
    """How many messages wait for a moderator of this space; none for anybody else."""
    return _count(session, _of_space(who), col(Inbound.verdict) == Verdict.HELD.value) if who.may("moderate") else 0


def writers(session: Session, who: Standing) -> list[tuple[str, str]]:
    """The people whose mail is in the list, by outside name and name."""
    columns: Sequence[Any] = (col(Person.uid), col(Person.name))
    rows = _joined(select(*columns).distinct()).where(_of_space(who))
    return [(row.uid, row.name) for row in session.execute(rows.order_by(col(Person.name), col(Person.uid))) if row.uid]


def verdicts(session: Session, who: Standing) -> dict[str, int]:
    """How many messages have each verdict; those that wait for one have none."""
    columns: Sequence[Any] = (col(Inbound.verdict), func.count())
    rows = _joined(select(*columns)).where(_of_space(who)).group_by(col(Inbound.verdict))
    return dict(session.execute(rows).all())


def one(session: Session, who: Standing, uid: str) -> InboundView:
    """A message about this space, for its moderators; else NotFound."""
    return _one(session, uid, _of_space(who))


def raw(session: Session, who: Standing, uid: str) -> bytes:
    """The bytes of a message that this space's moderators may read; else NotFound."""
    if one(session, who, uid).is_private:
        raise NotFound()
    return bytes_of(session, uid)


def bytes_of(session: Session, uid: str) -> bytes:
    """The bytes of a message, for whoever has been found to be allowed to read it."""
    blob_id = session.execute(select(col(Inbound.blob_id)).where(col(Inbound.uid) == uid)).scalar_one()
    return blobs.read(session, blob_id)


def keys(session: Session, uid: str) -> tuple[int, int | None]:
    """The keys of a message and of the letter that it answers."""
    row = session.execute(select(col(Inbound.id), col(Inbound.letter_id)).where(col(Inbound.uid) == uid)).one()
    return row.id, row.letter_id


def of_no_space(session: Session, caller: Caller, page: int = 1) -> list[InboundView]:
    """The messages that belong to no space, or to several, for administrators; what they say is not shown."""
    require_admin(session, caller)
    return _page(session, Wanted(page=page), _of_no_space())


def size_of_no_space(session: Session, caller: Caller) -> int:
    """How many these are."""
    require_admin(session, caller)
    return _count(session, _of_no_space())


def one_of_no_space(session: Session, caller: Caller, uid: str) -> InboundView:
    """One of these; else NotFound."""
    require_admin(session, caller)
    return _one(session, uid, _of_no_space())


def require_admin(session: Session, caller: Caller) -> None:
    """Go on for an administrator; NotAllowed for anybody else."""
    if not (caller.is_operator or session.get_one(Person, caller.person).is_admin):
        raise NotAllowed()


def _of_space(who: Standing) -> ColumnElement[bool]:
    """Which messages are about a space: also those that answer a daily letter which told of it."""
    who.require("moderate")
    told = select(col(DigestWindow.letter_id)).where(col(DigestWindow.space_id) == who.space_id)
    return or_(col(Inbound.space_id) == who.space_id, col(Inbound.letter_id).in_(told))


def _of_no_space() -> ColumnElement[bool]:
    several = select(col(DigestWindow.letter_id)).group_by(col(DigestWindow.letter_id)).having(func.count() > 1)
    return or_(col(Inbound.space_id).is_(None), col(Inbound.letter_id).in_(several))


def _joined(wanted: Select[Any]) -> Select[Any]:
    return wanted.select_from(Inbound).outerjoin(Person, col(Person.id) == col(Inbound.person_id))


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    number: int = session.execute(_joined(select(func.count())).where(*conditions)).scalar_one()
    return number


def _page(session: Session, wanted: Wanted, which: ColumnElement[bool]) -> list[InboundView]:
    rows = _wanted().where(which, *wanted.conditions())
    held_first = (col(Inbound.verdict) == Verdict.HELD.value).desc(), col(Inbound.id).desc()
    rows = rows.order_by(*held_first).offset(PAGE * (max(1, wanted.page) - 1)).limit(PAGE)
    return [_view(row) for row in session.execute(rows)]


def _one(session: Session, uid: str, which: ColumnElement[bool]) -> InboundView:
    row = session.execute(_wanted().where(col(Inbound.uid) == uid, which)).first()
    if row is None:
        raise NotFound()
    return _view(row)


def _wanted() -> Select[Any]:
    decider = aliased(Person)
    spaces = select(func.count()).where(col(DigestWindow.letter_id) == col(Inbound.letter_id)).scalar_subquery()
    columns: Sequence[Any] = (
        Inbound,
        InboundText,
        col(Person.name).label("person"),
        col(Person.uid).label("person_uid"),
        col(decider.name).label("decider"),
        *(col(Letter.kind), col(Letter.subjects), col(Letter.subject).label("answered")),
        spaces.label("spaces"),
        col(Blob.size),
    )
    return (
        _joined(select(*columns))
        .join(Blob, col(Blob.id) == col(Inbound.blob_id))
        .outerjoin(decider, col(decider.id) == col(Inbound.decided_by_id))
        .outerjoin(Letter, col(Letter.id) == col(Inbound.letter_id))
        .outerjoin(InboundText, col(InboundText.inbound_id) == col(Inbound.id))
    )


def _view(row: Row[Any]) -> InboundView:
    message, text, private = row.Inbound, row.InboundText, _is_private(row)
    is_held = message.verdict == Verdict.HELD
    return InboundView(
        uid=message.uid,
        sender=message.sender,
        from_address=message.from_address,
        person=row.person or "",
        person_uid=row.person_uid or "",
        subject="" if private else message.subject or row.answered or "",
        received_at=message.received_at,
        verdict=message.verdict,
        reason="" if private and not is_held else message.reason,
        found="" if private or text is None else text.found,
        left_out="" if private or text is None else text.left_out,
        is_private=private,
        is_vouched_for=message.is_vouched_for,
        kind=row.kind or "",
        decided_at=message.decided_at,
        decided_by=row.decider or "",
        confirmed_at=message.confirmed_at,
        steps=steps(message.trail),
        size=row.size,
    )


def _is_private(row: Row[Any]) -> bool:
    """Whether nobody but its writer may read it; a mail that is for nobody known here is private too."""
    if row.Inbound.space_id is None or row.spaces > 1 or row.kind in BETWEEN_TWO:
        return True
    if row.InboundText is not None:
        return not row.InboundText.is_shared
    return row.kind is not None and not json.loads(row.subjects).get("shared", row.kind in SHARED)


def steps(trail: str) -> tuple[tuple[str, str], ...]:
    """The steps of a message's way, each with the word for what it found."""
    return tuple((str(step), str(word)) for step, word in json.loads(trail or "[]"))
