"""The text of a document's next revision, edited in the browser a paragraph at a time."""

import asyncio
from contextlib import suppress
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import preview_states
from commentspace.domain.access import Caller
from commentspace.domain.documents import DocumentView
from commentspace.domain.preview_states import State
from commentspace.domain.revisions import drafts, editing, offers
from commentspace.domain.revisions.editing import Changed, Done
from commentspace.domain.revisions.offers import Desk
from commentspace.errors import Conflict, Refusal
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, context, document_values, go, page, refused, wants_json
from commentspace.web.house import house
from commentspace.web.next_aligning import PATIENCE, Unfinished, aligned
from commentspace.web.next_text_acts import act_of, said_of
from commentspace.web.next_text_opened import Opened
from commentspace.web.next_text_values import Sheet
from commentspace.web.preview_values import KINDS, Window

Scene = tuple[DocumentView, str | None]
NAMED = '"paragraph":'
"""What is kept of a draft whose paragraphs know from which issued ones they come."""
MOST_PUT_IN = 60
"""Rows that are put into a page; where more have changed, it is loaded again."""


async def show(request: Request) -> Response:
    """GET /d/{uid}/next/text?at=…, edit=… or beside=… (keys): the part of the draft around a paragraph."""
    found, draft = await scene(request)
    if draft is None:
        return go(f"/d/{found.uid}/next")
    opened = Opened.of_query(request.query_params)
    if wants_json(request):
        return await _opened(request, found, draft, opened)
    return await page_of(request, found, draft, opened)


async def scene(request: Request) -> Scene:
    """The document of the address, for its moderators, with the name of the draft that waits."""

    def both(session: Session, who: Caller) -> Scene:
        document, _ = drafts.moderated(session, who, request.path_params["uid"])
        return document, drafts.waiting(session, document.id)

    return await house(request).database.read(both, caller(request))


async def desk_of(request: Request, found: DocumentView, draft: str, patience: float | None = PATIENCE) -> Desk:
    """The draft beside its revision. One that came from a file is aligned first, where that does not take longer."""
    database = house(request).database
    desk = await database.read(offers.desk, caller(request), draft)
    if NAMED in desk.plan.kept:
        return desk
    with suppress(Unfinished, Refusal):
        await aligned(database, caller(request), found.uid, patience)
        desk = await database.read(offers.desk, caller(request), draft)
    return desk


async def edit(request: Request) -> Response:
    """POST /d/{uid}/next/text: one act on one paragraph; a script gets the rows that have changed."""
    form = await forms.read(request)
    found, draft = await scene(request)
    if draft is None:
        raise Conflict(drafts.NONE)
    opened = Opened.of_form(form)
    try:
        if forms.word(form, "verb") == "preview":
            opened.require_words()
            return await (_opened if wants_json(request) else page_of)(request, found, draft, opened)
        act = act_of(form, await _state(request, draft))
        done = await house(request).database.carry_out(editing.steps(caller(request), draft, act))
    except Refusal as refusal:
        refusal.field = "" if refusal.field == "file" else refusal.field
        return await _refused(request, found, draft, opened.refused(), refusal)
    return await answer(request, found, draft, done, said_of(form))


async def _state(request: Request, draft: str) -> State:
    kept = await house(request).database.read(editing.kept_of, caller(request), draft)
    return await asyncio.to_thread(preview_states.read, kept)


async def answer(
    request: Request, found: DocumentView, draft: str, done: Done, said: str, back: Response | None = None
) -> Response:
    """What was done: the rows that have changed for a script, else the page again where it was done."""
    if not wants_json(request):
        return back or go(f"/d/{found.uid}/next/text#k-{done.key}", "kept", at=done.key)
    desk = await desk_of(request, found, draft)
    return JSONResponse(await asyncio.to_thread(_changes, request, found, desk, done, said))


def _changes(request: Request, found: DocumentView, desk: Desk, done: Done, said: str) -> dict[str, Any]:
    """What a script puts into its page: each changed row with the key of the one that it stands behind."""
    sheet = sheet_of(request, desk, done.after)
    changed, gone = sheet.changes(done.before, done.key)
    if len(changed) > MOST_PUT_IN:
        return {"reload": f"/d/{found.uid}/next/text?at={done.key}#k-{done.key}"}
    rows = [
        {
            "key": sheet.paragraphs[n].key,
            "after": sheet.paragraphs[n - 1].key if n else "",
            "html": part(request, "next_text_rows.html", found, rows=[sheet.row(n)]),
        }
        for n in changed
    ]
    said = translations(request.scope["language"]).gettext(said)
    facts = part(request, "next_text_facts.html", found, facts=sheet.facts())
    return {"rows": rows, "gone": gone, "key": done.key, "said": said, "facts": facts}


async def _refused(request: Request, found: DocumentView, draft: str, opened: Opened, refusal: Refusal) -> Response:
    """What was typed comes back, beside what somebody else has made of the paragraph."""
    if not wants_json(request):
        return await page_of(request, found, draft, opened, refusal)
    if not isinstance(refusal, Changed):
        return refused(request, refusal)
    desk = await desk_of(request, found, draft)
    html = await asyncio.to_thread(_row, request, found, desk, opened, refusal)
    return refused(request, refusal, row=opened.key, html=html)


async def _opened(request: Request, found: DocumentView, draft: str, opened: Opened) -> Response:
    """The one row that a script has asked for, with its editor."""
    desk = await desk_of(request, found, draft)
    html = await asyncio.to_thread(_row, request, found, desk, opened, None)
    return JSONResponse({"row": opened.key, "html": html})


def _row(request: Request, found: DocumentView, desk: Desk, opened: Opened, refusal: Refusal | None) -> str:
    sheet = sheet_of(request, desk, preview_states.read(desk.plan.kept), opened)
    at = sheet.place(opened.key)
    if at is None:
        raise refusal or Changed(editing.GONE, opened.key)
    problems = {"": refusal.said(translations(request.scope["language"]).gettext)} if refusal else {}
    return part(request, "next_text_rows.html", found, rows=[sheet.row(at, opened)], problems=problems)


async def page_of(
    request: Request, found: DocumentView, draft: str, opened: Opened, refusal: Refusal | None = None
) -> Response:
    """The page, with the row that is open, and a refusal where there is one."""
    desk = await desk_of(request, found, draft)
    given = await asyncio.to_thread(_values, request, desk, opened)
    given["document"] = document_values(found)
    return page(request, "next_text.html", given, refusal=refusal)


def _values(request: Request, desk: Desk, opened: Opened) -> dict[str, Any]:
    sheet = sheet_of(request, desk, preview_states.read(desk.plan.kept), opened)
    size = len(sheet.paragraphs)
    at = sheet.place(opened.at)
    if at is None:
        at = forms.whole(opened.at, 1) - 1
    window = Window.around(at, size)
    after = window.end + 1 if window.end < size else 0
    return {
        "facts": sheet.facts(),
        "outline": sheet.outline(),
        "rows": [sheet.row(n, opened) for n in window.places],
        "lost": sheet.lost(opened),
        "window": {"first": window.start + 1, "last": window.end, "size": size, "before": window.start, "after": after},
        **_kinds(request),
    }


def sheet_of(request: Request, desk: Desk, state: State, opened: Opened | None = None) -> Sheet:
    """The values of a draft in a state, in the language of the page."""
    return Sheet(desk, state, translations(request.scope["language"]).gettext)


def part(request: Request, template: str, found: DocumentView, **given: Any) -> str:
    """A part of the page, as a script puts it in."""
    values = context(request) | {"document": document_values(found)} | _kinds(request) | given
    return house(request).environment.get_template(template).render(values)


def _kinds(request: Request) -> dict[str, Any]:
    said = translations(request.scope["language"]).gettext
    return {"kinds": [(kind.value, said(words)) for kind, words in KINDS.items()]}
