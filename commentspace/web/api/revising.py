"""The next revision by programs: a draft from a file, its alignment read and corrected, issued, dropped."""

import asyncio
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import previews
from commentspace.domain.revisions import corrections, drafts, progress, remaking
from commentspace.domain.revisions.aligned import CHANGES, Aligned, is_doubtful
from commentspace.domain.revisions.alignments import Given
from commentspace.domain.revisions.plans import Plan
from commentspace.errors import Conflict, Invalid, marked, marked_many
from commentspace.formats import json_export
from commentspace.text import markdown
from commentspace.text.alignment import Link
from commentspace.web import draft_sources, forms, next_alignment, next_values
from commentspace.web.answers import caller
from commentspace.web.api import bodies, reading
from commentspace.web.draft_sources import Said
from commentspace.web.house import house
from commentspace.web.next_aligning import aligned

PART = 200
"""Links of one answer."""
VERBS = ("confirm", "from", "new", "gone", "forget")
DOUBTFUL = marked_many(
    "%(count)s place is doubtful. Correct or confirm it first, or send “doubtful”: true; comments there wait then.",
    "%(count)s places are doubtful. Correct or confirm them first, or send “doubtful”: true; comments there wait then.",
)


async def begin(request: Request) -> Response:
    """POST /documents/{uid}/next?filename=&title=&about="""
    query, database, uid = request.query_params, house(request).database, request.path_params["uid"]
    asked = caller(request), uid, query.get("about", "")
    if not query.get("filename"):
        await database.carry_out(drafts.beginning(*asked))
        return await _draft(request, 201)
    follows, heading, space_id = await database.read(drafts.follows, *asked)
    filename, content = await bodies.file(request)
    said = Said(heading.symbol, query.get("title", "").strip() or heading.title, heading.language)
    await draft_sources.brought(request, space_id, filename, content, said, follows)
    return await _draft(request, 201)


async def show(request: Request) -> Response:
    """GET /documents/{uid}/next"""
    return await _draft(request)


async def _draft(request: Request, status: int = 200) -> Response:
    plan, lined = await _aligned(request)
    begun = await house(request).database.read(drafts.begun, caller(request), request.path_params["uid"])
    home = house(request).settings.base_url.rstrip("/")
    said = {
        "revision": begun.number,
        "mark": plan.mark,
        "title": begun.title,
        "about": begun.about,
        "filename": begun.filename,
        "by": begun.by,
        "changed_at": json_export.stamp(begun.changed_at),
        "overtaken": begun.is_overtaken,
        "counts": lined.numbers(),
        "address": f"{home}/d/{request.path_params['uid']}/next",
    }
    return JSONResponse(said, status)


async def _aligned(request: Request) -> tuple[Plan, Aligned]:
    return await aligned(house(request).database, caller(request), request.path_params["uid"], patience=None)


async def alignment(request: Request) -> Response:
    """GET /documents/{uid}/next/alignment?show=&page="""
    plan, lined = await _aligned(request)
    show = request.query_params.get("show", "") or CHANGES
    number = forms.whole(request.query_params.get("page", ""), 1)
    return JSONResponse(await asyncio.to_thread(_links, plan, lined, show, number))


def _links(plan: Plan, lined: Aligned, show: str, number: int) -> dict[str, Any]:
    found = [link for link in lined.links if lined.belongs(link, show)]
    pages = max(1, -(-len(found) // PART))
    page = min(max(1, number), pages)
    some = found[(page - 1) * PART : page * PART]
    return {"mark": plan.mark, "links": [_link(lined, each) for each in some], "page": page, "pages": pages}


def _link(lined: Aligned, link: Link) -> dict[str, Any]:
    old = [lined.old[at] for at in link.old]
    new = [lined.new[at] for at in link.new]
    return {
        "name": next_values.name_of(lined, link),
        "relation": link.relation.value,
        "moved": link.has_moved,
        "doubt": link.doubt.value if is_doubtful(link) else "",
        "said": lined.is_said(link),
        "old": [{"paragraph": each.uid, "label": each.label, "text": each.text} for each in old],
        "new": [{"key": each.key, "label": each.label, "text": markdown.to_text(each.markdown)} for each in new],
    }


async def correct(request: Request) -> Response:
    """POST /documents/{uid}/next/alignment"""
    sent = await bodies.fields(request)
    plan, lined = await _aligned(request)
    previews.require_same(plan.mark, str(sent.get("mark", "")))
    given, links = await asyncio.to_thread(_given, plan, lined, sent)
    await house(request).database.write(corrections.say, caller(request), plan.preview_uid, given, plan.mark, links)
    return await _draft(request)


def _given(plan: Plan, first: Aligned, sent: dict[str, Any]) -> tuple[Given, str]:
    """What is said after all that was sent, one after the other, and the alignment then."""
    lined = first
    said = sent.get("corrections")
    if not isinstance(said, list) or not said or not all(isinstance(each, dict) for each in said):
        raise Invalid(marked("“corrections” has to be a list of what is said of each link."), field="corrections")
    for each in said:
        link = next_values.link_named(lined, str(each.get("link", "")))
        if link is None or each.get("act") not in VERBS:
            raise Invalid(
                marked("A correction names a “link” and an “act”: %(acts)s."),
                acts=", ".join(VERBS),
                field="corrections",
            )
        named = {name: str(each.get(name) or "") for name in ("key", "origin", "place")}
        how = str(each.get("how") or corrections.ALONE)
        form = FormData({**named, "uid": str(each.get("paragraph") or ""), "verb": each["act"], "how": how})
        given = next_alignment.given_after(lined, link, form)
        lined = Aligned(lined.old, lined.new, remaking.remade(lined, given), given)
    return lined.given, remaking.kept_links(plan, first, lined.given)


async def issue(request: Request) -> Response:
    """POST /documents/{uid}/next/issue"""
    sent = await bodies.fields(request)
    plan, lined = await _aligned(request)
    number = sum(map(is_doubtful, lined.links))
    if number and sent.get("doubtful") is not True:
        raise Conflict(DOUBTFUL[0] if number == 1 else DOUBTFUL[1], count=number)
    asked = plan.preview_uid, str(sent.get("mark", "")), request.scope["language"]
    uid = await house(request).database.write(progress.ask, caller(request), *asked)
    return await reading.job_of(request, uid, 202)


async def drop(request: Request) -> Response:
    """DELETE /documents/{uid}/next"""
    database, who = house(request).database, caller(request)
    begun = await database.read(drafts.begun, who, request.path_params["uid"])
    await database.carry_out(drafts.dropping(who, begun.uid))
    return JSONResponse({"dropped": True})
