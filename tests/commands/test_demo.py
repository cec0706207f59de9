"""`demo`: filled once, greets, serves whoever one wants to be, keeps to itself, and stops in peace."""

import smtplib
from email.message import EmailMessage
from pathlib import Path

import pytest

from commentspace.commands.server import free_port
from commentspace.commands.serving import prepare
from commentspace.demo.cast import CAST, SPACE, member
from commentspace.demo.discussion import discussions
from commentspace.demo.mailbox import Mailbox
from commentspace.errors import Misconfigured
from commentspace.settings import load
from tests.commands.conftest import furnished
from tests.commands.running import run, started
from tests.commands.visiting import Browser
from tests.copies import SqliteCopies
from tests.web.pages import find, words_of

SETTINGS = {"MAIL_PORT": 0}


@pytest.fixture(scope="module")
def filled(sqlite_copies: SqliteCopies, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database was there, migrated and empty, before `demo` filled it."""
    folder = furnished(sqlite_copies, tmp_path_factory.mktemp("demo") / "kept", "migrated")
    prepare(load(data=folder))
    return folder


def enter(browser: Browser, key: str) -> None:
    """Press somebody's button on the first page; the browser then is theirs."""
    page = browser.get("/")
    people = {words_of(find(node, "b")[0]): node.get("value", "") for node in page.all(".cast button[name=person]")}
    browser.post("/demo/sign-in", person=people[member(key).name], next="/")


def test_a_new_folder_is_filled_and_the_address_is_said_once_it_answers(tmp_path: Path) -> None:
    port = free_port(0, "127.0.0.1")
    with started("demo", "--port", port, "--data", "new", last="Ctrl+C", settings=SETTINGS) as program:
        with Browser(port) as visitor:
            home = visitor.get("/")
        ran = program.stop()
    assert len(home.all(".cast button[name=person]")) == len(CAST)
    for said in (f"http://localhost:{port}/ ", f"http://localhost:{port}/demo/mail ", str(tmp_path / "new")):
        assert said in ran.out
    assert (ran.code, ran.err) == (0, "Filling the demo space; this takes some seconds.\n")
    assert {each.name for each in (tmp_path / "new").iterdir()} == {"commentspace.sqlite3", "secret", "serve.lock"}


def test_the_second_start_keeps_what_visitors_did_and_fills_nothing(filled: Path) -> None:
    port = free_port(0, "127.0.0.1")
    words = ["demo", "--port", port, "--data", filled]
    with started(*words, last="Ctrl+C", settings=SETTINGS) as program, Browser(port) as visitor:
        enter(visitor, "ama")
        document = visitor.get(visitor.get(f"/s/{SPACE.slug}").all("a[href^='/d/']")[0].get("href", ""))
        room = document.address
        paragraph = document.one("main").get("data-document", "")
        row = next(node.get("id", "") for node in document.all(".row") if node.get("id", "").startswith("p-"))
        assert visitor.comment(paragraph, row.removeprefix("p-"), "I was here before.").status == 200
        first = program.stop()
    with started(*words, last="Ctrl+C", settings=SETTINGS) as program, Browser(port) as visitor:
        enter(visitor, "wei")
        assert "I was here before." in visitor.get(room).text
        second = program.stop()
    assert [(ran.code, ran.err) for ran in (first, second)] == [(0, ""), (0, "")], "and it does not tell each request"


def test_a_filling_that_was_cut_off_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    for name in ("filling.sqlite3", "filling.sqlite3-wal", "filling.sqlite3-shm"):
        (tmp_path / "demo" / name).write_text("Half a page of a draft")
    prepare(load(data=tmp_path / "demo"))
    assert [each.name for each in (tmp_path / "demo").iterdir()] == ["commentspace.sqlite3"]
    assert "all as recorded" in run("verify", "--data", "demo").said


def test_an_empty_database_is_filled_where_it_is(filled: Path) -> None:
    for discussion in discussions():
        assert run("export", discussion.symbol, "--data", filled).code == 0


@pytest.mark.parametrize("made", ["a space", "an administrator"])
def test_a_folder_with_real_work_is_not_shown_to_everybody(made: str, folder: Path, tmp_path: Path) -> None:
    if made == "a space":
        (tmp_path / "peat.md").write_text("1. Keep it wet.\n")
        run("import", "peat.md", "--space", "peat", "--symbol", "P/1", "--language", "en", "--data", folder)
    else:
        run("create-admin", "secretariat@example.org", "--data", folder)
    with pytest.raises(Misconfigured, match="is not the demo"):
        prepare(load(data=folder))


def test_the_mailbox_takes_every_letter_and_ends_in_the_midst_of_a_conversation() -> None:
    letter = EmailMessage()
    letter["From"], letter["To"] = "a@example.org", "b@example.org"
    with Mailbox() as mailbox:
        speaking = smtplib.SMTP("127.0.0.1", mailbox.port, timeout=5)
        assert speaking.send_message(letter) == {}
    with pytest.raises(smtplib.SMTPServerDisconnected):
        speaking.noop()
    speaking.close()
