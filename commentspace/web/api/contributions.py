"""Drafts and rooms for programs: those of the person for whom the key acts, and nobody else's."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import documents, lookups
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body
from commentspace.domain.contributions import changing, readiness, seeing, submitting, views, writing
from commentspace.domain.contributions.coverings import Note
from commentspace.domain.contributions.submitting import Set
from commentspace.domain.contributions.views import ContributionView
from commentspace.domain.contributions.writing import Kept
from commentspace.domain.delegations import seats
from commentspace.errors import Conflict, Invalid, marked
from commentspace.formats.json_export import stamp
from commentspace.web import composing, forms
from commentspace.web.answers import caller, sentence
from commentspace.web.api import bodies
from commentspace.web.api.endpoints import token_of
from commentspace.web.house import house


async def drafts(request: Request) -> Response:
    """GET /documents/{uid}/drafts"""
    found = await house(request).database.read(_drafts, caller(request), request.path_params["uid"])
    return JSONResponse({"drafts": [_shaped(each) for each in found]})


def _drafts(session: Session, who: Caller, uid: str) -> list[ContributionView]:
    document, here = documents.find(session, who, uid)
    return views.drafts(session, here, seats.of(session, here), document.id)


async def delegation_room(request: Request) -> Response:
    """GET /documents/{uid}/room"""
    seat, found = await house(request).database.read(_room, caller(request), request.path_params["uid"])
    shaped = [_shaped(each) for each in found]
    return JSONResponse({"delegation": seat.name, "submits": seat.is_focal, "contributions": shaped})


def _room(session: Session, who: Caller, uid: str) -> tuple[seats.Seat, list[ContributionView]]:
    document, here = documents.find(session, who, uid)
    seat = seats.require(session, here)
    return seat, views.room(session, here, seat, document.id)


def _shaped(each: ContributionView) -> dict[str, Any]:
    became, decided = each.became, each.became.disposition if each.became else None
    return {
        "id": each.uid,
        "state": each.state,
        "author": each.author,
        "paragraph": each.paragraph,
        "revision": each.revision,
        "kind": each.kind,
        "body": each.body,
        "proposal": each.proposal,
        "quotation": each.quotation,
        "at": stamp(each.at),
        "states": each.states,
        "parent": each.parent or None,
        "merged_into": each.merged_into or None,
        "comment": became.uid if became else None,
        "number": became.number if became else None,
        "withdrawn": bool(became and became.is_withdrawn),
        "outcome": decided.outcome if decided else None,
        "reason": decided.reason if decided else None,
    }


async def keep_draft(request: Request) -> Response:
    """POST /documents/{uid}/paragraphs/{paragraph}/drafts"""
    form, database = await bodies.form(request), house(request).database
    space = await database.read(
        lookups.space_of_paragraph, request.path_params["paragraph"], request.path_params["uid"]
    )
    posting = replace(composing.posting(request, form), language=request.scope["language"])
    asked = request.path_params["paragraph"], posting, _where(form)
    return _kept(await database.write(writing.keep, caller(request), *asked, space=space))


async def keep_draft_reply(request: Request) -> Response:
    """POST /comments/{uid}/drafts"""
    form, database = await bodies.form(request), house(request).database
    space = await database.read(lookups.space_of_comment, request.path_params["uid"])
    posting = replace(composing.posting(request, form), language=request.scope["language"])
    asked = request.path_params["uid"], posting, _where(form)
    return _kept(await database.write(writing.keep_reply, caller(request), *asked, space=space))


def _where(form: Any) -> writing.Where:
    return "room" if forms.word(form, "where") == "room" else "draft"


def _kept(kept: Kept) -> Response:
    said = {"id": kept.uid, "room": kept.is_in_room, "again": kept.again}
    return JSONResponse(said, 200 if kept.again else 201)


async def change_draft(request: Request) -> Response:
    """POST /drafts/{uid}"""
    form, uid, database = await bodies.form(request), request.path_params["uid"], house(request).database
    space = await database.read(seeing.space_of, caller(request), uid)
    body, seen = Body.perhaps(forms.word(form, "body")), forms.whole(forms.word(form, "states"), 0)
    more = composing.particulars(form)
    await database.write(changing.edit, caller(request), uid, body, more, based_on=seen, space=space)
    return JSONResponse({"id": uid})


async def drop_draft(request: Request) -> Response:
    """DELETE /drafts/{uid}?reason="""
    uid, database = request.path_params["uid"], house(request).database
    space = await database.read(seeing.space_of, caller(request), uid)
    await database.write(changing.drop, caller(request), uid, request.query_params.get("reason", ""), space=space)
    return JSONResponse({"id": uid})


async def submit_set(request: Request) -> Response:
    """POST /documents/{uid}/drafts/submission"""
    sent = await bodies.fields(request)
    names, note = sent.get("drafts"), sent.get("note", "")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Invalid(marked("“drafts” has to be a list of the names of drafts or contributions."), field="drafts")
    if not isinstance(note, str):
        raise Invalid(marked("“%(name)s” has to be a text or a number."), name="note", field="note")
    personally = sent.get("behalf") == composing.PERSONALLY
    wanted = Set(tuple(names), Note.of(note), personally, token_of(request))
    steps = submitting.steps(caller(request), request.path_params["uid"], wanted)
    try:
        done = await house(request).database.carry_out(steps)
    except readiness.NotReady as refusal:
        why = "; ".join(f"{name}: {sentence(request, each)}" for name, each in refusal.why.items())
        raise Conflict(marked("Nothing was submitted. %(why)s"), field="drafts", why=why) from refusal
    said = {"comments": list(done.comments), "set": done.covering or None, "again": done.again}
    return JSONResponse(said)
