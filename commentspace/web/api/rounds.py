"""The life of a round for programs: opened with its rules, changed, late comments, outages, unveiling, its end."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import (
    documents,
    finishing_review,
    late_tokens,
    outages,
    reviews,
    round_members,
    rounds,
    unveiling,
)
from commentspace.domain.finishing_review import Signing
from commentspace.domain.late_tokens import Leave
from commentspace.domain.review_changes import Sending
from commentspace.domain.review_windows import Window
from commentspace.domain.rounds import NAMED, REPORT_FOR, SEEN, Rules
from commentspace.errors import Invalid, NotFound, marked
from commentspace.web import rounds as pages
from commentspace.web.answers import caller
from commentspace.web.api import bodies, round_values
from commentspace.web.api.endpoints import Endpoint
from commentspace.web.house import house

WHEN = marked("“%(name)s” has to be a moment with its zone, such as 2027-03-01T18:00:00Z.")
MEMBERS = marked("“%(name)s” has to be a list of names of members.")

WITH_TIME: Mapping[str, Callable[..., None]] = {
    "extension": reviews.extend,
    "reopening": reviews.reopen,
    "resumption": reviews.resume,
}
AT_ONCE: Mapping[str, Callable[..., None]] = {"pause": reviews.pause, "closure": reviews.close}


async def rounds_of_document(request: Request) -> Response:
    """GET /documents/{uid}/rounds"""
    database = house(request).database
    now = database.now()
    _, told = await database.read(pages.found, caller(request), request.path_params["uid"], now)
    return JSONResponse({"rounds": [round_values.of_round(each, now) for each in told]})


async def open(request: Request) -> Response:
    """POST /documents/{uid}/rounds"""
    sent, uid = await bodies.fields(request), request.path_params["uid"]
    opens_at = _moment(sent, "opens_at") if sent.get("opens_at") else None
    window = Window(opens_at, _moment(sent, "closes_at"))
    members = _names(sent, "members")

    def rules(session: Session) -> Rules:
        document, _ = documents.find(session, caller(request), uid)
        usual = rounds.usual(session, document.space_id)
        said = {name: str(sent.get(name) or getattr(usual, name)) for name in ("seen", "named", "report_for")}
        is_invited = sent.get("members") is not None
        return Rules(**said, title=str(sent.get("title", "")), is_invited=is_invited, members=members)

    asked = await house(request).database.read(rules)
    made = await _write(request, reviews.open, uid, window, str(sent.get("reason", "")), rules=asked)
    return JSONResponse({"round": made}, 201)


async def act(request: Request) -> Response:
    """POST /documents/{uid}/rounds/{act}"""
    sent, uid, name = await bodies.fields(request), request.path_params["uid"], request.path_params["act"]
    reason, sending = str(sent.get("reason", "")), Sending(to_all=sent.get("to_all") is True)
    if name in WITH_TIME:
        await _write(request, WITH_TIME[name], uid, _moment(sent, "closes_at"), reason, sending=sending)
    elif name in AT_ONCE:
        await _write(request, AT_ONCE[name], uid, reason, sending=sending)
    else:
        raise NotFound()
    return await rounds_of_document(request)


async def members(request: Request) -> Response:
    """POST /rounds/{uid}/members"""
    sent, uid = await bodies.fields(request), request.path_params["uid"]
    added, removed = _names(sent, "add"), _names(sent, "remove")
    steps = round_members.changing(caller(request), uid, added, removed)
    return JSONResponse(await house(request).database.carry_out(steps))


async def let_be_late(request: Request) -> Response:
    """POST /documents/{uid}/late-tokens"""
    sent, uid = await bodies.fields(request), request.path_params["uid"]
    most = sent.get("comments", 1)
    leave = Leave(
        str(sent.get("member", "")),
        _moment(sent, "until"),
        str(sent.get("reason", "")),
        most if type(most) is int else 0,
    )
    token = await _write(request, late_tokens.give, uid, leave, key=bodies.key(request))
    return JSONResponse({"token": token}, 201 if token else 200)


async def end_late(request: Request) -> Response:
    """DELETE /documents/{uid}/late-tokens/{token}"""
    await _write(request, late_tokens.take_back, request.path_params["token"])
    return JSONResponse({"token": request.path_params["token"]})


async def outage(request: Request) -> Response:
    """POST /documents/{uid}/outages/{outage}"""
    sent, uid, named = await bodies.fields(request), request.path_params["uid"], request.path_params["outage"]
    if sent.get("make_good") is True:
        sending = Sending(to_all=sent.get("to_all") is True)
        given = await _write(request, outages.make_good, uid, named, str(sent.get("reason", "")), sending=sending)
    else:
        given = 0
        await _write(request, outages.leave, uid, named)
    return JSONResponse({"minutes": given})


async def unveil(request: Request) -> Response:
    """POST /rounds/{uid}/unveiling"""
    steps = unveiling.unveil(caller(request), request.path_params["uid"])
    return JSONResponse({"unveiled": await house(request).database.carry_out(steps)})


async def ending(request: Request) -> Response:
    """GET /rounds/{uid}/ending"""
    database = house(request).database
    end = await database.read(finishing_review.look, caller(request), request.path_params["uid"], database.now())
    return JSONResponse(round_values.of_ending(end))


async def finish(request: Request) -> Response:
    """POST /rounds/{uid}/ending"""
    sent = await bodies.fields(request)
    signing = Signing(*(str(sent.get(name, "")) for name in ("mark", "signature", "statement")))
    steps = finishing_review.finish(caller(request), request.path_params["uid"], signing)
    return JSONResponse({"end": await house(request).database.carry_out(steps)}, 201)


async def undo_finish(request: Request) -> Response:
    """POST /rounds/{uid}/ending/undoing"""
    sent, uid = await bodies.fields(request), request.path_params["uid"]
    await _write_of_round(request, finishing_review.undo, uid, str(sent.get("reason", "")))
    return JSONResponse({"round": uid})


def _moment(sent: Mapping[str, Any], name: str) -> datetime:
    try:
        at = datetime.fromisoformat(str(sent.get(name, "")))
    except ValueError as error:
        raise Invalid(WHEN, field=name, name=name) from error
    if at.tzinfo is None:
        raise Invalid(WHEN, field=name, name=name)
    return at


def _names(sent: Mapping[str, Any], name: str) -> tuple[str, ...]:
    given = sent.get(name) or []
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise Invalid(MEMBERS, field=name, name=name)
    return tuple(given)


async def _write(request: Request, verb: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """Run a verb in the space of the document of the address."""
    database, uid = house(request).database, request.path_params["uid"]
    document, _ = await database.read(documents.find, caller(request), uid)
    return await database.write(verb, caller(request), *args, space=document.space_id, **named)


async def _write_of_round(request: Request, verb: Callable[..., Any], *args: Any) -> Any:
    database = house(request).database
    _, document, _ = await database.read(unveiling.moderated, caller(request), request.path_params["uid"])
    return await database.write(verb, caller(request), *args, space=document.space_id)


_TEXT = {"type": "string"}
_MOMENT = {"type": "string", "format": "date-time"}
_NAMES = {"type": "array", "items": _TEXT, "description": "Names of members, as in the list of members."}
_REASON = {**_TEXT, "description": "Everybody who may read the document sees it."}
_FLAG = {"type": "boolean"}


def _object(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


ENDPOINTS = [
    Endpoint(
        "GET", "/documents/{uid}/rounds", rounds_of_document, "The rounds of a document, the newest first.", "Rounds"
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/rounds",
        open,
        "Open a round on the newest revision, for moderators; what is left out is as the space has it.",
        "RoundOpened",
        scope="write",
        status=201,
        body=_object(
            "closes_at",
            opens_at={**_MOMENT, "description": "Left out for now."},
            closes_at=_MOMENT,
            title=_TEXT,
            seen={"enum": list(SEEN)},
            named={"enum": list(NAMED)},
            report_for={"enum": list(REPORT_FOR)},
            members={**_NAMES, "description": "For these only; left out for everybody who may comment."},
            reason=_REASON,
        ),
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/rounds/{act}",
        act,
        "Change the newest round: extension, reopening and resumption need “closes_at”; pause, closure.",
        "Rounds",
        scope="write",
        body=_object("reason", reason=_REASON, closes_at=_MOMENT, to_all=_FLAG),
    ),
    Endpoint(
        "POST",
        "/rounds/{uid}/members",
        members,
        "Add and remove members of a round that is for some only.",
        "RoundMembers",
        scope="write",
        body=_object(add=_NAMES, remove=_NAMES),
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/late-tokens",
        let_be_late,
        "Let one member comment after the closing.",
        "LateToken",
        scope="write",
        status=201,
        body=_object(
            "member",
            "until",
            "reason",
            member=_TEXT,
            until=_MOMENT,
            reason=_REASON,
            comments={"type": "integer", "description": "How many; else one."},
        ),
        is_once=True,
    ),
    Endpoint(
        "DELETE",
        "/documents/{uid}/late-tokens/{token}",
        end_late,
        "Take such a leave back.",
        "LateToken",
        scope="write",
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/outages/{outage}",
        outage,
        "Give the newest round the minutes of an outage back, or leave it.",
        "MadeGood",
        scope="write",
        body=_object("make_good", make_good=_FLAG, reason=_REASON, to_all=_FLAG),
    ),
    Endpoint(
        "POST", "/rounds/{uid}/unveiling", unveil, "Show the comments of a blind round.", "Unveiled", scope="write"
    ),
    Endpoint("GET", "/rounds/{uid}/ending", ending, "What would be signed at the end of a round.", "Ending"),
    Endpoint(
        "POST",
        "/rounds/{uid}/ending",
        finish,
        "Finish a round: “mark” is that of the ending that was looked at.",
        "Ended",
        scope="write",
        status=201,
        body=_object("mark", mark=_TEXT, signature=_TEXT, statement=_TEXT),
    ),
    Endpoint(
        "POST",
        "/rounds/{uid}/ending/undoing",
        undo_finish,
        "Undo the end of a round.",
        "EndUndone",
        scope="write",
        body=_object("reason", reason=_REASON),
    ),
]
