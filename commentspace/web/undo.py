"""The link of a receipt: opening it shows what it takes back, and its button does it."""

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import lookups, undo
from commentspace.web.answers import go, page
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /undo/{token}: nothing is changed; an old link leads to the comment, where its author signs in."""
    home = house(request)
    comment = await home.database.read(undo.read, request.path_params["token"], home.settings.secret_key)
    if undo.is_over(comment, home.database.now()):
        return go(f"/c/{comment.uid}")
    return page(request, "undo.html", {"done": comment.withdrawn_at is not None, "comment": comment})


async def carry_out(request: Request) -> Response:
    """POST /undo/{token}: withdraw the comment as its author."""
    home, token = house(request), request.path_params["token"]
    comment = await home.database.read(undo.read, token, home.settings.secret_key)
    space = await home.database.read(lookups.space_of_comment, comment.uid)
    await home.database.write(undo.carry_out, token, home.settings.secret_key, space=space)
    return page(request, "undo.html", {"done": True, "comment": comment})
