"""How many letters a second go out, and how that compares with aiosmtplib alone sending the same bytes.

    .venv/bin/python benchmarks/mail_out.py [--letters N] [--kind digest|announcement] [--database URL] [--profile FILE]

It makes a space with as many members as there are letters, at as many domains as a list of delegates has, writes to all
of them or lets their hour come, and sends to a server of its own on the loopback, in another process. It reports
figures and checks nothing. The database (an empty one) is SQLite in a temporary folder where none is named.
"""

import argparse
import asyncio
import cProfile
import multiprocessing
import resource
import tempfile
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any

import aiosmtplib
from sqlalchemy import text, update
from sqlmodel import Session

from commentspace import places
from commentspace.database import Database, schema
from commentspace.domain import (
    announcements,
    comments,
    digests,
    issuing,
    member_lists,
    members,
    names,
    people,
    reviews,
    spaces,
)
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.postings import Posting
from commentspace.domain.previews import Heading
from commentspace.domain.review_windows import Window
from commentspace.domain.tables import Person
from commentspace.mail import carrier
from commentspace.mail.post_office import PostOffice
from commentspace.render.environment import environment
from commentspace.settings import Settings

OPERATOR = Caller(door="command", is_operator=True)
PARAGRAPHS, COMMENTS = 30, 20
A_DOMAIN = 5
"""Members whose addresses are at the same domain."""
WORDS = "The water of a wetland is measured before and after each season, and parties say what they have found. "


class Taker(asyncio.Protocol):
    """A server that takes everything: only as much of SMTP as is needed, so that it is not what is measured."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._out: Any = transport
        self._buffer, self._is_data = b"", False
        self._say(b"220 sink.example.org")

    def _say(self, line: bytes) -> None:
        self._out.write(line + b"\r\n")

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while True:
            end = b"\r\n.\r\n" if self._is_data else b"\r\n"
            line, found, rest = self._buffer.partition(end)
            if not found:
                return
            self._buffer = rest
            if self._is_data:
                self._is_data = False
                self._say(b"250 2.0.0 taken")
            elif line[:4].upper() == b"DATA":
                self._is_data = True
                self._say(b"354 go on")
            else:
                self._say(b"250 2.0.0 fine")


def serve(line: Connection) -> None:
    """The server's process; it tells its port, and ends when the line is closed."""

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Taker, "127.0.0.1", 0)
        line.send(server.sockets[0].getsockname()[1])
        await asyncio.to_thread(line.poll, None)

    asyncio.run(run())


@dataclass(frozen=True)
class Wanted:
    """What is measured."""

    letters: int
    kind: str
    url: str
    profile: str


def _make(database: Database, wanted: Wanted) -> None:
    """A space with its members, a draft and comments; and the letters, intended."""
    schema.migrate(database.engine)
    write = database.write_here
    space = write(spaces.make, OPERATOR, spaces.Plan.of("water", "Water"))
    fields = [(f"Person {n}", f"person{n}@d{n // A_DOMAIN}.example.org") for n in range(wanted.letters)]
    entries = [member_lists.Entry.of(*each, "", "", "participant", "en") for each in fields]
    for start in range(0, len(entries), members.MOST_AT_ONCE):
        batch = entries[start : start + members.MOST_AT_ONCE]
        write(members.add, OPERATOR, space, batch, invite=False, space=space)
    author = write(_enter, "Writer", "writer@w.example.org")
    entry = member_lists.Entry.of("Writer", "writer@w.example.org", "", "", "owner", "en")
    write(members.add, OPERATOR, space, [entry], invite=False, space=space)
    drafts = [DraftParagraph(Kind.PARAGRAPH, WORDS * 4, label=f"{n + 1}.") for n in range(PARAGRAPHS)]
    heading = Heading.of("WATER/1", "On water", "en")
    steps = issuing.steps(OPERATOR, space, heading, issuing.worded(drafts), issuing.NOWHERE)
    uid = database.carry_out_here(steps)
    window = Window(None, datetime.now(UTC) + timedelta(days=10))
    write(reviews.open, OPERATOR, uid, window, space=space)
    with Session(database.engine) as session:
        at = [uid for (uid,) in session.execute(text("SELECT uid FROM paragraph ORDER BY id"))]
    for n in range(COMMENTS):
        posting = Posting(Body.of(f"Comment {n}. {WORDS}"), names.new())
        write(comments.post, Caller(author), at[n % PARAGRAPHS], posting, space=space)
    if wanted.kind == "announcement":
        wording = announcements.Wording.of("The review closes soon", f"Please *hurry*. {WORDS * 5}")
        write(announcements.announce, Caller(author), space, wording, "announcement-1", space=space)
    else:
        write(_let_hours_come)
        for person in database.read_here(digests.due, datetime.now(UTC)):
            write(digests.compose, person)


def _enter(session: Session, name: str, address: str, *, now: datetime) -> int:
    person = people.enter(session, name, address, language="en", now=now)
    people.verify(session, person.id, address, now)
    return person.id


def _let_hours_come(session: Session, *, now: datetime) -> None:
    session.execute(update(Person).values(next_digest_at=now - timedelta(minutes=1)))


def _settings(folder: str, port: int) -> Settings:
    given = {"secret": "a secret of the benchmark, long enough", "mail_domain": "comments.example.org"}
    return Settings(data=Path(folder), smtp_port=port, **given)  # type: ignore[arg-type]  # pydantic makes a secret


def _busy() -> float:
    """Seconds of processor that this process and those it has ended have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


async def _sent(database: Database, settings: Settings) -> tuple[int, float, float]:
    """How many letters were dealt with, in how many seconds, and how many of all processors."""
    post_office = PostOffice(database, settings, environment(places.templates()))
    began, busy = perf_counter(), _busy()
    done = await post_office.drain()
    took = perf_counter() - began
    await post_office.close()
    return done, took, _busy() - busy


async def _alone(letters: list[bytes], port: int) -> float:
    """Seconds that aiosmtplib takes for the same bytes, over as many connections."""
    waiting = iter(letters)

    async def one() -> None:
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False) as server:
            for content in waiting:
                await server.sendmail("b@comments.example.org", ["person@example.org"], content)

    began = perf_counter()
    await asyncio.gather(*(one() for _ in range(carrier.CONNECTIONS)))
    return perf_counter() - began


def _contents(database: Database) -> list[bytes]:
    with Session(database.engine) as session:
        rows = session.execute(
            text("SELECT c.content FROM outbox o JOIN blob_chunk c ON c.blob_id = o.blob_id WHERE o.state = 'sent'")
        )
        return [bytes(row.content) for row in rows]


def measure(wanted: Wanted, folder: str, port: int) -> None:
    """Send them, then send the same bytes without us, and say both."""
    url = wanted.url or f"sqlite:///{folder}/mail.sqlite3"
    with closing(Database(url)) as database:
        _make(database, wanted)
        profile = cProfile.Profile() if wanted.profile else None
        with profile or nullcontext():
            done, took, busy = asyncio.run(_sent(database, _settings(folder, port)))
        if profile:
            profile.dump_stats(wanted.profile)
        letters = _contents(database)
        alone = asyncio.run(_alone(letters, port))
    size = sum(map(len, letters)) / len(letters) / 1000
    print(f"{len(letters)} of {done} letters sent, {size:.1f} KB each, kind {wanted.kind}")  # noqa: T201  # its report
    print(f"{busy / done * 1000:.1f} ms of processor a letter, beginning of other processes included")  # noqa: T201  # its report
    print(f"{done / took:.0f} a second; aiosmtplib alone {len(letters) / alone:.0f} a second: {took / alone:.1f} times")  # noqa: T201  # its report


def main() -> None:
    """Read what is wanted, start the server, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=1500)
    parser.add_argument("--kind", choices=["digest", "announcement"], default="digest")
    parser.add_argument("--database", default="", dest="url")
    parser.add_argument("--profile", default="")
    wanted = Wanted(**vars(parser.parse_args()))
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        measure(wanted, folder, ours.recv())
    server.terminate()


if __name__ == "__main__":
    main()
