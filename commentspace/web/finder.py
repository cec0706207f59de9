"""The form that asks for some of the comments of a document, for a script that shows it beside the text."""

import json

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import finding
from commentspace.domain.filters import Filter
from commentspace.render import addresses
from commentspace.web import panels
from commentspace.web.answers import VARY, caller, context, go, sent, wants_json
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /d/{uid}/filters: the form that asks for some of the comments, for a script; anybody else gets a page."""
    uid = request.path_params["uid"]
    home = house(request)

    def choices(session: Session) -> tuple[Scene, list[str]]:
        found = scene(session, caller(request), uid, home.database.now())
        return found, finding.parties(session, found.who, found.document)

    found, parties = await home.database.read(choices)
    if not wants_json(request):
        return go(addresses.asked(f"/d/{uid}", {"find": "yes"}))
    given = {"sift": panels.form(uid, Filter(), parties)}
    text = home.environment.get_template("parts/finder.html").render(context(request, found.may) | given)
    answer = sent(request, json.dumps({"html": text}).encode(), "application/json")
    answer.headers["Vary"], answer.headers["Cache-Control"] = f"{VARY}, Accept", "private, no-cache"
    return answer
