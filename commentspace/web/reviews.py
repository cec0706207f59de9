"""A review's page for moderators: its state, and what can be done with it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import reviews
from commentspace.domain.access import Caller
from commentspace.domain.review_windows import Window
from commentspace.domain.reviews import ChangeView
from commentspace.errors import NotAllowed, Refusal
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house

ACTS = {
    "none": frozenset({"open"}),
    "scheduled": frozenset({"extend", "close"}),
    "open": frozenset({"extend", "close"}),
    "closed": frozenset({"reopen", "open"}),
    "paused": frozenset[str](),
}
"""What can be done with a review in each state."""

VERBS = {"opening": "opened", "extension": "extended", "closure": "closed", "reopening": "reopened", "pause": "paused"}


async def show(request: Request) -> Response:
    """GET /d/{uid}/review"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    database = house(request).database
    found, history = await database.read(_review, caller(request), request.path_params["uid"], database.now())
    given = {
        "document": document_values(found.document),
        "standing": found.review,
        "acts": ACTS[found.review.state],
        "zone": _zone(request),
        "changes": [_change(change) for change in history],
        "key": forms.new_key(),
    }
    return page(request, "review.html", given, may=found.may, refusal=refusal, form=forms.words(form) if form else None)


def _review(session: Session, who: Caller, uid: str, now: datetime) -> tuple[Scene, list[ChangeView]]:
    found = scene(session, who, uid, now)
    found.who.require("review")
    return found, reviews.history(session, found.document.id)


def _change(change: ChangeView) -> dict[str, Any]:
    is_scheduled = change.act == "opening" and change.opens_at > change.at
    return {
        "verb": "scheduled" if is_scheduled else VERBS[change.act],
        "at": change.at,
        "by": change.by,
        "reason": change.reason,
        "opens_at": change.opens_at if is_scheduled else None,
        "closes_at": None if change.act == "closure" else change.closes_at,
    }


def _zone(request: Request) -> str:
    known = request.scope["known"]
    return known.zone if known else "UTC"


async def open(request: Request) -> Response:
    """POST /d/{uid}/review/opening: now, or at a time."""

    async def act(form: FormData, uid: str, space: int) -> None:
        zone = _zone(request)
        opens_at = forms.moment(form, "opens_at", zone) if forms.word(form, "opens") == "at" else None
        window = Window(opens_at, forms.moment(form, "closes_at", zone))
        reason = forms.word(form, "reason")
        await house(request).database.write(reviews.open, caller(request), uid, window, reason, space=space)

    return await _act(request, act)


async def extend(request: Request) -> Response:
    """POST /d/{uid}/review/extension"""
    return await _act(request, _with_time(request, reviews.extend))


async def reopen(request: Request) -> Response:
    """POST /d/{uid}/review/reopening"""
    return await _act(request, _with_time(request, reviews.reopen))


async def close(request: Request) -> Response:
    """POST /d/{uid}/review/closure"""

    async def act(form: FormData, uid: str, space: int) -> None:
        reason = forms.word(form, "reason")
        await house(request).database.write(reviews.close, caller(request), uid, reason, space=space)

    return await _act(request, act)


def _with_time(request: Request, verb: Callable[..., None]) -> Callable[[FormData, str, int], Awaitable[None]]:
    async def act(form: FormData, uid: str, space: int) -> None:
        closes_at = forms.moment(form, "closes_at", _zone(request))
        reason = forms.word(form, "reason")
        await house(request).database.write(verb, caller(request), uid, closes_at, reason, space=space)

    return act


async def _act(request: Request, act: Callable[[FormData, str, int], Awaitable[None]]) -> Response:
    form, uid = await forms.read(request), request.path_params["uid"]
    database = house(request).database
    found = await database.read(scene, caller(request), uid, database.now())
    try:
        await act(form, uid, found.document.space_id)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return await _page(request, refusal, form)
    return go(f"/d/{uid}/review", "review")
