"""The room of a delegation in a document: what its experts wrote, and what its focal point makes of it."""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import conducts
from commentspace.domain.access import Caller
from commentspace.domain.contributions import changing, merging, readiness, seeing, states, submitting, views, writing
from commentspace.domain.contributions.views import ContributionView
from commentspace.domain.delegations import roster, seats
from commentspace.domain.delegations.roster import DelegationView
from commentspace.domain.delegations.seats import Seat
from commentspace.errors import Invalid, NotFound, Refusal, SignInNeeded
from commentspace.web import composing, forms
from commentspace.web.answers import caller, document_values, go, page, sentence
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house
from commentspace.web.own_drafts import changed, picks, submitted

ACTS = {"take-up": (changing.take_up, "draft-taken-up"), "part": (merging.part, "room-parted")}


class Room(NamedTuple):
    """A room as one of its delegation sees it."""

    scene: Scene
    seat: Seat
    delegation: DelegationView
    contributions: list[ContributionView]


def _room(session: Session, who: Caller, uid: str, now: datetime) -> Room:
    found = scene(session, who, uid, now)
    seat = seats.require(session, found.who)
    contributions = views.room(session, found.who, seat, found.document.id)
    return Room(found, seat, roster.of_key(session, seat.delegation_id), contributions)


def _with_why(session: Session, who: Caller, uid: str, now: datetime) -> tuple[Room, dict[str, Refusal]]:
    room = _room(session, who, uid, now)
    is_open = [each.uid for each in room.contributions if each.is_open and not each.parent]
    if not (room.seat.is_focal and is_open):
        return room, {}
    return room, dict(readiness.hindrances(session, who, seeing.several(session, who, uid, is_open)))


async def show(request: Request) -> Response:
    """GET /d/{uid}/room"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    database = house(request).database
    room, why = await database.read(_with_why, caller(request), request.path_params["uid"], database.now())
    answers = [each for each in room.contributions if each.parent]
    given = {
        **_values(room),
        "contributions": [each for each in room.contributions if not each.parent],
        "answers": {each.uid: sum(one.parent == each.uid for one in answers) for each in room.contributions},
        "why": {uid: sentence(request, each) for uid, each in why.items()},
        "takes": room.scene.writes,
        "most": submitting.MOST,
        "to_agree": await database.read(conducts.to_agree, room.scene.who),
        "picked": set(picks(form)) if form is not None else None,
    }
    typed = forms.words(form) if form is not None else None
    return page(request, "room.html", given, may=room.scene.may, refusal=refusal, form=typed)


def _values(room: Room) -> dict[str, Any]:
    return {
        "document": document_values(room.scene.document),
        "delegation": room.delegation,
        "leads": room.seat.is_focal,
    }


async def act(request: Request) -> Response:
    """POST /d/{uid}/room: submit, go on to making one of several, or do something with one."""
    form, uid = await forms.read(request, forms.FIELDS_OF_PREVIEW), request.path_params["uid"]
    verb, _, name = forms.word(form, "verb").partition(":")
    try:
        if verb == "look":
            return await _page(request, None, form)
        if verb == "submit":
            return await submitted(request, form, (name,) if name else picks(form))
        if verb == "merge":
            return await _merge_page(request, picks(form))
        if verb not in ACTS:
            raise NotFound()
        database, who = house(request).database, caller(request)
        space = await database.read(seeing.space_of, who, name)
        await database.write(ACTS[verb][0], who, name, space=space)
    except (NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, form)
    return go(f"/d/{uid}/room", ACTS[verb][1])


async def show_one(request: Request) -> Response:
    """GET /d/{uid}/room/{name}"""
    return await _one_page(request)


class One(NamedTuple):
    """A contribution with what was said before and below it."""

    room: Room
    view: ContributionView
    states: list[states.StateView]
    may_change: bool


def _one(session: Session, who: Caller, uid: str, name: str, now: datetime) -> One:
    room = _room(session, who, uid, now)
    view = next((each for each in room.contributions if each.uid == name), None)
    if view is None:
        raise NotFound()
    may_change = view.is_open and (view.is_own or room.seat.is_focal)
    return One(room, view, states.of_contribution(session, view.id), may_change)


async def _one_page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    database = house(request).database
    asked = caller(request), request.path_params["uid"], request.path_params["name"], database.now()
    room, view, before, may_change = await database.read(_one, *asked)
    given = {
        **_values(room),
        "view": view,
        "states": [each for each in before if each.kind != states.DROPPED],
        "dropped": next((each for each in before if each.kind == states.DROPPED), None)
        if view.state == "dropped"
        else None,
        "answers": [each for each in room.contributions if each.parent == view.uid],
        "sources": [each for each in room.contributions if each.merged_into == view.uid],
        "may_change": may_change,
        "key": (form or {}).get("key") or forms.new_key(),
        "acts": (form or {}).get("act", ""),
    }
    return page(request, "room_one.html", given, may=room.scene.may, refusal=refusal, form=form)


async def act_on_one(request: Request) -> Response:
    """POST /d/{uid}/room/{name}: another text, an answer, or dropping it with a reason, as `act` says."""
    form, uid, name = await forms.read(request), request.path_params["uid"], request.path_params["name"]
    database, who, what = house(request).database, caller(request), forms.word(form, "act")
    try:
        space = await database.read(seeing.space_of, who, name)
        if what == "answer":
            posting = replace(composing.posting(request, form), quotation=None, proposal=None)
            await database.write(writing.answer, who, name, posting, space=space)
        elif what == "drop":
            await database.write(changing.drop, who, name, forms.word(form, "reason"), space=space)
        else:
            await changed(request, form, name)
    except (NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _one_page(request, refusal, forms.words(form))
    if what == "drop":
        return go(f"/d/{uid}/room", "draft-dropped")
    return go(f"/d/{uid}/room/{name}", "kept")


async def show_merging(request: Request) -> Response:
    """GET /d/{uid}/room/merging?pick=…"""
    return await _merge_page(request, tuple(request.query_params.getlist("pick")))


async def _merge_page(
    request: Request, chosen: tuple[str, ...], refusal: Refusal | None = None, form: dict[str, str] | None = None
) -> Response:
    database = house(request).database
    room, _ = await database.read(_with_why, caller(request), request.path_params["uid"], database.now())
    sources = [each for each in room.contributions if each.uid in chosen]
    if len(sources) < 2 and refusal is None:
        raise Invalid(merging.TOO_FEW)
    given = {
        **_values(room),
        "sources": sources,
        "text": "\n\n".join(each.body for each in sources if each.body),
        "wording": next((each.proposal for each in sources if each.proposal), "") or "",
        "key": (form or {}).get("key") or forms.new_key(),
    }
    return page(request, "room_merging.html", given, may=room.scene.may, refusal=refusal, form=form)


async def merge(request: Request) -> Response:
    """POST /d/{uid}/room/merging"""
    form, uid = await forms.read(request, forms.FIELDS_OF_PREVIEW), request.path_params["uid"]
    chosen = picks(form)
    database, who = house(request).database, caller(request)
    try:
        room = await database.read(_room, who, uid, database.now())
        posting = await database.read(_placed, who, uid, forms.word(form, "at"), composing.posting(request, form))
        space, place = room.scene.document.space_id, posting[0]
        made = await database.write(merging.merge, who, uid, chosen, place, posting[1], space=space)
    except (NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _merge_page(request, chosen, refusal, forms.words(form))
    return go(f"/d/{uid}/room#k-{made.uid}", "room-merged")


def _placed(session: Session, who: Caller, uid: str, name: str, posting: Any) -> tuple[str, Any]:
    """The posting about the words of one of the contributions of which it is made, on the text that its writer read."""
    [found] = seeing.several(session, who, uid, (name,))
    ready = readiness.as_written(session, found.row)
    return ready.paragraph, replace(posting, quotation=ready.quotation, version=ready.version, revision=ready.revision)
