"""One line of log for each request: what was asked for in general, how it ended, how long it took."""

import time
from http import HTTPStatus

import structlog
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger("commentspace.web")


class Logged:
    """Logs the pattern of the address, never the address: links of sign-in letters are secrets."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            status = int(message.get("status", status))
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception:
            status = status or HTTPStatus.INTERNAL_SERVER_ERROR  # the page that says so is made further out
            raise
        finally:
            route = scope.get("route")
            log.info(
                "request",
                method=scope["method"],
                route=route.path if isinstance(route, Route) else "",
                status=int(status),
                ms=round((time.perf_counter() - began) * 1000, 1),
            )
