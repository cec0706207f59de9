"""Letters that gather what comes within some minutes: each thing stands in one of them, and in one only.

A letter is open until the post office takes it in hand. What comes until then is put into it and moves it a little
further off; what comes after that begins the next.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session, col

from commentspace.domain import outbox
from commentspace.domain.outbox import Intent, Reader
from commentspace.domain.tables import Letter

QUIET = timedelta(minutes=5)
"""So long nothing more may come before the letter goes."""
LONGEST = timedelta(minutes=30)
"""A letter that was begun goes then, however much still comes."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one reader is told: the outside names of things that are told together."""

    reader: Reader
    names: Sequence[str]


def gather(session: Session, kind: str, space_id: int, told: Mapping[int, Gathered], *, now: datetime) -> None:
    """Put these into the open letters of this kind to these people, by their keys; begin one where there is none."""
    waiting = _open(session, kind, space_id, list(told))
    if waiting:
        session.execute(update(Letter), [_added(row, told[row.person_id].names, now) for row in waiting.values()])
    begun = {person_id: each for person_id, each in told.items() if person_id not in waiting}
    intents = [
        Intent(kind, f"{kind}:{each.names[0]}:{person_id}", person_id, space_id, {"told": list(each.names)})
        for person_id, each in begun.items()
    ]
    readers = {person_id: each.reader for person_id, each in begun.items()}
    outbox.intend_all(session, intents, readers, not_before=now + QUIET, now=now)


def _added(row: Row[Any], names: Sequence[str], now: datetime) -> dict[str, Any]:
    """The columns of an open letter with these names in it: it goes a little later."""
    all_names = list(dict.fromkeys([*json.loads(row.subjects)["told"], *names]))
    next_try_at = max(row.next_try_at, min(now + QUIET, row.created_at + LONGEST))
    return {"id": row.id, "subjects": json.dumps({"told": all_names}), "next_try_at": next_try_at}


def _open(session: Session, kind: str, space_id: int, people: Sequence[int]) -> dict[int, Row[Any]]:
    """The letters that nobody has taken in hand, by reader; locked, so that nobody does until this is written."""
    columns = (col(getattr(Letter, name)) for name in ("id", "person_id", "subjects", "next_try_at", "created_at"))
    wanted = select(*columns).where(
        col(Letter.person_id).in_(people),
        col(Letter.kind) == kind,
        col(Letter.space_id) == space_id,
        col(Letter.state) == "intended",
        col(Letter.attempts) == 0,
        col(Letter.leased_until).is_(None),
    )
    found = session.execute(wanted.order_by(col(Letter.id)).with_for_update(skip_locked=True))
    return {row.person_id: row for row in found}
