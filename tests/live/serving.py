"""The live door alone, on the loopback, and pages that keep what it sends as a browser does."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Self
from urllib.parse import parse_qs, urlencode

import uvicorn
from markupsafe import Markup
from sqlmodel import col
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from commentspace import places
from commentspace.domain import changes, discussion, review_windows
from commentspace.domain.access import Caller
from commentspace.domain.anchors import gone
from commentspace.domain.tables import Comment
from commentspace.live.hub import Hub
from commentspace.live.socket import live_endpoint
from commentspace.render.environment import environment
from commentspace.render.pieces import Pieces, counted
from tests.world import World

LONGEST = 10.0
"""Seconds after which a test gives up waiting."""

ENVIRONMENT = environment(places.templates())


class CountingPieces(Pieces):
    """Pieces that count how often the tally was rendered: once for each frame that is made.

    `meanwhile` is done once, while the next frame is being made: after its snapshot, before it is sent.
    """

    def __init__(self) -> None:
        super().__init__(ENVIRONMENT)
        self.tallies = 0
        self.meanwhile: Callable[[], object] | None = None

    def tally(self, number: int, language: str) -> Markup:
        self.tallies += 1
        act, self.meanwhile = self.meanwhile, None
        if act:
            act()
        return super().tally(number, language)


class FromQuery:
    """Puts into the scope what the address says: a person's key in the database, a session, a language."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = {name: values[0] for name, values in parse_qs(scope.get("query_string", b"").decode()).items()}
        scope["caller"] = Caller(int(asked["person"]) if "person" in asked else None)
        scope["login"] = asked.get("login")
        scope["language"] = asked.get("language", "en")
        await self.app(scope, receive, send)


class Live:
    """A running live door on a world."""

    def __init__(self, world: World, port: int, hub: Hub, pieces: CountingPieces):
        self.world, self.port, self.hub, self.pieces = world, port, hub, pieces

    def address(self, key: str | None, language: str = "en", login: str | None = None, document: str = "") -> str:
        asked = {"person": self.world.person(key) if key else None, "language": language, "login": login}
        query = urlencode({name: value for name, value in asked.items() if value is not None})
        return f"ws://127.0.0.1:{self.port}/d/{document or self.world.document}/live?{query}"

    async def page(self, key: str | None, language: str = "en", login: str | None = None) -> "Page":
        """A page that was loaded just now, and listens."""
        page = Page(self, key, language, login)
        await page.listen()
        return page

    async def pages(self, *keys: str | None) -> list["Page"]:
        return [await self.page(key) for key in keys]


class Page:
    """An open page: what it shows, by the names of its elements, and the cursor that it has come to."""

    def __init__(self, live: Live, key: str | None, language: str = "en", login: str | None = None):
        self.live, self.key, self.language, self.login = live, key, language, login
        self.comments, self.pieces, self.cursor = self.fresh()
        self.frames: list[dict[str, Any]] = []
        self.readers: list[dict[str, Any]] = []
        self.socket: ClientConnection | None = None

    def fresh(self) -> tuple[dict[str, dict[str, str]], dict[str, str], str]:
        """What a page that is loaded now shows: its comments, its other pieces, its cursor."""
        world, pieces = self.live.world, self.live.pieces
        views = world.read(discussion.comments, world.standing(self.key), col(Comment.document_id) == world.document_id)
        on = {each.uid: [view for view in views if view.paragraph == each.uid] for each in world.paragraphs}
        shown = {f"p-{uid}-count": pieces.count(uid, counted(some), self.language) for uid, some in on.items()}
        shown["tally"] = Pieces.tally(pieces, counted(views), self.language)
        spoken_of = {view.paragraph for view in views}
        for each in world.read(gone.rows, world.standing(self.key), (world.document_id, ""), spoken_of):
            shown[f"p-{each.paragraph.uid}"] = pieces.gone(each.paragraph, self.language)
        review = world.read(review_windows.of_document, world.document_id, world.clock.now)
        shown["standing"] = pieces.standing(review, self.language)
        comments = {
            view.uid: {
                "comment": view.uid,
                "paragraph": view.paragraph,
                "thread": view.thread,
                "html": pieces.comment(view, self.language),
            }
            for view in views
        }
        cursor, _ = world.read(changes.cursor, world.standing(self.key), world.document_id)
        return comments, {name: str(html) for name, html in shown.items()}, cursor

    @property
    def is_fresh(self) -> bool:
        """Whether it shows what a page that is loaded now shows."""
        return (self.comments, self.pieces, self.cursor) == self.fresh()

    async def listen(self) -> Self:
        """Connect, and be brought up to date."""
        await self.say({"since": self.cursor})
        await self.next()
        return self

    async def say(self, first: object) -> None:
        """Connect, and say this first."""
        await self.connect()
        assert self.socket is not None
        await self.socket.send(json.dumps(first))

    async def connect(self) -> None:
        """Connect, and say nothing."""
        self.socket = await connect(self.live.address(self.key, self.language, self.login), compression=None)

    async def next(self) -> dict[str, Any]:
        """The next frame, applied; who else reads is put aside (`readers`), as it comes in its own time."""
        frame = await self._receive()
        while "readers" in frame:
            frame = await self._receive()
        self.frames.append(frame)
        self.cursor = frame.get("cursor", self.cursor)
        for part in frame.get("parts", ()):
            if "gone" in part:
                self.comments.pop(part["gone"])
            elif "replace" in part:
                self.pieces[part["replace"]] = part["html"]
            elif "row" in part:
                self.pieces[part["row"]] = part["html"]
            else:
                self.comments[part["comment"]] = part
        spoken_of = {f"p-{each['paragraph']}" for each in self.comments.values()}
        rows = {name for name in self.pieces if name.startswith("p-") and not name.endswith("-count")}
        for name in rows - spoken_of:  # a paragraph that was taken out has a row only while one sees comments on it
            del self.pieces[name]
        return frame

    async def _receive(self) -> dict[str, Any]:
        assert self.socket is not None
        async with asyncio.timeout(LONGEST):
            frame: dict[str, Any] = json.loads(await self.socket.recv())
        if "readers" in frame:
            self.readers.append(frame["readers"])
        return frame

    async def told_readers(self, said: dict[str, Any]) -> None:
        """Go on until this is what it shows of who else reads."""
        while not self.readers or self.readers[-1] != said:
            assert "readers" in await self._receive(), "a frame that says something else"

    async def until(self, uid: str) -> None:
        """Go on to the frame that brings this comment."""
        while all(part.get("comment") != uid for part in (await self.next()).get("parts", ())):
            pass

    async def leave(self) -> None:
        """Lose the connection."""
        if self.socket is not None:
            await self.socket.close()
            self.socket = None

    async def end(self) -> int:
        """The code with which the server closes the socket; frames before that are applied."""
        try:
            while True:
                await self.next()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0


@asynccontextmanager
async def serving(world: World, most: int = 64) -> AsyncIterator[Live]:
    """The live door of this world, for a while; `most` frames may wait for one page."""
    pieces = CountingPieces()
    hub = Hub(world.database, pieces, most)
    world.database.on_commit(hub.moved)
    app = Starlette(routes=[WebSocketRoute("/d/{uid}/live", live_endpoint)])
    app.state.hub = hub
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16_384)  # a page that does not read is soon felt
        config = uvicorn.Config(
            FromQuery(app), ws="websockets-sansio", ws_per_message_deflate=False, lifespan="off", log_config=None
        )
        server = uvicorn.Server(config)
        running, served = asyncio.create_task(hub.run()), asyncio.create_task(server.serve([listening]))
        try:
            yield Live(world, listening.getsockname()[1], hub, pieces)
        finally:
            await hub.close()
            server.should_exit = True
            await served
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
