"""The code of conduct of a space: read by whoever reads there, agreed to by members, written by owners."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import conducts, spaces
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body
from commentspace.errors import NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /s/{slug}/conduct"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    found = await house(request).database.read(_found, caller(request), request.path_params["slug"])
    given = {**found, "next": _next(request.query_params.get("next", "")), "space": found["space"]}
    return page(request, "conduct.html", given, may=found["may"], refusal=refusal, form=form)


def _next(address: str) -> str:
    """Where to go on after agreeing: a page of ours, or nowhere."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else ""


def _found(session: Session, who: Caller, slug: str) -> dict[str, Any]:
    space, here = spaces.find(session, who, slug)
    is_moderator = here.may("moderate")
    return {
        "space": space,
        "conduct": conducts.in_force(session, here),
        "earlier": [each for each in conducts.versions(session, here) if each.number != space.conduct_number],
        "to_agree": conducts.to_agree(session, here),
        "agreements": conducts.agreements(session, here) if is_moderator and space.conduct_number else [],
        "may": frozenset(word for word in ("moderate", "govern", "comment") if here.may(word)),
    }


async def write(request: Request) -> Response:
    """POST /s/{slug}/conduct: owners give it another text, or take it away."""
    form, slug = await forms.read(request), request.path_params["slug"]
    space, _ = await house(request).database.read(spaces.find, caller(request), slug)
    try:
        body = Body.perhaps(forms.word(form, "text"), field="text")
        seen = forms.whole(forms.word(form, "seen"), 0)
        await house(request).database.write(conducts.write, caller(request), space.id, body, seen=seen, space=space.id)
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form))
    return go(f"/s/{slug}/conduct", "kept")


async def agree(request: Request) -> Response:
    """POST /s/{slug}/conduct/agreement: for oneself, to the version that the page showed."""
    form, slug = await forms.read(request), request.path_params["slug"]
    space, _ = await house(request).database.read(spaces.find, caller(request), slug)
    try:
        await agreed(request, form, space.id)
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form))
    return go(_next(forms.word(form, "next")) or f"/s/{slug}/conduct", "agreed")


async def agreed(request: Request, form: FormData, space_id: int | None) -> None:
    """Agree where the form says so: the field `agrees` holds the number of the version."""
    number = forms.whole(forms.word(form, "agrees"), 0)
    if number and space_id is not None:
        await house(request).database.write(conducts.agree, caller(request), space_id, number, space=space_id)
