"""The link in a letter that brings an answer: the page shows it, and only a button says whether it satisfies."""

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain.told import by_link
from commentspace.domain.told.by_link import Asked
from commentspace.errors import Conflict, Invalid, Refusal, marked
from commentspace.render import outcomes
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import go, page
from commentspace.web.house import house

SAY = {"yes": True, "no": False}


async def _asked(request: Request) -> Asked:
    home = house(request)
    return await home.database.read(by_link.find, request.path_params["token"], home.settings.secret_key)


async def show(request: Request) -> Response:
    """GET /satisfied/{token}: nothing is changed."""
    return _page(request, await _asked(request))


def _page(
    request: Request, asked: Asked, refusal: Refusal | None = None, form: dict[str, str] | None = None
) -> Response:
    said, gettext = asked.comment.disposition, translations(request.scope["language"]).gettext
    outcome = outcomes.said(said, gettext) if said else ""
    given = {"asked": asked, "comment": asked.comment, "said": said, "outcome": outcome}
    return page(request, "satisfied.html", given, refusal=refusal, form=form)


async def say(request: Request) -> Response:
    """POST /satisfied/{token}: with `satisfied` ("yes" or "no") and `word`."""
    home, form, asked = house(request), await forms.read(request), await _asked(request)
    token, said = request.path_params["token"], SAY.get(forms.word(form, "satisfied"))
    try:
        if said is None:
            raise Invalid(marked("Choose whether you are satisfied or not."), field="satisfied")
        word = forms.word(form, "word")
        await home.database.write(by_link.say, token, home.settings.secret_key, said, word, space=asked.space_id)
    except (Conflict, Invalid) as refusal:
        return _page(request, await _asked(request), refusal, forms.words(form))
    return go(f"/satisfied/{token}", "satisfaction")
