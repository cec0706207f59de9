"""Taking a space away: whole, as a file that is made in the background, and its reviews as a calendar."""

import asyncio

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import documents, exports, jobs, spaces
from commentspace.domain.access import Caller
from commentspace.domain.documents import DocumentView
from commentspace.domain.exported import Exported
from commentspace.domain.jobs import Wish
from commentspace.domain.spaces import SpaceView
from commentspace.errors import Invalid, NotAllowed, Refusal, TooMany
from commentspace.formats.options import Options
from commentspace.render import calendar, space_files
from commentspace.render.space_files import FORMS_OF_SPACES
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page, sent
from commentspace.web.house import house
from commentspace.web.saving import for_saving


async def show(request: Request) -> Response:
    """GET /s/{slug}/take"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None) -> Response:
    def found(session: Session) -> tuple[SpaceView, list[DocumentView], bool]:
        space, who = spaces.find(session, caller(request), request.path_params["slug"])
        return space, documents.of_space(session, who), who.may("govern")

    space, listed, governs = await house(request).database.read(found)
    given = {
        "space": {"slug": space.slug, "title": space.title},
        "documents": list(map(document_values, listed)),
        "offers": [form for form in FORMS_OF_SPACES.values() if governs or form.name != jobs.ARCHIVE],
    }
    return page(request, "take_space.html", given, refusal=refusal)


async def ask(request: Request) -> Response:
    """POST /s/{slug}/take: it is made, and has a page of its own until it is there."""
    given = await forms.read(request)
    try:
        job = await asked(request, str(given.get("form", "")), Options(language=request.scope["language"]))
    except (Invalid, NotAllowed, TooMany) as refusal:
        return await _page(request, refusal)
    return go(f"/jobs/{job}")


async def asked(request: Request, form: str, options: Options) -> str:
    """Have the space made in a form; the name of the job."""
    wish = Wish(space_files.form_of(form).name, options.words(), request.scope["language"])
    uid: str = await house(request).database.write(
        jobs.ask_of_space, caller(request), request.path_params["slug"], wish
    )
    return uid


async def reviews(request: Request) -> Response:
    """GET /s/{slug}/export.ics"""
    slug = request.path_params["slug"]
    found = await house(request).database.read(gathered, caller(request), request, slug)
    content = await asyncio.to_thread(calendar.of_all, found, Options(language=request.scope["language"]))
    answer = sent(request, content, calendar.TYPE)
    headers = for_saving(f"{slug}.ics", calendar.TYPE, b"").headers
    answer.headers.update({name: value for name, value in headers.items() if name != "content-length"})
    return answer


def gathered(session: Session, who: Caller, request: Request, slug: str) -> list[Exported]:
    """The documents of a space, as somebody may take them away."""
    home = house(request)
    _, here = spaces.find(session, who, slug)
    return [
        exports.gather(session, who, each.uid, now=home.database.now(), base_url=home.settings.base_url)
        for each in documents.of_space(session, here)
    ]
