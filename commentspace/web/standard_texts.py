"""The standard texts of a space: kept, changed and removed by its moderators."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import spaces
from commentspace.domain.access import Caller, Standing
from commentspace.domain.dispositions import filling, texts
from commentspace.domain.dispositions.texts import Text, TextView
from commentspace.errors import NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.render.environment import translations
from commentspace.render.outcomes import WORDS
from commentspace.web import forms
from commentspace.web.answers import caller, go, page, rights
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /s/{slug}/texts?edit=NAME"""
    return await _page(request, edited=request.query_params.get("edit", ""))


async def act(request: Request) -> Response:
    """POST /s/{slug}/texts: keep a text, in the place of another one or as a new one, or remove one."""
    form, database, slug = await forms.read(request), house(request).database, request.path_params["slug"]
    edited = forms.word(form, "instead_of")
    space, _ = await database.read(spaces.find, caller(request), slug)
    try:
        if forms.word(form, "verb") == "end":
            await database.write(texts.end, caller(request), space.id, forms.word(form, "text_uid"), space=space.id)
            return go(f"/s/{slug}/texts", "text-ended")
        text = Text.of(*(forms.word(form, name) for name in ("title", "outcome", "text")))
        more = {"instead_of": edited, "key": forms.word(form, "key")}
        await database.write(texts.keep, caller(request), space.id, text, **more, space=space.id)
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form), edited)
    return go(f"/s/{slug}/texts", "text-kept")


async def _page(
    request: Request, refusal: Refusal | None = None, form: Mapping[str, str] | None = None, edited: str = ""
) -> Response:
    found: tuple[dict[str, str], Standing, list[TextView]] = await house(request).database.read(
        _find, caller(request), request.path_params["slug"]
    )
    space, who, standing_texts = found
    said = translations(request.scope["language"]).gettext
    chosen = next((each for each in standing_texts if each.uid == edited), None)
    given: dict[str, Any] = {
        "space": space,
        "texts": standing_texts,
        "edited": chosen,
        "outcomes": [("", said("Any")), *((outcome, said(words)) for outcome, words in WORDS.items())],
        "places": ", ".join(f"{{{place}}}" for place in filling.PLACES),
        "key": forms.new_key(),
    }
    return page(request, "standard_texts.html", given, may=rights(who), refusal=refusal, form=form)


def _find(session: Session, who: Caller, slug: str) -> tuple[dict[str, str], Standing, list[TextView]]:
    space, here = spaces.find(session, who, slug)
    return {"slug": space.slug, "title": space.title}, here, list(texts.of_space(session, here))
