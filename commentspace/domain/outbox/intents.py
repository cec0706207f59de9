"""Intents: what acts want to be mailed, each once for ever."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, col

from commentspace.domain import names, people
from commentspace.domain.tables import Letter, Person

ASKED_AT_ONCE = 1_000
"""Values in one question to the database."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A letter that an act wants: its kind, to whom, and what it is about; `dedup` makes it one for ever.

    `thread` names the conversation that it belongs to, as its reader's mail program is to show it; empty for none.
    """

    kind: str
    dedup: str
    person_id: int | None = None
    space_id: int | None = None
    subjects: Mapping[str, Any] = field(default_factory=dict)
    in_reply_to: str = ""
    address: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Where letters to somebody go, and in which language."""

    address: str
    language: str


def message_id() -> str:
    """The left part of a new Message-ID (RFC 5322, section 3.6.4); the post office adds the domain."""
    return uuid.uuid4().hex


def domain_of(address: str) -> str:
    """The part of an address behind the @, folded."""
    return people.folded(address).rpartition("@")[2]


def intend(session: Session, intent: Intent, *, now: datetime) -> str | None:
    """Write the intent; None where this letter was intended before, else its name."""
    known = session.execute(select(col(Letter.id)).where(col(Letter.dedup) == intent.dedup)).first()
    if known is not None:
        return None
    address, language = intent.address, "en"
    if intent.person_id is not None:
        address = address or people.main_address(session, intent.person_id)
        language = session.execute(select(col(Person.language)).where(col(Person.id) == intent.person_id)).scalar_one()
    row = _row(intent, address, language, now)
    session.execute(insert(Letter), row)
    session.info["mail"] = True
    uid: str = row["uid"]
    return uid


def intend_all(
    session: Session,
    intents: Sequence[Intent],
    readers: Mapping[int, Reader],
    *,
    not_before: datetime | None = None,
    now: datetime,
) -> int:
    """Write many intents at once; `readers` has everybody to whom one goes. Returns how many are new.

    None is sent before `not_before`, where that is given.
    """
    rows = []
    for start in range(0, len(intents), ASKED_AT_ONCE):
        some = {intent.dedup: intent for intent in intents[start : start + ASKED_AT_ONCE]}
        known = set(session.execute(select(col(Letter.dedup)).where(col(Letter.dedup).in_(some))).scalars())
        for dedup, intent in some.items():
            if dedup not in known:
                reader = readers[intent.person_id or 0]
                row = _row(intent, intent.address or reader.address, reader.language, now)
                rows.append(row | {"next_try_at": not_before or now})
    if rows:
        session.connection().execute(insert(Letter), rows)  # through the session it takes twice the time
        session.info["mail"] = True
    return len(rows)


def _row(intent: Intent, address: str, language: str, now: datetime) -> dict[str, Any]:
    return {
        "uid": names.new(),
        "dedup": intent.dedup,
        "kind": intent.kind,
        "person_id": intent.person_id,
        "address": address,
        "domain": domain_of(address),
        "space_id": intent.space_id,
        "subjects": json.dumps(dict(intent.subjects), default=datetime.isoformat),
        "message_id": message_id(),
        "in_reply_to": intent.in_reply_to,
        "thread": intent.thread,
        "language": language,
        "state": "intended",
        "attempts": 0,
        "next_try_at": now,
        "created_at": now,
    }


def id_of(session: Session, uid: str) -> int:
    """The key of the letter of this name."""
    letter_id: int = session.execute(select(col(Letter.id)).where(col(Letter.uid) == uid)).scalar_one()
    return letter_id
