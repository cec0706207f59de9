"""The page of the browsers in which one is signed in."""

from dataclasses import replace
from pathlib import Path

import pytest

from commentspace.web.browsers import named
from commentspace.web.house import House
from tests.web.fixtures import AsVisitor, visitors_of
from tests.world import World

HERE = "/settings/sessions"


async def test_other_browsers_are_signed_out_and_their_sockets_are_told(house: House, sqlite_world: World) -> None:
    ended: list[str] = []
    async with visitors_of(sqlite_world, replace(house, signed_out=ended.append)) as visitor:
        here, phone, tablet = (visitor("ama") for _ in range(3))
        page = await here.get(HERE)
        assert (len(page.all(".rows li")), page.words(".chip")) == (3, "this one")
        page = await here.submit(page, ".rows li:nth-child(2) form")
        assert (len(ended), len(page.all(".rows li"))) == (1, 2)
        page = await here.submit(page, "form[action$='/others']")
        assert (len(set(ended)), len(page.all(".rows li"))) == (2, 1)
        for each in (phone, tablet):
            assert (await each.get("/settings")).address.startswith("/sign-in")
        assert (await here.get("/settings")).status == 200


async def test_nobody_signs_another_out(sqlite_world: World, visitor: AsVisitor) -> None:
    wei = visitor("wei")
    [(theirs,)] = sqlite_world.rows("SELECT uid FROM login")
    assert (await visitor("ama").send(f"{HERE}/end", session=str(theirs))).status == 404
    assert (await visitor().send(f"{HERE}/others")).status == 401
    assert (await wei.get(HERE)).status == 200


async def test_a_browser_is_noted_as_used_once_an_hour(sqlite_world: World, visitor: AsVisitor, tmp_path: Path) -> None:
    ama, seen = visitor("ama"), "SELECT seen_at FROM login"
    [before] = sqlite_world.rows(seen)
    sqlite_world.clock.advance(minutes=59)
    await ama.get("/")
    assert sqlite_world.rows(seen) == [before]
    sqlite_world.clock.advance(minutes=2)
    await ama.get("/")
    assert sqlite_world.rows(seen) != [before]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", ("Firefox", "Windows")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15",
         ("Safari", "macOS")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) CriOS/126.0 Mobile/15E148 Safari/604.1",
         ("Chrome", "iPhone")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36", ("Chrome", "Linux")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_a_browser_is_named_as_its_owner_knows_it(agent: str, words: tuple[str, str]) -> None:
    assert named(agent) == words
