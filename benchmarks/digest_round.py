"""The daily round for many at the same hour: how long it takes, and for how long others wait for the writer.

    .venv/bin/python benchmarks/digest_round.py [MEMBERS] [COMMENTS] [URL]

A new database is made in a temporary folder, or at URL, which has to be empty. It reports figures and checks nothing.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event

sys.path.insert(0, str(Path(__file__).parent.parent))

from commentspace.database import Database, schema
from commentspace.database.engines import connect
from commentspace.demo.cast import SPACE
from commentspace.domain import digests, member_lists, members
from commentspace.mail.rounds import Rounds
from tests import world
from tests.clock import Clock
from tests.small_draft import FIRST
from tests.world import OPERATOR, Facts, World

MEMBERS, COMMENTS = 1_500, 300


def filled(database: Database, clock: Clock, count: int, comments: int) -> World:
    """The named space with more members, who all live in UTC, and a day's comments."""
    world.build(database)
    made = World(database, clock, Facts.of(database))
    for start in range(0, count, members.MOST_AT_ONCE):
        some = range(start, min(start + members.MOST_AT_ONCE, count))
        entries = [
            member_lists.Entry.of(f"Member {n}", f"member-{n}@example.net", "", "", "participant", "en") for n in some
        ]
        database.write_here(members.add, OPERATOR, made.space_id, entries, invite=False, space=made.space_id)
    for number in range(comments):
        made.post(("wei", "olga", "lars")[number % 3], FIRST + number % 3, f"Comment {number}: say more.")
        clock.advance(minutes=4)
    return made


def timed(database: Database) -> list[tuple[float, float]]:
    """How long each write transaction from now on lasts, and works, in milliseconds."""
    begun: dict[int, tuple[float, float]] = {}
    lengths: list[tuple[float, float]] = []

    def begins(connection: Any) -> None:
        if connection.get_execution_options().get("writing"):
            begun[id(connection)] = (time.perf_counter(), time.thread_time())

    def ends(connection: Any) -> None:
        if id(connection) in begun:
            lasted, worked = begun.pop(id(connection))
            lengths.append(((time.perf_counter() - lasted) * 1_000, (time.thread_time() - worked) * 1_000))

    listeners: tuple[tuple[str, Callable[[Any], None]], ...] = (("begin", begins), ("commit", ends), ("rollback", ends))
    for name, listener in listeners:
        event.listen(database.engine, name, listener)
    return lengths


async def measured(database: Database, clock: Clock) -> None:
    """One round over everybody."""
    clock.now = max(clock.now, datetime(2026, 3, 3, 7, 0, tzinfo=UTC)) + timedelta(hours=24)
    due, lengths = len(database.read_here(digests.due, clock.now)), timed(database)
    start, began = time.perf_counter(), time.process_time()
    composed = await Rounds(database).once()
    took, worked = time.perf_counter() - start, time.process_time() - began
    a_person = f"{took / due * 1_000:.2f} ms a person, of which the processor worked {worked / due * 1_000:.2f} ms"
    print(f"{due} people, {composed} letters: {took:.2f} s; {a_person}")  # noqa: T201  # a report
    for what, figures in zip(("lasted", "worked"), zip(*lengths, strict=True), strict=True):
        usual, worst = sorted(figures)[len(figures) // 2], max(figures)
        print(f"{len(figures)} write transactions {what}: median {usual:.1f} ms, longest {worst:.1f} ms")  # noqa: T201  # a report


def main() -> None:
    """As the command line says."""
    count, comments = (int(given) for given in (sys.argv[1:3] + [str(MEMBERS), str(COMMENTS)][len(sys.argv[1:3]) :]))
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[3] if len(sys.argv) > 3 else f"sqlite:///{Path(folder) / 'round.db'}"
        engine = connect(url)
        schema.migrate(engine)
        engine.dispose()
        clock = Clock()
        with closing(Database(url, clock=clock)) as database:
            print(f"{SPACE.slug}: {count} more members, {comments} comments")  # noqa: T201  # a report
            filled(database, clock, count, comments)
            asyncio.run(measured(database, clock))


if __name__ == "__main__":
    main()
