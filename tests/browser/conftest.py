"""The whole program on the loopback, and people of the cast at their browsers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import uvicorn
from playwright.async_api import Page, Route

from commentspace import settings
from commentspace.app import Program
from commentspace.domain import sign_in
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
            token = self.world.write(sign_in.begin_session, self.world.person(key), "a test's browser")
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


@pytest.fixture
async def house(sqlite_world: World, visit: Visit, sink: Sink, tmp_path: Path) -> AsyncIterator[House]:
    """The program as `commentspace serve` runs it, in this process, on the test world's database and clock."""
    listening = await asyncio.get_running_loop().create_server(asyncio.Protocol, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    listening.close()
    await listening.wait_closed()
    chosen = settings.load(
        data=tmp_path, port=port, base_url=f"http://localhost:{port}", smtp_port=sink.port, mail_port=0
    ).checked()
    program = Program(chosen, sqlite_world.database)
    config = uvicorn.Config(program.app, host="127.0.0.1", port=port, ws="websockets-sansio", log_config=None)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0)
    yield House(sqlite_world, chosen.base_url, visit)
    await program.say_goodbye()
    server.should_exit = True
    await task
