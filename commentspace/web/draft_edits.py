"""One edit of a preview after the other: without a script the page comes again, a script gets the rows that changed."""

import asyncio
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import preview_corrections
from commentspace.domain.preview_corrections import Correction
from commentspace.domain.preview_states import State
from commentspace.domain.previews import PreviewView
from commentspace.errors import Invalid, Refusal, marked
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, context, go, wants_json
from commentspace.web.draft_preview import Here, draft_values, heading_of, page_of, require_seen, waiting
from commentspace.web.house import house
from commentspace.web.preview_acts import Asked, after
from commentspace.web.preview_values import Pages, Window, changed

SAID = {
    "join": marked("Joined."),
    "split": marked("Divided."),
    "undo": marked("The last change is taken back."),
    "out": marked("Left out."),
    "in": marked("Taken in."),
}
DONE = marked("Done.")


async def edit(request: Request) -> Response:
    """POST /s/{slug}/drafts/{uid}/edits: one act on what is picked; a script gets the rows that have changed."""
    form = await forms.read(request, forms.FIELDS_OF_PREVIEW)
    asked = Asked.of(form)
    space, preview = await waiting(request)
    try:
        require_seen(form, preview)
        if asked.verb == "split" and "divided" not in form:
            return await _field(request, (space, preview), asked)
        old, new, picked, correction = await asyncio.to_thread(_edited, preview, asked, form)
        uid, seen = preview.uid, forms.word(form, "mark")
        mark = await house(request).database.write(preview_corrections.correct, caller(request), uid, correction, seen)
    except Refusal as refusal:
        if wants_json(request):
            raise
        refusal.field = "" if refusal.field == "file" else refusal.field
        return await page_of(request, refusal, form, asked.picked)
    if wants_json(request):
        return await asyncio.to_thread(_changes, request, (space, preview), (old, new), (picked, mark), form)
    at = (picked or asked.picked or (forms.whole(forms.word(form, "first"), 1) - 1,))[0]
    return go(_address(request, at), "kept", at=str(at + 1), picked=_ranges(picked))


def _address(request: Request, at: int) -> str:
    return f"/s/{request.path_params['slug']}/drafts/{request.path_params['uid']}#n-{at + 1}"


def _ranges(picked: tuple[int, ...]) -> str:
    """What is picked, where it is one run, as the address of a page says it."""
    is_run = bool(picked) and picked == tuple(range(picked[0], picked[-1] + 1))
    return f"{picked[0] + 1}-{picked[-1] + 1}" if is_run else ""


def _edited(preview: PreviewView, asked: Asked, form: FormData) -> tuple[State, State, tuple[int, ...], Correction]:
    old = preview.state
    new, picked = after(old, asked, form)
    return old, new, picked, Correction.of(heading_of(form, preview), new)


async def _field(request: Request, here: Here, asked: Asked) -> Response:
    """The row of the one paragraph that is to be divided, as a field."""
    _, preview = here
    picked = _the_one(preview, asked)
    if not wants_json(request):
        return go(_address(request, picked), split=str(picked + 1))

    def made() -> str:
        said = translations(request.scope["language"]).gettext
        return _rows(request, here, [Pages(preview, preview.state, said).row(picked, True, True)])

    return JSONResponse({"mark": preview.mark, "row": picked + 1, "html": await asyncio.to_thread(made)})


def _the_one(preview: PreviewView, asked: Asked) -> int:
    """The one position that is picked; Invalid where there are none or several."""
    if len(asked.picked) != 1 or asked.picked[0] >= len(preview.paragraphs):
        raise Invalid(marked("Choose one paragraph to divide."))
    return asked.picked[0]


def _changes(
    request: Request,
    here: Here,
    states: tuple[State, State],
    became: tuple[tuple[int, ...], str],
    form: FormData,
) -> Response:
    """What a script puts into its page: the rows that differ, and what is said of the whole."""
    _, preview = here
    said = translations(request.scope["language"]).gettext
    old = Pages(preview, states[0], said)
    new = Pages(preview, states[1], said).like(old)
    picked, mark = became
    start, end = (forms.whole(forms.word(form, name), 0) for name in ("first", "last"))
    shown = Window(max(start - 1, 0), min(end, len(old.paragraphs)))
    until = shown.end + len(new.paragraphs) - len(old.paragraphs)
    outside = old.paragraphs[: shown.start] != new.paragraphs[: shown.start]
    if outside or until <= shown.start or old.paragraphs[shown.end :] != new.paragraphs[until:]:
        at = picked[0] + 1 if picked else start
        return JSONResponse({"reload": f"/s/{request.path_params['slug']}/drafts/{preview.uid}?at={at}#n-{at}"})
    now = Window(shown.start, until)
    rows = new.rows(now, frozenset(picked))
    first, gone, come = changed(old.rows(shown), rows)
    return JSONResponse(
        {
            "mark": mark,
            "from": first,
            "to": gone,
            "html": _rows(request, here, rows[first:come]),
            "picked": [n - now.start for n in picked if now.start <= n < now.end],
            "facts": _part(request, "parts/preview_facts.html", here, facts=new.facts()),
            "size": len(new.paragraphs),
            "said": said(SAID.get(Asked.of(form).verb, DONE)),
        }
    )


def _rows(request: Request, here: Here, rows: list[dict[str, Any]]) -> str:
    return _part(request, "parts/preview_rows.html", here, rows=rows)


def _part(request: Request, template: str, here: Here, **given: Any) -> str:
    space, preview = here
    values = context(request) | {"draft": draft_values(preview), "space": space} | given
    return house(request).environment.get_template(template).render(values)
