"""What the pages of the moderators' table are made of: its rows, and its numbers beside them, each by one read."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import discussion, documents, snapshots
from commentspace.domain.access import Caller
from commentspace.domain.discussion import HeadingView
from commentspace.domain.dispositions import batches, texts
from commentspace.domain.dispositions.texts import TextView
from commentspace.domain.snapshots import Answers
from commentspace.domain.table import counts, progress, rows, words
from commentspace.domain.table.asked import Asked
from commentspace.domain.table.counts import Counts, Speakers
from commentspace.domain.table.progress import Progress
from commentspace.domain.table.rows import Part, Window
from commentspace.domain.tables import Review
from commentspace.web.documents import Scene, scene

MOST_HEADINGS = 150
"""Headings that a choice lists; of more only the upper ones."""


class Done(NamedTuple):
    """An act that has just been carried out, as the address of the table says: what, how many, and its batch."""

    verb: str
    number: int
    batch: str
    standing: int
    """How many of its answers can still be taken back."""


class Rows(NamedTuple):
    """The rows, with what stands around them."""

    scene: Scene
    window: Window
    headings: Sequence[HeadingView]
    rounds: dict[int, str]
    texts: Sequence[TextView]
    done: Done


class Numbers(NamedTuple):
    """How many of what there are."""

    counts: Counts
    progress: Progress


class Wanted(NamedTuple):
    """What the page is about: for whom, of which document, when, what is asked for, and what of it is known."""

    who: Caller
    uid: str
    now: datetime
    asked: Asked
    known: Answers


class Some(NamedTuple):
    """Some of the rows, for a script."""

    scene: Scene
    window: Window
    progress: Progress | None = None
    lacking: int = 0
    """How many of what is asked for lack an answer, beside the progress."""


def ahead(session: Session, who: Caller, uid: str, asked: Asked) -> Answers:
    """What the parts of the page want alike, found once before they are read beside each other."""
    with snapshots.shared(session) as answers:
        if asked.terms:
            document, here = documents.find(session, who, uid)
            here.require("answer")
            words.found(session, document, asked.terms)
        return answers


def shown(session: Session, wanted: Wanted, part: Part, done: Done) -> Rows:
    """The rows of the page; NotAllowed for all but moderators."""
    who, uid, now, asked, known = wanted
    with snapshots.shared(session, known):
        here = scene(session, who, uid, now)
        here.who.require("answer")
        if done.batch:
            done = done._replace(standing=batches.size(session, who, uid, done.batch))
        return Rows(
            here,
            rows.window(session, here.who, here.document, asked, now, part),
            _headings(session, here),
            rounds(session, here),
            texts.of_space(session, here.who),
            done,
        )


def few(session: Session, wanted: Wanted) -> Counts:
    """How many there are of what; the numbers take as long as the rows, and are read beside them in two parts."""
    with snapshots.shared(session, wanted.known):
        document, here = documents.find(session, wanted.who, wanted.uid)
        return counts.few(session, here, document, wanted.asked, wanted.now)


def speakers(session: Session, wanted: Wanted) -> tuple[Speakers, Progress]:
    """How many comments who has made, and how far answering has come."""
    with snapshots.shared(session, wanted.known):
        document, here = documents.find(session, wanted.who, wanted.uid)
        spoke = counts.speakers(session, here, document, wanted.asked, wanted.now)
        return spoke, progress.of(session, here, document, wanted.asked.round)


def window(session: Session, who: Caller, uid: str, now: datetime, asked: Asked, part: Part) -> Some:
    """The rows of a part alone."""
    here = scene(session, who, uid, now)
    return Some(here, rows.window(session, here.who, here.document, asked, now, part))


def named(session: Session, who: Caller, uid: str, now: datetime, uids: Sequence[str], asked: Asked) -> Some:
    """Some rows as they are now, with the progress."""
    here = scene(session, who, uid, now)
    here.who.require("answer")
    shown = Window(rows.named(session, here.who, here.document, uids, now), {})
    done = progress.of(session, here.who, here.document, asked.round)
    narrows = asked.but(round=0).narrows
    lacking = counts.lacking(session, here.who, here.document, asked, now) if narrows else done.lacking
    return Some(here, shown, done, lacking)


def _headings(session: Session, here: Scene) -> list[HeadingView]:
    headings = discussion.headings(session, here.document.revision_id)
    level = max((each.level for each in headings), default=1)
    while len(headings) > MOST_HEADINGS and level > 1:
        level -= 1
        headings = [each for each in headings if each.level <= level]
    return headings[:MOST_HEADINGS]


def rounds(session: Session, here: Scene) -> dict[int, str]:
    """The rounds of a document, number and title; what only holds the comments of a draft's own file is none."""
    mine = col(Review.document_id) == here.document.id, col(Review.number) > 0
    wants = select(col(Review.number), col(Review.title)).where(*mine)
    return dict(session.execute(wants.order_by(col(Review.number))).all())
