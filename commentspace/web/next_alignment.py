"""The alignment of a draft with the revision before it: looked at and corrected, what is doubtful first."""

import asyncio
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import discussion
from commentspace.domain.access import Caller
from commentspace.domain.revisions import candidates, corrections, drafts, remaking
from commentspace.domain.revisions.aligned import Aligned
from commentspace.domain.revisions.alignments import Given
from commentspace.domain.revisions.drafts import Begun
from commentspace.domain.revisions.plans import Plan
from commentspace.domain.tables import Comment
from commentspace.errors import Conflict, Invalid, Refusal, marked
from commentspace.render.environment import translations
from commentspace.text import differences
from commentspace.text.alignment import Link
from commentspace.text.languages import direction
from commentspace.web import forms, next_values
from commentspace.web.answers import caller, document_values, go, page, rights
from commentspace.web.house import house
from commentspace.web.next_aligning import Unfinished, aligned
from commentspace.web.next_revision import draft_values
from commentspace.web.next_values import Asked, Sheet

CHANGED = marked(
    "This draft was changed since this page was loaded, so what you said of this paragraph was not kept. Look at it "
    "as it is now, and say it again."
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What there is to be shown beside the alignment itself."""

    begun: Begun
    may: frozenset[str]
    spoken: dict[str, int]


def scene(session: Session, who: Caller, uid: str) -> Scene:
    """The waiting draft of a document, and how many comments stand at each paragraph."""
    document, here = drafts.moderated(session, who, uid)
    spoken = discussion.counts(session, here, col(Comment.document_id) == document.id)
    return Scene(drafts.begun(session, who, uid), rights(here), spoken)


async def show(request: Request) -> Response:
    """GET /d/{uid}/next/alignment?show=&page="""
    try:
        return await _page(request)
    except Unfinished:
        return await unfinished(request)


async def unfinished(request: Request) -> Response:
    """A page that says that it is being made, and loads itself again."""
    found = await house(request).database.read(scene, caller(request), request.path_params["uid"])
    given = {"document": document_values(found.begun.document), "draft": draft_values(found.begun)}
    answer = page(request, "next_aligning.html", given, may=found.may)
    query = f"?{request.url.query}" if request.url.query else ""
    answer.headers["Refresh"] = f"2; url={request.url.path}{query}"
    return answer


async def _page(request: Request, problem: dict[str, Any] | None = None, refusal: Refusal | None = None) -> Response:
    database, uid = house(request).database, request.path_params["uid"]
    found = await database.read(scene, caller(request), uid)
    plan, lined = await aligned(database, caller(request), uid)
    given = await asyncio.to_thread(_values, request, found, plan, lined)
    given["problem_at"] = problem
    return page(request, "next_alignment.html", given, may=found.may, refusal=refusal)


def _values(request: Request, found: Scene, plan: Plan, lined: Aligned) -> dict[str, Any]:
    said = translations(request.scope["language"]).gettext
    asked = Asked.of(request.query_params, lined.numbers())
    sheet = Sheet(lined, asked, found.spoken, plan.version, said)
    return {
        "document": document_values(found.begun.document),
        "draft": draft_values(found.begun) | {"mark": plan.mark},
        "shown": next_values.numbers(lined, said),
        "show": asked.show,
        "page": sheet.page,
        "pages": sheet.pages,
        "rows": sheet.rows(),
        "doubtful": lined.numbers()["doubtful"],
    }


async def say(request: Request) -> Response:
    """POST /d/{uid}/next/alignment: one thing is said of one link; `name` is the link's, `mark` the draft's."""
    form = await forms.read(request)
    database, who, uid = house(request).database, caller(request), request.path_params["uid"]
    try:
        plan, lined = await aligned(database, who, uid)
    except Unfinished:
        return await unfinished(request)
    link = next_values.link_named(lined, forms.word(form, "name"))
    try:
        if plan.mark != forms.word(form, "mark"):
            raise Conflict(CHANGED)
        if link is None:
            raise Conflict(corrections.NOT_THERE)
        given = await asyncio.to_thread(given_after, lined, link, form)
        links = await asyncio.to_thread(remaking.kept_links, plan, lined, given)
        await database.write(corrections.say, who, plan.preview_uid, given, plan.mark, links)
    except Conflict as refusal:
        return await _page(request, _now(lined, link, form), refusal)
    except Invalid as refusal:
        refusal.field = ""
        return await _page(request, None, refusal)
    asked = {name: forms.word(form, name) for name in ("show", "page") if forms.word(form, name)}
    return go(f"{request.url.path}#{forms.word(form, 'name')}", "kept", **asked)


def given_after(lined: Aligned, link: Link, form: FormData) -> Given:
    """What is said of the alignment after the form; Invalid, or Conflict where it cannot be."""
    verb = forms.word(form, "verb")
    if verb == "confirm":
        return corrections.confirmed(lined, link)
    if verb == "forget":
        return corrections.forgotten(lined, link)
    if verb == "new":
        return corrections.is_new(lined, _key(lined, link, form))
    if verb == "gone":
        return corrections.is_gone(lined, _uid(lined, link, form))
    if verb != "from":
        raise Invalid(marked("Choose what is to be said of this paragraph."))
    how = forms.word(form, "how", corrections.ALONE)
    place, typed = forms.word(form, "origin"), forms.word(form, "place")
    if link.new:
        uid = place if place and not typed.strip() else candidates.old_named(lined, typed)
        return corrections.comes_from(lined, _key(lined, link, form), uid, how)
    key = place if place and not typed.strip() else candidates.new_named(lined, typed)
    return corrections.comes_from(lined, key, _uid(lined, link, form), how)


def _key(lined: Aligned, link: Link, form: FormData) -> str:
    """The paragraph of the draft that the form is about: the first of the link where it names none."""
    return forms.word(form, "key") or (lined.new[link.new[0]].key if link.new else "")


def _uid(lined: Aligned, link: Link, form: FormData) -> str:
    return forms.word(form, "uid") or (lined.old[link.old[0]].uid if link.old else "")


def _now(lined: Aligned, link: Link | None, form: FormData) -> dict[str, Any]:
    """The paragraph at hand: as it was on the page, and as it is now, with the difference."""
    was = forms.word(form, "was")
    now = "\n".join(next_values.texts_of(lined, link)) if link else ""
    language = lined.new[link.new[0]].language if link and link.new else ""
    return {
        "was": was,
        "now": now,
        "html": differences.to_html(differences.runs(was, now)),
        "is_same": was.split() == now.split(),
        "direction": direction(language) if language else "auto",
        "name": forms.word(form, "name") if link else "",
    }
