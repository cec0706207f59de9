"""The demo's door: sign in as anybody with one press, and read the mail; outside the demo it does not exist."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from commentspace.domain import outbox
from commentspace.domain.outbox import Intent, Written
from commentspace.web.site import site
from tests.web.fixtures import AsVisitor, BuildHouse, no_tasks
from tests.web.visitor import Visitor
from tests.world import World

RAW = b"From: =?utf-8?q?Ama?= <c+x@localhost>\r\nTo: wei@example.org\r\nSubject: Hello\r\n\r\nHello <b>you</b>.\r\n"


@pytest_asyncio.fixture
async def guest(build_house: BuildHouse, sqlite_world: World, tmp_path: Path) -> AsyncIterator[Visitor]:
    """A visitor of the demo."""
    house = build_house(sqlite_world.database, tmp_path, demo=True)
    visitor = Visitor(site(house, [], no_tasks))
    yield visitor
    await visitor.close()


async def test_outside_the_demo_none_of_it_exists(sqlite_world: World, visitor: AsVisitor) -> None:
    [(person,)] = sqlite_world.rows("SELECT uid FROM person WHERE id = :id", id=sqlite_world.person("fang"))
    for key in (None, "fang"):
        someone = visitor(key)
        assert (await someone.get("/demo/mail")).status == 404
        assert (await someone.send("/demo/mail", letter="x", body="x")).status == 404
        answer = await someone.send("/demo/sign-in", person=str(person))
        assert (answer.status, answer.header("set-cookie")) == (404, "")
        assert not (await someone.get("/")).has(".cast, a[href^='/demo']")


async def test_a_guest_of_the_demo_signs_in_with_one_press(sqlite_world: World, guest: Visitor) -> None:
    page = await guest.submit(await guest.get("/"), ".cast form", press="陈伟 China participant")
    assert (page.address, page.words("nav.who a")) == ("/", "陈伟")
    assert (await guest.send("/demo/sign-in", person="nobody")).status == 404
    anybody = page.all(".cast button")[0].get("value", "")
    away = await guest.send("/demo/sign-in", person=anybody, next="//evil.example")
    assert away.header("location") == "/"


async def test_the_mail_of_the_demo_is_read_on_a_page(sqlite_world: World, guest: Visitor) -> None:
    assert "No letter has been sent yet." in (await guest.get("/demo/mail")).words()
    database, person = sqlite_world.database, sqlite_world.person("wei")
    uid = database.write_here(outbox.intend, Intent("digest", "d", person, sqlite_world.space_id))
    [(letter,)] = sqlite_world.rows("SELECT id FROM outbox WHERE uid = :uid", uid=uid)
    database.write_here(outbox.rendered, letter, Written("Hello", "Hello <b>you</b>.", "", RAW))
    database.write_here(outbox.sent, letter, "250 ok")
    page = await guest.get("/demo/mail")
    assert page.words("summary b") == "Hello"
    assert page.words("pre") == "Hello <b>you</b>."
    assert "陈伟" in page.words("summary")
    page = await guest.submit(page, ".letter form", body=" ")
    assert (page.status, "Write your answer" in " ".join(page.said(".problem"))) == (422, True)
    assert (await guest.send("/demo/mail", letter="nothing", body="x")).status == 404
