"""What stands before every page: requests of other sites are refused, bodies are bounded, headers are set."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from commentspace.errors import TooLong, marked
from commentspace.settings import Settings

MIB = 1024 * 1024
FORM_LIMIT = MIB
UPLOAD_LIMIT = 26 * MIB
"""An upload of 25 MiB with what a form adds to it."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
BY_LINK = "/unsubscribe/"
"""What a signed link allows, whoever has opened it and wherever."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types commentspace"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

PARTS = ("text/css", "text/javascript")
"""What is only ever part of a page: for it the headers in `OF_PARTS` are enough, and there are many of them a page."""
OF_PARTS = ("Cross-Origin-Resource-Policy", "X-Content-Type-Options", "Strict-Transport-Security")


class SameSite:
    """Refuses posts and sockets that another site's page began, after Go's CrossOriginProtection.

    Safe methods pass; a same-origin Sec-Fetch-Site passes; else the Origin's host has to be ours.
    A request without either did not come from a browser's page. Sockets need an Origin of ours.
    What a mail program posts from a page of its own (RFC 8058) passes: only the link counts there, and no cookie.
    """

    def __init__(self, app: ASGIApp, settings: Settings):
        self.app = app
        self.scheme = urlsplit(settings.base_url).scheme

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        writes = scope["type"] == "http" and scope["method"] not in SAFE and not scope["path"].startswith(BY_LINK)
        if writes and not self._posts_here(Headers(scope=scope)):
            await PlainTextResponse("This request came from another site, so it was refused.\n", 403)(
                scope, receive, send
            )
        elif scope["type"] == "websocket" and not self._listens_here(Headers(scope=scope)):
            await WebSocketClose(4403, "The socket was opened by another site.")(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _posts_here(self, headers: Headers) -> bool:
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None:
            return site in ("same-origin", "none")
        return origin is None or urlsplit(origin).netloc == headers.get("host")

    def _listens_here(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:
            return "cookie" not in headers
        return origin == f"{self.scheme}://{headers.get('host')}"


class Bounded:
    """Refuses bodies that are larger than what the address takes, while they are being read.

    Only somebody who has signed in may send files: `Identity` has to stand before this.
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self.app(scope, receive, send)
            return
        signed_in = scope["known"] or scope.get("holder")
        path = scope["path"]
        uploads = signed_in and ("/drafts" in path or path.endswith(("/members/list", "/files", "/submissions")))
        limit, seen = (UPLOAD_LIMIT if uploads else FORM_LIMIT), 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise TooLong(
                    marked(
                        "More than %(limit)s MiB was sent. That is too much, so it was not read and cannot be shown "
                        "here. Go back: your browser may still have it. Keep a copy, and send it in parts."
                    ),
                    field="file",
                    limit=limit // MIB,
                )
            return message

        await self.app(scope, counted, send)


class Guarded:
    """Sets the headers that keep a page to itself; pages that may differ by person are not stored."""

    def __init__(self, app: ASGIApp, settings: Settings):
        self.app = app
        self.headers = dict(HEADERS)
        if settings.base_url.startswith("https:"):
            self.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_part = headers.get("content-type", "").startswith(PARTS)
                for name, value in self.headers.items():
                    if not is_part or name in OF_PARTS:
                        headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)
