"""My letters: what I wrote to others through us and they to me; answered, blocked and reported in the browser."""

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import blocks, correspondence, letter_rules, messages, people, reports
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body
from commentspace.domain.correspondence import Exchange, LetterView
from commentspace.errors import NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.render import review_words
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, go, page, sentence
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /letters"""
    found = await house(request).database.read(correspondence.of_person, caller(request))
    return page(request, "letters.html", {"exchanges": [(each, _subject(request, each)) for each in found]})


def _subject(request: Request, exchange: Exchange) -> str:
    """The subject of the letter to all that it is about, in the language of the page; empty without one."""
    told = exchange.about.announcement
    return review_words.subject(told, translations(request.scope["language"]).gettext) if told else ""


async def show_one(request: Request) -> Response:
    """GET /letters/{uid}"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    uid = request.path_params["uid"]
    exchange, letters, closed, address = await house(request).database.read(_one, caller(request), uid)
    given = {
        "exchange": exchange,
        "subject": _subject(request, exchange),
        "letters": letters,
        "closed": sentence(request, closed) if closed else None,
        "received": next((each.uid for each in reversed(letters) if not each.is_own), None),
        "address": address,
        "key": (form or {}).get("key") or forms.new_key(),
    }
    return page(request, "letters_one.html", given, refusal=refusal, form=form)


def _one(session: Session, who: Caller, uid: str) -> tuple[Exchange, list[LetterView], Refusal | None, str]:
    """An exchange, its letters, why no more can be written (None where one can), and the caller's own address."""
    exchange, letters = correspondence.find(session, who, uid)
    closed: Refusal | None = None
    try:
        before = messages.of_two(session, who, correspondence.answered_by_next(letters))
        letter_rules.require_member(session, who, before.space_id)
        letter_rules.require_open(session, messages.way_back(who, before))
    except Refusal as refusal:
        closed = refusal
    return exchange, letters, closed, people.main_address(session, who.person)


async def answer(request: Request) -> Response:
    """POST /letters/{uid}: one more letter to the other."""
    form, uid = await forms.read(request), request.path_params["uid"]
    database = house(request).database
    exchange, letters = await database.read(correspondence.find, caller(request), uid)
    try:
        await database.write(
            messages.answer,
            caller(request),
            correspondence.answered_by_next(letters),
            Body.of(forms.word(form, "body")),
            None,
            forms.key_of(form, "body"),
            gives_address=forms.word(form, "gives_address") == "yes",
        )
    except (NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form))
    return go(f"/letters/{exchange.uid}", "written")


async def block(request: Request) -> Response:
    """POST /letters/{uid}/block: no more letters from who wrote this one."""
    uid = request.path_params["uid"]
    await house(request).database.write(blocks.block, caller(request), uid)
    return go(f"/letters/{uid}", "blocked")


async def show_report(request: Request) -> Response:
    """GET /letters/{uid}/report: what moderators would see; nothing is told yet."""
    return await received_page(request, caller(request), request.path_params["uid"], f"/letters/{_uid(request)}")


def _uid(request: Request) -> str:
    return str(request.path_params["uid"])


async def report(request: Request) -> Response:
    """POST /letters/{uid}/report"""
    return await told(request, caller(request), _uid(request), f"/letters/{_uid(request)}")


async def received_page(
    request: Request,
    who: Caller,
    uid: str,
    path: str,
    refusal: Refusal | None = None,
    form: dict[str, str] | None = None,
) -> Response:
    """A letter that somebody has got, with the ways to end such letters; `path` is where its forms are sent."""
    given = await house(request).database.read(_received, who, uid)
    return page(request, "letter_received.html", given | {"path_of": path}, refusal=refusal, form=form)


def _received(session: Session, who: Caller, uid: str) -> dict[str, Any]:
    message = blocks.received(session, who, uid)
    exchange, letters = correspondence.find(session, who, uid)
    return {
        "letter": next(each for each in letters if each.uid == uid),
        "space": exchange.about.space,
        "is_blocked": blocks.is_known(session, who.person, message.from_id, message.comment_id),
    }


async def told(request: Request, who: Caller, uid: str, path: str) -> Response:
    """Report a letter, and perhaps block its writer."""
    form, database = await forms.read(request), house(request).database
    message = await database.read(blocks.received, who, uid)
    try:
        await database.write(
            reports.report, who, uid, forms.word(form, "reason"), space_id=message.space_id, space=message.space_id
        )
        if forms.word(form, "block") == "yes":
            await database.write(blocks.block, who, uid)
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await received_page(request, who, uid, path, refusal, forms.words(form))
    return go(f"{path}/report" if path.startswith("/letters") else path, "reported")
