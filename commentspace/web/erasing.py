"""Having one's data erased: a page that says what goes and what stays, and the button under it."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import erasing
from commentspace.errors import Refusal
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house
from commentspace.web.identity import cookie_name


async def show(request: Request) -> Response:
    """GET /settings/data/erasure"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None) -> Response:
    who, database = caller(request), house(request).database
    sole = await database.read(erasing.in_the_way, who)
    given = {"sole": sole, "is_fresh": erasing.is_fresh(request.scope["known"].began_at, database.now())}
    return page(request, "settings_erasure.html", given, refusal=refusal)


async def erase(request: Request) -> Response:
    """POST /settings/data/erasure: once it has begun it goes on, whether or not the browser waits for the answer."""
    who, home, form = caller(request), house(request), await forms.read(request)
    _ = who.person
    steps = erasing.erase(who, forms.word(form, "address"), request.scope["known"].began_at)
    try:
        ended = await asyncio.shield(asyncio.ensure_future(home.database.carry_out(steps)))
    except Refusal as refusal:
        return await _page(request, refusal)
    home.pieces.forget()
    for login in ended:
        home.signed_out(login)
    answer = go("/sign-in", "erased")
    answer.delete_cookie(cookie_name(home.settings, "session"), path="/")
    return answer
