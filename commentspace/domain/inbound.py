"""Messages that came in: on disk before they are accepted, each ending in one visible verdict."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, insert, select, update
from sqlmodel import Session, col

from commentspace.domain import blobs, outbox
from commentspace.domain.access import Standing
from commentspace.domain.tables import DigestWindow, Inbound, InboundText, Letter, Person

TRIES = 3
WAITS = (timedelta(minutes=1), timedelta(minutes=5))
"""How long a message that made us fail waits before it is tried again."""


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
    HELD = "held"
    """It could not be read, or made the program fail: a moderator has to look."""


def fingerprint(raw: bytes) -> str:
    """What makes two deliveries the same message: here all its bytes but the trace lines at its head.

    Servers on the way add Received lines (RFC 5321, section 4.4), so those do not count.
    """
    head, parting, body = raw.partition(b"\r\n\r\n")
    kept, tracing = [], False
    for line in head.split(b"\r\n"):
        if not line.startswith((b" ", b"\t")):
            tracing = line.lower().startswith((b"received:", b"return-path:", b"delivered-to:", b"x-"))
        if not tracing:
            kept.append(line)
    return hashlib.sha256(b"\r\n".join(kept) + parting + body).hexdigest()


def store(session: Session, raw: bytes, sender: str, recipients: Sequence[str], *, now: datetime) -> list[int]:
    """Keep a message for each recipient; one that was delivered before is not kept again.

    The bytes are written here too. Of a long message (blobs.TOGETHER) they are written before, with `blobs.put`; then
    `store_kept` says whom it is for.
    """
    return _refer(session, blobs.keep(session, raw, now=now), fingerprint(raw), sender, recipients, now)


def store_kept(
    session: Session, sha256: str, mark: str, sender: str, recipients: Sequence[str], *, now: datetime
) -> list[int]:
    """The same for a message whose bytes are kept, by their SHA-256; `mark` is its fingerprint."""
    return _refer(session, blobs.whole(session, sha256), mark, sender, recipients, now)


def _refer(
    session: Session, blob_id: int, mark: str, sender: str, recipients: Sequence[str], now: datetime
) -> list[int]:
    known = select(col(Inbound.recipient)).where(col(Inbound.fingerprint) == mark)
    before = set(session.execute(known).scalars())
    kept = []
    for recipient in dict.fromkeys(recipients):
        if recipient not in before:
            row = Inbound(
                blob_id=blob_id,
                fingerprint=mark,
                sender=sender[:320],
                recipient=recipient[:320],
                received_at=now,
                next_try_at=now,
            )
            session.add(row)
            session.flush()
            kept.append(row.id)
    return kept


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message whose verdict is still to come."""

    id: int
    blob_id: int
    sender: str
    recipient: str
    received_at: datetime
    attempts: int


def waiting(session: Session, most: int = 20, *, due: datetime | None = None) -> list[Waiting]:
    """The messages without a verdict, in the order in which they came; with `due`, those to be tried by then."""
    ready = [col(Inbound.next_try_at) <= due] if due else []
    rows = session.execute(
        select(
            col(Inbound.id),
            col(Inbound.blob_id),
            col(Inbound.sender),
            col(Inbound.recipient),
            col(Inbound.received_at),
            col(Inbound.attempts),
        )
        .where(col(Inbound.verdict) == "", *ready)
        .order_by(col(Inbound.id))
        .limit(most)
    )
    return [Waiting(*row) for row in rows]


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


def tried(session: Session, inbound_id: int, why: str, *, letter: outbox.Intent | None = None, now: datetime) -> None:
    """Count a failure of ours; after three a moderator has to look, `letter` is sent, and the others flow on.

    `why` is the name of the error: its words may hold a text.
    """
    row = session.get_one(Inbound, inbound_id)
    if row.verdict:
        return
    row.attempts += 1
    row.reason = why[:1000]
    if row.attempts < TRIES:
        row.next_try_at = now + WAITS[row.attempts - 1]
    else:
        row.verdict, row.decided_at = Verdict.HELD, now
        if letter is not None:
            outbox.intend(session, letter, now=now)
    session.add(row)


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with what it rests on; what is None stays as it was recognised."""

    verdict: Verdict
    reason: str = ""
    letter_id: int | None = None
    space_id: int | None = None
    person_id: int | None = None
    found: str = ""
    left_out: str = ""
    is_shared: bool = True


def decide(
    session: Session, inbound_id: int, decision: Decision, *, letter: outbox.Intent | None = None, now: datetime
) -> None:
    """Write the verdict, what was found in the message and left out of it, and the letter about it.

    The first verdict stays.
    """
    places = {"letter_id": decision.letter_id, "space_id": decision.space_id, "person_id": decision.person_id}
    decided = session.execute(
        update(Inbound)
        .where(col(Inbound.id) == inbound_id, col(Inbound.verdict) == "")
        .values(
            verdict=decision.verdict.value,
            reason=decision.reason[:1000],
            decided_at=now,
            **{name: place for name, place in places.items() if place is not None},
        )
        .returning(col(Inbound.id))
    ).first()
    if decided is None:
        return
    if decision.found or decision.left_out:
        text = {"found": decision.found, "left_out": decision.left_out, "is_shared": decision.is_shared}
        session.execute(insert(InboundText), text | {"inbound_id": inbound_id})
    if letter is not None:
        outbox.intend(session, letter, now=now)


@dataclass(frozen=True, slots=True)
class InboundView:
    """A message as the moderators' list shows it."""

    uid: str
    sender: str
    person: str
    subject: str
    received_at: datetime
    verdict: str
    reason: str
    found: str
    left_out: str


def of_space(session: Session, who: Standing) -> list[InboundView]:
    """The messages that came for a space, the newest first: for moderators.

    Answers to one-to-one letters and to announcements are between two people, so their texts are not shown; nor are
    those that may be about another space.
    """
    who.require("moderate")
    rows = session.execute(
        select(Inbound, col(Person.name), col(Letter.subject), col(Letter.kind), InboundText)
        .outerjoin(Person, col(Person.id) == col(Inbound.person_id))
        .outerjoin(Letter, col(Letter.id) == col(Inbound.letter_id))
        .outerjoin(InboundText, col(InboundText.inbound_id) == col(Inbound.id))
        .where(col(Inbound.space_id) == who.space_id)
        .order_by(col(Inbound.id).desc())
        .limit(500)
    )
    return [_view(*row) for row in rows]


def _view(
    row: Inbound, person: str | None, subject: str | None, kind: str | None, text: InboundText | None
) -> InboundView:
    private = kind in ("message", "announcement") or (text is not None and not text.is_shared)
    return InboundView(
        row.uid,
        row.sender,
        person or "",
        "" if private else subject or "",
        row.received_at,
        row.verdict,
        row.reason,
        "" if private or text is None else text.found,
        "" if private or text is None else text.left_out,
    )
