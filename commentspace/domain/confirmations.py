"""A mail for whose sender nobody vouches: by a link to their own address the person says whether it is theirs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from commentspace.domain.inbound import Verdict
from commentspace.domain.tables import Inbound, InboundText
from commentspace.errors import Conflict, NotFound, marked

USE = "confirmation"
"""What the link's token is signed for (`signing`); its name is the message's."""
NOT_THEIRS = marked("The person in whose name it came says that they did not write it.")
DECIDED = marked(
    "It has been decided already what becomes of this mail. Under “Settings”, “Your mail” you see what it was."
)


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A mail as the page of its link shows it.

    `state` is "waiting", "confirmed", "refused" (it was not the person's), or "over" where it is decided otherwise.
    """

    uid: str
    state: str
    came_from: str
    subject: str
    received_at: datetime
    found: str


def find(session: Session, uid: str) -> Unconfirmed:
    """The mail of this name; NotFound where there is none."""
    row = session.execute(_wanted(uid)).scalar_one_or_none()
    if row is None:
        raise NotFound()
    found = select(col(InboundText.found)).where(col(InboundText.inbound_id) == row.id)
    text = session.execute(found).scalar_one_or_none() or ""
    return Unconfirmed(row.uid, _state(row), row.from_address or row.sender, row.subject, row.received_at, text)


def _state(row: Inbound) -> str:
    if row.confirmed_at is not None:
        return "confirmed"
    if is_refused(row):
        return "refused"
    return "waiting" if row.verdict == Verdict.UNCONFIRMED else "over"


def is_refused(message: Inbound) -> bool:
    """Whether the person in whose name it came has said that they did not write it."""
    return message.verdict == Verdict.DROPPED and message.reason == NOT_THEIRS


def confirm(session: Session, uid: str, *, now: datetime) -> None:
    """The person wrote it: the inbox deals with it again, as received when it was. Conflict where it is decided."""
    row = _row(session, uid)
    if row.confirmed_at is not None:
        return
    _require_waiting(row)
    _deal_again(session, row, now)


def again(session: Session, inbound_id: int, person_id: int, *, now: datetime) -> None:
    """A mail went back to this person, and what it wanted has been done: the inbox deals with it again.

    They have answered the letter that brought it back, so it is theirs. What was filed of it stays filed once.
    """
    went_back = col(Inbound.verdict).in_([Verdict.RETURNED.value, Verdict.FILED.value])
    wanted = select(Inbound).where(col(Inbound.id) == inbound_id, col(Inbound.person_id) == person_id, went_back)
    row = session.execute(wanted.with_for_update()).scalar_one_or_none()
    if row is not None:
        _deal_again(session, row, now)


def _deal_again(session: Session, row: Inbound, now: datetime) -> None:
    row.verdict, row.reason, row.decided_at = "", "", None
    row.confirmed_at = row.next_try_at = now
    row.attempts = 0
    session.add(row)


def refuse(session: Session, uid: str, *, now: datetime) -> None:
    """The person did not write it: it is dropped, and moderators see that it came. Conflict where it is decided."""
    row = _row(session, uid)
    if _state(row) == "refused":
        return
    _require_waiting(row)
    row.verdict, row.reason, row.decided_at = Verdict.DROPPED.value, NOT_THEIRS, now
    session.add(row)


def _wanted(uid: str) -> Select[Any]:
    return select(Inbound).where(col(Inbound.uid) == uid)


def _row(session: Session, uid: str) -> Inbound:
    row: Inbound | None = session.execute(_wanted(uid).with_for_update()).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row


def _require_waiting(row: Inbound) -> None:
    if row.verdict != Verdict.UNCONFIRMED:
        raise Conflict(DECIDED)
