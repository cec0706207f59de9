"""Spaces: shown, and what a member wants of their mail."""

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import announcements, inbound_views, own_memberships, previews, spaces
from commentspace.domain.access import Caller
from commentspace.render import review_words
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, go, page, rights
from commentspace.web.home import space_values
from commentspace.web.house import house
from commentspace.web.settings import MailForm


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
        "conduct": space.conduct_number,
    }
    return given, rights(here) | ({"govern"} if here.may("govern") else set())


async def keep_digest(request: Request) -> Response:
    """POST /s/{slug}/digest: what a member wants of the daily mail."""
    form = await forms.read(request)
    space, _ = await house(request).database.read(spaces.find, caller(request), request.path_params["slug"])
    await MailForm.of(form).keep(request, space.id)
    return go(f"/s/{space.slug}", "kept")
