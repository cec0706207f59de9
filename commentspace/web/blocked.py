"""From whom one takes no letters: seen and lifted in the settings."""

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import blocks
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /settings/letters"""
    found = await house(request).database.read(blocks.of_person, caller(request))
    return page(request, "settings_letters.html", {"blocked": found})


async def lift(request: Request) -> Response:
    """POST /settings/letters: take letters from somebody again."""
    form = await forms.read(request)
    await house(request).database.write(blocks.lift, caller(request), forms.word(form, "person"))
    return go("/settings/letters", "unblocked")
