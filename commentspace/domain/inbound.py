"""Messages that came in, once they are on disk (`intake`): each ends in one visible verdict."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlmodel import Session, col

from commentspace.domain import limits, outbox, why
from commentspace.domain.steps import Step
from commentspace.domain.tables import DigestWindow, Inbound, InboundText, Letter
from commentspace.domain.why import Sentence

TRIES = 3
WAITS = (timedelta(minutes=1), timedelta(minutes=5))
"""How long a message that made us fail waits before it is tried again."""
UNCERTAIN_A_DAY = 50
"""Letters to one person about mail whose writer is not certain: who forges it is not to fill their mailbox."""
LEASE = timedelta(seconds=30)
"""For how long a message is one worker's; after that, or when that one has ended, another may take it."""


class Verdict(StrEnum):
    """What became of a message."""

    FILED = "filed"
    """Its text is a comment, a reply or a letter now."""
    RETURNED = "returned"
    """It was refused, and the text went back to its writer with the reason."""
    EMPTY = "empty"
    """Nothing new was found in it; the writer was told."""
    AUTOMATIC = "automatic"
    """A program wrote it: kept, never answered."""
    BOUNCE = "bounce"
    """Another server says that a letter of ours could not be delivered."""
    UNKNOWN_SENDER = "unknown sender"
    """Its sender is not the one whom the letter was for."""
    UNSUBSCRIBED = "unsubscribed"
    UNCONFIRMED = "unconfirmed"
    """Nobody vouches for its sender; a link in a letter to the person's own address files it, or drops it."""
    ASKED = "asked"
    """It asked for something, such as a draft or a list of documents, and that was sent."""
    DROPPED = "dropped"
    """It is not filed: the person did not write it, or a moderator decided so."""
    HELD = "held"
    """It could not be read, or made the program fail: a moderator has to look."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message whose verdict is still to come."""

    id: int
    blob_id: int
    sender: str
    recipient: str
    received_at: datetime
    attempts: int
    uid: str
    confirmed_at: datetime | None


COLUMNS = [getattr(Inbound, name) for name in Waiting.__dataclass_fields__]


def waiting(
    session: Session,
    most: int = 20,
    *,
    due: datetime | None = None,
    but: Collection[int] = (),
    senders: Collection[str] = (),
) -> list[Waiting]:
    """The messages without a verdict, in the order in which they came; with `due`, those to be tried by then.

    Left out are those named in `but`, and those from `senders`.
    """
    undecided = _undecided(due, but, senders)
    rows = session.execute(select(*COLUMNS).where(*undecided).order_by(col(Inbound.id)).limit(most))
    return [Waiting(*row) for row in rows]


def take(
    session: Session, most: int, *, but: Collection[int] = (), senders: Collection[str] = (), now: datetime
) -> list[Waiting]:
    """The same for one of several workers: nobody else gets them while the lease lasts.

    It spares work that would be done twice; that a message is filed once does not rest on it (`filing.close`).
    """
    wanted = select(col(Inbound.id)).where(*_undecided(now, but, senders)).order_by(col(Inbound.id)).limit(most)
    ids = list(session.execute(wanted.with_for_update(skip_locked=True)).scalars())
    session.execute(update(Inbound).where(col(Inbound.id).in_(ids)).values(next_try_at=now + LEASE))
    rows = session.execute(select(*COLUMNS).where(col(Inbound.id).in_(ids)).order_by(col(Inbound.id)))
    return [Waiting(*row) for row in rows]


def give_back(session: Session, inbound_id: int, *, now: datetime) -> None:
    """Leave a message that was taken, and not dealt with, to whoever comes next."""
    undecided = col(Inbound.id) == inbound_id, col(Inbound.verdict) == ""
    session.execute(update(Inbound).where(*undecided).values(next_try_at=now))


def _undecided(due: datetime | None, but: Collection[int], senders: Collection[str]) -> list[ColumnElement[bool]]:
    left = [col(Inbound.id).not_in(but), col(Inbound.sender).not_in(senders)]
    ready = [col(Inbound.next_try_at) <= due] if due else []
    return [col(Inbound.verdict) == "", *ready, *left]


def unsettled(session: Session, space_id: int, before: datetime) -> int:
    """How many messages that were received before this moment still wait for their verdict, and may be for this space.

    One that nobody has looked at yet may be for any space. Those that wait for a person are not counted: they have
    their verdict, and what becomes of them later goes by the time at which they were received.
    """
    may_be_ours = or_(col(Inbound.space_id) == space_id, col(Inbound.space_id).is_(None))
    waits = col(Inbound.verdict) == "", col(Inbound.received_at) < before, may_be_ours
    number: int = session.execute(select(func.count()).select_from(Inbound).where(*waits)).scalar_one()
    return number


@dataclass(frozen=True, slots=True)
class Answered:
    """The letter that a message answers, by what its row tells: known before anything of the message is read."""

    person_id: int | None
    space_id: int | None
    address: str
    subject: str


def recognise(session: Session, inbound_id: int, letter_uid: str, *, now: datetime) -> Answered | None:
    """Note which letter a message answers, so that moderators see it whatever it does to us at `now`; None without."""
    letter: Letter | None = session.execute(select(Letter).where(col(Letter.uid) == letter_uid)).scalar_one_or_none()
    if letter is None:
        return None
    first = select(func.min(col(DigestWindow.space_id))).where(col(DigestWindow.letter_id) == letter.id)
    space_id = session.execute(first).scalar_one() if letter.space_id is None else letter.space_id
    row = session.get_one(Inbound, inbound_id)
    row.letter_id, row.person_id, row.space_id = letter.id, letter.person_id, space_id
    session.add(row)
    return Answered(letter.person_id, space_id, letter.address, letter.subject)


def recognise_space(session: Session, inbound_id: int, space_id: int, *, now: datetime) -> None:
    """Note at `now` to which space a message was written that answers no letter."""
    session.execute(update(Inbound).where(col(Inbound.id) == inbound_id).values(space_id=space_id))


def tried(session: Session, inbound_id: int, error: str, *, letter: outbox.Intent | None = None, now: datetime) -> None:
    """Count a failure of ours; after three a moderator has to look, `letter` is sent, and the others flow on.

    `error` is its name: its words may hold a text.
    """
    row = session.get_one(Inbound, inbound_id)
    if row.verdict:
        return
    row.attempts += 1
    row.reason = why.kept(error)
    if row.attempts < TRIES:
        row.next_try_at = now + WAITS[row.attempts - 1]
    else:
        row.verdict, row.decided_at = Verdict.HELD, now
        if letter is not None:
            outbox.intend(session, letter, now=now)
    session.add(row)


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says of itself, and whether our mail server vouches for its sender (None: it was not asked)."""

    from_address: str = ""
    subject: str = ""
    message_id: str = ""
    is_vouched_for: bool | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with what it rests on; what is None stays as it was recognised.

    `trail` is the way of the message: each step that it took (`Step`) with what was found there, in a word.
    """

    verdict: Verdict
    reason: str | Sequence[Sentence] = ""
    letter_id: int | None = None
    space_id: int | None = None
    person_id: int | None = None
    found: str = ""
    left_out: str = ""
    is_shared: bool = True
    said: Said = Said()
    trail: Sequence[tuple[str, str]] = ()

    def without_letter(self) -> "Decision":
        """The same, on whose way it stands that no letter goes out."""
        return replace(self, trail=[(step, "no" if step == Step.TOLD else word) for step, word in self.trail])


def decide(
    session: Session, inbound_id: int, decision: Decision, *, letter: outbox.Intent | None = None, now: datetime
) -> None:
    """Write the verdict, what was found in the message and left out of it, and the letter about it.

    The first verdict stays.
    """
    row: Inbound | None = session.execute(
        select(Inbound).where(col(Inbound.id) == inbound_id, col(Inbound.verdict) == "").with_for_update()
    ).scalar_one_or_none()
    if row is None:
        return
    for name in ("letter_id", "space_id", "person_id"):
        if (place := getattr(decision, name)) is not None:
            setattr(row, name, place)
    row.verdict, row.reason, row.decided_at = decision.verdict.value, why.kept(decision.reason), now
    _keep_what_it_says(row, decision)
    session.add(row)
    session.execute(delete(InboundText).where(col(InboundText.inbound_id) == inbound_id))
    if decision.found or decision.left_out:
        text = {"found": decision.found, "left_out": decision.left_out, "is_shared": decision.is_shared}
        session.execute(insert(InboundText), text | {"inbound_id": inbound_id})
    if letter is not None:
        outbox.intend(session, letter, now=now)


def decide_of_uncertain(
    session: Session, inbound_id: int, decision: Decision, *, letter: outbox.Intent | None = None, now: datetime
) -> None:
    """The same for mail that anybody may have brought: a person gets so many letters about such mail in a day.

    What became of the others they read on their page.
    """
    if letter is not None and letter.person_id is not None:
        what = f"uncertain:{letter.person_id}"
        if limits.has_room(session, what, UNCERTAIN_A_DAY, timedelta(days=1), now):
            limits.count(session, what, now)
        else:
            letter, decision = None, decision.without_letter()
    decide(session, inbound_id, decision, letter=letter, now=now)


def _keep_what_it_says(row: Inbound, decision: Decision) -> None:
    """The sender, subject and Message-ID, and the way; that it was brought again (`intake`) stays at its end."""
    said = decision.said
    row.from_address, row.subject = said.from_address[:320], said.subject[:500]
    row.message_id, row.is_vouched_for = said.message_id[:500], said.is_vouched_for
    again = [step for step in json.loads(row.trail) if step[0] == Step.AGAIN]
    row.trail = json.dumps([*map(list, decision.trail), *again])
