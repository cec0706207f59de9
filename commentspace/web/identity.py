"""Who asks: the cookie of a session, read once for pages and sockets alike."""

from contextlib import suppress

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from commentspace.database import Database
from commentspace.domain import sessions, tokens
from commentspace.domain.access import Caller
from commentspace.domain.people import LANGUAGES
from commentspace.domain.sessions import Known
from commentspace.domain.tokens import Holder, Unknown
from commentspace.settings import Settings

API = "/api/"
SIXTY_DAYS = 60 * 24 * 3600


def cookie_name(settings: Settings, kind: str) -> str:
    """The `__Host-` prefix (RFC 6265bis, section 4.1.3.2) needs TLS; on the loopback without it the name is plain."""
    return f"__Host-{kind}" if settings.base_url.startswith("https:") else kind


def set_cookie(response: Response, settings: Settings, kind: str, value: str, max_age: int) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send along with posts."""
    response.set_cookie(
        cookie_name(settings, kind),
        value,
        max_age=max_age,
        path="/",
        secure=settings.base_url.startswith("https:"),
        httponly=True,
        samesite="lax",
    )


def cookie(connection: HTTPConnection, settings: Settings, kind: str) -> str:
    """The value of one of our cookies, or the empty string.

    Starlette parts the header as browsers do, so an odd cookie of a neighbour spoils none of ours.
    """
    return connection.cookies.get(cookie_name(settings, kind), "")


class Identity:
    """Puts `caller`, `known`, `login` and `language` into the scope of every request and socket."""

    def __init__(self, app: ASGIApp, settings: Settings, database: Database):
        self.app = app
        self.settings = settings
        self.database = database

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            if scope["path"].startswith(API):
                await self._by_key(HTTPConnection(scope))
                await self.app(scope, receive, send)
                return
            known = None if scope["path"].startswith("/static/") else await self._known(HTTPConnection(scope))
            scope["known"] = known
            scope["caller"] = Caller(known.person_id if known else None, "web")
            scope["login"] = known.login if known else None
            scope["language"] = known.language if known else self._language(HTTPConnection(scope))
        await self.app(scope, receive, send)

    async def _by_key(self, connection: HTTPConnection) -> None:
        """A program, by the key in its header (RFC 6750, section 2.1); no cookie counts there."""
        scope, now = connection.scope, self.database.now()
        scope["known"] = scope["login"] = scope["holder"] = None
        kind, _, key = connection.headers.get("authorization", "").partition(" ")
        holder: Holder | None = None
        if kind:
            try:
                holder = await self.database.read(tokens.holder, key.strip() if kind.lower() == "bearer" else "", now)
            except Unknown:
                scope["bad_key"] = True
        if holder is not None and (holder.used_at is None or now - holder.used_at > tokens.NOTED):
            with suppress(SQLAlchemyError):
                await self.database.write(tokens.note_use, holder.token_id)
        scope["holder"] = holder
        scope["caller"] = Caller(holder.person_id if holder else None, "web")
        asked = connection.headers.get("accept-language", "")
        scope["language"] = preferred(asked) if asked or holder is None else holder.language

    def _language(self, connection: HTTPConnection) -> str:
        """That which a stranger has chosen here, else the best of those that their browser asks for."""
        chosen = cookie(connection, self.settings, "language")
        return chosen if chosen in LANGUAGES else preferred(connection.headers.get("accept-language", ""))

    async def _known(self, connection: HTTPConnection) -> Known | None:
        token, now = cookie(connection, self.settings, "session"), self.database.now()
        known = await self.database.read(sessions.who, token, now) if token else None
        if known is not None and now - known.seen_at > sessions.NOTED:
            with suppress(SQLAlchemyError):  # a full disk is no reason to show no page
                await self.database.write(sessions.seen, token)
        return known


def preferred(accepted: str) -> str:
    """The best of our languages for an Accept-Language (RFC 9110, section 12.5.4); English where none fits."""
    wanted: list[tuple[float, str]] = []
    for part in accepted.split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((-float(quality or 1), tag.split("-")[0].lower()))
        except ValueError:
            continue
    return next((tag for weight, tag in sorted(wanted, key=lambda each: each[0]) if tag in LANGUAGES and weight), "en")
