"""My drafts in a document: to be looked at, changed, submitted one by one or as a set with a note, and dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import conducts, documents
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body
from commentspace.domain.contributions import changing, readiness, seeing, states, submitting, views
from commentspace.domain.contributions.coverings import Note
from commentspace.domain.contributions.submitting import Set
from commentspace.domain.contributions.views import ContributionView
from commentspace.domain.delegations import seats
from commentspace.domain.delegations.seats import Seat
from commentspace.errors import NotFound, Refusal, SignInNeeded
from commentspace.web import composing, conduct, forms
from commentspace.web.answers import caller, document_values, go, page, sentence
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house

ACTS = {
    "drop": (changing.drop, "draft-dropped"),
    "take-up": (changing.take_up, "draft-taken-up"),
    "forget": (changing.forget, "draft-forgotten"),
    "to-room": (changing.to_room, "room-kept"),
}


@dataclass(frozen=True, slots=True)
class Drafts:
    """What the page of one's drafts shows."""

    scene: Scene
    seat: Seat | None
    drafts: list[ContributionView]
    why: Mapping[str, Refusal]
    """What stands in the way of which."""


def _drafts(session: Session, who: Caller, uid: str, now: datetime) -> Drafts:
    if who.person_id is None:
        raise SignInNeeded()
    found = scene(session, who, uid, now)
    seat = seats.of(session, found.who)
    drafts = views.drafts(session, found.who, seat, found.document.id)
    is_open = [each.uid for each in drafts if each.is_open]
    why = readiness.hindrances(session, who, seeing.several(session, who, uid, is_open)) if is_open else {}
    return Drafts(found, seat, drafts, why)


async def show(request: Request) -> Response:
    """GET /d/{uid}/drafts"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    database = house(request).database
    found = await database.read(_drafts, caller(request), request.path_params["uid"], database.now())
    given = {
        "document": document_values(found.scene.document),
        "standing": found.scene.review,
        "takes": found.scene.writes,
        "drafts": found.drafts,
        "why": {uid: sentence(request, each) for uid, each in found.why.items()},
        "room": found.seat.name if found.seat else "",
        "as_one": bool(found.seat and found.seat.speaks_as_one),
        "party": found.scene.who.on_behalf_of,
        "most": submitting.MOST,
        "to_agree": await database.read(conducts.to_agree, found.scene.who),
        "picked": set(picks(form)) if form is not None else None,
    }
    typed = forms.words(form) if form is not None else None
    return page(request, "drafts.html", given, may=found.scene.may, refusal=refusal, form=typed)


def picks(form: FormData) -> tuple[str, ...]:
    """What is ticked."""
    return tuple(value for name, value in form.multi_items() if name == "pick" and isinstance(value, str))


async def act(request: Request) -> Response:
    """POST /d/{uid}/drafts: submit those that are ticked, or one ("submit:NAME"), or do something with one."""
    form, uid = await forms.read(request, forms.FIELDS_OF_PREVIEW), request.path_params["uid"]
    verb, _, name = forms.word(form, "verb").partition(":")
    try:
        if verb == "look":
            return await _page(request, None, form)
        if verb == "submit":
            return await submitted(request, form, (name,) if name else picks(form))
        await one(request, verb, name)
    except (NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, form)
    return go(f"/d/{uid}/{'room' if verb == 'to-room' else 'drafts'}", ACTS[verb][1])


async def one(request: Request, verb: str, name: str) -> None:
    """Do to one what a button of the page says."""
    if verb not in ACTS:
        raise NotFound()
    database, who = house(request).database, caller(request)
    space = await database.read(seeing.space_of, who, name)
    await database.write(ACTS[verb][0], who, name, space=space)


async def submitted(request: Request, form: FormData, uids: tuple[str, ...]) -> Response:
    """Submit a set; on to its note, to the comment where it is one, or to the document."""
    wanted = Set(uids, Note.of(forms.word(form, "note")), forms.word(form, "behalf") == composing.PERSONALLY)
    database, who, document = house(request).database, caller(request), request.path_params["uid"]
    if forms.word(form, "agrees"):
        at, _ = await database.read(documents.find, who, document)
        await conduct.agreed(request, form, at.space_id)
    done = await database.carry_out(submitting.steps(who, document, wanted))
    if done.covering:
        return go(f"/d/{document}/sets/{done.covering}", "set-submitted")
    if len(done.comments) == 1:
        return go(f"/c/{done.comments[0]}", "posted")
    return go(f"/d/{document}/drafts" if "room" not in request.url.path else f"/d/{document}/room", "set-submitted")


async def show_one(request: Request) -> Response:
    """GET /d/{uid}/drafts/{draft}"""
    return await _edit_page(request)


async def _edit_page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    database = house(request).database
    asked = caller(request), request.path_params["uid"], request.path_params["draft"], database.now()
    found, view, before = await database.read(_one, *asked)
    given = {"document": document_values(found.document), "draft": view, "states": before}
    return page(request, "draft_change.html", given, may=found.may, refusal=refusal, form=form)


def _one(
    session: Session, who: Caller, uid: str, name: str, now: datetime
) -> tuple[Scene, ContributionView, list[states.StateView]]:
    found = scene(session, who, uid, now)
    seen = seeing.find(session, who, name)
    if seen.is_in_room or seen.row.document_id != found.document.id:
        raise NotFound()
    return (
        found,
        views.one(session, found.who, seen.seat, seen.row.id),
        states.of_contribution(session, seen.row.id),
    )


async def change(request: Request) -> Response:
    """POST /d/{uid}/drafts/{draft}"""
    form, uid = await forms.read(request), request.path_params["uid"]
    try:
        await changed(request, form, request.path_params["draft"])
    except (NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _edit_page(request, refusal, forms.words(form))
    return go(f"/d/{uid}/drafts#k-{request.path_params['draft']}", "kept")


async def changed(request: Request, form: FormData, name: str) -> None:
    """Give a draft or a contribution the text of a form."""
    database: Any = house(request).database
    space = await database.read(seeing.space_of, caller(request), name)
    body, more = Body.perhaps(forms.word(form, "body")), composing.particulars(form)
    seen = forms.whole(forms.word(form, "based_on"), 0)
    await database.write(changing.edit, caller(request), name, body, more, based_on=seen, space=space)
