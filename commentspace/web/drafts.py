"""Bringing in a draft: read, previewed, corrected, issued."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import spaces
from commentspace.domain.access import Caller
from commentspace.domain.people import LANGUAGES
from commentspace.errors import Invalid, Refusal, marked
from commentspace.formats import kinds, reading
from commentspace.text import normal
from commentspace.web import draft_sources, forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house


async def show_new(request: Request) -> Response:
    """GET /s/{slug}/drafts/new"""
    space = await house(request).database.read(_space, caller(request), request.path_params["slug"])
    return page(request, "draft_new.html", _offered(space))


def _offered(space: spaces.SpaceView) -> dict[str, Any]:
    """What the form for a new draft offers."""
    return {
        "space": space,
        "languages": list(LANGUAGES.items()),
        "extensions": ",".join(kinds.DRAFT_EXTENSIONS),
        "most": reading.LARGEST // 1024 // 1024,
    }


def _space(session: Session, who: Caller, slug: str) -> spaces.SpaceView:
    space, here = spaces.find(session, who, slug)
    here.require("import")
    return space


async def bring(request: Request) -> Response:
    """POST /s/{slug}/drafts"""
    form = await forms.read(request)
    space = await house(request).database.read(_space, caller(request), request.path_params["slug"])
    try:
        filename, content = await _source(form)
        said = draft_sources.Said(*(forms.word(form, name) for name in ("symbol", "title", "draft_language")))
        uid, _ = await draft_sources.brought(request, space.id, filename, content, said)
    except Refusal as refusal:
        refusal.field = "draft_language" if refusal.field == "language" else refusal.field
        return page(request, "draft_new.html", _offered(space), refusal=refusal, form=forms.words(form))
    return go(f"/s/{space.slug}/drafts/{uid}")


async def _source(form: FormData) -> tuple[str, bytes]:
    file = await forms.upload(form, "file")
    if file is not None:
        return normal.clean(file[0])[-draft_sources.LONGEST_FILENAME :], file[1]
    text = forms.word(form, "text")
    if not text.strip():
        raise Invalid(marked("Choose a file, or paste the text."), field="file")
    return "pasted.md", text.encode()
