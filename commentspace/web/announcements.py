"""A letter to the members on its page: read, answered below, and answered to its writer alone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import announcement_answers, announcements, messages, spaces
from commentspace.domain.access import Caller, Standing
from commentspace.domain.announcement_answers import AnswerView
from commentspace.domain.announcements import AnnouncementView
from commentspace.domain.bodies import Body
from commentspace.domain.spaces import SpaceView
from commentspace.errors import NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.render import moments, part_words, review_words
from commentspace.render.environment import locale, translations
from commentspace.web import forms
from commentspace.web.answers import caller, go, page, rights, sentence
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /s/{slug}/announcements/{uid}"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    space, found, here, answers = await _read(request)
    given = _given(request, space, found, here) | {
        "answers": answers,
        "about": _about(request, found),
        "key": (form or {}).get("key") or forms.new_key(),
        "answering": here.may("reply"),
        "party": here.on_behalf_of,
    }
    return page(request, "announcement.html", given, may=rights(here), refusal=refusal, form=form)


async def _read(request: Request) -> tuple[SpaceView, AnnouncementView, Standing, list[AnswerView]]:
    names = request.path_params["slug"], request.path_params["uid"]
    return await house(request).database.read(_one, caller(request), *names)


def _one(
    session: Session, who: Caller, slug: str, uid: str
) -> tuple[SpaceView, AnnouncementView, Standing, list[AnswerView]]:
    space, here = spaces.find(session, who, slug)
    found = announcements.find(session, who, uid)
    if found.space_id != space.id:
        raise NotFound()
    return space, found, here, announcement_answers.of_announcement(session, here, uid)


def _given(request: Request, space: SpaceView, found: AnnouncementView, here: Standing) -> dict[str, Any]:
    said = translations(request.scope["language"])
    values = {name: getattr(found, name) for name in ("uid", "html", "by", "at")}
    values |= {
        "subject": review_words.subject(found, said.gettext),
        "count": found.recipients if here.may("broadcast") else None,
        "part": None
        if found.part.is_all
        else part_words.label(found.part, found.symbol, said.gettext, said.pgettext("list", ", ")),
        "is_own": found.by_id == here.person_id,
    }
    return {"space": space, "announcement": values}


def _about(request: Request, found: AnnouncementView) -> dict[str, str] | None:
    """What the letter tells of a review, in the language of the page."""
    if found.about is None:
        return None
    language, known = request.scope["language"], request.scope["known"]
    zone = known.zone if known else moments.NOWHERE

    def when(at: datetime) -> str:
        return moments.said_in_full(at, locale(language), zone)

    told, named = review_words.sentence(found.about, translations(language).gettext, when)
    return {"sentence": told % named, "document": found.about.document, "title": found.about.title}


async def answer(request: Request) -> Response:
    """POST /s/{slug}/announcements/{uid}: what all who may read the letter see below it."""
    form = await forms.read(request)
    space, found, _, _ = await _read(request)
    try:
        said = await house(request).database.write(
            announcement_answers.say,
            caller(request),
            found.uid,
            Body.of(forms.word(form, "body")),
            forms.key_of(form, "body"),
            space=space.id,
        )
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form))
    return go(_address(request, f"#a-{said.uid}"), "answer-held" if said.is_held else "answered")


def _address(request: Request, more: str = "") -> str:
    return f"/s/{request.path_params['slug']}/announcements/{request.path_params['uid']}{more}"


async def withdraw(request: Request) -> Response:
    """POST /s/{slug}/announcements/{uid}/answers/{answer}/withdrawal"""
    return await _act(request, announcement_answers.withdraw, "answer-withdrawn")


async def hold(request: Request) -> Response:
    """POST /s/{slug}/announcements/{uid}/answers/{answer}/hold"""
    return await _act(request, announcement_answers.hold, "answer-hold")


async def release(request: Request) -> Response:
    """POST /s/{slug}/announcements/{uid}/answers/{answer}/release"""
    return await _act(request, announcement_answers.release, "answer-release")


async def _act(request: Request, verb: Callable[..., None], said: str) -> Response:
    space, _, _, answers = await _read(request)
    name = request.path_params["answer"]
    if name not in {each.uid for each in answers}:
        raise NotFound()
    await house(request).database.write(verb, caller(request), name, space=space.id)
    return go(_address(request, f"#a-{name}"), said)


async def show_letter(request: Request) -> Response:
    """GET /s/{slug}/announcements/{uid}/letter"""
    return await _letter_page(request)


async def letter(request: Request) -> Response:
    """POST /s/{slug}/announcements/{uid}/letter: write to who wrote it, and to nobody else."""
    form = await forms.read(request)
    _, found, _, _ = await _read(request)
    try:
        uid = await house(request).database.write(
            messages.to_announcer,
            caller(request),
            found.uid,
            Body.of(forms.word(form, "body")),
            forms.key_of(form, "body"),
            gives_address=forms.word(form, "gives_address") == "yes",
        )
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _letter_page(request, refusal, forms.words(form))
    return go(f"/letters/{uid}", "written")


async def _letter_page(
    request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None
) -> Response:
    """The form; where its reader takes no letter the sentence alone, and what was typed."""
    space, found, here, _ = await _read(request)
    closed = None
    try:
        await house(request).database.read(messages.require_open_announcer, caller(request), found.uid)
    except (NotFound, SignInNeeded):
        raise
    except Refusal as reason:
        closed = sentence(request, reason)
    key = (form or {}).get("key") or forms.new_key()
    given = _given(request, space, found, here) | {"key": key, "closed": closed}
    return page(request, "announcement_letter.html", given, refusal=refusal, form=form)
