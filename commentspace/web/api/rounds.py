"""Rounds for programs: opened with their rules, extended, paused, closed and reopened; and who belongs to them."""

from collections.abc import Callable, Mapping

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import documents, reviews, round_members, rounds
from commentspace.domain.review_changes import Sending
from commentspace.domain.review_windows import Window
from commentspace.domain.rounds import NAMED, REPORT_FOR, SEEN, Rules
from commentspace.errors import NotFound
from commentspace.web import rounds as pages
from commentspace.web.answers import caller
from commentspace.web.api import bodies, round_bodies, round_values
from commentspace.web.api.endpoints import Endpoint
from commentspace.web.api.round_bodies import FLAG, MOMENT, NAMES, REASON, TEXT
from commentspace.web.house import house

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
    opens_at = bodies.moment(sent, "opens_at") if sent.get("opens_at") else None
    window = Window(opens_at, bodies.moment(sent, "closes_at"))
    members = round_bodies.names(sent, "members")

    def rules(session: Session) -> Rules:
        document, _ = documents.find(session, caller(request), uid)
        usual = rounds.usual(session, document.space_id)
        said = {name: str(sent.get(name) or getattr(usual, name)) for name in ("seen", "named", "report_for")}
        is_invited = sent.get("members") is not None
        return Rules(**said, title=str(sent.get("title", "")), is_invited=is_invited, members=members)

    asked = await house(request).database.read(rules)
    made = await round_bodies.write(request, reviews.open, uid, window, str(sent.get("reason", "")), rules=asked)
    return JSONResponse({"round": made}, 201)


async def act(request: Request) -> Response:
    """POST /documents/{uid}/rounds/{act}"""
    sent, uid, name = await bodies.fields(request), request.path_params["uid"], request.path_params["act"]
    reason, sending = str(sent.get("reason", "")), Sending(to_all=sent.get("to_all") is True)
    if name in WITH_TIME:
        await round_bodies.write(
            request, WITH_TIME[name], uid, bodies.moment(sent, "closes_at"), reason, sending=sending
        )
    elif name in AT_ONCE:
        await round_bodies.write(request, AT_ONCE[name], uid, reason, sending=sending)
    else:
        raise NotFound()
    return await rounds_of_document(request)


async def members(request: Request) -> Response:
    """POST /rounds/{uid}/members"""
    sent, uid = await bodies.fields(request), request.path_params["uid"]
    added, removed = round_bodies.names(sent, "add"), round_bodies.names(sent, "remove")
    steps = round_members.changing(caller(request), uid, added, removed)
    return JSONResponse(await house(request).database.carry_out(steps))


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
        body=round_bodies.fields(
            "closes_at",
            opens_at={**MOMENT, "description": "Left out for now."},
            closes_at=MOMENT,
            title=TEXT,
            seen={"enum": list(SEEN)},
            named={"enum": list(NAMED)},
            report_for={"enum": list(REPORT_FOR)},
            members={**NAMES, "description": "For these only; left out for everybody who may comment."},
            reason=REASON,
        ),
    ),
    Endpoint(
        "POST",
        "/documents/{uid}/rounds/{act}",
        act,
        "Change the newest round: extension, reopening and resumption need “closes_at”; pause, closure.",
        "Rounds",
        scope="write",
        body=round_bodies.fields("reason", reason=REASON, closes_at=MOMENT, to_all=FLAG),
    ),
    Endpoint(
        "POST",
        "/rounds/{uid}/members",
        members,
        "Add and remove members of a round that is for some only.",
        "RoundMembers",
        scope="write",
        body=round_bodies.fields(add=NAMES, remove=NAMES),
    ),
]
