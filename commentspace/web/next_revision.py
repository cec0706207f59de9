"""The next revision of a document: what waits, beginning it from a file or from the text as it stands, dropping it."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import preview_corrections, previews
from commentspace.domain.documents import DocumentView
from commentspace.domain.jobs import JobView
from commentspace.domain.revisions import drafts, progress, rebasing
from commentspace.domain.revisions.drafts import Begun
from commentspace.errors import Conflict, NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.formats import kinds, reading
from commentspace.web import draft_preview, draft_sources, forms
from commentspace.web.answers import caller, document_values, go, page, rights
from commentspace.web.house import house

Found = tuple[DocumentView, frozenset[str], Begun | None, JobView | None]


async def show(request: Request) -> Response:
    """GET /d/{uid}/next"""
    return await page_of(request)


async def page_of(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    """The page, with a refusal and what was typed where there are any."""
    document, may, begun, job = await house(request).database.read(_found, request)
    given = {
        "document": document_values(document),
        "draft": draft_values(begun) if begun else None,
        "is_issuing": job is not None and job.is_waited_for,
        "extensions": ",".join(kinds.DRAFT_EXTENSIONS),
        "most": reading.LARGEST // 1024 // 1024,
    }
    typed = forms.words(form) if form else None
    return page(request, "next_revision.html", given, may=may, refusal=refusal, form=typed)


def _found(session: Session, request: Request) -> Found:
    who, uid = caller(request), request.path_params["uid"]
    document, here = drafts.moderated(session, who, uid)
    waits = drafts.waiting(session, document.id) is not None
    try:
        job = progress.find(session, who, uid)
    except NotFound:
        job = None
    return document, rights(here), drafts.begun(session, who, uid) if waits else None, job


def draft_values(begun: Begun) -> dict[str, Any]:
    """A draft as templates want it."""
    return {
        "uid": begun.uid,
        "number": begun.number,
        "by": begun.by,
        "changed_at": begun.changed_at,
        "title": begun.title,
        "filename": begun.filename,
        "about": begun.about,
        "mark": begun.mark,
        "is_overtaken": begun.is_overtaken,
    }


async def act(request: Request) -> Response:
    """POST /d/{uid}/next: begin ("file", "here"), say what it is ("describe"), another file ("again"), or "rebase"."""
    form = await forms.read(request)
    verb = {"file": _by_file, "again": _another_file, "describe": _describe, "rebase": _rebase}
    try:
        return await verb.get(forms.word(form, "verb"), _here)(request, form)
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await page_of(request, refusal, form)


async def _here(request: Request, form: FormData) -> Response:
    uid = request.path_params["uid"]
    await house(request).database.carry_out(drafts.beginning(caller(request), uid, forms.word(form, "about")))
    return go(f"/d/{uid}/next", "begun")


async def _by_file(request: Request, form: FormData) -> Response:
    uid, database = request.path_params["uid"], house(request).database
    follows, heading, space_id = await database.read(drafts.follows, caller(request), uid, forms.word(form, "about"))
    filename, content = await draft_sources.file(form)
    title = forms.word(form, "title").strip() or heading.title
    said = draft_sources.Said(heading.symbol, title, heading.language)
    draft, _ = await draft_sources.brought(request, space_id, filename, content, said, follows)
    document, *_ = await database.read(_found, request)
    return go(f"/s/{document.space}/drafts/{draft}")


async def _another_file(request: Request, form: FormData) -> Response:
    database, who = house(request).database, caller(request)
    begun = await database.read(drafts.begun, who, request.path_params["uid"])
    preview = await database.read(previews.find, who, begun.uid)
    seen = forms.word(form, "mark")
    previews.require_seen(preview, seen)
    correction = await draft_preview.read_again(request, form, preview, preview.heading)
    await database.write(preview_corrections.correct, who, begun.uid, correction, seen)
    return go(f"/s/{begun.document.space}/drafts/{begun.uid}", "kept")


async def _describe(request: Request, form: FormData) -> Response:
    uid = request.path_params["uid"]
    said = (forms.word(form, name) for name in ("title", "about", "mark"))
    await house(request).database.write(drafts.describe, caller(request), uid, *said)
    return go(f"/d/{uid}/next", "kept")


async def _rebase(request: Request, form: FormData) -> Response:
    uid = request.path_params["uid"]
    steps = rebasing.steps(caller(request), uid, forms.word(form, "mark"))
    await house(request).database.carry_out(steps)
    return go(f"/d/{uid}/next/alignment")


async def show_dropping(request: Request) -> Response:
    """GET /d/{uid}/next/dropping: asked once."""
    return await _dropping_page(request)


async def _dropping_page(request: Request, refusal: Refusal | None = None) -> Response:
    document, may, begun, _ = await house(request).database.read(_found, request)
    if begun is None:
        return go(f"/d/{document.uid}/next")
    given = {"document": document_values(document), "draft": draft_values(begun)}
    return page(request, "next_dropping.html", given, may=may, refusal=refusal)


async def drop(request: Request) -> Response:
    """POST /d/{uid}/next/dropping"""
    form = await forms.read(request)
    uid, database = request.path_params["uid"], house(request).database
    begun = await database.read(drafts.begun, caller(request), uid)
    try:
        previews.require_same(begun.mark, forms.word(form, "mark"))
        await database.carry_out(drafts.dropping(caller(request), begun.uid))
    except Conflict as refusal:
        return await _dropping_page(request, refusal)
    return go(f"/d/{uid}/next", "dropped")
