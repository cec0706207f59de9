"""What an address of the API is: described once, served and documented from the same words."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from commentspace.domain.tokens import Holder, OnlyReads, Unknown
from commentspace.errors import Refusal, SignInNeeded, marked
from commentspace.web.answers import sentence, status_of
from commentspace.web.house import house

ROOT = "/api/v1"
Handler = Callable[[Request], Awaitable[Response]]

KEY_NEEDED = marked(
    "Send a key in the header “Authorization: Bearer …”. You make one in your settings, under “Keys for programs”."
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One thing that programs can do.

    `scope` is what the key has to allow, "" where none is needed. `query` names what may stand behind the question
    mark, with a sentence each; `body` is the JSON Schema of what is sent, or "bytes" for a file as it is. `answer` is
    the name of a schema (`schemas.ALL`), or a media type in brackets; `status` that of an answer when all is well.
    """

    method: Literal["GET", "POST", "DELETE"]
    path: str
    handler: Handler
    about: str
    answer: str
    scope: Literal["", "read", "write"] = "read"
    status: int = 200
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | Literal["bytes"] | None = None
    is_once: bool = False
    """It takes the header Idempotency-Key: sent twice with the same key, it is done once."""

    def route(self) -> Route:
        """As Starlette serves it; refusals are answered in JSON."""

        async def answered(request: Request) -> Response:
            try:
                _require(request, self.scope)
                return await self.handler(request)
            except Refusal as refusal:
                return refused(request, refusal)

        return Route(ROOT + self.path, answered, methods=[self.method])


def _require(request: Request, scope: str) -> None:
    holder: Holder | None = request.scope.get("holder")
    if "bad_key" in request.scope:
        raise Unknown()
    if scope == "write" and holder is None:
        raise SignInNeeded(KEY_NEEDED)
    if holder is not None and scope:
        holder.require(scope)


def refused(request: Request, refusal: Refusal) -> JSONResponse:
    """A refusal as programs get it: its name, its sentence, and the field at fault."""
    status = {Unknown: 401, OnlyReads: 403}.get(type(refusal)) or status_of(refusal)
    body = {"error": type(refusal).__name__, "sentence": sentence(request, refusal), "field": refusal.field}
    headers = {"WWW-Authenticate": f'Bearer realm="{house(request).settings.hostname}"'} if status == 401 else None
    return JSONResponse(body, status, headers)


def token_of(request: Request) -> int | None:
    """The key by which this is asked, for the provenance of what is written."""
    holder: Holder | None = request.scope.get("holder")
    return holder.token_id if holder else None
