"""The next revision of a long document with many comments: aligned, written and carried, and what others wait for.

    .venv/bin/python benchmarks/revisions.py [PARAGRAPHS COMMENTS]... [--url URL]

For each pair of numbers a new database is made in a temporary folder, or at URL, which has to be empty. The texts are
those of the tests' generator of edits. It reports figures and checks that every comment has its anchor.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, insert, select
from sqlmodel import Session, col

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.digest_round import timed
from commentspace.children import Pool
from commentspace.database import Database, schema
from commentspace.domain import documents, issuing, names, preview_states, previews, reviews
from commentspace.domain.access import Caller
from commentspace.domain.anchors import states
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.preview_states import State
from commentspace.domain.previews import Heading, Origin, Ready
from commentspace.domain.review_windows import Window
from commentspace.domain.revisions import drafts, issue
from commentspace.domain.tables import Anchor, Comment, CommentState, Provenance
from commentspace.text.alignment import Piece
from tests import world
from tests.aligning.generator import edited
from tests.clock import Clock
from tests.world import Facts, World

SIZES = ((500, 5_000), (5_000, 50_000))
HEADING = Heading("LONG/1", "A long draft", "en")
TOGETHER = 500
EVERY = 0.02
"""Seconds between two looks of somebody else."""


def drafted(pieces: list[Piece]) -> list[DraftParagraph]:
    """As a file would have been read."""
    return [
        DraftParagraph(Kind(each.kind), preview_markdown(each.text), each.label, each.level)
        for each in pieces
        if each.text
    ]


def preview_markdown(text: str) -> str:
    """Markdown that says this text."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#+-!|&~" else letter for letter in text)


def issued_first(made: World, paragraphs: list[DraftParagraph]) -> str:
    """The first revision, with an open review."""
    caller, database = made.caller("lars"), made.database
    steps = issuing.steps(caller, made.space_id, HEADING, issuing.worded(paragraphs), issuing.Origin())
    uid = database.carry_out_here(steps)
    made.write(reviews.open, caller, uid, Window(None, world.CLOSES))
    return uid


def commented(made: World, uid: str, number: int) -> None:
    """So many comments, two thirds on words, a tenth with a proposal; written as rows, as posting them takes long."""
    document = made.read(documents.find, made.caller("lars"), uid)[0]
    placed = made.read(states.of_revision, document.revision_id, "en")
    chance = Random(7)  # noqa: S311  # the same comments each time
    review_id = made.rows("SELECT id FROM review WHERE document_id = :id", id=document.id)[0][0]

    def some(session: Session, *, now: Any) -> None:
        rows, anchors = [], []
        for _ in range(TOGETHER):
            at = chance.choice(placed)
            start = end = None
            if len(at.text) > 20 and chance.random() < 2 / 3:
                start = chance.randrange(len(at.text) - 10)
                end = min(len(at.text), start + chance.randint(4, 60))
            words = at.text if start is None else at.text[start:end]
            proposal = f"{words} indeed" if chance.random() < 0.1 else None
            rows.append(
                {
                    **{
                        "uid": names.new(),
                        "space_id": made.space_id,
                        "document_id": document.id,
                        "review_id": review_id,
                    },
                    **{
                        "paragraph_id": at.id,
                        "author_id": made.person("ama"),
                        "body": "Say more.",
                        "html": "<p>Say more.</p>",
                    },
                    **{
                        "version": "en",
                        "posted_at": now,
                        "posted_seq": 1,
                        "shown_seq": 1,
                        "changed_seq": 1,
                        "states": 1,
                    },
                    **{"proposal": proposal, "on_behalf_of": "", "kind": "substantive", "language": ""},
                }
            )
            anchors.append((at, start, end))
        ids = list(
            session.execute(insert(Comment).returning(col(Comment.id), sort_by_parameter_order=True), rows).scalars()
        )
        session.execute(
            insert(Anchor),
            [
                {
                    **{
                        "comment_id": id,
                        "revision_id": document.revision_id,
                        "wording_id": at.wording_id,
                        "language": "en",
                    },
                    **{"is_first": True, "verdict": "exact", "start": start, "end": end},
                    "exact": None if start is None else at.text[start:end],
                }
                for id, (at, start, end) in zip(ids, anchors, strict=True)
            ],
        )
        said = [
            {"comment_id": id, "number": 1, "body": "Say more.", "html": "", "at": now, "door": "web", "seq": 1}
            for id in ids
        ]
        session.execute(insert(CommentState), said)
        came = [
            {
                "comment_id": id,
                "door": "web",
                "received_at": now,
                "revision_id": document.revision_id,
                "on_behalf_of": "",
            }
            for id in ids
        ]
        session.execute(insert(Provenance), came)

    for _ in range(number // TOGETHER):
        made.write(some)


def brought(made: World, uid: str, paragraphs: list[DraftParagraph]) -> tuple[Caller, str, str]:
    """The draft of the next revision, as a file brings it."""
    caller = made.caller("lars")
    ready = Ready(preview_states.written(State(tuple(previews.keyed(paragraphs)))))

    def begin(session: Session, *, now: Any) -> str:
        follows, heading, space_id = drafts.follows(session, caller, uid)
        return previews.bring(session, caller, space_id, heading, ready, Origin("", ""), follows, now=now)

    preview = made.database.write_here(begin)
    return caller, preview, made.read(previews.find, caller, preview).mark


async def measured(made: World, uid: str, paragraphs: list[DraftParagraph]) -> None:
    """Issue it, with children that compute, while somebody else reads now and again."""
    caller, preview, mark = brought(made, uid, paragraphs)
    phases: dict[str, float] = {}
    began = last = time.perf_counter()

    def told(phase: str, _done: int, _total: int) -> None:
        phases.setdefault(phase, time.perf_counter() - began)

    pool, lengths, waits = Pool(600, 4 << 30, children=1), timed(made.database), list[float]()
    issuing_ = asyncio.create_task(made.database.carry_out(issue.steps(caller, preview, mark, told), pool.call))
    while not issuing_.done():
        last = time.perf_counter()
        await made.database.read(documents.find, caller, uid)
        waits.append(time.perf_counter() - last)
        await asyncio.sleep(EVERY)
    await issuing_
    took = time.perf_counter() - began
    pool.close()
    waits.sort()
    writes = sorted(each[0] for each in lengths)
    print(f"  whole {took:.2f} s; begun at: " + ", ".join(f"{name} {at:.2f} s" for name, at in phases.items()))  # noqa: T201
    print(f"  {len(writes)} writes: median {writes[len(writes) // 2]:.1f} ms, longest {writes[-1]:.1f} ms")  # noqa: T201
    print(f"  somebody else reads: median {waits[len(waits) // 2] * 1e3:.1f} ms, longest {waits[-1] * 1e3:.1f} ms")  # noqa: T201


def verdicts(made: World, uid: str) -> Counter[str]:
    """How many comments came by which verdict into the newest revision."""
    document = made.read(documents.find, made.caller("lars"), uid)[0]

    def counted(session: Session) -> list[Any]:
        asked = select(col(Anchor.verdict), func.count()).where(col(Anchor.revision_id) == document.revision_id)
        return list(session.execute(asked.group_by(col(Anchor.verdict))))

    return Counter(dict(made.read(counted)))


def run(paragraphs: int, comments: int, url: str | None) -> None:
    """One size."""
    with tempfile.TemporaryDirectory() as folder:
        at = url or f"sqlite:///{folder}/long.sqlite3"
        clock = Clock()
        with closing(Database(at, clock=clock)) as database:
            schema.migrate(database.engine)
            world.build(database)
            made = World(database, clock, Facts.of(database))
            texts = edited(4_711, "en", paragraphs)
            uid = issued_first(made, drafted(texts.old))
            commented(made, uid, comments)
            print(f"{len(texts.old)} paragraphs against {len(texts.new)}, {comments} comments")  # noqa: T201
            asyncio.run(measured(made, uid, drafted(texts.new)))
            found = verdicts(made, uid)
            if found.total() != comments:
                raise SystemExit(f"{comments - found.total()} comments have no anchor")
            print("  " + ", ".join(f"{verdict} {number}" for verdict, number in found.most_common()))  # noqa: T201


def main() -> None:
    """All sizes that are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--url")
    asked = parser.parse_args()
    sizes = list(zip(asked.sizes[::2], asked.sizes[1::2], strict=True)) or SIZES
    for paragraphs, comments in sizes:
        run(paragraphs, comments, asked.url)


if __name__ == "__main__":
    main()
