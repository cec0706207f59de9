"""Daily mails that never arrived: what they were to tell is told by the next one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlmodel import Session, col

from commentspace.domain.tables import DigestWindow, Letter

AT_MOST = timedelta(days=14)
"""How far back the next mail goes; what is older is read in the space."""
LATER = "What this letter was to tell is told in a later one."


def windows(
    session: Session, person_id: int, marks: Mapping[int, int], today: date
) -> Mapping[int, Sequence[DigestWindow]]:
    """The windows of letters that did not arrive, by space, the oldest first.

    `marks` are the person's watermarks by space. Who has turned the daily mail off and on again, or came back,
    began anew: the windows before that end below those after it, and are left alone.
    """
    if not _any(session, person_id, today):
        return {}
    rows = session.execute(
        select(DigestWindow, _has_failed())
        .outerjoin(Letter, col(Letter.id) == col(DigestWindow.letter_id))
        .where(col(DigestWindow.person_id) == person_id, col(DigestWindow.space_id).in_(marks), _since(today))
        .order_by(col(DigestWindow.id).desc())
    ).all()
    found: dict[int, list[DigestWindow]] = {}
    ends = dict(marks)
    for window, has_failed in rows:
        if window.to_seq != ends[window.space_id]:
            ends[window.space_id] = -1
            continue
        ends[window.space_id] = window.from_seq
        if has_failed:
            found.setdefault(window.space_id, []).insert(0, window)
    return found


def _any(session: Session, person_id: int, today: date) -> bool:
    """The usual answer is no, and costs one look."""
    wanted = select(col(DigestWindow.id)).join(Letter, col(Letter.id) == col(DigestWindow.letter_id))
    mine = col(DigestWindow.person_id) == person_id, _since(today), _has_failed()
    return session.execute(wanted.where(*mine).limit(1)).first() is not None


def _since(today: date) -> ColumnElement[bool]:
    return col(DigestWindow.local_day) >= (today - AT_MOST).isoformat()


def _has_failed() -> ColumnElement[bool]:
    """No server ever took it, and none will: it failed after it was written, was dropped, or nobody has begun it.

    One that failed while it was written would fail again, and what came after it with it.
    """
    return or_(
        col(Letter.state) == "dropped",
        and_(col(Letter.state) == "failed", col(Letter.rendered_at).is_not(None)),
        and_(col(Letter.state) == "intended", col(Letter.leased_until).is_(None), col(Letter.attempts) == 0),
    )


def move(session: Session, again: Sequence[DigestWindow], letter_id: int, *, now: datetime) -> None:
    """Let this letter tell these windows; a letter that nobody has begun to write is not sent any more."""
    for letter in {window.letter_id for window in again}:
        waits = col(Letter.id) == letter, col(Letter.state) == "intended", col(Letter.leased_until).is_(None)
        session.execute(update(Letter).where(*waits).values(state="dropped", answer=LATER, next_try_at=now))
    ids = [window.id for window in again]
    if ids:
        session.execute(
            update(DigestWindow)
            .where(col(DigestWindow.id).in_(ids), _still_waits())
            .values(letter_id=letter_id)
            .execution_options(synchronize_session=False)
        )


def _still_waits() -> ColumnElement[bool]:
    """Its letter is one that will not arrive; the post office may have taken it meanwhile."""
    gone = select(col(Letter.id)).where(col(Letter.state).in_(("dropped", "failed")))
    return col(DigestWindow.letter_id).in_(gone)
