"""The one place that knows all the doors, and ties what is committed to those who listen."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from commentspace import places
from commentspace.database import Database
from commentspace.live.hub import Hub
from commentspace.live.socket import live_endpoint
from commentspace.mail.inbox import Inbox
from commentspace.mail.listener import Listener
from commentspace.mail.post_office import PostOffice
from commentspace.mail.rounds import Rounds
from commentspace.render.environment import environment
from commentspace.render.pieces import Pieces
from commentspace.settings import Settings
from commentspace.web.assets import Assets
from commentspace.web.erasures import Erasures
from commentspace.web.house import House
from commentspace.web.site import site

log = structlog.get_logger("commentspace")


class Program:
    """A running commentspace: its doors over one database."""

    def __init__(self, settings: Settings, database: Database):
        templates = environment(places.templates())
        pieces = Pieces(templates)
        self.database = database
        self.hub = Hub(database, pieces)
        self.post_office = PostOffice(database, settings, templates)
        self.inbox = Inbox(database, settings)
        self.rounds = Rounds(database)
        self.erasures = Erasures(database, pieces)
        self.listener = Listener(database, settings, self.inbox)
        self.stopping = False
        house = House(
            settings,
            database,
            templates,
            pieces,
            Assets(places.static()),
            is_ready=lambda: not self.stopping,
            signed_out=self.hub.signed_out,
            pages_open=self.hub.pages_open,
        )
        self.app = site(house, [WebSocketRoute("/d/{uid}/live", live_endpoint)], self._life)
        self.app.state.hub = self.hub
        database.on_commit(self.hub.moved)
        database.on_mail(self.post_office.wake)

    @contextlib.asynccontextmanager
    async def _life(self, _app: Starlette) -> AsyncIterator[None]:
        """The tasks that run beside the doors, from the first request to the last."""
        await self.listener.start()
        tasks = [
            asyncio.create_task(self._kept_going(name, work))
            for name, work in (
                ("hub", self.hub.run),
                ("post office", self.post_office.run),
                ("inbox", self.inbox.run),
                ("rounds", self.rounds.run),
                ("erasures", self.erasures.run),
            )
        ]
        try:
            yield
        finally:
            self.stopping = True
            await self.listener.stop()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.post_office.close()

    async def _kept_going(self, name: str, work: Any) -> None:
        """Run a task for ever; one that fails is noted and begun again, and the others go on."""
        while True:
            try:
                run: Coroutine[Any, Any, None] = work()
                await run
                return
            except Exception:
                log.exception("a task failed and is begun again", task=name)
                await asyncio.sleep(1)

    async def say_goodbye(self) -> None:
        """Tell the open pages to come back in a moment: the first thing of a clean stop."""
        self.stopping = True
        await self.hub.close()
