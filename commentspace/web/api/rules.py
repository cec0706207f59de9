"""What programs read and set of the rules of a space, and of its code of conduct."""

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import conducts, presets, space_rules, spaces
from commentspace.domain.access import Caller, Standing
from commentspace.domain.conducts import ConductView
from commentspace.domain.presets import PRESETS
from commentspace.domain.space_rules import SpaceRules
from commentspace.domain.spaces import Plan, SpaceView
from commentspace.errors import Invalid, marked
from commentspace.formats import json_export
from commentspace.web.answers import caller
from commentspace.web.api import bodies
from commentspace.web.api.endpoints import Endpoint
from commentspace.web.house import house


async def space_settings(request: Request) -> Response:
    """GET /spaces/{slug}/settings"""
    return await _settings(request)


async def _settings(request: Request) -> Response:
    space, here = await house(request).database.read(spaces.find, caller(request), request.path_params["slug"])
    here.require("govern")
    kind = presets.like(space.rules)
    return JSONResponse({"title": space.title, "preset": kind or None, "rules": space.rules.columns})


async def keep_settings(request: Request) -> Response:
    """POST /spaces/{slug}/settings: what is left out stays; a preset comes before the rules beside it."""
    sent, slug = await bodies.fields(request), request.path_params["slug"]
    space, here = await house(request).database.read(spaces.find, caller(request), slug)
    here.require("govern")
    rules = presets.named(str(sent["preset"])).rules if sent.get("preset") else space.rules
    plan = Plan.of(slug, str(sent.get("title", space.title)), rules, **_chosen(sent.get("rules", {})))
    await house(request).database.write(spaces.change, caller(request), space.id, plan, space=space.id)
    return await _settings(request)


def _chosen(given: Any) -> dict[str, Any]:
    """The rules that were sent, each by its name; Invalid where there is none of that name."""
    if not isinstance(given, dict):
        raise Invalid(marked("“rules” has to be an object."), field="rules")
    if unknown := next((name for name in given if name not in space_rules.NAMES), None):
        raise Invalid(marked("There is no rule named “%(name)s”."), name=str(unknown)[:50], field="rules")
    usual = SpaceRules().columns
    return {
        name: space_rules.flag(name, value) if isinstance(usual[name], bool) else str(value)
        for name, value in given.items()
    }


async def conduct(request: Request) -> Response:
    """GET /spaces/{slug}/conduct"""
    return await _conduct(request)


async def _conduct(request: Request) -> Response:
    def found(session: Session, who: Caller) -> tuple[ConductView | None, int]:
        _, here = spaces.find(session, who, request.path_params["slug"])
        return conducts.in_force(session, here), conducts.to_agree(session, here)

    view, to_agree = await house(request).database.read(found, caller(request))
    if view is None:
        return JSONResponse({"number": 0, "text": "", "at": None, "to_agree": False})
    said = {"number": view.number, "text": view.text, "at": json_export.stamp(view.at)}
    return JSONResponse(said | {"to_agree": bool(to_agree)})


async def agree(request: Request) -> Response:
    """POST /spaces/{slug}/conduct/agreement"""
    number = (await bodies.fields(request)).get("number")
    if type(number) is not int or not 0 < number < 10**9:
        raise Invalid(marked("“number” has to be that of the version which you have read."), field="number")
    found: tuple[SpaceView, Standing] = await house(request).database.read(
        spaces.find, caller(request), request.path_params["slug"]
    )
    space = found[0].id
    await house(request).database.write(conducts.agree, caller(request), space, number, space=space)
    return await _conduct(request)


_TEXT = {"type": "string"}

ENDPOINTS = [
    Endpoint(
        "GET", "/spaces/{slug}/settings", space_settings, "The rules of a space, for its owners.", "SpaceSettings"
    ),
    Endpoint(
        "POST",
        "/spaces/{slug}/settings",
        keep_settings,
        "Change the rules of a space; what is left out stays as it is.",
        "SpaceSettings",
        scope="write",
        body={
            "type": "object",
            "properties": {
                "title": _TEXT,
                "preset": {"enum": [each.key for each in PRESETS], "description": "A kind of review."},
                "rules": {
                    "type": "object",
                    "description": "Some of the rules, on top of the preset or of the present.",
                },
            },
        },
    ),
    Endpoint("GET", "/spaces/{slug}/conduct", conduct, "The code of conduct of a space.", "Conduct"),
    Endpoint(
        "POST",
        "/spaces/{slug}/conduct/agreement",
        agree,
        "Agree to the code of conduct, for the person who holds the key.",
        "Conduct",
        scope="write",
        body={"type": "object", "properties": {"number": {"type": "integer"}}, "required": ["number"]},
    ),
]
