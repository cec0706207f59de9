"""A picture in the text of a draft."""

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import pictures
from commentspace.web.answers import caller
from commentspace.web.house import house
from commentspace.web.saving import SANDBOX

KEPT = "private, max-age=3600, immutable"
"""For an hour, by the reader's own browser: who may not see the draft any more has seen its pictures before."""


async def show(request: Request) -> Response:
    """GET /pictures/{uid}: to whoever may see its draft."""
    media_type, content = await house(request).database.read(pictures.find, caller(request), request.path_params["uid"])
    headers = {
        "Content-Type": media_type,
        "Content-Disposition": "inline",
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": KEPT,
    }
    return Response(content, headers=headers)
