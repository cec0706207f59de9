"""Bringing in a draft: read, previewed, corrected, issued."""

import asyncio
from dataclasses import replace
from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import blobs, issuing, previews, spaces
from commentspace.domain.access import Caller
from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.domain.people import LANGUAGES
from commentspace.domain.previews import Heading, Origin, PreviewView
from commentspace.errors import Invalid, NotFound, Refusal, marked
from commentspace.formats import decoding, reading, warnings
from commentspace.render.environment import translations
from commentspace.text import markdown, normal
from commentspace.text.languages import direction
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house

KINDS = {
    Kind.HEADING: marked("heading"),
    Kind.PARAGRAPH: marked("paragraph"),
    Kind.ITEM: marked("item"),
    Kind.ROW: marked("table row"),
    Kind.NOTE: marked("note"),
}
LEFT_OUT = {
    "contents": marked("Left out: it repeats the headings, as a list of contents does."),
    "furniture": marked("Left out: it belongs to the printed page, not to the text."),
}
HIGHEST_LEVEL = 9
LONGEST_LABEL = 40
LONGEST_FILENAME = 200
"""The end of a longer one is kept, as the extension says how to read the file."""


async def show_new(request: Request) -> Response:
    """GET /s/{slug}/drafts/new"""
    space = await house(request).database.read(_space, caller(request), request.path_params["slug"])
    return page(request, "draft_new.html", {"space": space, "languages": list(LANGUAGES.items())})


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
        language = forms.word(form, "draft_language")
        draft = await asyncio.to_thread(reading.read, content, filename, language)
        title = forms.word(form, "title") or draft.title or filename.rsplit(".", 1)[0]
        heading = Heading.of(forms.word(form, "symbol"), title[:300], language)
        text, _ = await asyncio.to_thread(decoding.decode, content, language)
        blob_id = await house(request).database.write(blobs.keep, content)
        uid = await house(request).database.write(
            previews.bring, caller(request), space.id, heading, draft, Origin(filename, text, blob_id, _note(draft))
        )
    except Refusal as refusal:
        refusal.field = "draft_language" if refusal.field == "language" else refusal.field
        given = {"space": space, "languages": list(LANGUAGES.items())}
        return page(request, "draft_new.html", given, refusal=refusal, form=forms.words(form))
    return go(f"/s/{space.slug}/drafts/{uid}")


async def _source(form: FormData) -> tuple[str, bytes]:
    file = await forms.upload(form, "file")
    if file is not None:
        return normal.clean(file[0])[-LONGEST_FILENAME:], file[1]
    text = forms.word(form, "text")
    if not text.strip():
        raise Invalid(marked("Choose a file, or paste the text."), field="file")
    return "pasted.md", text.encode()


def _note(draft: Draft) -> str:
    """What was noticed about the whole file; what is about a paragraph is shown at its place."""
    at_places = set(warnings.sentences(draft.paragraphs))
    return "\n".join(sentence for sentence in draft.warnings if sentence not in at_places)


async def show(request: Request) -> Response:
    """GET /s/{slug}/drafts/{uid}"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    space, preview = await _waiting(request)
    given = await asyncio.to_thread(_values, request, preview)
    filled = forms.words(form) if form is not None else None
    return page(request, "draft_preview.html", {"space": space, **given}, refusal=refusal, form=filled)


async def _waiting(request: Request) -> tuple[spaces.SpaceView, PreviewView]:
    """The preview that the address names, in its space."""

    def both(session: Session) -> tuple[spaces.SpaceView, PreviewView]:
        space = _space(session, caller(request), request.path_params["slug"])
        preview = previews.find(session, caller(request), request.path_params["uid"])
        if preview.space_id != space.id:
            raise NotFound()
        return space, preview

    return await house(request).database.read(both)


def _values(request: Request, preview: PreviewView) -> dict[str, Any]:
    said = translations(request.scope["language"]).gettext
    noted: dict[int, list[str]] = {}
    for finding in warnings.findings(preview.paragraphs):
        noted.setdefault(finding.position - 1, []).append(said(finding.sentence) % finding.details)
    rows = [
        {
            "position": position,
            "kind": paragraph.kind,
            "label": paragraph.label,
            "level": paragraph.level,
            "html": markdown.paragraph_html(paragraph.markdown),
            "left_out": said(LEFT_OUT.get(paragraph.left_out, LEFT_OUT["furniture"])) if paragraph.left_out else "",
            "warnings": noted.get(position, []),
        }
        for position, paragraph in enumerate(preview.paragraphs)
    ]
    heading = preview.heading
    draft = {
        "uid": preview.uid,
        "symbol": heading.symbol,
        "title": heading.title,
        "language": heading.language,
        "direction": direction(heading.language),
        "text": preview.text,
        "mark": preview.mark,
    }
    kinds = [(kind.value, said(words)) for kind, words in KINDS.items()]
    return {"draft": draft, "rows": rows, "kinds": kinds, "warnings": preview.note.splitlines()}


async def correct(request: Request) -> Response:
    """POST /s/{slug}/drafts/{uid}: keep the corrections, read the text again, or issue."""
    form = await forms.read(request, forms.FIELDS_OF_PREVIEW)
    uid, verb = request.path_params["uid"], forms.word(form, "verb")
    _, preview = await _waiting(request)
    try:
        require_seen(form, preview)
        language = preview.heading.language
        heading = Heading.of(forms.word(form, "symbol"), forms.word(form, "title"), language)
        text = normal.clean(forms.word(form, "text")) if verb == "read" else None
        if text is not None:
            draft = await asyncio.to_thread(reading.read, text.encode(), preview.filename, language)
        else:
            draft = Draft(language, tuple(_corrected(form, n, each) for n, each in enumerate(preview.paragraphs)))
        seen = forms.word(form, "mark")
        await house(request).database.write(previews.correct, caller(request), uid, heading, draft, text, seen)
    except Refusal as refusal:
        if refusal.field == "file":
            refusal.field = "text" if verb == "read" else ""
        return await _page(request, refusal, form)
    if verb != "issue":
        return go(request.url.path, "kept")
    return go(f"/d/{await issue(request, preview.space_id, heading, draft, uid)}", "issued")


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


def _corrected(form: FormData, position: int, paragraph: DraftParagraph) -> DraftParagraph:
    """A paragraph as the table of the preview says; Invalid at the field where it says nothing sensible.

    Where the form has no row for it, nobody wanted to change it.
    """
    if f"kind-{position}" not in form:
        return paragraph
    kind, level = forms.word(form, f"kind-{position}", paragraph.kind), forms.word(form, f"level-{position}", "1")
    label = normal.line(forms.word(form, f"label-{position}", paragraph.label), field=f"label-{position}")
    if kind not in list(Kind):
        raise Invalid(marked("Choose one of the kinds in the list."), field=f"label-{position}")
    if not 1 <= forms.whole(level, 0) <= HIGHEST_LEVEL:
        raise Invalid(marked("A level is a number from 1 to 9."), field=f"label-{position}")
    if len(label) > LONGEST_LABEL:
        raise Invalid(
            marked("A label may have at most %(most)s characters."), field=f"label-{position}", most=LONGEST_LABEL
        )
    is_out = forms.word(form, f"left_out-{position}") == "yes"
    left_out = (paragraph.left_out or "furniture") if is_out else ""
    deep = int(level) if kind in (Kind.HEADING, Kind.ITEM) else 1
    return replace(paragraph, kind=Kind(kind), level=deep, label=label, left_out=left_out)


async def issue(request: Request, space_id: int, heading: Heading, draft: Draft, preview_uid: str) -> str:
    """Issue the draft, rendered beforehand and beside the loop; returns the document's name."""
    worded = await asyncio.to_thread(issuing.worded, draft.paragraphs)
    origin = issuing.Origin(preview_uid=preview_uid)
    steps = issuing.steps(caller(request), space_id, heading, worded, origin)
    return await house(request).database.carry_out(steps)
