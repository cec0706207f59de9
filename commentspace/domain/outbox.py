"""The outbox: an act writes the intent of a letter; the post office renders, stores and sends it."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, insert, or_, select, update
from sqlmodel import Session, col

from commentspace.domain import blobs, names, people
from commentspace.domain.tables import Letter, LetterBlock, Person

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
LATER = timedelta(hours=4)
GIVE_UP = timedelta(days=5)
LEASE = timedelta(minutes=5)
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


def intend_all(session: Session, intents: Sequence[Intent], readers: Mapping[int, Reader], *, now: datetime) -> int:
    """Write many intents at once; `readers` has everybody to whom one goes. Returns how many are new."""
    rows = []
    for start in range(0, len(intents), ASKED_AT_ONCE):
        some = {intent.dedup: intent for intent in intents[start : start + ASKED_AT_ONCE]}
        known = set(session.execute(select(col(Letter.dedup)).where(col(Letter.dedup).in_(some))).scalars())
        for dedup, intent in some.items():
            if dedup not in known:
                reader = readers[intent.person_id or 0]
                rows.append(_row(intent, intent.address or reader.address, reader.language, now))
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


@dataclass(frozen=True, slots=True)
class Due:
    """A letter that a worker has leased."""

    id: int
    uid: str
    kind: str
    person_id: int | None
    address: str
    space_id: int | None
    subjects: dict[str, Any]
    message_id: str
    in_reply_to: str
    thread: str
    language: str
    state: str
    attempts: int
    created_at: datetime
    blob_id: int | None


def is_waiting(session: Session, now: datetime) -> bool:
    """Whether there is a letter to lease: a look that costs the writer nothing."""
    return session.execute(select(col(Letter.id)).where(_to_send(now)).limit(1)).first() is not None


def _to_send(now: datetime) -> ColumnElement[bool]:
    """The letters whose time has come, and that nobody has leased."""
    return and_(
        col(Letter.state).in_(("intended", "ready")),
        col(Letter.next_try_at) <= now,
        or_(col(Letter.leased_until).is_(None), col(Letter.leased_until) < now),
    )


def lease(session: Session, most: int, *, now: datetime) -> list[Due]:
    """Take up to `most` letters whose time has come; nobody else gets them while the lease lasts."""
    wanted = (
        select(col(Letter.id))
        .where(_to_send(now))
        .order_by(col(Letter.next_try_at), col(Letter.id))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    ids = list(session.execute(wanted).scalars())
    if not ids:
        return []
    session.execute(update(Letter).where(col(Letter.id).in_(ids)).values(leased_until=now + LEASE))
    columns = [getattr(Letter, name) for name in Due.__dataclass_fields__]
    rows = session.execute(select(*columns).where(col(Letter.id).in_(ids)).order_by(col(Letter.id)))
    return [Due(**{**row._mapping, "subjects": json.loads(row.subjects)}) for row in rows]


BlockKind = Literal["paragraph", "comment", "words"]


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block of a letter as it is mailed; what it shows, it shows as it stands in this revision."""

    kind: BlockKind
    marker: str
    text: str
    normal: str
    paragraph_id: int | None = None
    comment_id: int | None = None
    wording_id: int | None = None
    revision_id: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it was rendered: `content` are the bytes that are sent."""

    subject: str
    text: str
    html: str
    content: bytes
    blocks: Sequence[BlockRow] = ()


def rendered(session: Session, letter_id: int, written: Written, *, now: datetime) -> bytes:
    """Keep a letter's words, blocks and bytes, and make it ready; returns the bytes to send.

    A letter that another worker has made ready meanwhile stays as it is: those bytes may have been sent.
    """
    letter = session.get_one(Letter, letter_id)
    if letter.blob_id is not None:
        return blobs.read(session, letter.blob_id)
    letter.blob_id = blobs.keep(session, written.content, now=now)
    letter.subject, letter.text, letter.html = written.subject, written.text, written.html
    letter.state, letter.rendered_at = "ready", now
    session.add(letter)
    session.flush()
    place = {"letter_id": letter_id}
    rows = [place | {"position": position} | asdict(block) for position, block in enumerate(written.blocks)]
    if rows:
        session.execute(insert(LetterBlock), rows)
    return written.content


def sent(session: Session, letter_id: int, answer: str, *, now: datetime) -> None:
    """A server has taken the letter."""
    session.execute(
        update(Letter)
        .where(col(Letter.id) == letter_id)
        .values(state="sent", answer=answer[:500], sent_at=now, leased_until=None, attempts=Letter.attempts + 1)
    )


def forget(session: Session, letter_id: int, *, now: datetime) -> None:
    """Erase what a letter said if it is not sent again after `now`; that it was sent, and to whom, stays."""
    letter = session.get_one(Letter, letter_id)
    if letter.state in ("intended", "ready"):
        return
    blob_id = letter.blob_id
    letter.subjects, letter.text, letter.html, letter.blob_id = "{}", "", "", None
    session.add(letter)
    session.flush()
    if blob_id is not None:
        blobs.erase(session, blob_id)


def put_off(session: Session, letter_id: int, answer: str, *, now: datetime) -> None:
    """A server would not take it now: try again after 1, 5, 15, 60 minutes, then every 4 hours, for 5 days.

    `answer` is what the server said, or the name of an error of ours: never its words, which may hold a text.
    """
    letter = session.get_one(Letter, letter_id)
    wait = WAITS[letter.attempts] if letter.attempts < len(WAITS) else LATER
    letter.attempts += 1
    letter.answer, letter.leased_until = answer[:500], None
    letter.next_try_at = now + wait
    if now - letter.created_at > GIVE_UP:
        letter.state = "failed"
    session.add(letter)


def fail(session: Session, letter_id: int, answer: str, *, now: datetime) -> None:
    """A server will never take it, as it said at `now`."""
    _end(session, letter_id, "failed", answer, now)


def drop(session: Session, letter_id: int, why: str, *, now: datetime) -> None:
    """The letter is not to be sent any more: what it was about is gone, or its reader may not see it."""
    _end(session, letter_id, "dropped", why, now)


def _end(session: Session, letter_id: int, state: str, answer: str, now: datetime) -> None:
    session.execute(
        update(Letter)
        .where(col(Letter.id) == letter_id)
        .values(state=state, answer=answer[:500], leased_until=None, next_try_at=now)
    )


def id_of(session: Session, uid: str) -> int:
    """The key of the letter of this name."""
    letter_id: int = session.execute(select(col(Letter.id)).where(col(Letter.uid) == uid)).scalar_one()
    return letter_id
