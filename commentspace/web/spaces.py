"""Spaces: made, shown, set."""

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import announcements, inbound_views, own_memberships, previews, spaces
from commentspace.domain.access import Caller
from commentspace.domain.spaces import Plan
from commentspace.errors import Refusal
from commentspace.render import review_words
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, go, page, rights
from commentspace.web.home import space_values
from commentspace.web.house import house
from commentspace.web.settings import MailForm

NEW: dict[str, Any] = {
    "space": None,
    "rules": {"reading": "members", "holds_new": "no", "presence": "names", "mail_rule": "post"},
}
"""A space that is to be made."""


async def show(request: Request) -> Response:
    """GET /s/{slug}"""
    given, may = await house(request).database.read(
        _space, caller(request), request.path_params["slug"], house(request).database.now()
    )
    said = translations(request.scope["language"]).gettext
    given["announcements"] = [
        {"uid": each.uid, "subject": review_words.subject(each, said), "by": each.by, "at": each.at}
        for each in given["announcements"]
    ]
    return page(request, "space.html", given, may=may)


def _space(session: Session, who: Caller, slug: str, now: Any) -> tuple[dict[str, Any], frozenset[str]]:
    space, here = spaces.find(session, who, slug)
    values = space_values(session, space, here, now)
    given = {
        "space": values,
        "documents": values["documents"],
        "announcements": announcements.of_space(session, here),
        "drafts": previews.of_space(session, here) if here.may("import") else [],
        "mine": own_memberships.here(session, here),
        "held_mail": inbound_views.held_in_space(session, here),
    }
    return given, rights(here) | ({"govern"} if here.may("govern") else set())


async def show_new(request: Request) -> Response:
    """GET /spaces/new"""
    await house(request).database.read(spaces.require_maker, caller(request))
    return page(request, "space_new.html", NEW)


async def make(request: Request) -> Response:
    """POST /spaces/new"""
    form = await forms.read(request)
    try:
        plan = _plan(form, forms.word(form, "slug"))
        await house(request).database.write(spaces.make, caller(request), plan)
    except Refusal as refusal:
        return page(request, "space_new.html", NEW, refusal=refusal, form=forms.words(form))
    return go(f"/s/{plan.slug}")


def _plan(form: Any, slug: str) -> Plan:
    return Plan.of(
        slug,
        forms.word(form, "title"),
        is_open=forms.word(form, "reading") == "open",
        holds_new=forms.word(form, "holds_new") == "yes",
        presence=forms.word(form, "presence") or "names",
        mail_rule=forms.word(form, "mail_rule") or "post",
    )


async def show_settings(request: Request) -> Response:
    """GET /s/{slug}/settings"""
    given = await house(request).database.read(_settings, caller(request), request.path_params["slug"])
    return page(request, "space_new.html", given)


def _settings(session: Session, who: Caller, slug: str) -> dict[str, Any]:
    space, here = spaces.find(session, who, slug)
    here.require("govern")
    rules = {
        "reading": "open" if space.is_open else "members",
        "holds_new": "yes" if space.holds_new else "no",
        "presence": space.presence,
        "mail_rule": space.mail_rule,
    }
    return {"space": {"slug": space.slug, "title": space.title}, "rules": rules, "space_id": space.id}


async def keep_settings(request: Request) -> Response:
    """POST /s/{slug}/settings"""
    slug = request.path_params["slug"]
    form = await forms.read(request)
    given = await house(request).database.read(_settings, caller(request), slug)
    try:
        plan, space_id = _plan(form, slug), given["space_id"]
        await house(request).database.write(spaces.change, caller(request), space_id, plan, space=space_id)
    except Refusal as refusal:
        return page(request, "space_new.html", given, refusal=refusal, form=forms.words(form))
    return go(f"/s/{slug}", "kept")


async def keep_digest(request: Request) -> Response:
    """POST /s/{slug}/digest: what a member wants of the daily mail."""
    form = await forms.read(request)
    space, _ = await house(request).database.read(spaces.find, caller(request), request.path_params["slug"])
    await MailForm.of(form).keep(request, space.id)
    return go(f"/s/{space.slug}", "kept")
