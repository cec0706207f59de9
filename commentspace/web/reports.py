"""Letters that were reported to the moderators of a space, and what came of it."""

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import reports, spaces
from commentspace.domain.access import Caller
from commentspace.domain.reports import ReportView
from commentspace.domain.spaces import SpaceView
from commentspace.errors import NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /s/{slug}/reports"""
    return await _page(request)


async def _page(
    request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None, at: str = ""
) -> Response:
    space, found = await house(request).database.read(_reports, caller(request), request.path_params["slug"])
    given = {"space": space, "reports": found, "settling": at}
    return page(request, "reports.html", given, refusal=refusal, form=form)


def _reports(session: Session, who: Caller, slug: str) -> tuple[SpaceView, list[ReportView]]:
    space, here = spaces.find(session, who, slug)
    return space, reports.of_space(session, here)


async def settle(request: Request) -> Response:
    """POST /s/{slug}/reports/{uid}: what came of it."""
    form, uid = await forms.read(request), request.path_params["uid"]
    space, _ = await house(request).database.read(_reports, caller(request), request.path_params["slug"])
    try:
        outcome = forms.word(form, "outcome")
        await house(request).database.write(
            reports.settle, caller(request), uid, outcome, space_id=space.id, space=space.id
        )
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form), uid)
    return go(f"/s/{space.slug}/reports#r-{uid}", "settled")
