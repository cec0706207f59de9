"""The address of one good page for each route that shows pages, so that a check of all pages forgets none.

The routes themselves are the list: a new page is looked at as soon as it exists, and where nobody named here comes to
see it, the check fails and says so.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import APIRequestContext

from commentspace.domain import addresses as own_addresses
from commentspace.domain import sign_in, signing
from commentspace.web.routes import ROUTES
from tests.browser.conftest import House, served
from tests.services.browser import Visit
from tests.services.sink import Sink
from tests.web.everything import addresses, fill
from tests.web.fixtures import SECRET
from tests.web.signing_in import AMA, mailed
from tests.world import World

LEFT_OUT = ("/static/", "/dev/letters/{kind}/{tag}/html")
"""Files; and letters as mail programs show them, where no script runs, so that nothing can be asked of them."""


@pytest_asyncio.fixture
async def full_house(
    sqlite_world: World, visit: Visit, sink: Sink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    """The program as a demo, over a world in which there is one of everything."""
    monkeypatch.setenv("COMMENTSPACE_DEMO", "true")
    monkeypatch.setenv("COMMENTSPACE_SECRET", SECRET)
    fill(sqlite_world)
    async with served(sqlite_world.database, sink, tmp_path) as (_, chosen):
        yield House(sqlite_world, chosen.base_url, visit)


async def good_pages(world: World, people: list[APIRequestContext]) -> dict[str, tuple[int, str]]:
    """For each route the first of these people, and an address, where it shows a page: {route: (who, address)}.

    Routes that answer with something else than a page are left out; AssertionError names those that nobody saw.
    """
    routes = [route for route in ROUTES if "GET" in (route.methods or ()) and not route.path.startswith(LEFT_OUT)]
    waiting = [*addresses(world), *_links_of_letters(world)]
    found: dict[str, tuple[int, str]] = {}
    unseen = []
    for route in routes:
        fitting = [address for address in waiting if route.path_regex.match(address.partition("?")[0])]
        seen = await _first(people, fitting)
        if seen is None:
            unseen.append(route.path)
        elif seen[1]:
            found[route.path] = seen
    assert not unseen, f"nobody sees a page of {unseen}: give everything.py what they show"
    return found


def _links_of_letters(world: World) -> list[str]:
    """The link that signs in, and the one that adds an address of Lars."""
    world.database.write_here(sign_in.ask, AMA, "/", "127.0.0.1")
    world.database.write_here(own_addresses.ask, world.caller("lars"), "lars@home.example.org")
    [(letter,)] = world.rows("SELECT uid FROM outbox WHERE kind = 'address'")
    signed = signing.sign("address", str(letter), SECRET.encode())
    return [f"/sign-in/{mailed(world)['link']}", f"/settings/addresses/{signed}"]


async def _first(people: list[APIRequestContext], fitting: list[str]) -> tuple[int, str] | None:
    """Who sees a page where; an empty address where it is none or leads to one; None where all were refused."""
    for address in fitting:
        for number, asking in enumerate(people):
            answer = await asking.get(address, max_redirects=0)
            if answer.status == 200:
                return number, address if answer.headers["content-type"].startswith("text/html") else ""
            if answer.status == 303 and not answer.headers["location"].startswith("/sign-in"):
                return number, ""
    return None
