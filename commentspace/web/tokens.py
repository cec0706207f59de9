"""The keys of one's programs: made, shown once, ended."""

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import tokens
from commentspace.domain.tokens import Wanted
from commentspace.errors import Invalid, Refusal, TooMany
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /settings/keys"""
    return await _page(request)


async def _page(
    request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None, made: str = ""
) -> Response:
    database = house(request).database
    found = await database.read(tokens.of_person, caller(request), database.now())
    given = {"keys": found, "made": made, "address": house(request).settings.base_url.rstrip("/")}
    return page(request, "settings_keys.html", given, refusal=refusal, form=form)


async def make(request: Request) -> Response:
    """POST /settings/keys: the answer shows the key, this once."""
    form = await forms.read(request)
    try:
        wanted = Wanted.of(*(forms.word(form, name) for name in ("name", "scope", "days")))
        key = await house(request).database.write(tokens.make, caller(request), wanted)
    except (Invalid, TooMany) as refusal:
        return await _page(request, refusal, forms.words(form))
    return await _page(request, made=key)


async def end(request: Request) -> Response:
    """POST /settings/keys/end: one of them, by its name; what uses it is refused from now on."""
    form = await forms.read(request)
    await house(request).database.write(tokens.end, caller(request), forms.word(form, "token"))
    return go("/settings/keys", "key-ended")
