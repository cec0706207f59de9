"""The files that somebody has asked for: how far they have come, and fetching them when they are there."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import jobs, why
from commentspace.domain.jobs import JobView
from commentspace.render import space_files
from commentspace.render.environment import translations
from commentspace.web.answers import caller, go, page, wants_json
from commentspace.web.house import house
from commentspace.web.saving import for_saving


async def show(request: Request) -> Response:
    """GET /jobs: one's own files."""
    found = await house(request).database.read(jobs.mine, caller(request))
    return page(request, "jobs.html", {"jobs": [_shown(request, each) for each in found]})


async def show_one(request: Request) -> Response:
    """GET /jobs/{uid}: how far it has come, or where to fetch it; for a script only how far."""
    found = await house(request).database.read(jobs.find, caller(request), request.path_params["uid"])
    if found.kind == jobs.REVISION:
        return go(f"/d/{found.subject}/next/issuing")
    if wants_json(request):
        told = {"state": found.state, "phase": found.phase, "done": found.done, "total": found.total}
        return JSONResponse(told, headers={"Cache-Control": "no-store"})
    return page(request, "job.html", {"job": _shown(request, found)})


async def fetch(request: Request) -> Response:
    """GET /jobs/{uid}/file"""
    taken = await house(request).database.read(jobs.fetch, caller(request), request.path_params["uid"])
    return for_saving(taken.filename, taken.type, taken.content)


async def end(request: Request) -> Response:
    """POST /jobs/{uid}/end"""
    await house(request).database.write(jobs.end, caller(request), request.path_params["uid"])
    return go("/jobs")


def _shown(request: Request, view: JobView) -> dict[str, Any]:
    look_up = translations(request.scope["language"]).gettext
    return {
        "uid": view.uid,
        "title": look_up(space_files.title(view.kind, view.form)),
        "of": {"address": f"/{view.kind[0]}/{view.subject}", "symbol": view.symbol, "title": view.title},
        "state": view.state,
        "is_waited_for": view.is_waited_for,
        "phase": view.phase,
        "done": view.done,
        "total": view.total,
        "answer": why.said(view.answer, look_up),
        "filename": view.filename,
        "size": view.size,
        "asked_at": view.asked_at,
        "expires_at": view.expires_at,
    }
