"""What an act in the table is about: comments that were ticked, or all that match what is asked; looked at first.

An act on all that match is carried out on the server by what is asked. It is done only while that is still the same
comments as when they were looked at: `Look.mark` says so.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from commentspace.domain.access import Standing
from commentspace.domain.dispositions import answering
from commentspace.domain.documents import DocumentView
from commentspace.domain.table import lines, order, wanted
from commentspace.domain.table.asked import Asked
from commentspace.errors import Conflict, Invalid, marked

NOTHING = marked("Nothing is chosen. Tick some comments, or choose all that match.")
MOST = 5_000
"""Comments of one act, which takes some ten seconds."""
TOO_MANY = marked("At most %(most)s comments can be dealt with at once. Choose fewer, for example by a filter.")
CHANGED = marked(
    "Nothing was done: since you looked, comments have come or gone, or some were edited or answered. "
    "Comments that you meant then: %(before)s, now: %(now)s. Look again, then send it once more."
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some comments by their names, or with `everything` all that match what is `asked`."""

    asked: Asked
    uids: tuple[str, ...] = ()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """The comments that are meant, in the order of the table, and what is known of them before the act."""

    seen: Mapping[str, str]
    """The name of each, with the mark of its last answer and its text (`answering.mark`)."""
    lacking: int
    """How many lack an answer."""
    outcomes: Mapping[str, int]
    """The answers in force that others have."""
    proposed: int
    """How many have an answer that waits for confirmation."""
    unwanting: int
    """How many want none: replies, and what is held back or withdrawn."""
    writers: int

    @property
    def uids(self) -> Sequence[str]:
        """Their names."""
        return list(self.seen)

    @property
    def mark(self) -> str:
        """Names exactly these comments with these answers and texts, whatever their order."""
        words = " ".join(sorted(f"{uid}:{answer}" for uid, answer in self.seen.items()))
        return f"{len(self.seen)}-{hashlib.sha256(words.encode()).hexdigest()[:20]}"


def look(session: Session, who: Standing, document: DocumentView, chosen: Chosen, now: datetime) -> Look:
    """Look at what is meant; comments that are not there any more are left out. NotAllowed but for moderators."""
    asked = chosen.asked if chosen.everything else Asked(which="replies")
    found = lines.gathered(session, who, document, asked, now)
    sorted_by = order.of(asked, found, document.id)
    columns = (found.c[name] for name in ("uid", "answer", "states", "lacks", "wants", "outcome", "proposed", "author"))
    wants = select(*columns).select_from(sorted_by.source).where(*wanted.conditions(asked, found).values())
    if not chosen.everything:
        wants = wants.where(found.c.uid.in_(chosen.uids))
    rows = session.execute(wants.order_by(*sorted_by.keys)).all()
    return Look(
        {row.uid: answering.marked_with(row.answer, row.states) for row in rows},
        sum(bool(row.lacks) for row in rows),
        Counter(row.outcome for row in rows if row.outcome),
        sum(row.proposed != "" for row in rows),
        sum(not row.wants for row in rows),
        len({row.author for row in rows}),
    )


def meant(session: Session, who: Standing, document: DocumentView, chosen: Chosen, mark: str, now: datetime) -> Look:
    """The same for the act itself; Conflict where it is about nothing, or not about what was looked at (`mark`)."""
    found = look(session, who, document, chosen, now)
    if not found.seen:
        raise Conflict(NOTHING)
    if len(found.seen) > MOST:
        raise Invalid(TOO_MANY, most=MOST)
    if found.mark != mark:
        raise Conflict(CHANGED, before=mark.partition("-")[0], now=len(found.seen))
    return found
