"""Spaces made and set, in the words of a moderator; a kind of review fills the form in, and a second press keeps it."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import presets, spaces
from commentspace.domain.access import Caller
from commentspace.domain.presets import PRESETS
from commentspace.domain.space_rules import SpaceRules
from commentspace.domain.spaces import Plan
from commentspace.errors import Invalid, Refusal, marked
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house

SEEN = {
    "at_once": {"holds_new": False, "seen": "at_once"},
    "looked": {"holds_new": True, "seen": "at_once"},
    "closing": {"holds_new": False, "seen": "closing"},
    "both": {"holds_new": True, "seen": "closing"},
}
"""When comments are seen, as the form asks it, in two rules."""

FLAGS = {
    "reading": ("is_open", {"open": True, "members": False}),
    "answers": ("confirms", {"confirmed": True, "at_once": False}),
    "endorses": ("endorses", {"yes": True, "no": False}),
}
"""Questions of the form that are a rule with yes or no."""

WORDS = ("named", "report_for", "mail_rule", "presence")
"""Questions that are a rule by their own name."""


def asked(rules: SpaceRules) -> dict[str, str]:
    """The rules as the form asks them."""
    seen = next(name for name, both in SEEN.items() if all(getattr(rules, rule) == both[rule] for rule in both))
    flags = {
        name: next(word for word, value in words.items() if getattr(rules, rule) == value)
        for name, (rule, words) in FLAGS.items()
    }
    return {"seen": seen} | flags | {name: getattr(rules, name) for name in WORDS}


def chosen(form: FormData, now: SpaceRules) -> dict[str, Any]:
    """What a form says of the rules; what it does not ask stays as it is `now`. Invalid for what cannot be chosen."""
    said = asked(now) | {name: forms.word(form, name) for name in asked(now) if name in form}
    if said["seen"] not in SEEN:
        raise Invalid(marked("Choose when comments of others are seen."), field="seen")
    taken: dict[str, Any] = {**SEEN[said["seen"]], **{name: said[name] for name in WORDS}}
    for name, (rule, words) in FLAGS.items():
        if said[name] not in words:
            raise Invalid(marked("Choose one of these."), field=name)
        taken[rule] = words[said[name]]
    return taken


def _shown(request: Request, now: SpaceRules | None) -> dict[str, Any]:
    """The rules that the form begins with: those of a kind of review that was chosen, or the present ones."""
    key = request.query_params.get("preset", "")
    rules = presets.named(key).rules if key else now or SpaceRules()
    return {
        "rules": asked(rules),
        "now": asked(now) if now else None,
        "presets": PRESETS,
        "preset": presets.like(rules),
    }


async def show_new(request: Request) -> Response:
    """GET /spaces/new"""
    await house(request).database.read(spaces.require_maker, caller(request))
    return page(request, "space_new.html", {"space": None} | _shown(request, None))


async def make(request: Request) -> Response:
    """POST /spaces/new"""
    form = await forms.read(request)
    try:
        plan = Plan.of(forms.word(form, "slug"), forms.word(form, "title"), **chosen(form, SpaceRules()))
        await house(request).database.write(spaces.make, caller(request), plan)
    except Refusal as refusal:
        given = {"space": None} | _shown(request, None)
        return page(request, "space_new.html", given, refusal=refusal, form=forms.words(form))
    return go(f"/s/{plan.slug}")


async def show(request: Request) -> Response:
    """GET /s/{slug}/settings"""
    space = await house(request).database.read(_governed, caller(request), request.path_params["slug"])
    return page(request, "space_new.html", {"space": space} | _shown(request, space.rules))


def _governed(session: Session, who: Caller, slug: str) -> spaces.SpaceView:
    space, here = spaces.find(session, who, slug)
    here.require("govern")
    return space


async def keep(request: Request) -> Response:
    """POST /s/{slug}/settings"""
    slug, form = request.path_params["slug"], await forms.read(request)
    space = await house(request).database.read(_governed, caller(request), slug)
    try:
        plan = Plan.of(slug, forms.word(form, "title"), **chosen(form, space.rules))
        await house(request).database.write(spaces.change, caller(request), space.id, plan, space=space.id)
    except Refusal as refusal:
        given = {"space": space} | _shown(request, space.rules)
        return page(request, "space_new.html", given, refusal=refusal, form=forms.words(form))
    return go(f"/s/{slug}", "kept")
