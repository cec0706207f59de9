"""Standard texts: reasons that the moderators of a space use again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import names, post_keys, record
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.bodies import LIMIT
from commentspace.domain.dispositions import filling
from commentspace.domain.record import Entry
from commentspace.domain.tables import Person, StandardText
from commentspace.domain.tables.answers import OUTCOMES
from commentspace.errors import Conflict, Invalid, NotFound, TooLong, marked
from commentspace.text import normal

LONGEST_TITLE = 120
MOST = 200
"""Standard texts of a space."""

NAMELESS = marked("Give the text a short name of at most %(most)s characters, by which it is chosen.")
EMPTY = marked("Write the text that the reason begins with.")
LONG = marked("The text has %(size)s bytes; it may have %(limit)s. Shorten it.")
NO_OUTCOME = marked("Choose the outcome that the text goes with, or any.")
CHANGED = marked("Somebody has changed or removed this text meanwhile. Look at the list; yours is kept below.")
TOO_MANY = marked("This space has %(most)s standard texts. Remove one that nobody needs any more.")


@dataclass(frozen=True, slots=True)
class Text:
    """A standard text, checked: its name, the outcome that it goes with (empty for any), and Markdown with places."""

    title: str
    outcome: str
    text: str

    @classmethod
    def of(cls, title: str, outcome: str, text: str) -> "Text":
        """Check it; Invalid with the field at fault, TooLong."""
        title, text = " ".join(normal.clean(title).split()), normal.clean(text).strip()
        if not title or len(title) > LONGEST_TITLE:
            raise Invalid(NAMELESS, field="title", most=LONGEST_TITLE)
        if outcome and outcome not in OUTCOMES:
            raise Invalid(NO_OUTCOME, field="outcome")
        if not text:
            raise Invalid(EMPTY, field="text")
        if (size := len(text.encode())) > LIMIT:
            raise TooLong(LONG, field="text", size=size, limit=LIMIT)
        filling.require_known(text, field="text")
        return cls(title, outcome, text)


@dataclass(frozen=True, slots=True)
class TextView:
    """A standard text as moderators see it."""

    uid: str
    title: str
    outcome: str
    text: str
    by: str
    at: datetime


def of_space(session: Session, who: Standing) -> Sequence[TextView]:
    """The standard texts of a space, by name; NotAllowed for who may not answer."""
    who.require("answer")
    columns = (StandardText.uid, StandardText.title, StandardText.outcome, StandardText.text)
    rows = session.execute(
        select(*(col(each) for each in columns), col(Person.name), col(StandardText.at))
        .outerjoin(Person, col(Person.id) == col(StandardText.by_id))
        .where(col(StandardText.space_id) == who.space_id, col(StandardText.ended_at).is_(None))
        .order_by(col(StandardText.title), col(StandardText.id))
    )
    return [TextView(row[0], row[1], row[2], row[3], row[4] or "", row[5]) for row in rows]


def keep(
    session: Session, caller: Caller, space_id: int, text: Text, *, instead_of: str = "", key: str = "", now: datetime
) -> str:
    """Keep a standard text, or put it in the place of another one; returns its name.

    What was answered with the other one stays as it is. Raises NotAllowed; Conflict where the other is gone, and for
    one text more than a space may have. With the `key` of a form, the same form does so once.
    """
    who = _moderator(session, caller, space_id)
    if post_keys.is_used(session, who.person_id, "text", key, now=now):
        return instead_of
    old = _standing_text(session, space_id, instead_of) if instead_of else None
    if instead_of and old is None:
        raise Conflict(CHANGED)
    if old is None and len(of_space(session, who)) >= MOST:
        raise Conflict(TOO_MANY, most=MOST)
    if old is not None:
        old.ended_at = now
        session.add(old)
    row = StandardText(
        uid=names.new(),
        space_id=space_id,
        by_id=who.person_id,
        at=now,
        title=text.title,
        outcome=text.outcome,
        text=text.text,
    )
    session.add(row)
    session.flush()
    said = {"title": text.title, "outcome": text.outcome, "text": text.text}
    content = said | {"standard_text": row.uid, "instead_of": instead_of}
    seq = record.next_number(session, space_id)
    record.append(session, who, seq, Entry("standard_text.kept", content, (row.uid,)), now=now)
    return row.uid


def end(session: Session, caller: Caller, space_id: int, uid: str, *, now: datetime) -> None:
    """Let nobody begin with this text any more; again does no harm. NotAllowed, NotFound."""
    who = _moderator(session, caller, space_id)
    mine = col(StandardText.uid) == uid, col(StandardText.space_id) == space_id
    row = session.execute(select(StandardText).where(*mine)).scalar_one_or_none()
    if row is None:
        raise NotFound()
    if row.ended_at is not None:
        return
    row.ended_at = now
    session.add(row)
    session.flush()
    seq = record.next_number(session, space_id)
    record.append(session, who, seq, Entry("standard_text.ended", {"standard_text": uid}, (uid,)), now=now)


def _moderator(session: Session, caller: Caller, space_id: int) -> Standing:
    who = standing(session, caller, space_id)
    who.require("answer")
    return who


def _standing_text(session: Session, space_id: int, uid: str) -> StandardText | None:
    mine = col(StandardText.uid) == uid, col(StandardText.space_id) == space_id, col(StandardText.ended_at).is_(None)
    return session.execute(select(StandardText).where(*mine)).scalar_one_or_none()
