"""What programs do with answers to comments: give, propose, confirm, take back, assign, and say to them."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import comments, lookups, spaces
from commentspace.domain.access import Caller, standing
from commentspace.domain.dispositions import answering, confirming, histories, reopening
from commentspace.domain.dispositions import satisfying as said_to
from commentspace.domain.dispositions import texts as standard_texts
from commentspace.domain.dispositions.answering import OUTCOMES, Answering, Reason
from commentspace.domain.dispositions.histories import PastAnswer
from commentspace.domain.dispositions.texts import TextView
from commentspace.errors import Invalid, NotFound, marked
from commentspace.formats import json_export
from commentspace.web.answers import caller
from commentspace.web.api import bodies
from commentspace.web.api.endpoints import Endpoint
from commentspace.web.house import house


async def answers(request: Request) -> Response:
    """GET /comments/{uid}/answers"""
    return JSONResponse({"answers": await _past(request, request.path_params["uid"])})


async def _past(request: Request, uid: str) -> list[dict[str, Any]]:
    def found(session: Session, who: Caller) -> list[PastAnswer]:
        comment = comments.find(session, who, uid)
        return histories.of_comment(session, standing(session, who, comment.space_id), comment)

    past = await house(request).database.read(found, caller(request))
    return [json_export.answered(histories.exported(each)) for each in past]


async def answer(request: Request) -> Response:
    """POST /comments/{uid}/answer"""
    database, uid = house(request).database, request.path_params["uid"]
    said, key = answering_of(await bodies.fields(request)), bodies.key(request)
    space = await database.read(lookups.space_of_comment, uid)
    await database.write(answering.answer, caller(request), uid, said, key=key, space=space)
    return JSONResponse({"answers": await _past(request, uid)}, 201)


def answering_of(sent: Mapping[str, Any]) -> Answering:
    """What was decided, as it was sent; Invalid."""
    reason = Reason.of(text(sent, "reason"))
    seen = text(sent, "seen") if sent.get("seen") is not None else None
    return Answering(text(sent, "outcome"), reason, text(sent, "duplicate_of"), text(sent, "text"), seen)


def text(sent: Mapping[str, Any], name: str) -> str:
    """A text that was sent, or none; Invalid for anything else."""
    value = sent.get(name)
    if value is not None and not isinstance(value, str):
        raise Invalid(marked("“%(name)s” has to be a text."), name=name, field=name)
    return value or ""


async def reopen(request: Request) -> Response:
    """POST /comments/{uid}/answer/reopening"""
    database, uid, sent = house(request).database, request.path_params["uid"], await bodies.fields(request)
    space = await database.read(lookups.space_of_comment, uid)
    seen = text(sent, "seen") if sent.get("seen") is not None else None
    await database.write(reopening.reopen, caller(request), uid, text(sent, "reason"), seen=seen, space=space)
    return JSONResponse({"answers": await _past(request, uid)})


async def confirm(request: Request) -> Response:
    """POST /dispositions/{uid}/confirmation"""
    uid, database = request.path_params["uid"], house(request).database
    fresh = await database.write(confirming.confirm, caller(request), uid, space=await _space(request, uid))
    return JSONResponse({"confirmed": True, "already": not fresh})


async def decline(request: Request) -> Response:
    """POST /dispositions/{uid}/refusal"""
    uid, sent = request.path_params["uid"], await bodies.fields(request)
    reason, space = text(sent, "reason"), await _space(request, uid)
    await house(request).database.write(confirming.decline, caller(request), uid, reason, space=space)
    return JSONResponse({"declined": True})


async def satisfied(request: Request) -> Response:
    """POST /dispositions/{uid}/satisfaction"""
    uid, sent = request.path_params["uid"], await bodies.fields(request)
    if not isinstance(sent.get("satisfied"), bool):
        raise Invalid(marked("“satisfied” has to be true or false."), field="satisfied")
    said = (sent["satisfied"], text(sent, "word"))
    await house(request).database.write(said_to.say, caller(request), uid, *said, space=await _space(request, uid))
    return JSONResponse({"satisfied": said[0], "word": said[1].strip()})


async def _space(request: Request, disposition_uid: str) -> int:
    found = await house(request).database.read(lookups.space_of_disposition, disposition_uid)
    if found is None:
        raise NotFound()
    return found


async def texts(request: Request) -> Response:
    """GET /spaces/{slug}/texts"""

    def found(session: Session, who: Caller) -> list[TextView]:
        _, here = spaces.find(session, who, request.path_params["slug"])
        return list(standard_texts.of_space(session, here))

    kept = await house(request).database.read(found, caller(request))
    shown = [{"id": each.uid, "title": each.title, "outcome": each.outcome, "text": each.text} for each in kept]
    return JSONResponse({"texts": shown})


TEXT: dict[str, Any] = {"type": "string"}
_REASON = {**TEXT, "description": "Markdown. Filled in: {name} {organisation} {number} {paragraph} {document}."}
ANSWER: dict[str, Any] = {
    "outcome": {"enum": list(OUTCOMES)},
    "reason": _REASON,
    "duplicate_of": {**TEXT, "description": "The comment that it repeats: its number, id or address."},
    "text": {**TEXT, "description": "The standard text that it began with."},
}
_SEEN = {**TEXT, "description": "The id of the last answer that you saw, or empty: refused where it is another."}


def thing_sent(*required: str, **properties: Any) -> dict[str, Any]:
    """The schema of an object that is sent."""
    return {"type": "object", "properties": properties, "required": list(required)}


ENDPOINTS = [
    Endpoint("GET", "/comments/{uid}/answers", answers, "All answers to a comment, the newest first.", "Answers"),
    Endpoint(
        "POST",
        "/comments/{uid}/answer",
        answer,
        "Answer a comment, for moderators; only proposed where the space wants another moderator to confirm it.",
        "Answers",
        scope="write",
        status=201,
        body=thing_sent("outcome", **ANSWER, seen=_SEEN),
        is_once=True,
    ),
    Endpoint(
        "POST",
        "/comments/{uid}/answer/reopening",
        reopen,
        "Take the answer in force back; it stays in the history.",
        "Answers",
        scope="write",
        body=thing_sent("reason", reason=TEXT, seen=_SEEN),
    ),
    Endpoint(
        "POST",
        "/dispositions/{uid}/confirmation",
        confirm,
        "Confirm what another moderator has proposed.",
        "Confirmed",
        scope="write",
    ),
    Endpoint(
        "POST",
        "/dispositions/{uid}/refusal",
        decline,
        "Decline a proposed answer.",
        "Declined",
        scope="write",
        body=thing_sent("reason", reason=TEXT),
    ),
    Endpoint(
        "POST",
        "/dispositions/{uid}/satisfaction",
        satisfied,
        "Say as the writer of the comment whether its answer satisfies you.",
        "Satisfied",
        scope="write",
        body=thing_sent("satisfied", satisfied={"type": "boolean"}, word=TEXT),
    ),
    Endpoint("GET", "/spaces/{slug}/texts", texts, "The standard texts of a space, for moderators.", "Texts"),
]
