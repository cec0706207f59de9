"""A person's browser, or a page's socket, before a program in another process."""

import json
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import httpx2
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.commands.running import LONGEST
from tests.web.filling import fields_of
from tests.web.pages import Page


class Browser:
    """A browser without scripts at `http://127.0.0.1:PORT`, asking for the site by the name `host`."""

    def __init__(self, port: int, *, host: str = "localhost", session: str = ""):
        self._client = httpx2.Client(
            base_url=f"http://127.0.0.1:{port}",
            headers={"Host": host, "Accept": "text/html"},
            cookies={"session": session, "__Host-session": session} if session else {},
            trust_env=False,
            timeout=LONGEST,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, address: str) -> Page:
        """The page at this address, redirects followed."""
        return Page(self._client.get(address, follow_redirects=True))

    def post(self, address: str, /, **fields: str) -> Page:
        """What comes of sending these fields, redirects followed."""
        return Page(self._client.post(address, data=fields, follow_redirects=True))

    def comment(self, document: str, paragraph: str, text: str) -> Page:
        """Comment on a paragraph by its form; the answer."""
        address = f"/d/{document}/p/{paragraph}/comment"
        fields = dict(fields_of(self.get(address).one("form.write"), {"body": text}, None))
        return self.post(address, **{name: str(value) for name, value in fields.items()})


async def listening(port: int, document: str, *, session: str) -> ClientConnection:
    """The socket of a page, after its first frame."""
    socket = await connect(
        f"ws://127.0.0.1:{port}/d/{document}/live",
        additional_headers={"Cookie": f"session={session}", "Origin": f"http://127.0.0.1:{port}"},
        compression=None,
        proxy=None,
    )
    await socket.send(json.dumps({"since": ""}))
    await socket.recv()
    return socket


async def said_until_closed(socket: ClientConnection) -> list[dict[str, Any]]:
    """All frames until the server closes the socket."""
    frames = []
    with suppress(ConnectionClosed):
        while True:
            frames.append(json.loads(await socket.recv()))
    return frames
