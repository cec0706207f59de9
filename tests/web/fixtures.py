"""The site over the test world: `await visitor("ama").get(…)` is Ama at the browser's door, `visitor()` a stranger."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from starlette.applications import Starlette

from commentspace import places
from commentspace.database import Database
from commentspace.domain import sessions
from commentspace.render.environment import environment
from commentspace.render.pieces import Pieces
from commentspace.settings import load
from commentspace.web.assets import Assets
from commentspace.web.house import House
from commentspace.web.making import Maker
from commentspace.web.site import site
from tests.clock import Clock
from tests.copies import SqliteCopies
from tests.web.visitor import Visitor
from tests.world import World

AsVisitor = Callable[..., Visitor]
BuildHouse = Callable[..., House]
SECRET = "a secret of the tests"

__all__ = ["build_house", "house", "maker", "visitor"]


@asynccontextmanager
async def no_tasks(_app: Starlette) -> AsyncIterator[None]:
    """A life without tasks beside the doors: here nothing but the door itself is at work."""
    yield


@pytest.fixture(scope="session")
def build_house() -> BuildHouse:
    """Puts a house together over a database, with the settings that a test wants to be different."""
    templates, assets = environment(places.templates()), Assets(places.static())

    def build(database: Database, folder: Path, **different: Any) -> House:
        settings = load(**{"data": folder, "secret": SECRET, "base_url": "http://localhost:8000"} | different)
        return House(settings, database, templates, Pieces(templates), assets)

    return build


@pytest.fixture
def house(build_house: BuildHouse, sqlite_world: World, tmp_path: Path) -> House:
    """The parts of the site over the named space."""
    return build_house(sqlite_world.database, tmp_path)


@pytest_asyncio.fixture
async def visitor(house: House, sqlite_world: World) -> AsyncIterator[AsVisitor]:
    """Makes visitors: by their key in the cast they are signed in, without one they are strangers."""
    async with visitors_of(sqlite_world, house) as make:
        yield make


@asynccontextmanager
async def visitors_of(world: World, house: House) -> AsyncIterator[AsVisitor]:
    """The same for any world and its house."""
    app, made = site(house, [], no_tasks), list[Visitor]()

    def make(key: str | None = None, *, raising: bool = True) -> Visitor:
        made.append(Visitor(app, token_of(world, key) if key else None, raising=raising))
        return made[-1]

    yield make
    for each in made:
        await each.close()


@contextmanager
def another_world(copies: SqliteCopies) -> Iterator[World]:
    """One more copy of the named space, with a clock of its own."""
    clock = Clock()
    with copies.of("world") as url, closing(Database(url, clock=clock)) as database:
        yield World(database, clock, copies.facts)


def token_of(world: World, key: str) -> str:
    """Signs one of the cast in: the token that their browser keeps."""
    token: str = world.database.write_here(sessions.begin, world.person(key), "a test")
    return token


@pytest_asyncio.fixture
async def maker(sqlite_world: World) -> AsyncIterator[Maker]:
    """Makes what is asked for, when it is told to look once; its child is ended after the test."""
    made = Maker(sqlite_world.database, load(base_url="https://comments.example.org"))
    yield made
    made.close()
