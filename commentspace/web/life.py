"""What a moderator does to a round beside its times: members, late comments, outages, unveiling."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import late_tokens, outages, round_members, unveiling
from commentspace.domain.late_tokens import Leave
from commentspace.domain.review_changes import Sending
from commentspace.errors import NotAllowed, NotFound, Refusal
from commentspace.web import forms, life_values, review_values, reviews
from commentspace.web.answers import caller, document_values, go, page
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house

MANY = 4_000
"""Fields of a form that names members, each by a box."""


async def show_members(request: Request) -> Response:
    """GET /d/{uid}/review/members"""
    return await _members(request)


async def _members(request: Request, refusal: Refusal | None = None) -> Response:
    found, given = await read(request, life_values.members)
    return page(request, "round_members.html", given, may=found.may, refusal=refusal)


async def change_members(request: Request) -> Response:
    """POST /d/{uid}/review/members: verb "add" or "remove", member (several)."""
    form = await forms.read(request, MANY)

    async def act(found: Scene) -> None:
        names = [str(each) for each in form.getlist("member")]
        both = ([], names) if forms.word(form, "verb") == "remove" else (names, [])
        await house(request).database.carry_out(round_members.changing(caller(request), found.review.review_uid, *both))

    return await carried_out(request, "members", "kept", act, _members)


async def show_late(request: Request) -> Response:
    """GET /d/{uid}/review/late"""
    return await _late(request)


async def _late(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    found, given = await read(request, life_values.late)
    given |= {"key": forms.new_key(), "zone_name": review_values.zone(request)}
    given |= life_values.typed_times(request, found, house(request).database.now())
    typed = forms.words(form) if form else None
    return page(request, "late_tokens.html", given, may=found.may, refusal=refusal, form=typed)


async def give_late(request: Request) -> Response:
    """POST /d/{uid}/review/late"""
    form = await forms.read(request)

    async def act(found: Scene) -> None:
        until = forms.moment(form, "until_at", review_values.zone(request))
        most = forms.whole(forms.word(form, "most", "1"), 0)
        leave = Leave(forms.word(form, "member"), until, forms.word(form, "reason"), most)
        key = forms.key_of(form, "member", "until_at", "most", "reason")
        await write(request, found, late_tokens.give, found.document.uid, leave, key=key)

    return await carried_out(request, "late", "late-given", act, _late, form)


async def end_late(request: Request) -> Response:
    """POST /d/{uid}/review/late/{token}/end"""

    async def act(found: Scene) -> None:
        await write(request, found, late_tokens.take_back, request.path_params["token"])

    return await carried_out(request, "late", "late-ended", act, _late)


async def make_good(request: Request) -> Response:
    """POST /d/{uid}/review/outages/{outage}: verb "extend" with reason and to_all, or "leave"."""
    form = await forms.read(request)
    uid, outage = request.path_params["uid"], request.path_params["outage"]

    async def act(found: Scene) -> None:
        if forms.word(form, "verb") == "leave":
            await write(request, found, outages.leave, uid, outage)
            return
        sending = Sending(to_all=forms.word(form, "to_all") == "yes")
        await write(request, found, outages.make_good, uid, outage, forms.word(form, "reason"), sending=sending)

    return await carried_out(request, "", "review", act, reviews.again)


async def unveil(request: Request) -> Response:
    """POST /d/{uid}/review/unveiling: of the round that the form names, or the newest."""
    form = await forms.read(request)

    async def act(found: Scene) -> None:
        review = forms.word(form, "round") or found.review.review_uid
        await house(request).database.carry_out(unveiling.unveil(caller(request), review))

    return await carried_out(request, "", "unveiled", act, reviews.again)


async def read(
    request: Request, values: Callable[[Session, Scene, Any], dict[str, Any]]
) -> tuple[Scene, dict[str, Any]]:
    """The document and what a page shows of its newest round; refused to all but moderators, and without a round."""
    database = house(request).database
    now, uid = database.now(), request.path_params["uid"]

    def ask(session: Session) -> tuple[Scene, dict[str, Any]]:
        found = scene(session, caller(request), uid, now)
        found.who.require("review")
        if found.review.review_id is None:
            raise NotFound()
        common = {"document": document_values(found.document), "standing": found.review}
        return found, common | values(session, found, now)

    return await database.read(ask)


async def write(request: Request, found: Scene, verb: Callable[..., Any], *args: Any, **named: Any) -> Any:
    return await house(request).database.write(verb, caller(request), *args, space=found.document.space_id, **named)


async def carried_out(
    request: Request,
    place: str,
    said: str,
    act: Callable[[Scene], Any],
    again: Callable[..., Any],
    form: FormData | None = None,
) -> Response:
    """Carry out what a form asks for, and go on to its page; a refusal comes back on the page, with what was typed."""
    database, uid = house(request).database, request.path_params["uid"]
    found = await database.read(scene, caller(request), uid, database.now())
    found.who.require("review")
    if found.review.review_id is None:
        raise NotFound()
    try:
        await act(found)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        answer: Response = await (again(request, refusal, form) if form else again(request, refusal))
        return answer
    number = forms.word(form, "round") if form else ""
    return go(f"/d/{uid}/review/{place}".rstrip("/"), said, **({"round": number} if number.isdecimal() else {}))
