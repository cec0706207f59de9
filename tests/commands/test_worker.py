"""`worker`: the work behind the doors apart from them, on PostgreSQL."""

import asyncio
import smtplib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from commentspace.commands.server import free_port
from commentspace.database import Database
from commentspace.demo.cast import member
from commentspace.domain import outbox
from commentspace.domain.outbox import Intent
from commentspace.mail.desk import address_book
from commentspace.settings import load
from tests.clock import Clock
from tests.commands.running import run, started
from tests.copies import PostgresCopies
from tests.services.sink import Sink
from tests.world import World

SECRET = "a secret of the tests, long enough"
AMA = member("ama").address


@pytest.fixture
def shared_world(postgres_copies: PostgresCopies) -> Iterator[World]:
    """The named space, today, on PostgreSQL."""
    with postgres_copies.of("world") as url, closing(Database(url)) as database:
        yield World(database, Clock(datetime.now(UTC)), postgres_copies.facts)


def test_with_sqlite_a_worker_of_its_own_has_nothing_to_do() -> None:
    assert "A worker of its own needs PostgreSQL" in run("worker").sentence


async def test_two_workers_deal_with_mail_side_by_side_and_stop_when_they_are_told(
    shared_world: World, sink: Sink
) -> None:
    world, port = shared_world, free_port(0, "127.0.0.1")
    base = {
        "DATABASE_URL": world.url.replace("+psycopg", ""),
        "SECRET": SECRET,
        "SMTP_PORT": sink.port,
        "MAIL_PORT": port,
        "MAIL_DOMAIN": "localhost",
    }
    with (
        started("worker", "--listen", last="Ctrl+C", settings=base) as first,
        started("worker", last="Ctrl+C", settings=base) as second,
    ):
        asked = EmailMessage()
        book = address_book(load(secret=SECRET, mail_domain="localhost"))
        asked["From"], asked["To"], asked["Subject"] = AMA, book.document_address(world.document), "The draft"
        asked.set_content("")
        await asyncio.to_thread(_bring, port, asked)
        letter = await sink.letter(AMA, "[¶1]")
        world.database.write_here(
            outbox.intend, Intent("directory", "one", world.person("ama"), world.space_id, {"text": "", "subject": ""})
        )
        await sink.letter(AMA, "The documents in")
        ran = [await asyncio.to_thread(each.stop) for each in (first, second)]
    assert [(each.code, "Traceback" in each.err) for each in ran] == [(0, False)] * 2
    assert "WET/2/3" in letter.message["Subject"]
    assert len(sink.to(AMA)) == 2
    assert world.rows("SELECT verdict FROM inbound") == [("asked",)]


def _bring(port: int, message: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(message)
