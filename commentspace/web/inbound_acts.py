"""What moderators do with a mail: file it at a paragraph, send it back, drop it. And mail of no space."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import inbound_views, placing, spaces
from commentspace.domain.access import Caller
from commentspace.domain.inbound_views import Wanted
from commentspace.domain.placing import Choice
from commentspace.errors import NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house
from commentspace.web.inbound import line, listed, one_page
from commentspace.web.inbound_words import way


def choice(form: FormData) -> Choice:
    """What was chosen on the page of a mail."""
    numbers = [forms.whole(value, -1) for value in form.getlist("piece") if isinstance(value, str)]
    return Choice(numbers, forms.word(form, "place"), forms.word(form, "key"), forms.word(form, "seen"))


async def file(request: Request) -> Response:
    """POST /s/{slug}/inbound/{uid}/filing"""
    form = await forms.read(request, forms.FIELDS_OF_SETTINGS)
    return await _act(request, form, placing.file, choice(form), said="mail-filed")


async def give_back(request: Request) -> Response:
    """POST /s/{slug}/inbound/{uid}/return"""
    form = await forms.read(request)
    key = forms.word(form, "key")
    return await _act(request, form, placing.give_back, forms.word(form, "reason"), said="mail-returned", key=key)


async def drop(request: Request) -> Response:
    """POST /s/{slug}/inbound/{uid}/drop"""
    form = await forms.read(request)
    key = forms.word(form, "key")
    return await _act(request, form, placing.drop, forms.word(form, "reason"), said="mail-dropped", key=key)


async def _act(
    request: Request, form: FormData, verb: Callable[..., Any], what: Any, *, said: str, **more: str
) -> Response:
    """A verb on the message, and its page again where it was refused."""
    slug, uid, database = request.path_params["slug"], request.path_params["uid"], house(request).database
    space, _ = await database.read(spaces.find, caller(request), slug)
    try:
        await database.write(verb, caller(request), uid, what, space_id=space.id, space=space.id, **more)
    except (NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        if isinstance(refusal, NotAllowed) and refusal.message == NotAllowed.sentence:
            raise
        typed = forms.words(form)
        return await one_page(request, refusal, typed, [str(each) for each in form.getlist("piece")])
    return go(f"/s/{slug}/inbound/{uid}", said)


async def show_of_no_space(request: Request) -> Response:
    """GET /inbound: for administrators."""
    look = Wanted(page=max(1, forms.whole(request.query_params.get("page", ""), 1)))
    found, number = await house(request).database.read(_of_no_space, caller(request), look.page)
    given = {"address": "/inbound", "found": number, "verdicts": {}, "people": []}
    return page(request, "inbound.html", {"space": None, **listed(request, found, look, given)})


def _of_no_space(session: Session, who: Caller, number: int) -> tuple[list[inbound_views.InboundView], int]:
    return inbound_views.of_no_space(session, who, number), inbound_views.size_of_no_space(session, who)


async def show_one_of_no_space(request: Request) -> Response:
    """GET /inbound/{uid}"""
    return await _one_of_no_space(request)


async def _one_of_no_space(
    request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None
) -> Response:
    uid = request.path_params["uid"]
    view = await house(request).database.read(inbound_views.one_of_no_space, caller(request), uid)
    said = translations(request.scope["language"]).gettext
    given = {
        "space": None,
        "address": f"/inbound/{uid}",
        **line(request, view),
        "steps": way(view.steps, said),
        "key": (form or {}).get("key") or forms.new_key(),
        **{name: [] for name in ("filed", "sent", "pieces", "spots", "found", "documents", "chosen")},
        **dict.fromkeys(("state", "document", "words_asked"), ""),
        "may_file": False,
    }
    return page(request, "inbound_one.html", given, refusal=refusal, form=form)


async def drop_of_no_space(request: Request) -> Response:
    """POST /inbound/{uid}/drop"""
    form, uid = await forms.read(request), request.path_params["uid"]
    reason, key = forms.word(form, "reason"), forms.word(form, "key")
    try:
        await house(request).database.write(placing.drop_of_no_space, caller(request), uid, reason, key=key)
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _one_of_no_space(request, refusal, forms.words(form))
    return go(f"/inbound/{uid}", "mail-dropped")
