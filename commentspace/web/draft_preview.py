"""The preview of a draft: what was recognised, corrected a selection at a time, kept, read again, issued."""

import asyncio
from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import blobs, issued, issuing, pictures, preview_corrections, previews, spaces
from commentspace.domain.access import Caller
from commentspace.domain.preview_corrections import Correction
from commentspace.domain.previews import Heading, Origin, PreviewView, Ready
from commentspace.errors import Conflict, Invalid, NotFound, Refusal, marked
from commentspace.formats import apart
from commentspace.render.environment import translations
from commentspace.text import normal
from commentspace.text.languages import direction
from commentspace.web import draft_sources, forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house
from commentspace.web.preview_acts import Asked
from commentspace.web.preview_values import KINDS, Pages, Window

LONGEST_HERE = 100_000
"""Characters of a text that stands on the page of its preview; a longer one has the page to itself."""

Here = tuple[spaces.SpaceView, PreviewView]


async def show(request: Request) -> Response:
    """GET /s/{slug}/drafts/{uid}?at=… (a position), picked=… and split=…: the part of the draft around it."""
    return await page_of(request)


async def page_of(
    request: Request, refusal: Refusal | None = None, form: FormData | None = None, picked: tuple[int, ...] = ()
) -> Response:
    """The page, with a refusal and what was typed where there are any."""
    space, preview = await waiting(request)
    query = request.query_params
    divided = forms.whole(query.get("split", ""), 0) - 1
    asked = Asked.of(FormData([("verb", ""), ("pick", query.get("picked", ""))]))
    at = divided if divided >= 0 else forms.whole(query.get("at", ""), 1) - 1
    if form is not None:
        at = forms.whole(forms.word(form, "first"), 1) - 1
        divided = picked[0] if "divided" in form and len(picked) == 1 else -1
    given = await asyncio.to_thread(_values, request, preview, at, picked or asked.picked, divided)
    given["is_reading"] = query.get("text") == "yes"
    filled = forms.words(form) if form is not None else None
    return page(request, "draft_preview.html", {"space": space, **given}, refusal=refusal, form=filled)


async def waiting(request: Request) -> Here:
    """The preview that the address names, in its space."""

    def both(session: Session) -> Here:
        space = of_space(session, caller(request), request.path_params["slug"])
        preview = previews.find(session, caller(request), request.path_params["uid"])
        if preview.space_id != space.id:
            raise NotFound()
        return space, preview

    return await house(request).database.read(both)


def of_space(session: Session, who: Caller, slug: str) -> spaces.SpaceView:
    """The space of this short name, for who may bring in drafts there."""
    space, here = spaces.find(session, who, slug)
    here.require("import")
    return space


def _values(request: Request, preview: PreviewView, at: int, picked: tuple[int, ...], divided: int) -> dict[str, Any]:
    said = translations(request.scope["language"]).gettext
    pages = Pages(preview, preview.state, said)
    window = Window.around(at, len(pages.paragraphs))
    return {
        "draft": draft_values(preview),
        "facts": pages.facts(),
        "rows": pages.rows(window, frozenset(picked), divided),
        "window": _window(window, len(pages.paragraphs)),
        "kinds": [(kind.value, said(words)) for kind, words in KINDS.items()],
    }


def draft_values(preview: PreviewView) -> dict[str, Any]:
    """What the templates are given of the whole draft."""
    heading = preview.heading
    return {
        "uid": preview.uid,
        "symbol": heading.symbol,
        "title": heading.title,
        "language": heading.language,
        "direction": direction(heading.language),
        "filename": preview.filename,
        "text": preview.text if len(preview.text) <= LONGEST_HERE else "",
        "whole_text": preview.text,
        "mark": preview.mark,
        "document": preview.document,
        "purpose": preview.purpose,
    }


def _window(window: Window, size: int) -> dict[str, int]:
    """The part as the page counts it, from 1; 0 where there is none before or after."""
    following = window.end + 1 if window.end < size else 0
    return {"first": window.start + 1, "last": window.end, "size": size, "before": window.start, "after": following}


def heading_of(form: FormData, preview: PreviewView) -> Heading:
    """The heading as the form says it, where it does."""
    known = preview.heading
    symbol, title = forms.word(form, "symbol", known.symbol), forms.word(form, "title", known.title)
    return Heading.of(symbol, title, known.language)


async def correct(request: Request) -> Response:
    """POST /s/{slug}/drafts/{uid}: keep the heading, read the text or another file in its place, or issue."""
    form = await forms.read(request, forms.FIELDS_OF_PREVIEW)
    uid, verb = request.path_params["uid"], forms.word(form, "verb")
    if verb == "issue" and (done := await _finished(request, uid)):
        return go(f"/d/{done}", "issued")
    _, preview = await waiting(request)
    try:
        require_seen(form, preview)
        heading = heading_of(form, preview)
        if verb in ("read", "again"):
            correction = await read_again(request, form, preview, heading)
        else:
            correction = await asyncio.to_thread(lambda: Correction.of(heading, preview.state))
        seen = forms.word(form, "mark")
        await house(request).database.write(preview_corrections.correct, caller(request), uid, correction, seen)
    except Refusal as refusal:
        if refusal.field == "file" and verb != "again":
            refusal.field = "text" if verb == "read" else ""
        return await page_of(request, refusal, form)
    if verb in ("align", "issue") and preview.document:
        return go(f"/d/{preview.document}/{'next/alignment' if preview.purpose == previews.REVISION else 'versions'}")
    if verb != "issue":
        return go(request.url.path, "kept")
    return go(f"/d/{await issue(request, preview, heading)}", "issued")


async def read_again(request: Request, form: FormData, preview: PreviewView, heading: Heading) -> Correction:
    """What the corrected text, or a file sent in place of the first, is recognised as."""
    database = house(request).database
    if forms.word(form, "verb") == "read":
        filename, content = preview.filename, normal.clean(forms.word(form, "text")).encode()
    else:
        filename, content = await draft_sources.file(form)
    draft = await asyncio.to_thread(apart.read, content, filename, heading.language)
    ready = await asyncio.to_thread(Ready.of, draft)
    origin = await asyncio.to_thread(draft_sources.origin, filename, content, draft, heading.language, ready.dropped)
    blob_id = preview.blob_id
    if forms.word(form, "verb") == "again":
        blob_id = await database.carry_out(blobs.writing(content))
    await database.carry_out(pictures.steps(ready.pictures))
    return Correction.read_again(heading, ready, Origin(filename, origin.text, blob_id, origin.note))


def require_seen(form: FormData, preview: PreviewView) -> None:
    """Conflict where the page was about another state of the draft, Invalid where its text was changed and not read."""
    previews.require_seen(preview, forms.word(form, "mark"))
    text = forms.word(form, "text", preview.text)
    if forms.word(form, "verb") != "read" and normal.clean(text).strip() != normal.clean(preview.text).strip():
        raise Invalid(
            marked(
                "You have changed the text, so nothing was kept yet. Read it again first, "
                "or put the text back as it was if you want the table above."
            ),
            field="text",
        )


async def _finished(request: Request, uid: str) -> str | None:
    """The document of a draft that is issued already, with what an issue that was broken off has left undone.

    None while the draft waits; Conflict where everything was done before.
    """
    database = house(request).database
    found = await database.read(issued.find, caller(request), uid)
    if found is None:
        return None
    comments = await asyncio.to_thread(issued.comments_of, found)
    if await database.read(issued.is_whole, found, comments):
        raise Conflict(marked("This draft has been issued already."))
    return await database.carry_out(issued.rest(caller(request), found, comments))


async def issue(request: Request, preview: PreviewView, heading: Heading) -> str:
    """Issue the draft, rendered beforehand and beside the loop; returns the document's name."""

    def worded() -> list[issuing.Worded]:
        return issuing.worded(preview.paragraphs, preview.sizes)

    origin = issuing.Origin(preview_uid=preview.uid)
    steps = issuing.steps(caller(request), preview.space_id, heading, await asyncio.to_thread(worded), origin)
    return await house(request).database.carry_out(steps)
