"""`serve`: one server a folder and a port, which finishes what it has begun before it goes."""

import asyncio
import signal
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.commands.server import bound, free_port
from commentspace.demo.cast import member
from commentspace.domain import sessions
from commentspace.domain.tables import Person
from tests.commands.running import Program, run, started
from tests.commands.visiting import Browser, listening, said_until_closed
from tests.services.sink import Sink
from tests.small_draft import FIRST
from tests.world import World


def test_a_second_server_on_the_same_folder_is_refused(server: Program, world_folder: Path) -> None:
    sentence = run("serve", "--port", free_port(0, "127.0.0.1"), "--data", world_folder).sentence
    assert sentence.startswith(f"Another commentspace serves from {world_folder} already")
    assert server.process.poll() is None


def test_a_port_in_use_is_named_with_the_way_out(folder: Path) -> None:
    with bound("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        sentence = run("serve", "--port", port, "--data", folder).sentence
    assert sentence == (
        f"The port {port} on 127.0.0.1 cannot be used: Address already in use. Choose another with --port."
    )


def test_a_mail_port_in_use_is_named_with_the_way_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with bound("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("COMMENTSPACE_MAIL_PORT", str(port))
        sentence = run("serve", "--port", 0, "--data", folder).sentence
    assert f"The port {port} on 127.0.0.1, where mail comes in, cannot be used" in sentence
    assert "COMMENTSPACE_MAIL_PORT" in sentence


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_a_stop_sends_open_pages_away_keeps_what_was_acknowledged_and_is_no_failure(
    how: signal.Signals, own_world: World
) -> None:
    port = free_port(0, "127.0.0.1")
    paragraph, text = own_world.paragraphs[FIRST].uid, f"Before {how.name}."
    session = own_world.write(sessions.begin, own_world.person("ama"), "a test")
    with (
        started("serve", "--port", port, "--data", "own", last="Ctrl+C", settings={"MAIL_PORT": -1}) as program,
        Browser(port, session=session) as ama,
    ):
        socket = await listening(port, own_world.document, session=session)
        said = asyncio.create_task(said_until_closed(socket))
        posted = await asyncio.to_thread(ama.comment, own_world.document, paragraph, text)
        ran = await asyncio.to_thread(program.stop, how)
        assert (await said)[-1] == {"closing": True}
    assert posted.status == 200
    assert socket.close_code == 1012
    assert (ran.code, f"serves http://localhost:{port}" in ran.out) == (0, True)
    assert "Traceback" not in ran.err
    assert own_world.rows("SELECT body FROM comment") == [(text,)]


async def test_what_a_digest_command_puts_into_the_outbox_the_running_server_sends(
    own_world: World, sink: Sink
) -> None:
    own_world.post("ama", text="Say which water.")
    port = free_port(0, "127.0.0.1")
    settings = {"MAIL_PORT": -1, "SMTP_PORT": sink.port}
    with started("serve", "--port", port, "--data", "own", last="Ctrl+C", settings=settings) as program:
        assert run("healthcheck", "--port", port).code == 0  # by now its own round has found nobody
        own_world.database.write_here(due_now)
        assert "put into the outbox: 1" in run("digest", "--data", "own").said
        letter = await sink.letter(member("wei").address, "Say which water.")
        ran = await asyncio.to_thread(program.stop)
    assert "1" in letter.message["Subject"]
    assert ran.code == 0


def due_now(session: Session, *, now: datetime) -> None:
    """Wei's hour has come."""
    session.execute(update(Person).where(col(Person.name) == member("wei").name).values(next_digest_at=now))
