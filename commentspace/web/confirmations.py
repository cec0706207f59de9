"""The link in a letter that asks whether a mail is theirs: the page shows the mail, and only a button decides."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import confirmations, signing
from commentspace.domain.confirmations import Unconfirmed
from commentspace.errors import Conflict, NotFound
from commentspace.web.answers import go, page
from commentspace.web.house import house


async def _found(request: Request) -> Unconfirmed:
    home = house(request)
    uid = signing.verify(confirmations.USE, request.path_params["token"], home.settings.secret_key)
    if uid is None:
        raise NotFound()
    return await home.database.read(confirmations.find, uid)


async def show(request: Request) -> Response:
    """GET /confirm/{token}: what would be filed; nothing is changed."""
    return _page(request, await _found(request))


def _page(request: Request, found: Unconfirmed, refusal: Conflict | None = None) -> Response:
    given = {"mail": found, "token": request.path_params["token"]}
    return page(request, "confirmation.html", given, refusal=refusal)


async def confirm(request: Request) -> Response:
    """POST /confirm/{token}: they wrote it."""
    return await _answer(request, confirmations.confirm)


async def refuse(request: Request) -> Response:
    """POST /confirm/{token}/refusal: they did not."""
    return await _answer(request, confirmations.refuse)


async def _answer(request: Request, verb: Callable[..., None]) -> Response:
    found = await _found(request)
    try:
        await house(request).database.write(verb, found.uid)
    except Conflict as refusal:
        return _page(request, await _found(request), refusal)
    return go(f"/confirm/{request.path_params['token']}")
