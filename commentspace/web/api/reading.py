"""What programs fetch: who they act for, spaces, documents, files in every form, and what became of what was sent."""

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import documents, exports, jobs, spaces, submission_row_views, submission_views, why
from commentspace.domain.access import Caller
from commentspace.domain.exported import Exported
from commentspace.domain.jobs import JobView
from commentspace.domain.submission_row_views import PART, RowView
from commentspace.domain.submission_views import SubmissionView
from commentspace.domain.tables import Person
from commentspace.errors import SignInNeeded
from commentspace.formats import json_export
from commentspace.render.environment import translations
from commentspace.web import forms, saving, space_taking, taking
from commentspace.web.answers import caller
from commentspace.web.api.endpoints import KEY_NEEDED, ROOT
from commentspace.web.house import house


async def me(request: Request) -> Response:
    """GET /me"""
    holder = request.scope.get("holder")
    if holder is None:
        raise SignInNeeded(KEY_NEEDED)

    def found(session: Session) -> Person:
        return session.get_one(Person, holder.person_id)

    person = await house(request).database.read(found)
    said = {"id": person.uid, "name": person.name, "language": person.language, "zone": person.zone}
    return JSONResponse(said | {"scope": holder.scope})


async def listed(request: Request) -> Response:
    """GET /spaces"""

    def found(session: Session) -> list[dict[str, str]]:
        who = caller(request)
        return [_space(session, who, each.slug) for each in spaces.for_home(session, who)]

    return JSONResponse({"spaces": await house(request).database.read(found)})


def _space(session: Session, who: Caller, slug: str) -> dict[str, str]:
    space, here = spaces.find(session, who, slug)
    return {"slug": space.slug, "title": space.title, "role": here.role.name.lower()}


async def space(request: Request) -> Response:
    """GET /spaces/{slug}"""

    def found(session: Session) -> dict[str, Any]:
        who, slug = caller(request), request.path_params["slug"]
        _, here = spaces.find(session, who, slug)
        return {
            **_space(session, who, slug),
            "documents": [_document(each) for each in documents.of_space(session, here)],
        }

    return JSONResponse(await house(request).database.read(found))


def _document(document: documents.DocumentView) -> dict[str, Any]:
    return {
        "id": document.uid,
        "space": document.space,
        "symbol": document.symbol,
        "title": document.title,
        "language": document.language,
        "revision": document.revision,
        "issued_at": json_export.stamp(document.issued_at),
    }


async def document(request: Request) -> Response:
    """GET /documents/{uid}"""
    database = house(request).database

    def found(session: Session) -> Exported:
        return exports.gather(session, caller(request), request.path_params["uid"], now=database.now())

    return Response(json_export.write(await database.read(found)), media_type="application/json")


async def export(request: Request) -> Response:
    """GET /documents/{uid}/export.{form}"""
    return await taking.export(request)


async def reviews(request: Request) -> Response:
    """GET /spaces/{slug}/export.ics"""
    return await space_taking.reviews(request)


async def job(request: Request) -> Response:
    """GET /jobs/{uid}"""
    return await job_of(request, request.path_params["uid"])


async def job_of(request: Request, uid: str, status: int = 200) -> Response:
    """How far a job has come."""
    found = await house(request).database.read(jobs.find, caller(request), uid)
    return JSONResponse(_job(request, found), status)


def _job(request: Request, found: JobView) -> dict[str, Any]:
    return {
        "id": found.uid,
        "form": found.form,
        "state": found.state,
        "phase": found.phase,
        "done": found.done,
        "total": found.total,
        "sentence": why.said(found.answer, translations(request.scope["language"]).gettext),
        "filename": found.filename,
        "size": found.size,
        "expires_at": json_export.stamp(found.expires_at) if found.expires_at else None,
        "address": f"{ROOT}/jobs/{found.uid}/file",
    }


async def job_file(request: Request) -> Response:
    """GET /jobs/{uid}/file"""
    taken = await house(request).database.read(jobs.fetch, caller(request), request.path_params["uid"])
    return saving.for_saving(taken.filename, taken.type, taken.content)


async def submission(request: Request) -> Response:
    """GET /submissions/{uid}?show=&page="""
    show, number = request.query_params.get("show", ""), forms.whole(request.query_params.get("page", ""), 1)
    return await submission_of(request, request.path_params["uid"], show, number)


async def submission_of(request: Request, uid: str, show: str = "", number: int = 1, status: int = 200) -> Response:
    """A filled file with one page of its rows."""
    state = show if show in submission_row_views.STATES else ""

    def found(session: Session) -> tuple[SubmissionView, int, list[RowView]]:
        about, here = submission_views.view(session, caller(request), uid)
        pages = max(1, -(-submission_row_views.size(session, about, state) // PART))
        return about, pages, submission_row_views.rows(session, here, about, state, min(max(1, number), pages))

    about, pages, rows = await house(request).database.read(found)
    counts = about.counts
    said = {
        "id": about.uid,
        "document": about.document,
        "filename": about.filename,
        "layout": about.layout,
        "received_at": json_export.stamp(about.received_at),
        "counts": {name: getattr(counts, name) for name in counts.__slots__},
        "rows": [_row(request, row) for row in rows],
        "pages": pages,
        "address": f"{house(request).settings.base_url.rstrip('/')}/d/{about.document}/files/{about.uid}",
    }
    return JSONResponse(said, status)


def _row(request: Request, row: RowView) -> dict[str, Any]:
    return {
        "id": row.uid,
        "position": row.position,
        "state": row.state,
        "body": row.row.markdown,
        "proposal": row.row.proposal,
        "kind": row.row.kind,
        "label": row.row.label,
        "exact": row.row.exact,
        "reviewer": row.row.reviewer,
        "organisation": row.row.organisation,
        "paragraph": row.chosen.uid if row.chosen else None,
        "comment": row.comment or None,
        "candidates": [
            {
                "paragraph": place.uid,
                "label": place.label,
                "text": place.text,
                "why": place.why,
                "start": place.start,
                "end": place.end,
            }
            for place in row.candidates
        ],
        "sentence": why.said(row.reason, translations(request.scope["language"]).gettext),
    }
