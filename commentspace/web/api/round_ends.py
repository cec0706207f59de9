"""The end of a round for programs: late comments, outages, unveiling, and what is signed."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import finishing_review, late_tokens, outages, unveiling
from commentspace.domain.finishing_review import Signing
from commentspace.domain.late_tokens import Leave
from commentspace.domain.review_changes import Sending
from commentspace.web.answers import caller
from commentspace.web.api import bodies, round_bodies, round_values
from commentspace.web.api.endpoints import Endpoint
from commentspace.web.api.round_bodies import FLAG, MOMENT, REASON, TEXT
from commentspace.web.house import house


async def let_be_late(request: Request) -> Response:
    """POST /documents/{uid}/late-tokens"""
    sent, uid = await bodies.fields(request), request.path_params["uid"]
    most = sent.get("comments", 1)
    leave = Leave(
        str(sent.get("member", "")),
        bodies.moment(sent, "until"),
        str(sent.get("reason", "")),
        most if type(most) is int else 0,
    )
    token = await round_bodies.write(request, late_tokens.give, uid, leave, key=bodies.key(request))
    return JSONResponse({"token": token}, 201 if token else 200)


async def end_late(request: Request) -> Response:
    """DELETE /documents/{uid}/late-tokens/{token}"""
    await round_bodies.write(request, late_tokens.take_back, request.path_params["token"])
    return JSONResponse({"token": request.path_params["token"]})


async def outage(request: Request) -> Response:
    """POST /documents/{uid}/outages/{outage}"""
    sent, uid, named = await bodies.fields(request), request.path_params["uid"], request.path_params["outage"]
    if sent.get("make_good") is True:
        sending = Sending(to_all=sent.get("to_all") is True)
        given = await round_bodies.write(
            request, outages.make_good, uid, named, str(sent.get("reason", "")), sending=sending
        )
    else:
        given = 0
        await round_bodies.write(request, outages.leave, uid, named)
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
    await round_bodies.write_of_round(request, finishing_review.undo, uid, str(sent.get("reason", "")))
    return JSONResponse({"round": uid})


ENDPOINTS = [
    Endpoint(
        "POST",
        "/documents/{uid}/late-tokens",
        let_be_late,
        "Let one member comment after the closing.",
        "LateToken",
        scope="write",
        status=201,
        body=round_bodies.fields(
            "member",
            "until",
            "reason",
            member=TEXT,
            until=MOMENT,
            reason=REASON,
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
        body=round_bodies.fields("make_good", make_good=FLAG, reason=REASON, to_all=FLAG),
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
        body=round_bodies.fields("mark", mark=TEXT, signature=TEXT, statement=TEXT),
    ),
    Endpoint(
        "POST",
        "/rounds/{uid}/ending/undoing",
        undo_finish,
        "Undo the end of a round.",
        "EndUndone",
        scope="write",
        body=round_bodies.fields("reason", reason=REASON),
    ),
]
