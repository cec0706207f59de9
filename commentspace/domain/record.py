"""The record: every act takes the next number of its space, in its own transaction, and is committed to.

A leaf is SHA-256(0x00 || canonical JSON) as in RFC 6962, section 2.1; the JSON is canonical as in RFC 8785
(our values are strings, whole numbers, lists and null, and our keys are ASCII, for which sorted compact JSON is that).
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from commentspace.domain import names
from commentspace.domain.access import Standing
from commentspace.domain.tables import Event, EventContent, Notice, Space


@dataclass(frozen=True, slots=True)
class Tell:
    """Whom an act is told to, and what it touched; of what only moderators see, `people` may know too."""

    document_id: int | None = None
    comment_id: int | None = None
    paragraph_id: int | None = None
    moderators_only: bool = False
    people: tuple[int, ...] = ()

    def audiences(self) -> Iterator[tuple[str, int | None]]:
        """The audiences, each as a notice wants it."""
        if not self.moderators_only:
            yield "all", None
            return
        yield "moderators", None
        for person in dict.fromkeys(self.people):
            yield "person", person


def canonical(value: Any) -> bytes:
    """Canonical JSON of strings, whole numbers, lists, mappings and null."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def stamp(at: datetime) -> str:
    """A moment as the record writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def commitment(salt: str, content: str) -> str:
    """SHA-256 of the salt's 32 bytes and the content, in hex."""
    return hashlib.sha256(bytes.fromhex(salt) + content.encode()).hexdigest()


def leaf(seq: int, at: datetime, verb: str, actor: str, revision: str, committed: str) -> str:
    """The leaf of an event in its space's tree, in hex."""
    fields = {
        "sequence": seq,
        "time": stamp(at),
        "verb": verb,
        "actor": actor,
        "revision": revision,
        "commitment": committed,
    }
    return hashlib.sha256(b"\0" + canonical(fields)).hexdigest()


def next_number(session: Session, space_id: int) -> int:
    """Take the next number of this space; its row was locked when the verb began."""
    if session.info.get("space") != space_id:
        raise RuntimeError(f"a verb that moves space {space_id} must be written with space={space_id}")
    seq: int = session.execute(
        update(Space).where(col(Space.id) == space_id).values(seq=Space.seq + 1).returning(col(Space.seq))
    ).scalar_one()
    session.info.setdefault("moved", {})[space_id] = seq
    return seq


def next_numbers(session: Session, space_id: int, count: int) -> int:
    """Take the next `count` numbers of this space together; returns the first of them."""
    seq = next_number(session, space_id)
    if count > 1:
        session.execute(update(Space).where(col(Space.id) == space_id).values(seq=Space.seq + count - 1))
        session.info["moved"][space_id] = seq + count - 1
    return seq


@dataclass(frozen=True, slots=True)
class Entry:
    """What is recorded of an act: its verb, its content, the names of what it is about, and whom it is told to."""

    verb: str
    content: Mapping[str, Any]
    things: tuple[str, ...] = ()
    revision: str = ""
    tell: tuple[Tell, ...] = ()


def append(session: Session, who: Standing, seq: int, entry: Entry, *, now: datetime) -> None:
    """Write the event that has taken `seq`, its content and salt, and the notices to its audiences."""
    row, content = _row(who, seq, entry, now)
    event_id = session.execute(insert(Event).returning(col(Event.id)), row).scalar_one()
    session.execute(insert(EventContent), content | {"event_id": event_id})
    notify(session, who.space_id, seq, entry.tell)


def append_all(session: Session, who: Standing, first: int, entries: Sequence[Entry], *, now: datetime) -> None:
    """Write several events that have taken the numbers from `first` on, in one statement for each table."""
    if not entries:
        return
    made = [_row(who, seq, entry, now) for seq, entry in enumerate(entries, start=first)]
    added = insert(Event).returning(col(Event.id), sort_by_parameter_order=True)
    ids = session.execute(added, [row for row, _ in made]).scalars()
    contents = [content | {"event_id": event_id} for (_, content), event_id in zip(made, ids, strict=True)]
    session.execute(insert(EventContent), contents)
    notices = [
        notice for seq, entry in enumerate(entries, start=first) for notice in _notices(who.space_id, seq, entry.tell)
    ]
    if notices:
        session.execute(insert(Notice), notices)


def _row(who: Standing, seq: int, entry: Entry, now: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns of an event, and those of its content."""
    salt, written = secrets.token_hex(32), canonical(entry.content).decode()
    committed = commitment(salt, written)
    row = {
        "space_id": who.space_id,
        "seq": seq,
        "at": now,
        "verb": entry.verb,
        "actor": who.pseudonym,
        "revision": entry.revision,
        "things": json.dumps(entry.things),
        "commitment": committed,
        "leaf": leaf(seq, now, entry.verb, who.pseudonym, entry.revision, committed),
    }
    return row, {"salt": salt, "content": written}


def notify(session: Session, space_id: int, seq: int, tell: Sequence[Tell]) -> None:
    """Write one notice for each audience of each thing that was touched."""
    rows = _notices(space_id, seq, tell)
    if rows:
        session.execute(insert(Notice), rows)


def _notices(space_id: int, seq: int, tell: Sequence[Tell]) -> list[dict[str, Any]]:
    return [
        {
            "space_id": space_id,
            "seq": seq,
            "token": names.new(),
            "audience": audience,
            "person_id": person,
            "document_id": told.document_id,
            "comment_id": told.comment_id,
            "paragraph_id": told.paragraph_id,
        }
        for told in tell
        for audience, person in told.audiences()
    ]


def root(leaves: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of these leaf hashes (RFC 6962, section 2.1)."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:
        paired = [hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = paired + level[-1:] if len(level) % 2 else paired
    return level[0]


def check(session: Session, space_id: int) -> tuple[int, list[str]]:
    """The number of events of a space, and a sentence for each that does not hold."""
    rows = session.execute(
        select(Event, EventContent)
        .outerjoin(EventContent, col(EventContent.event_id) == col(Event.id))
        .where(col(Event.space_id) == space_id)
        .order_by(col(Event.seq))
    ).all()
    faults = []
    for expected, (event, content) in enumerate(rows, start=1):
        if event.seq != expected:
            faults.append(f"The event with number {expected} is missing before {event.seq}.")
            break
        if event.leaf != leaf(event.seq, event.at, event.verb, event.actor, event.revision, event.commitment):
            faults.append(f"Event {event.seq} is not what its leaf says.")
        if content is not None and commitment(content.salt, content.content) != event.commitment:
            faults.append(f"The content of event {event.seq} is not what was committed to.")
    last = session.execute(select(col(Space.seq)).where(col(Space.id) == space_id)).scalar_one()
    if not faults and last != len(rows):
        faults.append(f"The space stands at {last}, but its record holds {len(rows)} events.")
    return len(rows), faults
