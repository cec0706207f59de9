"""Getting a whole draft by mail: a page that says what will come, and the button that asks for it."""

from typing import NamedTuple

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import mailed_drafts, people
from commentspace.domain.mailed_drafts import Plan
from commentspace.errors import TooMany
from commentspace.web.answers import caller, document_values, go, page
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house
from commentspace.web.wishes import version_of


class Offer(NamedTuple):
    """What would come, and where to."""

    scene: Scene
    plan: Plan
    address: str


async def show(request: Request) -> Response:
    """GET /d/{uid}/mail"""
    return await _page(request)


async def _page(request: Request, refusal: TooMany | None = None) -> Response:
    offer = await house(request).database.read(_offer, request)
    given = {
        "document": document_values(offer.scene.document),
        "letters": offer.plan.letters,
        "is_answerable": offer.plan.is_answerable,
        "address": offer.address,
        "document_address": mailed_drafts.address(offer.scene.document.uid, house(request).settings.mail_domain),
    }
    return page(request, "mailed_draft.html", given, may=offer.scene.may, refusal=refusal)


def _offer(session: Session, request: Request) -> Offer:
    who, uid, now = caller(request), request.path_params["uid"], house(request).database.now()
    plan = mailed_drafts.plan(session, who, uid, now, version_of(request.query_params))
    return Offer(scene(session, who, uid, now), plan, people.main_address(session, who.person))


async def ask(request: Request) -> Response:
    """POST /d/{uid}/mail"""
    uid = request.path_params["uid"]
    try:
        await house(request).database.write(mailed_drafts.ask, caller(request), uid, version_of(request.query_params))
    except TooMany as refusal:
        return await _page(request, refusal)
    return go(f"/d/{uid}", "draft-mailed")
