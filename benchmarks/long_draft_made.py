"""A long draft for `long_draft.py`, made by the program's own verbs: headings on three levels, comments all over it."""

import random
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import Session

from commentspace.database import Database, schema
from commentspace.domain import comments, issuing, member_lists, members, names, people, reviews, sessions, spaces
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.postings import Posting
from commentspace.domain.previews import Heading
from commentspace.domain.review_windows import Window

_SOME = (
    "water wetland birds reed the of and in a peat river flow restored levels season plants must shall be measured "
    "before after each parties guidance monitoring fish sediment local communities area landscape where possible"
)
WORDS = _SOME.split()
OPERATOR = Caller(door="command", is_operator=True)
PEOPLE = 40
BATCH = 500


class Made(NamedTuple):
    """The draft's name, marks of places in it, and the session of somebody who reads it."""

    document: str
    middle: str
    end: str
    comment: str
    session: str


def made(database: Database, paragraphs: int, number: int) -> Made:
    """Make it in an empty database, or find the one made before."""
    schema.migrate(database.engine)
    if not _rows(database, "SELECT id FROM space"):
        _make(database, paragraphs, number)
    [(document,)] = _rows(database, "SELECT uid FROM document")
    places = [f"p-{uid}" for (uid,) in _rows(database, "SELECT uid FROM paragraph ORDER BY id")]
    said = _rows(database, "SELECT uid FROM comment ORDER BY id")
    session = database.write_here(sessions.begin, 1, "a benchmark")
    return Made(document, places[len(places) // 2], places[-1], f"c-{said[len(said) * 3 // 4][0]}", session)


def _make(database: Database, paragraphs: int, number: int) -> None:
    chance = random.Random(1)  # noqa: S311  # the same draft each time
    space = database.write_here(spaces.make, OPERATOR, spaces.Plan.of("long", "A long draft"))
    people_ids = [database.write_here(_enter, f"Person {n}", f"person{n}@example.org") for n in range(1, PEOPLE + 1)]
    entries = [
        member_lists.Entry.of(f"Person {n}", f"person{n}@example.org", f"Institute {n % 7}", "", "participant", "en")
        for n in range(1, PEOPLE + 1)
    ]
    database.write_here(members.add, OPERATOR, space, entries, invite=False, space=space)
    drafts = [_paragraph(chance, n) for n in range(paragraphs)]
    steps = issuing.steps(
        OPERATOR, space, Heading.of("LONG/1", "A long draft", "en"), issuing.worded(drafts), issuing.NOWHERE
    )
    uid = database.carry_out_here(steps)
    window = Window(None, datetime.now(UTC) + timedelta(days=10))
    database.write_here(reviews.open, OPERATOR, uid, window, space=space)
    places = [place for (place,) in _rows(database, "SELECT uid FROM paragraph ORDER BY id")]
    written: list[str] = []
    for start in range(0, number, BATCH):
        postings = [Posting(Body.of(_words(chance, 8, 60)), names.new()) for _ in range(min(BATCH, number - start))]

        def post(session: Session, *, now: datetime, postings: list[Posting] = postings) -> None:
            for posting in postings:
                who = Caller(chance.choice(people_ids))
                if written and chance.random() < 0.4:
                    verb, to = comments.reply, chance.choice(written[-200:])
                else:
                    verb, to = comments.post, places[min(int(chance.random() * len(places)), len(places) - 1)]
                written.append(verb(session, who, to, posting, now=now).uid)

        database.write_here(post, space=space)


def _enter(session: Session, name: str, address: str, *, now: datetime) -> int:
    person = people.enter(session, name, address, language="en", now=now)
    people.verify(session, person.id, address, now)
    return person.id


def _paragraph(chance: random.Random, n: int) -> DraftParagraph:
    if n % 10 == 0:
        level = 1 if n % 500 == 0 else 2 if n % 50 == 0 else 3
        return DraftParagraph(Kind.HEADING, _words(chance, 3, 8).capitalize(), level=level)
    return DraftParagraph(Kind.PARAGRAPH, _words(chance, 30, 120).capitalize() + ".", label=f"{n}.")


def _words(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most)))


def _rows(database: Database, sql: str) -> list[tuple[str, ...]]:
    return database.read_here(lambda session: [tuple(row) for row in session.execute(text(sql))])
