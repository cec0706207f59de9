"""The language versions of a document, for its moderators: what each lacks, and another one brought and added."""

import asyncio
from typing import NamedTuple

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.children import Drowned, Endless, Failed, Pool
from commentspace.domain import previews
from commentspace.domain.documents import DocumentView
from commentspace.domain.people import LANGUAGES
from commentspace.domain.previews import PreviewView
from commentspace.domain.revisions import drafts, plans
from commentspace.domain.revisions.plans import REVISION, Plan
from commentspace.domain.versions import adding, beside, bringing, corrections, reading
from commentspace.domain.versions.beside import Stands
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal, SignInNeeded, TooLong, marked
from commentspace.formats import kinds
from commentspace.formats import reading as files
from commentspace.web import draft_sources, forms
from commentspace.web.answers import caller, document_values, go, page, rights
from commentspace.web.house import house
from commentspace.web.version_values import Asked, sheet

SECONDS, MEMORY = 180.0, 2 << 30
TOO_LONG = marked("These texts are too long to be set beside each other.")
BROKEN = marked("The texts could not be set beside each other: the work broke off. Try again, or ask who runs this.")
KEPT_ACTS = ("right", "up", "down", "join", "none")

_POOL = Pool(SECONDS, MEMORY, children=1)


class Found(NamedTuple):
    """What the list shows."""

    document: DocumentView
    may: frozenset[str]
    states: list[reading.VersionState]
    waiting: list[bringing.Waiting]
    next_waits: bool


async def show(request: Request) -> Response:
    """GET /d/{uid}/versions"""
    return await _list(request)


async def _list(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    found = await house(request).database.read(_found, request)
    there = {each.version.language for each in found.states}
    given = {
        "document": document_values(found.document),
        "states": found.states,
        "waiting": found.waiting,
        "next_waits": found.next_waits,
        "languages": [(tag, name) for tag, name in LANGUAGES.items() if tag not in there],
        "extensions": ",".join(kinds.DRAFT_EXTENSIONS),
        "most": files.LARGEST // 1024 // 1024,
    }
    typed = forms.words(form) if form else None
    return page(request, "versions.html", given, may=found.may, refusal=refusal, form=typed)


def _found(session: Session, request: Request) -> Found:
    document, here = drafts.moderated(session, caller(request), request.path_params["uid"])
    next_waits = drafts.waiting(session, document.id) is not None
    states, waiting = reading.states(session, document), list(bringing.waiting(session, document))
    return Found(document, rights(here), states, waiting, next_waits)


async def act(request: Request) -> Response:
    """POST /d/{uid}/versions: bring a file in a language, or ("here") edit the text of a version as it stands."""
    form = await forms.read(request)
    try:
        if forms.word(form, "verb").startswith("here:"):
            return await _here(request, forms.word(form, "verb").removeprefix("here:"))
        return await _bring(request, form)
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _list(request, refusal, form)


async def _here(request: Request, language: str) -> Response:
    uid = request.path_params["uid"]
    await house(request).database.carry_out(drafts.beginning(caller(request), uid, version=language))
    return go(f"/d/{uid}/next", "begun")


async def _bring(request: Request, form: FormData) -> Response:
    uid, database = request.path_params["uid"], house(request).database
    language = forms.word(form, "language_other").strip() or forms.word(form, "language")
    if not language:
        raise Invalid(marked("Choose the language of the text."), field="language")
    then, document = await database.read(bringing.follows, caller(request), uid, language)
    filename, content = await draft_sources.file(form)
    said = draft_sources.Said(document.symbol, forms.word(form, "title"), language)
    preview, _ = await draft_sources.brought(request, document.space_id, filename, content, said, then)
    return go(f"/d/{uid}/next" if then.purpose == REVISION else f"/d/{uid}/versions/{preview}")


async def show_one(request: Request) -> Response:
    """GET /d/{uid}/versions/{preview}?show=&page=: a text that waits, beside the original."""
    return await _one(request)


async def _one(request: Request, refusal: Refusal | None = None) -> Response:
    document, preview, plan, stands = await _aligned(request)
    asked = Asked.of(request.query_params)
    given = await asyncio.to_thread(sheet, plan, stands, asked)
    given |= {
        "document": document_values(document),
        "draft": {
            "uid": preview.uid,
            "title": preview.heading.title,
            "language": preview.heading.language,
            "filename": preview.filename,
            "note": preview.note,
            "mark": plan.mark,
            "comments": sum(len(each.comments) for each in plan.paragraphs),
            "is_overtaken": plan.base_id != document.revision_id,
        },
    }
    return page(request, "version_beside.html", given, refusal=refusal)


async def _aligned(request: Request) -> tuple[DocumentView, PreviewView, Plan, list[Stands]]:
    """The text that waits, set beside the original; made in a child process where it is not kept yet."""
    database, uid, name = house(request).database, request.path_params["uid"], request.path_params["preview"]
    who = caller(request)

    def found(session: Session) -> tuple[DocumentView, PreviewView, Plan]:
        document = bringing.require_here(session, who, uid, name)
        return document, previews.find(session, who, name), plans.of_preview(session, who, name)

    document, preview, plan = await database.read(found)
    stands = await asyncio.to_thread(beside.kept, plan)
    if stands is None:
        links = await _made(plan)
        await database.write(corrections.keep_links, who, name, links)
        _, _, plan = await database.read(found)
        stands = await asyncio.to_thread(beside.kept, plan)
    if stands is None:
        raise Conflict(BROKEN)
    return document, preview, plan, stands


async def _made(plan: Plan) -> str:
    try:
        links: str = await asyncio.to_thread(_POOL.call, beside.made, plan)
    except (Endless, Drowned) as refused:
        raise TooLong(TOO_LONG) from refused
    except Failed as failed:
        raise Conflict(BROKEN) from failed
    return links


async def act_one(request: Request) -> Response:
    """POST /d/{uid}/versions/{preview}: correct where a paragraph stands, add the version, or drop the text."""
    form = await forms.read(request)
    uid, name, verb = request.path_params["uid"], request.path_params["preview"], forms.word(form, "verb")
    try:
        if verb == "add":
            return await _add(request, form)
        if verb == "drop":
            await house(request).database.read(bringing.require_here, caller(request), uid, name)
            await house(request).database.carry_out(drafts.dropping(caller(request), name))
            return go(f"/d/{uid}/versions", "version-dropped")
        return await _correct(request, form, verb)
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _one(request, refusal)


async def _correct(request: Request, form: FormData, verb: str) -> Response:
    uid, name = request.path_params["uid"], request.path_params["preview"]
    if verb == "set":  # Enter in a field presses the first button of the form
        filled = (key for key, value in forms.words(form).items() if key.startswith("at-") and value.strip())
        verb = f"at:{next(filled, '').removeprefix('at-')}"
    what, _, keys = verb.partition(":")
    if what == "at":
        verb = f"at-{forms.word(form, f'at-{keys}').strip()}:{keys}"
    elif what not in KEPT_ACTS:
        raise Invalid(marked("Choose what is to be done."))
    seen = forms.word(form, "mark")
    await house(request).database.write(corrections.correct, caller(request), uid, name, verb, seen)
    asked = Asked.of(request.query_params)
    mark = f"#k-{keys.split(' ')[0]}" if asked.show == "all" else ""
    return go(f"/d/{uid}/versions/{name}{mark}", "kept", **asked.query)


async def _add(request: Request, form: FormData) -> Response:
    uid, name, who = request.path_params["uid"], request.path_params["preview"], caller(request)
    await house(request).database.read(bringing.require_here, who, uid, name)
    language = (await house(request).database.read(previews.find, who, name)).heading.language
    steps = adding.steps(who, name, forms.word(form, "mark"))
    await house(request).database.carry_out(steps, compute=_POOL.call)
    return go(f"/d/{uid}", "version-added", version=language)
