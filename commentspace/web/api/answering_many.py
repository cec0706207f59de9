"""The same answer to many comments, many confirmed, taken back or assigned at once, by programs."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain.dispositions import assigning, batches, confirming, many
from commentspace.domain.dispositions.many import Answered
from commentspace.errors import Invalid, marked
from commentspace.render.environment import translations
from commentspace.web.answers import caller
from commentspace.web.api import answering, bodies
from commentspace.web.api.answering import TEXT
from commentspace.web.api.endpoints import Endpoint
from commentspace.web.house import house

MOST = 5_000
"""Comments of one call."""


async def answer_many(request: Request) -> Response:
    """POST /documents/{uid}/answers"""
    sent = await bodies.fields(request)
    steps = many.steps(caller(request), request.path_params["uid"], _comments(sent), answering.answering_of(sent))
    return _done(request, await house(request).database.carry_out(steps))


async def confirm_many(request: Request) -> Response:
    """POST /documents/{uid}/answers/confirmation"""
    steps = confirming.steps(caller(request), request.path_params["uid"], _comments(await bodies.fields(request)))
    return _done(request, await house(request).database.carry_out(steps))


async def take_back(request: Request) -> Response:
    """POST /documents/{uid}/answers/{batch}/taking-back"""
    steps = batches.take_back(caller(request), request.path_params["uid"], request.path_params["batch"])
    return _done(request, await house(request).database.carry_out(steps))


async def assign(request: Request) -> Response:
    """POST /documents/{uid}/assignments"""
    sent = await bodies.fields(request)
    who, uid, uids = caller(request), request.path_params["uid"], _comments(sent)
    due_at = bodies.moment(sent, "due_at") if sent.get("due_at") else None
    steps = assigning.steps(who, uid, uids, answering.text(sent, "to"), due_at, answering.text(sent, "note"))
    return _done(request, await house(request).database.carry_out(steps))


def _comments(sent: Mapping[str, Any]) -> list[str]:
    given = sent.get("comments")
    if not isinstance(given, list) or not 0 < len(given) <= MOST or not all(isinstance(each, str) for each in given):
        raise Invalid(marked("“comments” has to be a list of at most %(most)s names."), field="comments", most=MOST)
    return given


def _done(request: Request, done: Answered) -> Response:
    said = translations(request.scope["language"]).gettext
    left = [{"comment": uid, "sentence": why.said(said)} for uid, why in done.left]
    return JSONResponse({"done": list(done.done), "left": left, "batch": done.batch})


_COMMENTS: dict[str, Any] = {"type": "array", "items": TEXT, "maxItems": MOST}

ENDPOINTS = [
    Endpoint(
        "POST",
        "/documents/{uid}/answers",
        answer_many,
        "Give many comments the same answer; what cannot be answered is left, and says why.",
        "Done",
        scope="write",
        body=answering.thing_sent("comments", "outcome", comments=_COMMENTS, **answering.ANSWER),
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/answers/confirmation",
        confirm_many,
        "Confirm what is proposed for these comments.",
        "Done",
        scope="write",
        body=answering.thing_sent("comments", comments=_COMMENTS),
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/answers/{batch}/taking-back",
        take_back,
        "Take the answers or assignments of one call back, as far as none came since.",
        "Done",
        scope="write",
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/assignments",
        assign,
        "Say which moderator is to answer these comments; an empty “to” is nobody.",
        "Done",
        scope="write",
        body=answering.thing_sent("comments", comments=_COMMENTS, to=TEXT, due_at=TEXT, note=TEXT),
    ),
]
