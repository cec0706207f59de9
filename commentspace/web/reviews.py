"""A review's page for moderators: its state, what can be done with it, and what has come in."""

from collections.abc import Awaitable, Callable
from functools import partial
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

SAYING = ("act", "opens", "opens_at", "closes_at", "reason", "title", "seen", "named", "report_for", "who")
"""The fields that tell two sendings of a form apart."""
MANY = 4_000
"""Fields of a form that names members, each by a box."""

Act = Callable[[FormData, str], Awaitable[Any]]


async def show(request: Request) -> Response:
    """GET /d/{uid}/review"""
    return await again(request)


async def again(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    """The page, after a refusal with what it says, and with what was typed."""
    home = house(request)
    found = await home.database.read(
        review_values.found, caller(request), request.path_params["uid"], home.database.now()
    )
    given = review_values.of_page(request, found, home.pages_open(found.scene.document.id))
    typed = forms.words(form) if form else None
    return page(request, "review.html", given, may=found.scene.may, refusal=refusal, form=typed)


async def show_opening(request: Request) -> Response:
    """GET /d/{uid}/review/opening: a round with its rules, and its members one by one."""
    return await _opening(request)


async def _opening(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    home = house(request)
    given, may = await home.database.read(review_values.opening, request, home.database.now())
    given["chosen"] = [str(each) for each in form.getlist("member")] if form else []
    return page(
        request, "review_opening.html", given, may=may, refusal=refusal, form=forms.words(form) if form else None
    )


async def open(request: Request) -> Response:
    """POST /d/{uid}/review/opening: now, or at a time; who ("all", "before", "chosen") with member (several)."""
    zone, form = review_values.zone(request), await forms.read(request, MANY)

    async def act(form: FormData, uid: str) -> None:
        opens_at = forms.moment(form, "opens_at", zone) if forms.word(form, "opens") == "at" else None
        window = Window(opens_at, forms.moment(form, "closes_at", zone))
        rules = await house(request).database.read(review_values.rules, caller(request), uid, form)
        await _do(request, partial(reviews.open, rules=rules), uid, window, form)

    on_refusal = _opening if forms.word(form, "at_length") else again
    return await _act(request, "opening", act, form, on_refusal)


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
    key = forms.key_of(form, *SAYING) if forms.word(form, "key") else ""
    sending = Sending(key, to_all=forms.word(form, "to_all") == "yes")
    time = () if when is None else (when,)
    reason = forms.word(form, "reason")
    space = found.document.space_id
    await database.write(verb, caller(request), uid, *time, reason, sending=sending, space=space)


async def _act(
    request: Request, name: str, act: Act, form: FormData | None = None, on_refusal: Callable[..., Any] = again
) -> Response:
    form, uid = form or await forms.read(request), request.path_params["uid"]
    try:
        await act(form, uid)
    except NotAllowed:
        raise
    except Refusal as refusal:
        answer: Response = await on_refusal(request, refusal, form)
        return answer
    return go(f"/d/{uid}/review", SAID.get(name, "review"))
