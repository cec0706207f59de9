"""Which answer of a comment was in force when: told by its answers, and by the record of those that were taken back."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlmodel import Session, col

from commentspace.domain.dispositions.deciding import REOPENED, TAKEN_BACK
from commentspace.domain.tables import Comment, Disposition, Event, EventContent, Membership, Notice, Person


class Turn(NamedTuple):
    """From number `seq` of the record on, this answer was in force; with none, the one before was taken back."""

    seq: int
    at: datetime
    uid: str
    by: str = ""
    reason: str = ""
    is_back: bool = False
    """An answer was taken back: who did so, and why, is said here."""


TOGETHER = 1_000
"""Comments of one query."""


def of_comments(session: Session, comment_ids: Collection[int]) -> dict[int, list[Turn]]:
    """The turns of each of these comments, in their order."""
    found: dict[int, list[Turn]] = {key: [] for key in comment_ids}
    keys = list(found)
    for at in range(0, len(keys), TOGETHER):
        some = keys[at : at + TOGETHER]
        for key, turn in [*_given(session, some), *_taken_back(session, some)]:
            found[key].append(turn)
    return {key: sorted(turns, key=lambda each: each.seq) for key, turns in found.items()}


def _given(session: Session, comment_ids: Collection[int]) -> list[tuple[int, Turn]]:
    mine = col(Disposition.comment_id).in_(comment_ids), col(Disposition.in_force_seq).is_not(None)
    rows = session.execute(select(Disposition).where(*mine)).scalars()
    return [
        (row.comment_id, Turn(row.in_force_seq, row.confirmed_at or row.at, row.uid))
        for row in rows
        if row.in_force_seq is not None
    ]


def _taken_back(session: Session, comment_ids: Collection[int]) -> list[tuple[int, Turn]]:
    rows = session.execute(
        select(col(Notice.comment_id), col(Event.seq), col(Event.at), col(Event.things), col(Person.name))
        .add_columns(col(EventContent.content))
        .join(Event, and_(col(Event.space_id) == col(Notice.space_id), col(Event.seq) == col(Notice.seq)))
        .join(Comment, col(Comment.id) == col(Notice.comment_id))
        .outerjoin(EventContent, col(EventContent.event_id) == col(Event.id))
        .outerjoin(Membership, col(Membership.pseudonym) == col(Event.actor))
        .outerjoin(Person, col(Person.id) == col(Membership.person_id))
        .where(col(Notice.comment_id).in_(comment_ids), col(Event.verb).in_((REOPENED, TAKEN_BACK)))
        .distinct()
    )
    return [(row[0], _turn(*row[1:])) for row in rows]


def _turn(seq: int, at: datetime, things: str, by: str | None, content: str | None) -> Turn:
    named = json.loads(things)
    reason = json.loads(content).get("reason", "") if content else ""
    return Turn(seq, at, named[1] if len(named) > 1 else "", by or "", reason, is_back=True)


def before(turns: Sequence[Turn], uid: str) -> str:
    """The answer that was in force before this one came to be; empty where there was none."""
    last = ""
    for turn in turns:
        if turn.uid == uid and not turn.is_back:
            return last
        last = turn.uid
    return last
