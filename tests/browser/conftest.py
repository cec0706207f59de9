"""The whole program on the loopback, and people of the cast at their browsers."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.async_api import Page, Route

from commentspace import settings
from commentspace.app import Program
from commentspace.commands.serving import free_port
from commentspace.database import Database
from commentspace.domain import sessions
from commentspace.settings import Settings
from tests.services.browser import Visit
from tests.services.sink import Sink
from tests.world import World


class House:
    """A running program: `person("ama")` is Ama at a browser of her own; `person(None)` is a visitor."""

    def __init__(self, world: World, url: str, visit: Visit):
        self.world, self.url, self._visit = world, url, visit

    @property
    def document(self) -> str:
        """The address of the world's document."""
        return f"{self.url}/d/{self.world.document}"

    async def person(self, key: str | None, **options: object) -> Page:
        """An empty page of somebody who has signed in."""
        page = await self._visit(**options)
        if key is not None:
            token = self.world.write(sessions.begin, self.world.person(key), "a test's browser")
            await page.context.add_cookies([{"name": "session", "value": token, "url": self.url}])
        return page

    async def reader(self, key: str | None, **options: object) -> Page:
        """Somebody who has the document open and is told live."""
        page = await self.person(key, **options)
        await open_live(page, self.document)
        return page


MARK_APPLIED = """document.addEventListener("commentspace:applied", () => {
    document.documentElement.dataset.applied = "";
})"""


async def open_live(page: Page, address: str) -> None:
    """Open a page and wait until its socket has brought it up to date once."""
    await page.add_init_script(MARK_APPLIED)
    await page.goto(address)
    await page.wait_for_selector("html[data-applied]")


async def cut(page: Page) -> Callable[[], Awaitable[None]]:
    """Cut a page's connection for good; what is returned mends it again."""

    async def refuse(route: Route) -> None:
        await route.abort()

    await page.context.set_offline(True)
    await page.context.route("**/*", refuse)

    async def mend() -> None:
        await page.context.unroute("**/*", refuse)
        await page.context.set_offline(False)

    return mend


@asynccontextmanager
async def served(database: Database, sink: Sink, folder: Path) -> AsyncIterator[tuple[Program, Settings]]:
    """The program as `commentspace serve` runs it, in this process; its letters go to the sink."""
    ports = [free_port(0, "127.0.0.1") for _ in range(2)]
    chosen = settings.load(
        data=folder,
        port=ports[0],
        base_url=f"http://localhost:{ports[0]}",
        smtp_port=sink.port,
        mail_port=ports[1],
        mail_domain="comments.example.org",
    ).checked()
    program = Program(chosen, database)
    config = uvicorn.Config(program.app, host="127.0.0.1", port=chosen.port, ws="websockets-sansio", log_config=None)
    server = Greeting(config)
    task = asyncio.create_task(server._serve())
    await server.is_up.wait()
    try:
        yield program, chosen
    finally:
        await program.say_goodbye()
        server.should_exit = True
        await task


class Greeting(uvicorn.Server):
    """A server that tells when it is up."""

    def __init__(self, config: uvicorn.Config):
        super().__init__(config)
        self.is_up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()


@pytest.fixture
async def house(sqlite_world: World, visit: Visit, sink: Sink, tmp_path: Path) -> AsyncIterator[House]:
    """The program on the test world's database and clock."""
    async with served(sqlite_world.database, sink, tmp_path) as (_, chosen):
        yield House(sqlite_world, chosen.base_url, visit)
