"""The signs of life, and the static files: for ever under the address of their build."""

import gzip
import json
import re
from pathlib import Path

import pytest

from commentspace import __version__, places
from commentspace.web.site import site
from tests.web.fixtures import AsVisitor, BuildHouse, no_tasks
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.world import World


def files_of(page: Page) -> list[str]:
    """The addresses of the files that a page loads."""
    return [node.get("href") or node.get("src") or "" for node in page.all("link[rel], script[src]")]


def spoil(world: World) -> None:
    """Overwrite the file of the database."""
    world.database.engine.dispose()
    Path(world.url.removeprefix("sqlite:///")).write_bytes(b"no database" * 1_000)


async def test_the_program_says_that_it_lives_and_is_ready(visitor: AsVisitor) -> None:
    alive, ready = await visitor().get("/healthz"), await visitor().get("/readyz")
    assert (alive.status, json.loads(alive.text)) == (200, {"status": "alive", "version": __version__})
    assert (ready.status, json.loads(ready.text)) == (200, {"status": "ready"})


async def test_without_its_database_it_lives_but_is_not_ready(
    sqlite_world: World, build_house: BuildHouse, tmp_path: Path
) -> None:
    house = build_house(sqlite_world.database, tmp_path)
    someone = Visitor(site(house, [], no_tasks))
    spoil(sqlite_world)
    assert (await someone.get("/readyz")).status == 503
    assert (await someone.get("/healthz")).status == 200
    await someone.close()


async def test_search_engines_are_asked_to_stay_away(visitor: AsVisitor) -> None:
    assert (await visitor().get("/robots.txt")).text == "User-agent: *\nDisallow: /\n"


async def test_every_file_of_a_page_is_there_for_ever(visitor: AsVisitor) -> None:
    addresses = files_of(await visitor().get("/"))
    assert len(addresses) >= 3
    for address in addresses:
        assert re.fullmatch(r"/static/[0-9a-f]{12}/[\w./-]+", address)
        page = await visitor().get(address)
        assert (page.status, page.header("Cache-Control")) == (200, "public, max-age=31536000, immutable")
        assert page.header("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("js/page.js", "text/javascript"), ("css/all.css", "text/css"), ("img/commentspace.svg", "image/svg+xml")],
)
async def test_a_file_comes_compressed_to_who_takes_it(visitor: AsVisitor, name: str, media_type: str) -> None:
    [address] = [each for each in files_of(await visitor().get("/")) if each.endswith(name)]
    plain = await visitor().get(address)
    small = await visitor().ask("GET", address, {"Accept-Encoding": "gzip, br"})
    assert (
        plain.header("Content-Type").partition(";")[0] == small.header("Content-Type").partition(";")[0] == media_type
    )
    assert (plain.header("Content-Encoding"), small.header("Content-Encoding")) == ("", "gzip")
    assert small.text == plain.text
    assert int(small.header("Content-Length")) < int(plain.header("Content-Length"))
    assert plain.header("Vary") == small.header("Vary") == "Accept-Encoding"


async def test_a_script_is_what_lies_in_the_folder_without_its_comments(visitor: AsVisitor) -> None:
    [address] = [each for each in files_of(await visitor().get("/")) if each.endswith("js/page.js")]
    there = (places.static() / "js/page.js").read_text("utf-8")
    sent = (await visitor().get(address)).text
    assert re.findall(r'from ?"([^"]+)"', sent) == re.findall(r'from "([^"]+)"', there) != []
    assert there.startswith("// ")
    assert "//" not in sent


async def test_a_vendored_file_is_sent_whole_with_its_notices(visitor: AsVisitor) -> None:
    [address] = [each for each in files_of(await visitor().get("/")) if each.endswith("js/page.js")]
    name = "vendor/idiomorph/idiomorph.esm.js"
    sent = await visitor().get(address.replace("js/page.js", name))
    assert sent.response.content == (places.static() / name).read_bytes()


async def test_a_file_of_an_older_build_is_given_but_not_for_ever(visitor: AsVisitor) -> None:
    page = await visitor().get("/static/000000000000/js/page.js")
    assert (page.status, page.header("Cache-Control")) == (200, "no-cache")


@pytest.mark.parametrize("name", ["nothing.js", "../settings.py", "%2e%2e/%2e%2e/etc/passwd", "js", "js/", ""])
async def test_a_file_that_is_not_there_is_not_found(visitor: AsVisitor, name: str) -> None:
    [address] = [each for each in files_of(await visitor().get("/")) if each.endswith("js/page.js")]
    page = await visitor().ask("GET", address.replace("js/page.js", name))
    assert (page.status, page.header("Cache-Control")) == (404, "no-store")


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
async def test_pages_come_compressed_too(visitor: AsVisitor, coding: str) -> None:
    plain = await visitor("ama").get("/settings")
    small = await visitor("ama").ask("GET", "/settings", {"Accept-Encoding": coding})
    assert small.header("Content-Encoding") == coding
    assert small.text == plain.text
    assert int(small.header("Content-Length")) < len(plain.response.content) / 2
    assert len(gzip.compress(plain.response.content)) < len(plain.response.content)


async def test_the_reading_room_gets_a_part_of_the_style_sheets_of_all_pages(visitor: AsVisitor) -> None:
    [address] = [each for each in files_of(await visitor().get("/")) if each.endswith("css/all.css")]
    whole = (await visitor().get(address)).text
    room = (await visitor().get(address.replace("all.css", "room.css"))).text
    assert "@import" not in whole
    assert whole.startswith(room.rstrip())
    assert len(room) < 0.9 * len(whole)


async def test_a_page_asks_at_once_for_all_modules_that_its_first_one_needs(visitor: AsVisitor) -> None:
    page = await visitor().get("/")
    asked = {link.get("href", "").partition("/js/")[2] for link in page.all("link[rel=modulepreload]")}
    needed, waiting = {"page.js"}, ["page.js"]
    while waiting:
        source = (places.static() / "js" / waiting.pop()).read_text("utf-8")
        found = set(re.findall(r'^(?:import|export)[^;(]*"\./([^"]+)";', source, re.MULTILINE)) - needed
        needed |= found
        waiting += found
    assert asked == needed - {"page.js"}
