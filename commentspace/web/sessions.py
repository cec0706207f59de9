"""The browsers in which one is signed in: seen, and ended."""

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import sessions
from commentspace.web import browsers, forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /settings/sessions"""
    place = house(request)
    found = await place.database.read(sessions.of_person, caller(request), place.database.now())
    here = request.scope["login"]
    given = [
        {
            "uid": each.uid,
            "browser": browsers.named(each.browser),
            "began_at": each.began_at,
            "seen_at": each.seen_at,
            "is_this": each.uid == here,
        }
        for each in found
    ]
    return page(request, "settings_sessions.html", {"sessions": sorted(given, key=lambda each: not each["is_this"])})


async def end(request: Request) -> Response:
    """POST /settings/sessions/end: one of them, by its name; its open pages are closed too."""
    form = await forms.read(request)
    ended = await house(request).database.write(sessions.end, caller(request), forms.word(form, "session"))
    return _ended(request, ended)


async def end_others(request: Request) -> Response:
    """POST /settings/sessions/others: all but the one that asks."""
    ended = await house(request).database.write(sessions.end_others, caller(request), request.scope["login"] or "")
    return _ended(request, ended)


def _ended(request: Request, ended: list[str]) -> Response:
    for login in ended:
        house(request).signed_out(login)
    return go("/settings/sessions", "signed-out")
