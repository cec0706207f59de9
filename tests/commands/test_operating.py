"""What keeps a house in order: administrators, daily mails, the record, the question whether it is ready."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from commentspace.commands.server import free_port
from commentspace.database import Database
from commentspace.demo.cast import CAST, SPACE
from commentspace.domain.people import with_address
from commentspace.domain.tables import Letter
from tests.clock import Clock
from tests.commands.conftest import PUBLIC, furnished
from tests.commands.running import Program, run
from tests.copies import SqliteCopies
from tests.world import OUTSIDER, World


@contextmanager
def database_of(folder: Path, clock: Clock | None = None) -> Iterator[Database]:
    with closing(Database(f"sqlite:///{folder / 'commentspace.sqlite3'}", clock=clock)) as database:
        yield database


def test_an_administrator_is_made_once_and_told_where_to_sign_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["create-admin", " secretariat@example.org ", "--name", "The secretariat", "--data", folder]
    assert run(*words) == run(*words)
    assert "signs in with secretariat@example.org.\n" in run(*words).said
    monkeypatch.setenv("COMMENTSPACE_BASE_URL", PUBLIC)
    said = run(*words).said
    assert "The secretariat is an administrator" in said
    assert f"secretariat@example.org at {PUBLIC}/sign-in" in said
    with database_of(folder) as database:
        person = database.read_here(with_address, "secretariat@example.org")
        assert person is not None
        assert person.is_admin


@pytest.mark.parametrize("address", ["secretariat", "a@b", "a@b@c.org", "", "Two Words <a@example.org>"])
def test_what_is_no_address_is_refused_an_administrator(address: str, folder: Path) -> None:
    assert "is not a mail address" in run("create-admin", address, "--data", folder).sentence


@pytest.fixture
def world_copy(sqlite_copies: SqliteCopies, tmp_path: Path) -> Path:
    """The named space in a folder of one test; everybody's daily mail is long due."""
    return furnished(sqlite_copies, tmp_path / "world", "world")


def test_digest_puts_one_mail_for_each_who_is_due_and_has_news_into_the_outbox(
    sqlite_copies: SqliteCopies, world_copy: Path
) -> None:
    with database_of(world_copy, Clock()) as database:
        World(database, Clock(), sqlite_copies.facts).post("ama")
    first, second = (run("digest", "--data", world_copy).said for _ in range(2))
    others = sum(each.key not in (OUTSIDER, "ama") for each in CAST)
    assert first == f"Daily mails put into the outbox: {others}. People whose hour had come: {len(CAST)}.\n"
    assert second == "Daily mails put into the outbox: 0. People whose hour had come: 0.\n"
    with database_of(world_copy) as database:
        letters = database.read_here(
            lambda session: session.execute(select(func.count()).where(col(Letter.kind) == "digest")).scalar_one()
        )
    assert letters == others


def test_verify_says_of_each_space_that_all_is_as_recorded(world_copy: Path) -> None:
    said = run("verify", "--data", world_copy).said
    assert said.startswith(f"{SPACE.slug}: ")
    assert said.endswith(" events, all as recorded\n")


def test_verify_finds_a_row_that_was_changed_and_fails(world_copy: Path) -> None:
    with database_of(world_copy) as database, database.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER event_no_update")
        connection.exec_driver_sql("UPDATE event SET verb = 'review.closed' WHERE seq = 2")
    ran = run("verify", "--data", world_copy)
    assert ran.code == 1
    assert f"{SPACE.slug}: " in ran.out
    assert "1 faults\n    Event 2 is not what its leaf says.\n" in ran.out
    assert ran.err == "The record does not hold. Faults that were found: 1.\n"


def test_verify_with_anchors_finds_a_text_that_is_not_what_was_issued(world_copy: Path) -> None:
    sound = run("verify", "--anchors", "--data", world_copy)
    assert (sound.code, "all as derived" in sound.out) == (0, True)
    with database_of(world_copy) as database, database.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("UPDATE wording SET label = 'IX.' WHERE label = 'II.'")
    ran = run("verify", "--anchors", "--data", world_copy)
    assert ran.code == 1
    assert "A wording of paragraph " in ran.out
    assert ran.err == "The record does not hold. Faults that were found: 1.\n"


def test_healthcheck_finds_a_server_ready_that_answers_to_its_public_name_only(
    server: Program, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMENTSPACE_BASE_URL", PUBLIC)
    assert run("healthcheck", "--port", port).said == f"The server on port {port} of 127.0.0.1 is ready.\n"
    monkeypatch.setenv("COMMENTSPACE_PORT", str(port))
    monkeypatch.setenv("COMMENTSPACE_HOST", "0.0.0.0")  # noqa: S104  # which is not where one asks
    assert "is ready" in run("healthcheck").said


def test_healthcheck_fails_where_nothing_answers() -> None:
    port = free_port(0, "127.0.0.1")
    expected = f"The server on port {port} of 127.0.0.1 is not ready: Connection refused."
    assert run("healthcheck", "--port", port).sentence == expected


def test_healthcheck_fails_where_the_server_is_stopping_or_another_program_answers() -> None:
    with answering_503() as port:
        assert "it answers 503" in run("healthcheck", "--port", port).sentence


class Stopping(http.server.BaseHTTPRequestHandler):
    """What a server says that is about to go."""

    def do_GET(self) -> None:
        self.send_response(503)
        self.end_headers()
        self.wfile.write(b'{"status":"stopping"}')

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def answering_503() -> Iterator[int]:
    with http.server.HTTPServer(("127.0.0.1", 0), Stopping) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()
