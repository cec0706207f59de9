"""The link in a mail that stops it: for its reader, who need not sign in, and for mail programs (RFC 8058)."""

from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import subscriptions
from commentspace.domain.subscriptions import SpaceChoices, Subscription
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import page
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /unsubscribe/{token}: shows what would stop; nothing is changed."""
    home = house(request)
    found = await home.database.read(subscriptions.read, request.path_params["token"], home.settings.secret_key)
    return _page(request, found, "ask" if found.comes else "stopped")


async def stop(request: Request) -> Response:
    """POST /unsubscribe/{token}: the page's form, or a mail program's one click, which chooses nothing."""
    home, token = house(request), request.path_params["token"]
    form, secret = await forms.read(request), home.settings.secret_key
    if forms.word(form, "verb") == "again":
        found = await home.database.write(subscriptions.begin_again, token, secret)
        return _page(request, found, "again")
    chosen = None
    if forms.word(form, "verb") == "stop":
        chosen = [value for value in form.getlist("stop") if isinstance(value, str)]
        if not chosen:
            found = await home.database.read(subscriptions.read, token, secret)
            return _page(request, found, "nothing")
    found = await home.database.write(subscriptions.end, token, secret, chosen=chosen)
    return _page(request, found, "done")


def _page(request: Request, found: Subscription, state: str) -> Response:
    said = translations(request.scope["language"]).gettext
    given = {
        "state": state,
        "kind": found.kind,
        "what": said(found.what),
        "may_begin": found.was_stopped,
        "spaces": _said(found.spaces, said),
    }
    return page(request, "unsubscribe.html", given)


def _said(spaces: Sequence[SpaceChoices], said: Callable[[str], str]) -> list[dict[str, object]]:
    return [
        {
            "title": space.title,
            "choices": [(each.value, said(each.what), each.is_meant) for each in space.choices],
        }
        for space in spaces
    ]
