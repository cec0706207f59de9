"""A set of comments that were submitted together: the note that covers them, and those of them that one sees."""

from datetime import datetime

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain.access import Caller
from commentspace.domain.contributions import coverings, views
from commentspace.domain.contributions.coverings import CoveringView
from commentspace.domain.contributions.views import ContributionView
from commentspace.domain.delegations import seats
from commentspace.web.answers import caller, document_values, page
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house


def _set(session: Session, who: Caller, uid: str, name: str, now: datetime) -> tuple[Scene, CoveringView]:
    found = scene(session, who, uid, now)
    return found, coverings.show(session, found.who, found.document.id, name)


async def show(request: Request) -> Response:
    """GET /d/{uid}/sets/{set}"""
    home, language = house(request), request.scope["language"]
    asked = caller(request), request.path_params["uid"], request.path_params["set"], home.database.now()
    found, view = await home.database.read(_set, *asked)
    given = {
        "document": document_values(found.document),
        "set": view,
        "pieces": [home.pieces.comment(each, language) for each in view.comments],
    }
    return page(request, "set.html", given, may=found.may)


def behind(session: Session, scene: Scene, comment_id: int) -> list[ContributionView]:
    """The contributions from which a comment was made, for those who sit in the delegation that made it; else none."""
    seat = seats.of(session, scene.who)
    return views.behind(session, scene.who, seat, comment_id) if seat else []
