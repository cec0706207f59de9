"""Issuing the next revision: what will happen in words, the press that does it, and how far it is."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import file_comments, review_windows, why
from commentspace.domain.jobs import JobView
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.revisions import drafts, offers, progress
from commentspace.domain.revisions.aligned import Aligned, is_doubtful
from commentspace.domain.revisions.plans import Plan
from commentspace.errors import NotAllowed, NotFound, Refusal
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page, rights, wants_json
from commentspace.web.house import house
from commentspace.web.next_aligning import Unfinished, aligned
from commentspace.web.next_alignment import Scene, scene, unfinished
from commentspace.web.next_revision import draft_values

COUNTED = ("edited", "moved", "split", "merged", "deleted", "new", "renumbered", "unchanged")


async def show(request: Request) -> Response:
    """GET /d/{uid}/next/issue"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, was: str = "") -> Response:
    database, uid = house(request).database, request.path_params["uid"]
    found = await database.read(scene, caller(request), uid)
    review = await database.read(review_windows.of_document, found.begun.document.id, database.now())
    try:
        plan, lined = await aligned(database, caller(request), uid)
    except Unfinished:
        return await unfinished(request)
    desk = await database.read(offers.desk, caller(request), found.begun.uid)
    missing, against = offers.unlike_answers(desk)
    given = _values(found, review, plan, lined) | {"missing": missing, "against": against}
    told = ",".join(f"{name}:{given['counts'][name]}" for name in (*COUNTED, "doubtful"))
    given |= {"told": told, "since": _since(was, told)}
    return page(request, "next_issue.html", given, may=found.may, refusal=refusal)


def _values(found: Scene, review: StandingOfReview, plan: Plan, lined: Aligned) -> dict[str, Any]:
    """What will happen, in numbers. Comments that will wait are those at paragraphs that are doubtful."""
    doubtful = [link for link in lined.links if is_doubtful(link)]
    gone = [link for link in lined.links if not link.new]

    def standing(links: list[Any]) -> int:
        return sum(found.spoken.get(lined.old[at].uid, 0) for link in links for at in link.old)

    return {
        "document": document_values(found.begun.document),
        "draft": draft_values(found.begun) | {"mark": plan.mark},
        "review": review,
        "counts": lined.numbers(),
        "comments": sum(found.spoken.values()),
        "at_doubtful": standing(doubtful),
        "at_gone": standing([link for link in gone if not is_doubtful(link)]),
        "paragraphs": len(lined.new),
        "brought": sum(len(file_comments.brought_of(each)) for each in lined.new),
        "taken": sum(len(each.taken) for each in lined.new),
    }


def _since(was: str, told: str) -> list[tuple[str, int, int]]:
    """What of the numbers has changed since the page that was told so: the word, then, now."""
    before = dict(part.split(":", 1) for part in was.split(",") if ":" in part)
    after = dict(part.split(":", 1) for part in told.split(","))
    return [
        (name, forms.whole(before[name], 0), int(number))
        for name, number in after.items()
        if name in before and before[name] != number
    ]


async def issue(request: Request) -> Response:
    """POST /d/{uid}/next/issue"""
    form = await forms.read(request)
    database, uid = house(request).database, request.path_params["uid"]
    try:
        begun = await database.read(drafts.begun, caller(request), uid)
        asked = begun.uid, forms.word(form, "mark"), request.scope["language"]
        await database.write(progress.ask, caller(request), *asked)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return await _refused(request, refusal, forms.word(form, "told"))
    return go(f"/d/{uid}/next/issuing")


async def _refused(request: Request, refusal: Refusal, was: str) -> Response:
    """The page again where a draft waits still; else how far the issue is that took it, or the document."""
    try:
        return await _page(request, refusal, was)
    except Refusal as none_waits:
        if isinstance(none_waits, NotAllowed | NotFound):
            raise
        return go(f"/d/{request.path_params['uid']}/next/issuing")


async def show_issuing(request: Request) -> Response:
    """GET /d/{uid}/next/issuing: how far it is; leads to the document once it is done."""
    database, uid = house(request).database, request.path_params["uid"]
    document, here = await database.read(drafts.moderated, caller(request), uid)
    try:
        job = await database.read(progress.find, caller(request), uid)
    except NotFound:
        return go(f"/d/{uid}/next")
    if wants_json(request):
        told = {"state": job.state, "phase": job.phase, "done": job.done, "total": job.total}
        return JSONResponse(told, headers={"Cache-Control": "no-store"})
    if job.state == "done":
        return go(f"/d/{uid}", "revised")
    given = {"document": document_values(document), "job": _job_values(request, job)}
    return page(request, "next_issuing.html", given, may=rights(here))


def _job_values(request: Request, job: JobView) -> dict[str, Any]:
    look_up = translations(request.scope["language"]).gettext
    return {
        "state": job.state,
        "is_waited_for": job.is_waited_for,
        "phase": job.phase,
        "done": job.done,
        "total": job.total,
        "answer": why.said(job.answer, look_up),
    }


async def end(request: Request) -> Response:
    """POST /d/{uid}/next/issuing/end"""
    uid = request.path_params["uid"]
    await house(request).database.write(progress.end, caller(request), uid)
    return go(f"/d/{uid}/next/issuing")
