"""The one place that knows all the doors, and ties what is committed to those who listen."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

import structlog
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from commentspace import places
from commentspace.database import Database
from commentspace.demo import letter_samples
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
from commentspace.web.likeness_works import Likenesses
from commentspace.web.making import Maker
from commentspace.web.site import site
from commentspace.web.submission_works import Submissions
from commentspace.web.watch import Watch

Task = Callable[[], Awaitable[None]]

log = structlog.get_logger("commentspace")


class Works:
    """What is done behind the doors, without anybody waiting: mail in and out, the daily round, erasing, files."""

    def __init__(self, settings: Settings, database: Database, templates: Environment, pieces: Pieces):
        self.post_office = PostOffice(database, settings, templates)
        self.inbox = Inbox(database, settings)
        self.rounds = Rounds(database)
        self.erasures = Erasures(database, pieces)
        self.submissions = Submissions(database)
        self.likenesses = Likenesses(database)
        self.maker = Maker(database, settings)
        self.listener = Listener(database, settings, self.inbox)

    @property
    def tasks(self) -> dict[str, Task]:
        """What goes on for ever, by its name."""
        return {
            "post office": self.post_office.run,
            "inbox": self.inbox.run,
            "rounds": self.rounds.run,
            "erasures": self.erasures.run,
            "submissions": self.submissions.run,
            "likenesses": self.likenesses.run,
            "maker": self.maker.run,
        }


@contextlib.asynccontextmanager
async def going(tasks: Mapping[str, Task]) -> AsyncIterator[None]:
    """Run these tasks until the end; one that fails is noted and begun again, and the others go on."""
    running = [asyncio.create_task(_kept_going(name, work)) for name, work in tasks.items()]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _kept_going(name: str, work: Task) -> None:
    while True:
        try:
            await work()
            return
        except Exception:
            log.exception("a task failed and is begun again", task=name)
            await asyncio.sleep(1)


class Worker:
    """The works alone, beside a server that leaves them to workers; several may run on one PostgreSQL."""

    def __init__(self, settings: Settings, database: Database):
        templates = environment(places.templates())
        self._works = Works(settings, database, templates, Pieces(templates))
        database.on_mail(self._works.post_office.wake)

    async def run(self, until: asyncio.Event, *, listening: bool) -> None:
        """Work until the event; what is in hand then is finished first. Takes mail in where it is `listening`."""
        if listening:
            await self._works.listener.start()
        try:
            async with going(self._works.tasks):
                await until.wait()
                await self._works.listener.stop()
        finally:
            await self._works.post_office.close()


class Program:
    """A running commentspace: its doors over one database."""

    def __init__(self, settings: Settings, database: Database):
        templates = environment(places.templates())
        pieces = Pieces(templates)
        self.database = database
        self.hub = Hub(database, pieces)
        self.works = Works(settings, database, templates, pieces)
        self.watch = Watch(database)
        self.works_here = settings.work
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
            submissions_wait=self.works.submissions.wake,
            sample_letters=letter_samples.shown if settings.demo else dict,
        )
        self.app = site(house, [WebSocketRoute("/d/{uid}/live", live_endpoint)], self._life)
        self.app.state.hub = self.hub
        database.on_commit(self.hub.moved)
        database.on_mail(self.works.post_office.wake)

    @contextlib.asynccontextmanager
    async def _life(self, _app: Starlette) -> AsyncIterator[None]:
        """The tasks that run beside the doors, from the first request to the last."""
        await self.works.listener.start()
        own = {"hub": self.hub.run, "watch": self.watch.run}
        async with going({**own, **(self.works.tasks if self.works_here else {})}):
            try:
                yield
            finally:
                self.stopping = True
                await self.works.listener.stop()
        await self.works.post_office.close()

    async def say_goodbye(self) -> None:
        """Tell the open pages to come back in a moment: the first thing of a clean stop."""
        self.stopping = True
        await self.hub.close()
