"""Delegations of a space, for its moderators: making them, seating members, ending them."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import spaces
from commentspace.domain.access import Caller, Standing
from commentspace.domain.delegations import governing, roster
from commentspace.domain.delegations.governing import Plan
from commentspace.domain.spaces import SpaceView
from commentspace.errors import NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.web import forms
from commentspace.web.answers import caller, go, page, rights
from commentspace.web.house import house


def _all(session: Session, who: Caller, slug: str) -> tuple[SpaceView, Standing, list[roster.DelegationView]]:
    space, here = spaces.find(session, who, slug)
    return space, here, roster.of_space(session, here)


async def show(request: Request) -> Response:
    """GET /s/{slug}/delegations"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    space, here, found = await house(request).database.read(_all, caller(request), request.path_params["slug"])
    given = {"space": space, "delegations": found, "key": (form or {}).get("key") or forms.new_key()}
    return page(request, "delegations.html", given, may=rights(here), refusal=refusal, form=form)


def _plan(form: FormData) -> Plan:
    return Plan.of(forms.word(form, "name"), speaks_as_one=forms.word(form, "voice", "one") == "one")


async def make(request: Request) -> Response:
    """POST /s/{slug}/delegations"""
    form, database = await forms.read(request), house(request).database
    try:
        space, _ = await database.read(spaces.find, caller(request), request.path_params["slug"])
        plan, key = _plan(form), forms.word(form, "key")
        uid = await database.write(governing.make, caller(request), space.id, plan, key=key, space=space.id)
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form))
    return go(f"/s/{space.slug}/delegations/{uid}", "delegation-made")


def _one(
    session: Session, who: Caller, slug: str, uid: str
) -> tuple[SpaceView, Standing, roster.DelegationView, list[roster.Eligible]]:
    space, here = spaces.find(session, who, slug)
    return space, here, roster.one(session, here, uid), roster.eligible(session, here)


async def show_one(request: Request) -> Response:
    """GET /s/{slug}/delegations/{uid}"""
    return await _one_page(request)


async def _one_page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    asked = request.path_params["slug"], request.path_params["uid"]
    space, here, found, eligible = await house(request).database.read(_one, caller(request), *asked)
    given = {"space": space, "delegation": found, "eligible": eligible}
    return page(request, "delegation.html", given, may=rights(here), refusal=refusal, form=form)


async def act(request: Request) -> Response:
    """POST /s/{slug}/delegations/{uid}: what `verb` says; of a member ("focal:NAME") where it names one."""
    form = await forms.read(request)
    verb, _, member = forms.word(form, "verb").partition(":")
    acts: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
        "seat": (governing.seat, (forms.word(form, "member"), forms.word(form, "part", "expert"))),
        "focal": (governing.seat, (member, "focal")),
        "leave-out": (governing.leave_out, (member, forms.word(form, "reason"))),
        "end": (governing.end, ()),
    }
    try:
        if verb == "change":
            acts["change"] = (governing.change, (_plan(form),))
        if verb not in acts:
            raise NotFound()
        await _done(request, *acts[verb])
    except (NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        if isinstance(refusal, NotFound) and verb not in ("seat", "focal", "leave-out"):
            raise
        return await _one_page(request, refusal, forms.words(form))
    slug, uid = request.path_params["slug"], request.path_params["uid"]
    return go(f"/s/{slug}/delegations" if verb == "end" else f"/s/{slug}/delegations/{uid}", "delegation-changed")


async def _done(request: Request, verb: Callable[..., Any], more: tuple[Any, ...]) -> None:
    database, who = house(request).database, caller(request)
    space, _, found, _ = await database.read(_one, who, request.path_params["slug"], request.path_params["uid"])
    await database.write(verb, who, found.uid, *more, space=space.id)
