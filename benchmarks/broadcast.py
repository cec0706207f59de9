"""How long each step of a letter to 1,500 members holds the writer (`broadcasts.send`): no write over 50 ms.

Run as `python -m benchmarks.broadcast` from the project's folder.
"""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from commentspace.database import Database, schema
from commentspace.database.engines import connect
from commentspace.domain import broadcasts, member_lists, members, recipients, spaces
from commentspace.domain.access import Caller
from commentspace.domain.announcements import Wording
from commentspace.domain.broadcasts import Broadcast
from commentspace.domain.people import make_admin
from commentspace.domain.recipients import EVERYBODY
from commentspace.domain.tables import Person

PEOPLE = 1_500


def main() -> None:
    """Make a space with so many members in SQLite, send the letter, and say how long each step took."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'broadcast.sqlite3'}"
        engine = connect(url)
        schema.migrate(engine)
        engine.dispose()
        with closing(Database(url)) as database:
            caller, space_id = _settled(database)
            started = perf_counter()
            to = database.read_here(recipients.audience, caller, space_id)
            print(f"finding the audience: {(perf_counter() - started) * 1000:.1f} ms (a read)")  # noqa: T201  # its output
            _send(database, caller, space_id, to)


def _settled(database: Database) -> tuple[Caller, int]:
    database.write_here(make_admin, "A moderator", "moderator@example.org")
    caller = Caller(database.read_here(lambda session: session.execute(select(col(Person.id))).scalar_one()))
    space_id: int = database.write_here(spaces.make, caller, spaces.Plan.of("many", "Many"))
    entries = [
        member_lists.Entry.of(f"Member {number}", f"member{number}@example.org", "", "", "participant", "en")
        for number in range(PEOPLE)
    ]
    for start in range(0, PEOPLE, members.MOST_AT_ONCE):
        some = entries[start : start + members.MOST_AT_ONCE]
        database.write_here(members.add, caller, space_id, some, invite=False, space=space_id)
    return caller, space_id


def _send(database: Database, caller: Caller, space_id: int, to: Any) -> None:
    wording = Wording.of("The review closes soon", "Please *hurry*. " * 200)
    steps = broadcasts.send(caller, Broadcast(space_id, wording, EVERYBODY, "a-key-of-a-form"), to)
    answer, times = None, []
    while True:
        try:
            step = steps.send(answer)
        except StopIteration:
            break
        started = perf_counter()
        answer = database.write_here(step.verb, *step.args, space=step.space)
        times.append((perf_counter() - started) * 1000)
    said = ", ".join(f"{each:.1f}" for each in times)
    print(f"{len(to.readers)} letters in {len(times)} writes, ms: {said}; the longest {max(times):.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
