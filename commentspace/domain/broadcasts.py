"""Sending an announcement to many in short steps: its letters are made ready, it is kept, and they are let go.

Until it is kept nobody sees anything of it. What was made ready for a sending that was cut off before goes nowhere:
when its time comes, the post office finds no announcement, and drops it; cut off after, it goes out within the hour.
"""

from collections.abc import Generator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.database import Step
from commentspace.domain import announcements, names
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.announcements import Sending, Wording
from commentspace.domain.members import MemberView
from commentspace.domain.recipients import Audience, Part
from commentspace.domain.tables import Letter

TOGETHER = 75
"""Letters of one step: five to fifteen milliseconds (`benchmarks/broadcast.py`)."""
PATIENCE = timedelta(hours=1)
"""How long letters that are made ready wait to be let go."""


class Broadcast(NamedTuple):
    """What a moderator sends, to whom, and under which key."""

    space_id: int
    wording: Wording
    part: Part
    key: str


def send(caller: Caller, what: Broadcast, to: Audience) -> Generator[Step, Any, str]:
    """Write to the readers of this audience; returns the announcement's name. The same key writes once.

    `to` is what the moderator was shown. Who has left meanwhile gets no letter, as the post office asks again.
    """
    announcements.require_readers(to, what.part)
    if before := (yield Step(begun, (caller, what))):
        return str(before)
    uid = names.new()
    for some in _batches(to.readers):
        yield Step(prepare, (caller, what.space_id, uid, some))
    for some in _batches([] if what.part.is_all else to.others):
        yield Step(leave_out, (caller, what.space_id, uid, some))
    made: str = yield Step(publish, (caller, what, uid, len(to.readers)), what.space_id)
    for some in _batches(to.readers):
        yield Step(let_go, (made, [each.person_id for each in some]))
    return made


def _batches(those: Sequence[MemberView]) -> list[Sequence[MemberView]]:
    return [those[start : start + TOGETHER] for start in range(0, len(those), TOGETHER)]


def begun(session: Session, caller: Caller, what: Broadcast, *, now: datetime) -> str | None:
    """What this form has sent before; NotAllowed for all but moderators."""
    return announcements.earlier(session, _moderator(session, caller, what.space_id), what.wording, what.key)


def prepare(
    session: Session, caller: Caller, space_id: int, uid: str, to: Sequence[MemberView], *, now: datetime
) -> None:
    """Make the letters of some readers ready; they wait."""
    _moderator(session, caller, space_id)
    announcements.mail(session, uid, space_id, to, not_before=now + PATIENCE, now=now)


def leave_out(
    session: Session, caller: Caller, space_id: int, uid: str, those: Sequence[MemberView], *, now: datetime
) -> None:
    """Note those for whom it is, and to whom it is not mailed."""
    _moderator(session, caller, space_id)
    announcements.set_aside(session, uid, space_id, those, now=now)


def publish(session: Session, caller: Caller, what: Broadcast, uid: str, readers: int, *, now: datetime) -> str:
    """Keep the announcement: from now on it is seen. What the same form has sent meanwhile stays the only one."""
    who = _moderator(session, caller, what.space_id)
    if before := announcements.earlier(session, who, what.wording, what.key):
        return before
    sending = Sending(what.wording, what.part, announcements.of_form(who, what.key), uid)
    return announcements.keep(session, who, sending, readers, now)


def let_go(session: Session, uid: str, readers: Sequence[int], *, now: datetime) -> None:
    """Send the letters of these readers now; those that this does not come to any more go when their time comes."""
    ours = [announcements.dedup(uid, person_id) for person_id in readers]
    waiting = col(Letter.dedup).in_(ours), col(Letter.state) == "intended", col(Letter.next_try_at) > now
    session.execute(update(Letter).where(*waiting).values(next_try_at=now))
    session.info["mail"] = True


def _moderator(session: Session, caller: Caller, space_id: int) -> Standing:
    who = standing(session, caller, space_id)
    who.require("broadcast")
    return who
