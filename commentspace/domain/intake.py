"""Taking mail in: a message is on disk, once for each recipient, before it is accepted."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from commentspace.domain import blobs, names
from commentspace.domain.steps import Step
from commentspace.domain.tables import Inbound

T = TypeVar("T")

SAID = frozenset({b"message-id", b"date", b"from", b"subject"})
LONGEST_HEAD = 256 * 1024
"""Octets of a header that is taken apart; the reader of mails refuses longer ones."""
MOST_NOTED = 20
LONGEST = 320
UNREAD = {
    "verdict": "",
    "reason": "",
    "attempts": 0,
    "from_address": "",
    "subject": "",
    "message_id": "",
    "trail": "[]",
}
"""What the row of a message says before anybody has looked at it."""


def fingerprint(raw: bytes) -> str:
    """What makes two deliveries the same message: its Message-ID, Date, From, Subject and body.

    Servers on the way add fields of their own, in any number, so the others do not count. Of a message with a header
    that nobody writes all octets count.
    """
    head, parting, body = raw.partition(b"\r\n\r\n")
    if not parting or len(head) > LONGEST_HEAD:
        return hashlib.sha256(raw).hexdigest()
    mark = hashlib.sha256()
    for name, value in sorted(_fields(head)):
        mark.update(b"%s:%s\n" % (name, value))
    mark.update(b"\n" + body)
    return mark.hexdigest()


def _fields(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The fields that count, each with its lines joined."""
    name, values = b"", list[bytes]()
    for line in head.split(b"\r\n"):
        if line.startswith((b" ", b"\t")):
            values.append(line.strip())
            continue
        if name in SAID:
            yield name, b" ".join(values)
        before, _, after = line.partition(b":")
        name, values = before.strip().lower(), [after.strip()]
    if name in SAID:
        yield name, b" ".join(values)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message as it is brought, for some of our addresses; its digests are reckoned before it has its turn."""

    raw: bytes
    sha256: str
    mark: str
    sender: str
    recipients: tuple[str, ...]

    @classmethod
    def of(cls, raw: bytes, sender: str, recipients: Sequence[str]) -> "Parcel":
        """With its digests."""
        return cls(raw, blobs.digest(raw), fingerprint(raw), sender, tuple(recipients))


def store(session: Session, raw: bytes, sender: str, recipients: Sequence[str], *, now: datetime) -> list[int]:
    """Keep a message for each recipient; one that was delivered before is not kept again, and that is noted.

    The bytes are written here too. Of a long message (blobs.TOGETHER) they are written before, with `blobs.put`; then
    `store_kept` says whom it is for.
    """
    return store_all(session, [Parcel.of(raw, sender, recipients)], now=now)


def store_all(session: Session, parcels: Sequence[Parcel], *, now: datetime) -> list[int]:
    """The same for many messages, in a few statements: what the listener is told at about the same time."""
    new = _new(session, {(each.mark, to): each for each in parcels for to in _shortened(each.recipients)}, now)
    contents = {each.sha256: each.raw for each in new.values()}
    kept = dict(zip(contents, blobs.keep_all(session, list(contents.values()), now=now), strict=True))
    return _refer(session, [(mark, to, kept[each.sha256], each.sender) for (mark, to), each in new.items()], now)


def store_kept(
    session: Session, sha256: str, mark: str, sender: str, recipients: Sequence[str], *, now: datetime
) -> list[int]:
    """The same for one message whose bytes are kept, by their SHA-256; `mark` is its fingerprint."""
    blob_id = blobs.whole(session, sha256)
    new = _new(session, {(mark, to): sender for to in _shortened(recipients)}, now)
    return _refer(session, [(mark, to, blob_id, sender) for mark, to in new], now)


def _shortened(recipients: Sequence[str]) -> list[str]:
    return [recipient[:LONGEST] for recipient in recipients]


def _new(session: Session, wanted: dict[tuple[str, str], T], now: datetime) -> dict[tuple[str, str], T]:
    """What is new of these, by fingerprint and recipient; of the others it is noted that they came again."""
    marks = {mark for mark, _ in wanted}
    columns = col(Inbound.id), col(Inbound.fingerprint), col(Inbound.recipient), col(Inbound.trail)
    known = session.execute(select(*columns).where(col(Inbound.fingerprint).in_(marks))).all()
    for row in known:
        if wanted.pop((row.fingerprint, row.recipient), None) is not None:
            _note_again(session, row.id, json.loads(row.trail), now)
    return wanted


def _note_again(session: Session, inbound_id: int, way: list[list[str]], now: datetime) -> None:
    if len(way) < MOST_NOTED:
        noted = json.dumps([*way, [Step.AGAIN, now.isoformat(timespec="seconds")]])
        session.execute(update(Inbound).where(col(Inbound.id) == inbound_id).values(trail=noted))


def _refer(session: Session, kept: Sequence[tuple[str, str, int, str]], now: datetime) -> list[int]:
    """Write a row for each fingerprint, recipient, blob and sender."""
    if not kept:
        return []
    rows = [
        {
            "uid": names.new(),
            "blob_id": blob_id,
            "fingerprint": mark,
            "sender": sender[:LONGEST],
            "recipient": recipient,
            "received_at": now,
            "next_try_at": now,
            **UNREAD,
        }
        for mark, recipient, blob_id, sender in kept
    ]
    made = insert(Inbound).returning(col(Inbound.id), sort_by_parameter_order=True)
    return list(session.connection().execute(made, rows).scalars())  # through the session it takes twice the time
