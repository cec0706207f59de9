"""Submitting drafts and contributions: they become comments, all of them or none, by one act.

A set is looked at whole, then let in whole by one verb, which takes its note and claims every part of it, and then
written a few at a time: what was let in is in time, whatever becomes of the review meanwhile. A set of a few is let in
and written at once. What is refused leaves everything as it was, and says what stands in the way of which.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from commentspace.database import Look, Step, Steps
from commentspace.domain import comments, entering, review_windows
from commentspace.domain.access import Caller, Standing
from commentspace.domain.contributions import coverings, readiness
from commentspace.domain.contributions.coverings import Note, Under
from commentspace.domain.contributions.merging import NOT_ALL_OPEN, led
from commentspace.domain.contributions.readiness import Ready, Said
from commentspace.domain.contributions.seeing import Seen, several
from commentspace.domain.entering import Entered
from commentspace.domain.postings import Act
from commentspace.domain.tables import Comment, Contribution, Covering, LateToken, Paragraph, Provenance
from commentspace.errors import Closed, Conflict, Invalid, marked

MOST = 50
"""Comments of one set."""
TOGETHER = 5
"""How many of them are written in one transaction."""
CUT_OFF = timedelta(minutes=1)
"""What was claimed for a set so long ago, and has become no comment, was cut off and is open again."""

NOTHING = marked("Tick what you want to submit.")
TOO_MANY = marked("At most %(most)s can be submitted at once. Submit some of them first.")
MIXED = marked("Drafts of your own and what stands in the room of your delegation are submitted apart.")
TOO_MANY_LATE = marked(
    "The review is closed, and you may submit %(left)s more comments late. Submit so many, or fewer."
)
ON_ITS_WAY = marked("These are being submitted just now. Look again in a minute.")


@dataclass(frozen=True, slots=True)
class Set:
    """What is submitted together: drafts or contributions by name, the note that covers them, and for whom.

    `personally` where a member who is there on behalf of somebody submits their own drafts for themselves; `token_id`
    is the key of the program that does it.
    """

    uids: tuple[str, ...]
    note: Note | None = None
    personally: bool = False
    token_id: int | None = None


class Submitted(NamedTuple):
    """What became of a set: the names of its comments, in order, and that of its note, where it has one."""

    comments: tuple[str, ...]
    covering: str = ""
    again: bool = False


class Looked(NamedTuple):
    """A set that can be submitted, as it was when it was looked at; or what it has become before."""

    space_id: int
    ready: tuple[Ready, ...]
    before: Submitted | None = None


class Begun(NamedTuple):
    """A set that was let in: under which rules, when, with which note; and its comments that stand already."""

    who: Standing
    entered: Entered
    said: Said
    covering: str
    received_at: datetime
    posted: tuple[str, ...]


def steps(caller: Caller, document_uid: str, wanted: Set) -> Steps[Submitted]:
    """Submit drafts of one's own, or as its focal point contributions of a delegation's room, as comments.

    Raises NotFound, NotAllowed, Closed and whatever else refuses a comment; `readiness.NotReady` with what stands in
    the way of which; Conflict where something has become of one meanwhile. Nothing has been submitted then. The same
    set sent again is not submitted twice.
    """
    looked: Looked = yield Look(look, (caller, document_uid, wanted))
    if looked.before is not None:
        return looked.before
    begun: Begun = yield Step(begin, (caller, document_uid, wanted, looked.ready), looked.space_id)
    posted = list(begun.posted)
    while len(posted) < len(looked.ready):
        some = looked.ready[len(posted) : len(posted) + TOGETHER]
        posted += yield Step(write, (begun, some, wanted.token_id), looked.space_id)
    return Submitted(tuple(posted), begun.covering)


def look(session: Session, caller: Caller, document_uid: str, wanted: Set) -> Looked:
    """See whether all of a set can become comments; the window of the review is asked when it is let in."""
    found = _chosen(session, caller, document_uid, wanted)
    space_id = found[0].row.space_id
    if all(each.row.comment_id is not None for each in found):
        return Looked(space_id, (), _before(session, found))
    return Looked(space_id, tuple(readiness.require(session, caller, found)))


def begin(
    session: Session, caller: Caller, document_uid: str, wanted: Set, ready: Sequence[Ready], *, now: datetime
) -> Begun:
    """Let a set in as it was looked at, or refuse it; its first comments are written with that."""
    found = _chosen(session, caller, document_uid, wanted)
    _require_as_seen(found, ready, now)
    who, seat = found[0].who, found[0].seat if found[0].is_in_room else None
    said = Said(seat.delegated if seat else None, wanted.personally)
    at = ready[0].place(session)
    entered = _entered(session, who, ready, said, now)
    covering = None
    if wanted.note is not None:
        under = Under(entered.review_id, _mask(who, entered, ready))
        covering = coverings.make(session, who, at, under, wanted.note, said, now=now)
    said = Said(said.speaks_for, said.personally, covering.id if covering else None)
    claimed = {"state": "submitted", "ended_at": now}
    session.execute(update(Contribution).where(col(Contribution.id).in_([each.id for each in ready])).values(**claimed))
    begun = Begun(who, entered, said, covering.uid if covering else "", now, ())
    if len(ready) > TOGETHER:
        return begun
    return begun._replace(posted=write(session, begun, ready, wanted.token_id, now=now))


def write(
    session: Session, begun: Begun, some: Sequence[Ready], token_id: int | None, *, now: datetime
) -> tuple[str, ...]:
    """Write some comments of a set that was let in; returns their names."""
    return tuple(_one(session, begun, each, token_id, now) for each in some)


def _one(session: Session, begun: Begun, ready: Ready, token_id: int | None, now: datetime) -> str:
    posting = ready.posting(begun.said, begun.received_at, token_id)
    at = ready.place(session)
    if ready.answers:
        parent = session.execute(select(Comment).where(col(Comment.uid) == ready.answers)).scalar_one()
        act = Act("reply", posting, posting.once(ready.answers))
        posted = comments.taken_below(session, begun.who, at, begun.entered, parent, act, now=now)
    else:
        paragraph = select(col(Paragraph.uid)).where(col(Paragraph.id) == ready.paragraph_id)
        act = Act("post", posting, posting.once(session.execute(paragraph).scalar_one()))
        posted = comments.taken(session, begun.who, at, begun.entered, act, now=now)
    became = select(col(Comment.id)).where(col(Comment.uid) == posted.uid).scalar_subquery()
    session.execute(update(Contribution).where(col(Contribution.id) == ready.id).values(comment_id=became))
    return posted.uid


def _chosen(session: Session, caller: Caller, document_uid: str, wanted: Set) -> list[Seen]:
    """Those that are to be submitted, all drafts of one's own, or all of a room that one leads."""
    if not wanted.uids:
        raise Invalid(NOTHING)
    if len(wanted.uids) > MOST:
        raise Invalid(TOO_MANY, most=MOST)
    found = several(session, caller, document_uid, wanted.uids)
    found[0].who.require("comment")
    of_room = {each.is_in_room for each in found}
    if len(of_room) > 1:
        raise Invalid(MIXED)
    return led(session, caller, document_uid, wanted.uids) if of_room == {True} else found


def _require_as_seen(found: Sequence[Seen], ready: Sequence[Ready], now: datetime) -> None:
    """Go on where nothing has become of any of them since they were looked at."""
    for each, seen in zip(found, ready, strict=True):
        row = each.row
        claimed_at = row.ended_at if row.state == "submitted" and row.comment_id is None else None
        if claimed_at is not None and claimed_at > now - CUT_OFF:
            raise Conflict(ON_ITS_WAY)
        if (claimed_at is None and row.state != "open") or row.states != seen.states:
            raise Conflict(NOT_ALL_OPEN)


def _entered(session: Session, who: Standing, ready: Sequence[Ready], said: Said, now: datetime) -> Entered:
    """Under which rules the set is taken, asked once for all; moderators may answer after the review has closed."""
    at = ready[0].place(session)
    if who.may("moderate") and all(each.answers for each in ready):
        return entering.under(who, review_windows.newest(session, at.document_id))
    entered = entering.enter(session, who, at, ready[0].posting(said), now)
    if entered.late_token_id is not None and (left := _left(session, entered.late_token_id)) < len(ready):
        raise Closed(TOO_MANY_LATE, left=left)
    return entered


def _left(session: Session, token_id: int) -> int:
    """How many comments a late token is good for still; one that is used by a whole set is used at once."""
    used = select(func.count()).where(col(Provenance.late_token_id) == token_id)
    most: int = session.execute(select(col(LateToken.most)).where(col(LateToken.id) == token_id)).scalar_one()
    spent: int = session.execute(used).scalar_one()
    return min(most - spent, TOGETHER)


def _mask(who: Standing, entered: Entered, ready: Sequence[Ready]) -> str:
    """What the note tells of who wrote it: no more than any comment that it covers."""
    if who.may("moderate"):
        return ""
    return max((entered.masked, *(each.masked for each in ready)), key=entering.STRICTNESS.index)


def _before(session: Session, found: Sequence[Seen]) -> Submitted:
    """What the same set has become before."""
    rows: Any = session.execute(
        select(col(Comment.id), col(Comment.uid), col(Covering.uid))
        .outerjoin(Covering, col(Covering.id) == col(Comment.covering_id))
        .where(col(Comment.id).in_([each.row.comment_id for each in found]))
    )
    made = {key: (uid, covering) for key, uid, covering in rows}
    became = [made[each.row.comment_id] for each in found if each.row.comment_id is not None]
    return Submitted(tuple(uid for uid, _ in became), next((uid for _, uid in became if uid), ""), again=True)
