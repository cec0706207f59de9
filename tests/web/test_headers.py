"""The headers that keep a page to itself: on every kind of answer, and nothing private is ever stored."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text

from commentspace.web.guards import HEADERS
from commentspace.web.site import site
from tests.web.addresses import paragraph, room, space
from tests.web.fixtures import AsVisitor, BuildHouse, no_tasks
from tests.web.pages import Page
from tests.web.visitor import JSON, Visitor
from tests.world import World

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "commentspace",
}


def is_guarded(page: Page) -> bool:
    """Whether the answer carries every header of its kind."""
    return all(page.header(name) == value for name, value in HEADERS.items())


async def test_the_policy_is_the_one_that_was_designed(visitor: AsVisitor) -> None:
    page = await visitor().get("/")
    parts = [part.strip().partition(" ") for part in page.header("Content-Security-Policy").split(";")]
    assert {name: value for name, _, value in parts} == POLICY
    assert page.header("X-Content-Type-Options") == "nosniff"
    assert page.header("Referrer-Policy") == "same-origin"
    assert page.header("Cross-Origin-Opener-Policy") == page.header("Cross-Origin-Resource-Policy") == "same-origin"


async def test_every_kind_of_answer_carries_the_headers(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    etag = (await ama.get(room(sqlite_world))).header("ETag")
    page = await ama.get("/")
    style = page.all("link[rel=stylesheet]")[0].get("href", "")
    kinds = {
        "page": (await ama.ask("GET", "/"), 200),
        "unchanged": (await ama.ask("GET", room(sqlite_world), {"If-None-Match": etag}), 304),
        "redirect": (await visitor().ask("GET", "/settings"), 303),
        "nothing": (await ama.ask("GET", "/nothing"), 404),
        "not allowed": (await ama.ask("GET", space(sqlite_world, "members")), 403),
        "sign in": (await visitor().send("/settings"), 401),
        "form refused": (await ama.send(paragraph(sqlite_world), body=""), 422),
        "json": (await ama.send(paragraph(sqlite_world), JSON, body=""), 422),
        "method": (await ama.ask("PUT", "/"), 405),
        "other site": (await ama.send("/sign-out", {"Origin": "http://evil.example"}), 403),
        "other host": (await ama.ask("GET", "/", {"Host": "evil.example"}), 400),
        "picture": (await ama.ask("GET", page.all("link[rel=icon]")[0].get("href", "")), 200),
        "no such file": (await ama.ask("GET", style + "x"), 404),
        "health": (await ama.ask("GET", "/healthz"), 200),
    }
    for kind, (answer, status) in kinds.items():
        assert answer.status == status, kind
        assert is_guarded(answer), kind


async def test_a_file_that_is_taken_away_is_never_shown_as_a_page(sqlite_world: World, visitor: AsVisitor) -> None:
    answer = await visitor("ama").ask("GET", f"{room(sqlite_world)}/export.json")
    policy = {"Content-Security-Policy": "default-src 'none'; sandbox"}
    assert {name: answer.header(name) for name in HEADERS} == HEADERS | policy
    assert answer.header("Content-Disposition").startswith("attachment;")


async def test_scripts_and_styles_carry_what_concerns_them(visitor: AsVisitor) -> None:
    page = await visitor().get("/")
    for address in (page.all("link[rel=stylesheet]")[0].get("href", ""), page.all("script")[0].get("src", "")):
        part = await visitor().ask("GET", address)
        assert part.header("X-Content-Type-Options") == "nosniff"
        assert part.header("Cross-Origin-Resource-Policy") == "same-origin"
        assert not part.header("Content-Security-Policy"), "a policy is a page's; here it would only be bytes"


async def test_when_something_breaks_the_page_says_so_and_nothing_else(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama", raising=False)
    with sqlite_world.database.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text("ALTER TABLE comment RENAME TO lost"))
    for page in (await ama.get(room(sqlite_world)), await ama.send(paragraph(sqlite_world), body="x", key="a" * 16)):
        assert (page.status, is_guarded(page), page.header("Cache-Control")) == (500, True, "no-store")
        assert page.words("h1") == "Something broke on our side"
        for secret in ("lost", "sqlite", "Traceback", "SELECT", "site-packages"):
            assert secret not in page.text


PRIVATE = ["/", "/settings", "/sign-in", "/spaces/new", "/nothing"]


@pytest.mark.parametrize("key", [None, "ama", "lars"])
async def test_no_page_of_anybody_is_stored(sqlite_world: World, visitor: AsVisitor, key: str | None) -> None:
    parts = ["", "members", "settings", "broadcast", "inbound", "drafts/new"]
    for address in [*PRIVATE, *(space(sqlite_world, part) for part in parts), paragraph(sqlite_world)]:
        assert (await visitor(key).ask("GET", address)).header("Cache-Control") == "no-store", address


async def test_the_reading_room_is_asked_for_anew_each_time(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("ama").get(room(sqlite_world))
    assert page.header("Cache-Control") == "private, no-cache"
    assert {"Cookie", "Accept-Encoding"} <= {*page.header("Vary").split(", ")}


@pytest_asyncio.fixture
async def behind_tls(build_house: BuildHouse, sqlite_world: World, tmp_path: Path) -> AsyncIterator[Visitor]:
    """A visitor of a site whose address begins with https."""
    house = build_house(sqlite_world.database, tmp_path, base_url="https://comments.example.org")
    visitor = Visitor(site(house, [], no_tasks))
    visitor.client.base_url = "https://comments.example.org"
    yield visitor
    await visitor.close()


async def test_behind_tls_browsers_are_held_to_it_and_cookies_to_the_host(behind_tls: Visitor) -> None:
    page = await behind_tls.get("/")
    assert page.header("Strict-Transport-Security").startswith("max-age=63072000")
    page = await behind_tls.send("/sign-in", address="ama.boateng@example.net")
    cookie = page.header("set-cookie")
    assert cookie.startswith("__Host-asked=")
    assert "Secure" in cookie
    assert "Domain" not in cookie
    assert (await behind_tls.ask("GET", "/", {"Host": "localhost"})).status == 400


async def test_without_tls_nothing_is_said_of_it(visitor: AsVisitor) -> None:
    assert (await visitor().get("/")).header("Strict-Transport-Security") == ""
