"""Comments that are alike, for programs of moderators: the groups, what differs in one, and words about them."""

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import documents, likeness
from commentspace.domain.likeness import Counts, reading, saying
from commentspace.domain.likeness.reading import KINDS, Listed, Member, Opened
from commentspace.formats import json_export
from commentspace.web import forms
from commentspace.web.answers import caller
from commentspace.web.api import bodies
from commentspace.web.api.endpoints import Endpoint
from commentspace.web.house import house


async def alike(request: Request) -> Response:
    """GET /documents/{uid}/alike?kind=near&page=1"""

    def found(session: Session) -> tuple[Listed, Counts]:
        document, who = documents.find(session, caller(request), request.path_params["uid"])
        groups = reading.listed(session, who, document.id, _kind(request), _page(request))
        return groups, likeness.counts(session, who, document.id)

    groups, counts = await house(request).database.read(found)
    said = [
        {"id": each.name, "comments": each.comments, "answered": each.answered, "body": each.first.body}
        for each in groups.groups
    ]
    return JSONResponse(
        {
            **counts._asdict(),
            "looked_at": json_export.stamp(groups.looked_at) if groups.looked_at else None,
            "groups": said,
            "page": groups.page,
            "pages": groups.pages,
        }
    )


async def alike_of_one(request: Request) -> Response:
    """GET /documents/{uid}/alike/{comment}?kind=near&page=1"""

    def found(session: Session) -> Opened:
        document, who = documents.find(session, caller(request), request.path_params["uid"])
        member = request.path_params["comment"]
        return reading.opened(session, who, document.id, member, _kind(request), _page(request))

    group = await house(request).database.read(found)
    head = {"id": group.name, "comments": group.comments, "page": group.page, "pages": group.pages}
    return JSONResponse(head | {"unanswered": [*group.open_uids], "members": [_member(each) for each in group.members]})


def _member(member: Member) -> dict[str, Any]:
    why = member.why
    return {
        "comment": member.uid,
        "number": member.number,
        "degree": member.degree,
        "alike": member.score / 1000,
        "outcome": member.outcome or None,
        "body": member.body,
        "difference": [[run.kind, run.text] for run in why.text] if why else [],
        "opposed": bool(why and why.is_opposed),
    }


def _kind(request: Request) -> str:
    asked = request.query_params.get("kind", "")
    return asked if asked in KINDS else KINDS[0]


def _page(request: Request) -> int:
    return forms.whole(request.query_params.get("page", ""), 1)


async def parting(request: Request) -> Response:
    """POST /comments/{uid}/parting: it is not like the others of its group."""
    sent = await bodies.fields(request)
    await _say(request, saying.part, request.path_params["uid"], str(sent.get("reason", "")))
    return JSONResponse({"comment": request.path_params["uid"], "alike": False})


async def joining(request: Request) -> Response:
    """POST /comments/{uid}/joining: another comment belongs beside it."""
    sent = await bodies.fields(request)
    number, reason = str(sent.get("number", "")), str(sent.get("reason", ""))
    await _say(request, saying.join, request.path_params["uid"], number, reason)
    return JSONResponse({"comment": request.path_params["uid"], "alike": True})


async def _say(request: Request, verb: Any, *words: str) -> None:
    await house(request).database.write(verb, caller(request), *words)


_KIND = {"kind": "“near” (copies of one text) or “similar” (the same in other words).", "page": "From 1."}
_REASON = {"type": "string"}

ENDPOINTS = [
    Endpoint(
        "GET",
        "/documents/{uid}/alike",
        alike,
        "Groups of comments that are alike, and how many comments there are where copies count once; for moderators.",
        "AlikeGroups",
        query=_KIND,
    ),
    Endpoint(
        "GET",
        "/documents/{uid}/alike/{comment}",
        alike_of_one,
        "The group that a comment is in, each other comment with what differs from the first; for moderators.",
        "AlikeGroup",
        query=_KIND,
    ),
    Endpoint(
        "POST",
        "/comments/{uid}/parting",
        parting,
        "Take a comment out of its group: it is not like the others, and stays out.",
        "AlikeSaid",
        scope="write",
        body={"type": "object", "properties": {"reason": _REASON}},
    ),
    Endpoint(
        "POST",
        "/comments/{uid}/joining",
        joining,
        "Put the comment with this number beside this one.",
        "AlikeSaid",
        scope="write",
        body={
            "type": "object",
            "properties": {"number": {"type": "string"}, "reason": _REASON},
            "required": ["number"],
        },
    ),
]
