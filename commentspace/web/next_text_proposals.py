"""All pending proposals beside the next revision's text, those that change the same words together."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import preview_states
from commentspace.domain.revisions import drafts, taking_over
from commentspace.domain.revisions.offers import Desk, Fits, Offer
from commentspace.errors import Conflict, Invalid, Refusal, marked
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page, refused, wants_json
from commentspace.web.house import house
from commentspace.web.next_text import answer, desk_of, scene, sheet_of
from commentspace.web.next_text_acts import UNREAD
from commentspace.web.next_text_offers import is_decided, offer_values
from commentspace.web.next_text_values import Sheet

PAGE = 50
"""Proposals on one page."""
SHOWN = {
    "open": marked("still open"),
    "decided": marked("accepted by their answers"),
    Fits.FITS.value: marked("fit"),
    Fits.MERGED.value: marked("fit the edited text"),
    Fits.COLLIDES.value: marked("collide"),
    "rivals": marked("change the same words"),
    Fits.SAID.value: marked("said already"),
    Fits.TAKEN.value: marked("taken over"),
    "all": marked("all"),
}
SAID = {
    "take": marked("Taken over."),
    "back": marked("Taken back."),
    "credit-off": marked("The credit is taken off."),
}


async def show(request: Request) -> Response:
    """GET /d/{uid}/next/proposals?show=… and page=…: the proposals, by paragraph."""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None) -> Response:
    found, draft = await scene(request)
    if draft is None:
        return go(f"/d/{found.uid}/next")
    shown = request.query_params.get("show", "open")
    number = forms.whole(request.query_params.get("page", ""), 1)
    desk = await desk_of(request, found, draft)
    given = await asyncio.to_thread(_values, request, desk, shown if shown in SHOWN else "open", max(number, 1))
    return page(request, "next_text_proposals.html", {"document": document_values(found), **given}, refusal=refusal)


def _values(request: Request, desk: Desk, shown: str, number: int) -> dict[str, Any]:
    sheet = sheet_of(request, desk, preview_states.read(desk.plan.kept))
    counts = {word: sum(_is(each, word, sheet) for each in sheet.offers) for word in SHOWN}
    wanted = sorted((each for each in sheet.offers if _is(each, shown, sheet)), key=lambda each: _order(sheet, each))
    some = wanted[(number - 1) * PAGE : number * PAGE]
    return {
        "show": shown,
        "filters": [(word, sheet.said(words), counts[word]) for word, words in SHOWN.items()],
        "groups": list(_by_paragraph(sheet, some)),
        "number": number,
        "last": max((len(wanted) - 1) // PAGE + 1, 1),
        "is_overtaken": desk.is_overtaken,
    }


def _is(offer: Offer, shown: str, sheet: Sheet) -> bool:
    if shown == "rivals":
        return bool(sheet.rivals.get(offer.comment.uid))
    if shown == "decided":
        return is_decided(offer)
    return shown in ("all", offer.fits) or (shown == "open" and offer.fits != Fits.TAKEN)


def _order(sheet: Sheet, offer: Offer) -> tuple[bool, int, int, int]:
    """What was accepted by an answer first; then by paragraph, and there what changes the same words together."""
    place = sheet.place(offer.key)
    together = [offer.comment.id, *(each.comment.id for each in sheet.rivals.get(offer.comment.uid, ()))]
    return not is_decided(offer), len(sheet.paragraphs) if place is None else place, min(together), offer.comment.id


def _by_paragraph(sheet: Sheet, some: list[Offer]) -> list[dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for each in some:
        if each.key not in groups:
            place = sheet.place(each.key)
            groups[each.key] = {"row": None if place is None else sheet.row(place), "offers": []}
        groups[each.key]["offers"].append(offer_values(each, sheet.rivals, sheet.said))
    return list(groups.values())


async def act(request: Request) -> Response:
    """POST /d/{uid}/next/proposals: take one over, take it back, or take off its credit."""
    form = await forms.read(request)
    found, draft = await scene(request)
    if draft is None:
        raise Conflict(drafts.NONE)
    verb, comment = forms.word(form, "verb"), forms.word(form, "comment")
    try:
        await desk_of(request, found, draft, patience=None)  # so that it is aligned
        if verb == "take":
            steps = taking_over.take(caller(request), draft, comment)
        elif verb in ("back", "credit-off"):
            steps = taking_over.take_back(caller(request), draft, comment, only_credit=verb == "credit-off")
        else:
            raise Invalid(UNREAD)
        done = await house(request).database.carry_out(steps)
    except Refusal as refusal:
        if wants_json(request):
            return refused(request, refusal)
        return await _page(request, refusal)
    back = None
    if forms.word(form, "from") == "list":
        back = go(f"/d/{found.uid}/next/proposals#o-{comment}", "kept", show=forms.word(form, "show", "open"))
    return await answer(request, found, draft, done, SAID[verb], back)
