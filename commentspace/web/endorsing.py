"""Endorsing a comment of another, by one press where it stands, and taking that back."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import endorsing, lookups
from commentspace.errors import NotFound, Refusal, SignInNeeded
from commentspace.render import addresses
from commentspace.web import forms
from commentspace.web.answers import caller, go, refused, wants_json
from commentspace.web.composing import PERSONALLY
from commentspace.web.house import house
from commentspace.web.writing import read_one


async def endorse(request: Request) -> Response:
    """POST /c/{uid}/endorsement"""
    return await _act(request, is_back=False)


async def end(request: Request) -> Response:
    """POST /c/{uid}/endorsement/end: take it back."""
    return await _act(request, is_back=True)


async def _act(request: Request, *, is_back: bool) -> Response:
    form, uid, database = await forms.read(request), request.path_params["uid"], house(request).database
    try:
        space = await database.read(lookups.space_of_comment, uid)
        if is_back:
            await database.write(endorsing.take_back, caller(request), uid, space=space)
        else:
            personally = forms.word(form, "behalf") == PERSONALLY
            await database.write(endorsing.endorse, caller(request), uid, personally=personally, space=space)
    except (NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return refused(request, refusal)
    found, _, view, _ = await read_one(request)
    if wants_json(request):
        html = house(request).pieces.comment(view, request.scope["language"])
        part = {"comment": view.uid, "paragraph": view.paragraph, "thread": view.thread, "html": html}
        return JSONResponse({"parts": [part]})
    return go(addresses.comment(found.document.uid, uid, said="endorsed-back" if is_back else "endorsed"))
