"""A document with very many comments for `table.py`, put into the database in batches and not through the doors."""

import random
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from long_draft_made import OPERATOR, WORDS, _enter, _paragraph, _words
from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from commentspace.database import Database, schema
from commentspace.domain import issuing, member_lists, members, names, reviews, sessions, spaces
from commentspace.domain.previews import Heading
from commentspace.domain.review_windows import Window
from commentspace.domain.tables import (
    Alike,
    Anchor,
    Comment,
    CommentState,
    Disposition,
    Document,
    Likeness,
    PlacedWording,
    Placement,
    Provenance,
    Review,
    Space,
)
from commentspace.domain.tables.answers import OUTCOMES

PARTIES, PEOPLE, BATCH = 60, 180, 1_000
CHINESE = "湿地河流水位恢复植物鸟类泥炭监测社区缔约方指导文件应当采取措施保护水资源"


class Made(NamedTuple):
    """The document's name, and the session of a moderator of its space."""

    document: str
    session: str


def made(database: Database, paragraphs: int, comments: int) -> Made:
    """Make it in an empty database: a fifth of the comments in copies of campaigns, three in ten answered."""
    schema.migrate(database.engine)
    chance = random.Random(1)  # noqa: S311  # the same each time
    space = database.write_here(spaces.make, OPERATOR, spaces.Plan.of("many", "Many comments"))
    people = [database.write_here(_enter, f"Person {n}", f"person{n}@example.org") for n in range(PEOPLE)]
    entries = [
        member_lists.Entry.of(f"Person {n}", f"person{n}@example.org", f"Institute {n % PARTIES:02}", "", role, "en")
        for n, role in ((n, "moderator" if n < 3 else "participant") for n in range(PEOPLE))
    ]
    for start in range(0, PEOPLE, 90):
        database.write_here(members.add, OPERATOR, space, entries[start : start + 90], invite=False, space=space)
    drafts = [_paragraph(chance, n) for n in range(paragraphs)]
    heading = Heading.of("MANY/1", "Many comments", "en")
    uid = database.carry_out_here(issuing.steps(OPERATOR, space, heading, issuing.worded(drafts), issuing.NOWHERE))
    window = Window(None, datetime.now(UTC) + timedelta(days=10))
    database.write_here(reviews.open, OPERATOR, uid, window, space=space)
    rows = _comments(chance, comments, people)
    start = 0
    while batch := list(islice(rows, BATCH)):
        database.write_here(_put, uid, batch, start, space=space)
        start += len(batch)
    database.write_here(_finish, uid, comments, people[:3], space=space)
    return Made(uid, database.write_here(sessions.begin, people[0], "a benchmark"))


def _comments(chance: random.Random, number: int, people: list[int]) -> Any:
    """What each says and who says it; every fourth is an answer to the one before, one in eight is Chinese."""
    campaigns = [_words(chance, 20, 60) for _ in range(40)]
    for n in range(number):
        body = _words(chance, 8, 60)
        if n % 8 == 3:
            body = "".join(chance.choices(CHINESE, k=chance.randint(20, 120)))
        near = chance.randrange(40) if n % 5 == 0 else None
        if near is not None:
            body = campaigns[near] + (" " + chance.choice(WORDS) if chance.random() < 0.5 else "")
        yield n, chance.choice(people[3:]), body, near, n % 4 == 2


def _put(session: Session, uid: str, batch: list[Any], start: int, *, now: datetime) -> None:
    document, space, review, places = _place(session, uid)
    seq = session.execute(select(col(Space.seq)).where(col(Space.id) == space)).scalar_one()
    chance, comments = random.Random(start), []  # noqa: S311
    ids = {}
    for n, author, body, near, is_reply in batch:
        at = places[int(chance.random() ** 1.5 * len(places))]
        ids[n] = (at, body, near)
        comments.append(
            {
                "id": n + 1, "uid": names.new(), "space_id": space, "document_id": document, "review_id": review,
                "paragraph_id": at.paragraph_id, "version": "en", "thread_id": n if is_reply else None,
                "parent_id": n if is_reply else None, "author_id": author, "kind": chance.choice(
                    ["substantive", "substantive", "editorial", "question"]
                ), "language": "zh" if not body.isascii() else "en", "body": body, "html": f"<p>{body}</p>",
                "proposal": body[:60] if n % 7 == 0 else None, "proposal_html": None, "number": n + 1,
                "posted_at": now + timedelta(seconds=n), "posted_seq": seq + 1, "shown_seq": seq + 1,
                "changed_seq": seq + 1,
            }
        )  # fmt: skip
    session.execute(insert(Comment), comments)
    session.execute(
        insert(CommentState),
        [
            {"comment_id": n + 1, "number": 1, "body": body, "html": "", "at": now, "door": "web", "seq": seq + 1}
            for n, (_, body, _) in ids.items()
        ],
    )
    session.execute(
        insert(Anchor),
        [
            {"comment_id": n + 1, "revision_id": at.revision_id, "wording_id": at.wording_id, "language": "en"}
            for n, (at, _, _) in ids.items()
        ],
    )
    session.execute(
        insert(Provenance),
        [
            {"comment_id": n + 1, "door": "web", "received_at": now, "revision_id": at.revision_id}
            for n, (at, _, _) in ids.items()
        ],
    )
    _like(session, document, ids)


def _like(session: Session, document: int, ids: dict[int, Any]) -> None:
    """Which of them are copies of a campaign; the group's name is that of its first comment."""
    likeness = session.execute(select(col(Likeness.id)).where(col(Likeness.document_id) == document)).scalar()
    if likeness is None:
        row = {"uid": names.new(), "document_id": document, "up_to_seq": 0, "at": datetime.now(UTC)}
        likeness = session.execute(insert(Likeness).returning(col(Likeness.id)), row).scalar_one()
    found = [
        {"likeness_id": likeness, "comment_id": n + 1, "near": f"group{near:011}", "similar": "", "score": 950}
        for n, (_, _, near) in ids.items()
        if near is not None
    ]
    session.execute(insert(Alike), found)


def _finish(session: Session, uid: str, number: int, moderators: list[int], *, now: datetime) -> None:
    """Three in ten have an answer, and the space's record is as long as if all of it had come by the doors."""
    rows = [
        {
            "id": n + 1, "uid": names.new(), "comment_id": n + 1, "outcome": OUTCOMES[n % 8], "reason": "So.",
            "html": "<p>So.</p>", "by_id": moderators[n % 3], "at": now, "seq": 1, "in_force_seq": 1,
        }
        for n in range(number)
        if n % 10 in (0, 1, 4)
    ]  # fmt: skip
    for start in range(0, len(rows), BATCH):
        session.execute(insert(Disposition), rows[start : start + BATCH])
    answered = select(col(Disposition.comment_id))
    session.execute(
        update(Comment).where(col(Comment.id).in_(answered)).values(disposition_id=col(Comment.id)),
        execution_options={"synchronize_session": False},
    )


def _place(session: Session, uid: str) -> tuple[int, int, int, list[Any]]:
    """The keys of the document, its space and review, and where comments may stand."""
    document = session.execute(
        select(col(Document.id), col(Document.space_id), col(Document.revision_id)).where(col(Document.uid) == uid)
    ).one()
    review = session.execute(select(col(Review.id)).where(col(Review.document_id) == document.id)).scalar_one()
    places = session.execute(
        select(col(Placement.paragraph_id), col(Placement.revision_id), _wording())
        .where(col(Placement.revision_id) == document.revision_id)
        .order_by(col(Placement.position))
    ).all()
    return document.id, document.space_id, review, list(places)


def _wording() -> Any:
    """The first wording of a placement."""
    mine = select(col(PlacedWording.wording_id)).where(col(PlacedWording.placement_id) == col(Placement.id)).limit(1)
    return mine.scalar_subquery().label("wording_id")
