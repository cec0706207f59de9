"""A review's page for moderators: its state, what can be done with it, and what has come in."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import reviews
from commentspace.domain.review_windows import Window
from commentspace.domain.reviews import Sending
from commentspace.errors import NotAllowed, Refusal
from commentspace.web import forms, review_values
from commentspace.web.answers import caller, go, page
from commentspace.web.documents import scene
from commentspace.web.house import house

SAID = {"closure": "review-closed", "pause": "review-paused"}
"""The words by which the page says what was done, where it has more to say than that the review is changed."""

Act = Callable[[FormData, str], Awaitable[Any]]


async def show(request: Request) -> Response:
    """GET /d/{uid}/review"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    home = house(request)
    found = await home.database.read(
        review_values.found, caller(request), request.path_params["uid"], home.database.now()
    )
    given = review_values.of_page(request, found, home.pages_open(found.scene.document.id))
    typed = forms.words(form) if form else None
    return page(request, "review.html", given, may=found.scene.may, refusal=refusal, form=typed)


async def open(request: Request) -> Response:
    """POST /d/{uid}/review/opening: now, or at a time."""
    zone = review_values.zone(request)

    async def act(form: FormData, uid: str) -> None:
        opens_at = forms.moment(form, "opens_at", zone) if forms.word(form, "opens") == "at" else None
        await _do(request, reviews.open, uid, Window(opens_at, forms.moment(form, "closes_at", zone)), form)

    return await _act(request, "opening", act)


async def extend(request: Request) -> Response:
    """POST /d/{uid}/review/extension"""
    return await _with_time(request, "extension", reviews.extend)


async def reopen(request: Request) -> Response:
    """POST /d/{uid}/review/reopening"""
    return await _with_time(request, "reopening", reviews.reopen)


async def resume(request: Request) -> Response:
    """POST /d/{uid}/review/resumption"""
    return await _with_time(request, "resumption", reviews.resume)


async def pause(request: Request) -> Response:
    """POST /d/{uid}/review/pause"""
    return await _at_once(request, "pause", reviews.pause)


async def close(request: Request) -> Response:
    """POST /d/{uid}/review/closure"""
    return await _at_once(request, "closure", reviews.close)


async def _with_time(request: Request, name: str, verb: Callable[..., None]) -> Response:
    async def act(form: FormData, uid: str) -> None:
        await _do(request, verb, uid, forms.moment(form, "closes_at", review_values.zone(request)), form)

    return await _act(request, name, act)


async def _at_once(request: Request, name: str, verb: Callable[..., None]) -> Response:
    async def act(form: FormData, uid: str) -> None:
        await _do(request, verb, uid, None, form)

    return await _act(request, name, act)


async def _do(request: Request, verb: Callable[..., Any], uid: str, when: Any, form: FormData) -> None:
    """Run a verb in the space of its document, once for each form, with a letter to all where that is ticked."""
    database = house(request).database
    found = await database.read(scene, caller(request), uid, database.now())
    key = forms.key_of(form, "act", "opens", "opens_at", "closes_at", "reason") if forms.word(form, "key") else ""
    sending = Sending(key, to_all=forms.word(form, "to_all") == "yes")
    time = () if when is None else (when,)
    reason = forms.word(form, "reason")
    space = found.document.space_id
    await database.write(verb, caller(request), uid, *time, reason, sending=sending, space=space)


async def _act(request: Request, name: str, act: Act) -> Response:
    form, uid = await forms.read(request), request.path_params["uid"]
    try:
        await act(form, uid)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return await _page(request, refusal, form)
    return go(f"/d/{uid}/review", SAID.get(name, "review"))
