"""What a server logs: lines that programs can read, and nothing in them that anybody wrote, nor who they are."""

import asyncio
import json
import logging
import smtplib
import sys
from typing import Any

import pytest

from commentspace.commands.logs import formatter, without_words
from commentspace.commands.server import free_port
from commentspace.demo.cast import CAST
from commentspace.domain import sessions
from commentspace.settings import load
from tests.commands.running import started
from tests.commands.visiting import Browser, listening
from tests.small_draft import FIRST
from tests.world import World

CANARY = "canary7f3a"


def walk(browser: Browser, world: World) -> None:
    """What people do in a day, with something of their own wherever one can write."""
    for address in ("/", f"/d/{world.document}?{CANARY}=1", f"/{CANARY}", f"/sign-in/{CANARY}", f"/c/{CANARY}"):
        browser.get(address)
    browser.comment(world.document, world.paragraphs[FIRST].uid, f"Say more, {CANARY}.")
    for address in (CAST[0].address, f"{CANARY}@example.org", CANARY):
        browser.post("/sign-in", address=address)
    browser.post("/settings", name=CANARY, language="en", zone=CANARY)


def mail(port: int) -> None:
    """A stranger at the mail door, who knows no address of ours and not quite how to speak."""
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as speaking:
        speaking.docmd("EHLO", f"{CANARY}.example.org")
        speaking.docmd(CANARY, CANARY)
        speaking.docmd("MAIL", f"FROM:<{CANARY}@example.org>")
        speaking.docmd("RCPT", f"TO:<{CANARY}@localhost>")
        speaking.docmd("DATA")


def break_something(browser: Browser, world: World) -> None:
    """The outbox is gone, and somebody asks for a letter: a fault of ours, with an address in its words."""
    with world.database.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE outbox RENAME TO elsewhere")
    browser.post("/sign-in", address=CAST[1].address)


async def test_the_log_of_a_day_can_be_read_by_programs_and_tells_nobodys_secrets(own_world: World) -> None:
    port, mail_port = (free_port(0, "127.0.0.1") for _ in range(2))
    session = own_world.write(sessions.begin, own_world.person("ama"), CANARY)
    settings = {"LOG_FORMAT": "json", "MAIL_PORT": mail_port, "SMTP_PORT": free_port(0, "127.0.0.1")}
    with (
        started("serve", "--port", port, "--data", "own", last="Ctrl+C", settings=settings) as program,
        Browser(port, session=session) as ama,
    ):
        await asyncio.to_thread(walk, ama, own_world)
        await asyncio.to_thread(mail, mail_port)
        socket = await listening(port, own_world.document, session=session)
        await asyncio.to_thread(break_something, ama, own_world)
        ran = await asyncio.to_thread(program.stop)
        await socket.close()
    assert ran.code == 0
    lines: list[dict[str, Any]] = [json.loads(line) for line in ran.err.splitlines()]
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)
    routes = {(line["method"], line["route"], line["status"]) for line in lines if line["event"] == "request"}
    assert {("GET", "/d/{uid}", 200), ("GET", "", 404), ("POST", "/sign-in", 422)} <= routes
    assert {"serving", "stopping"} <= {line["event"] for line in lines}
    assert "no such table: outbox" in ran.err, "a fault of ours is told"
    for secret in (CANARY, session, "@", "Ama Boateng", own_world.document):
        assert secret not in ran.err


def failed(words: str) -> Any:
    """An error with these words, that came of another with the same."""
    try:
        try:
            raise ValueError(words)
        except ValueError as error:
            raise KeyError(words) from error
    except KeyError:
        return sys.exc_info()


def record(words: str, **more: Any) -> logging.LogRecord:
    return logging.LogRecord("commentspace.x", logging.ERROR, __file__, 1, "it failed", (), failed(words), **more)


@pytest.mark.parametrize("form", ["json", "console"])
def test_an_error_is_told_by_its_class_and_its_place_and_by_its_words_only_to_who_asks(form: Any) -> None:
    said = formatter(load(log_format=form)).format(record(CANARY))
    assert CANARY not in said
    assert "builtins.ValueError" in said
    assert "builtins.KeyError" in said
    assert "test_logs.py" in said
    assert CANARY in formatter(load(log_format=form, log_level="debug")).format(record(CANARY))


def test_an_error_in_a_group_of_tasks_is_told_too() -> None:
    group = ExceptionGroup(CANARY, [OSError(28, "No space left on device", CANARY), ValueError(CANARY)])
    said = without_words((ExceptionGroup, group, None))
    assert said.splitlines() == [
        "builtins.ExceptionGroup",
        "builtins.OSError: No space left on device",
        "builtins.ValueError",
    ]


def test_a_chain_of_errors_that_goes_round_comes_to_an_end() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert without_words((ValueError, first, None)).count("Error") == 2


def test_what_asyncio_adds_about_a_lost_task_is_left_out() -> None:
    lost = f"Task exception was never retrieved\nfuture: <Task exception=ValueError('{CANARY}')>"
    said = formatter(load()).format(logging.LogRecord("asyncio", logging.ERROR, __file__, 1, lost, (), None))
    assert "Task exception was never retrieved" in said
    assert CANARY not in said


def test_what_a_module_adds_to_a_line_is_in_it() -> None:
    given = logging.makeLogRecord({"msg": "a letter failed", "levelname": "ERROR", "letter": "l1"})
    line = json.loads(formatter(load(log_format="json")).format(given))
    assert (line["event"], line["letter"], line["level"]) == ("a letter failed", "l1", "error")
