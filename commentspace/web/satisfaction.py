"""The writer of a comment says whether its answer satisfies them."""

from datetime import datetime
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import lookups
from commentspace.domain.access import Caller
from commentspace.domain.dispositions import satisfying
from commentspace.domain.views import CommentView
from commentspace.errors import Invalid, NotAllowed, NotFound, Refusal, SignInNeeded, marked
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page
from commentspace.web.documents import Scene
from commentspace.web.house import house
from commentspace.web.writing import one

CHOOSE = marked("Say whether the answer satisfies you: yes or no.")


async def show(request: Request) -> Response:
    """GET /c/{uid}/satisfaction"""
    return await _page(request)


async def say(request: Request) -> Response:
    """POST /c/{uid}/satisfaction"""
    form, database, uid = await forms.read(request), house(request).database, request.path_params["uid"]
    try:
        is_satisfied = forms.choice(form, "satisfied")
        if is_satisfied is None:
            raise Invalid(CHOOSE, field="satisfied")
        said = (forms.word(form, "disposition"), is_satisfied, forms.word(form, "word"))
        space = await database.read(lookups.space_of_comment, uid)
        await database.write(satisfying.say, caller(request), *said, space=space)
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form))
    return go(f"/c/{uid}", "satisfaction")


def _find(session: Session, who: Caller, uid: str, now: datetime) -> tuple[Scene, CommentView]:
    scene, _, view, _ = one(session, who, uid, now)
    if view.face != "own":
        scene.who.require("write")
        raise NotAllowed(satisfying.NOT_THEIRS)
    return scene, view


async def _page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    home, uid = house(request), request.path_params["uid"]
    scene, view = await home.database.read(_find, caller(request), uid, home.database.now())
    given: dict[str, Any] = {
        "document": document_values(scene.document),
        "comment": view,
        "piece": home.pieces.comment(view, request.scope["language"]),
    }
    return page(request, "satisfaction.html", given, may=scene.may, refusal=refusal, form=form)
