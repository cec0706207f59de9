"""Taking a document away: the page that offers every form, and the files that are made while one waits."""

import asyncio
from dataclasses import replace
from typing import Any, Final

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.children import Drowned, Endless, Failed, Pool
from commentspace.domain import documents, exports, jobs, mailed_drafts
from commentspace.domain.exported import Exported
from commentspace.domain.jobs import Wish
from commentspace.errors import Conflict, Invalid, NotFound, Refusal, TooMany, marked
from commentspace.formats.options import Options
from commentspace.render import exporting
from commentspace.render.exporting import FORMS, Form
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page, sent
from commentspace.web.documents import scene
from commentspace.web.house import house
from commentspace.web.saving import for_saving

MANY: Final = 300
"""Paragraphs and comments from which a file is written in a child process, so that nobody else waits for it."""
TOO_LONG = marked("This file takes too long to write while you wait. Take another form.")

_POOL: Final = Pool(seconds=60, memory=3 << 30)


async def show(request: Request) -> Response:
    """GET /d/{uid}/take"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None) -> Response:
    found = await house(request).database.read(
        scene, caller(request), request.path_params["uid"], house(request).database.now()
    )
    given = {
        "document": document_values(found.document),
        "offers": sorted(FORMS.values(), key=lambda form: not form.is_long),
        "columns": exporting.columns(request.scope["language"]),
    }
    return page(request, "take.html", given, may=found.may, refusal=refusal)


async def ask(request: Request) -> Response:
    """POST /d/{uid}/take: what takes long is made, and has a page of its own until it is there."""
    sent_form = await forms.read(request)
    given = {name: str(value) for name, value in sent_form.items()}
    uid = request.path_params["uid"]
    try:
        form = exporting.form_of(given.get("form", ""))
        options = _options(request, form, {name: sent_form.getlist(name) for name in sent_form})
        if not form.is_long:
            return go(f"/d/{uid}/export.{form.name}", **options.words())
        wish = Wish(form.name, options.words(), request.scope["language"])
        job = await house(request).database.write(jobs.ask, caller(request), uid, wish)
    except (Invalid, TooMany) as refusal:
        return await _page(request, refusal)
    return go(f"/jobs/{job}")


async def export(request: Request) -> Response:
    """GET /d/{uid}/export.{form}: a file that is written while one waits; what takes long is asked for on its page."""
    home, name = house(request), request.path_params["form"]
    if name not in FORMS:
        raise NotFound()
    form = FORMS[name]
    given = {each: request.query_params.getlist(each) for each in request.query_params}
    options = _options(request, form, given)
    if form.is_long:
        document, _ = await home.database.read(documents.find, caller(request), request.path_params["uid"])
        return go(f"/d/{document.uid}/take#as-{form.name}")
    exported = await home.database.read(_gathered, request, form)
    return _saved(request, form, exported, await _written(form, exported, options))


def _gathered(session: Session, request: Request, form: Form) -> Exported:
    home, uid = house(request), request.path_params["uid"]
    return exports.gather(
        session,
        caller(request),
        uid,
        now=home.database.now(),
        base_url=home.settings.base_url,
        reply_address=mailed_drafts.address(uid, home.settings.mail_domain),
        with_source=form.with_source,
        with_history=form.with_history,
    )


async def _written(form: Form, exported: Exported, options: Options) -> bytes:
    if len(exported.paragraphs) + len(exported.comments) < MANY and not exported.source:
        return await asyncio.to_thread(exporting.write, form.name, exported, options)
    try:
        return await asyncio.to_thread(_POOL.call, exporting.write, form.name, exported, options)
    except (Endless, Drowned, Failed) as error:
        raise Conflict(TOO_LONG) from error


def _options(request: Request, form: Form, given: dict[str, list[Any]]) -> Options:
    """What was chosen of what this form looks at, in the reader's language and zone unless they ask for others."""
    named = {name: ",".join(map(str, given[name])) for name in ("language", "zone", *form.options) if name in given}
    known = request.scope["known"]
    usual = {"language": request.scope["language"], "zone": known.zone if known else ""}
    options = Options.of(usual | {name: word for name, word in named.items() if word})
    return replace(options, reader=known.name if known else "")


def _saved(request: Request, form: Form, exported: Exported, content: bytes) -> Response:
    """The file, compressed where the browser takes that, to be saved and never shown as a page of ours."""
    answer = sent(request, content, form.type)
    headers = for_saving(exporting.filename(form, exported), form.type, b"").headers
    answer.headers.update({name: value for name, value in headers.items() if name != "content-length"})
    return answer
