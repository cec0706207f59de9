"""A person's browser, or a page's socket, before a program in another process."""

import json
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

import httpx2
from websockets.asyncio.client import ClientConnection, connect

from tests.commands.running import LONGEST
from tests.web.filling import fields_of
from tests.web.pages import Page


class Browser:
    """A browser without scripts at `http://127.0.0.1:PORT`, asking for the site by the name `host`."""

    def __init__(self, port: int, *, host: str = "localhost", cookie: str = ""):
        self.port, self.host = port, host
        headers = {"Host": host, "Accept": "text/html"} | ({"Cookie": cookie} if cookie else {})
        self._client = httpx2.Client(
            base_url=f"http://127.0.0.1:{port}", headers=headers, trust_env=False, timeout=LONGEST
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

    def post(self, address: str, **fields: str) -> Page:
        """What comes of sending these fields, redirects followed."""
        return Page(self._client.post(address, data=fields, follow_redirects=True))

    def comment(self, document: str, paragraph: str, text: str) -> Page:
        """Comment on a paragraph by its form; the answer."""
        address = f"/d/{document}/p/{paragraph}/comment"
        fields = dict(fields_of(self.get(address).one("form.write"), {"body": text}, None))
        return self.post(address, **{name: str(value) for name, value in fields.items()})

    def sent(self, address: str, **fields: str) -> int:
        """The status of the very answer to these fields."""
        answer = self._client.post(address, content=urlencode(fields), headers={"Content-Type": FORM})
        return answer.status_code


FORM = "application/x-www-form-urlencoded"


async def listening(port: int, document: str, *, origin: str, cookie: str, cursor: str = "") -> ClientConnection:
    """A page's socket that has been brought up to date."""
    socket = await connect(
        f"ws://127.0.0.1:{port}/d/{document}/live",
        origin=origin,  # type: ignore[arg-type]  # a NewType of str
        additional_headers={"Cookie": cookie},
        compression=None,
        proxy=None,
    )
    await socket.send(json.dumps({"since": cursor}))
    await socket.recv()
    return socket


async def said_until_closed(socket: ClientConnection) -> list[dict[str, Any]]:
    """All frames until the server closes the socket."""
    return [json.loads(frame) async for frame in socket]
