"""What the writer of a comment says to its answer: satisfied or not, with a word why; the last one counts."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import comments, names, record
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.dispositions import answerable
from commentspace.domain.dispositions.answerable import Facts
from commentspace.domain.record import Entry
from commentspace.domain.tables import Comment, Disposition, Satisfaction
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, marked
from commentspace.text import normal

VERB = "comment.satisfaction"
LONGEST = 4_000
"""Characters of the word why."""

NOT_THEIRS = marked("Only the writer of a comment says whether its answer satisfies them.")
SUPERSEDED = marked("This answer is not in force any more. Look at the comment: it may have a new answer.")
LONG = marked("Say why in at most %(most)s characters; what is longer makes a good reply in the thread.")


class Spoken(NamedTuple):
    """The part of a message in which it was said; nothing for other doors."""

    inbound_id: int | None = None
    segment: int | None = None


HERE = Spoken()


def say(
    session: Session,
    caller: Caller,
    disposition_uid: str,
    is_satisfied: bool,
    word: str = "",
    *,
    spoken: Spoken = HERE,
    now: datetime,
) -> str:
    """Keep what the writer of the comment says to the answer in force; returns its name.

    It is told to moderators. Saying the same once more changes nothing, and neither does the same part of a message.
    Raises NotFound, NotAllowed for anybody else, Conflict where the answer is not in force any more, Invalid.
    """
    row, found, who = _answer(session, caller, disposition_uid)
    word = normal.clean(word).strip()
    if len(word) > LONGEST:
        raise Invalid(LONG, field="word", most=LONGEST)
    if (earlier := _earlier(session, row, spoken, is_satisfied, word)) is not None:
        return earlier
    if found.disposition_id != row.id:
        raise Conflict(SUPERSEDED)
    seq = record.next_number(session, who.space_id)
    said = Satisfaction(
        uid=names.new(),
        disposition_id=row.id,
        by_id=who.person,
        is_satisfied=is_satisfied,
        word=word,
        door=who.door,
        inbound_id=spoken.inbound_id,
        segment=spoken.segment,
        at=now,
        seq=seq,
    )
    session.add(said)
    session.flush()
    content = {"comment": found.uid, "disposition": row.uid, "satisfied": "yes" if is_satisfied else "no", "word": word}
    tell = (found.tell_moderators(found.author_id),)
    record.append(session, who, seq, Entry(VERB, content, (found.uid, row.uid), tell=tell), now=now)
    return said.uid


def _answer(session: Session, caller: Caller, uid: str) -> tuple[Disposition, Facts, Standing]:
    """The answer of this name, for the writer of its comment; NotFound where it was never in force."""
    row = session.execute(select(Disposition).where(col(Disposition.uid) == uid)).scalar_one_or_none()
    if row is None or row.in_force_seq is None:
        raise NotFound()
    found = answerable.facts(session, col(Comment.id) == row.comment_id)[0]
    comments.find(session, caller, found.uid)
    who = standing(session, caller, found.space_id)
    if who.person != found.author_id:
        raise NotAllowed(NOT_THEIRS)
    return row, found, who


def _earlier(session: Session, row: Disposition, spoken: Spoken, is_satisfied: bool, word: str) -> str | None:
    """What was said before, where this is the same part of a message, or says the same as the last."""
    if spoken.inbound_id is not None:
        mine = col(Satisfaction.inbound_id) == spoken.inbound_id, col(Satisfaction.segment) == spoken.segment
        if uid := session.execute(select(col(Satisfaction.uid)).where(*mine)).scalar_one_or_none():
            return str(uid)
    said = select(Satisfaction).where(col(Satisfaction.disposition_id) == row.id).order_by(col(Satisfaction.id).desc())
    last = session.execute(said.limit(1)).scalar_one_or_none()
    return last.uid if last and (last.is_satisfied, last.word) == (is_satisfied, word) else None
