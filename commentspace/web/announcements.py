"""Writing to all members, and reading what was written."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import announcements, spaces
from commentspace.domain.access import Caller
from commentspace.domain.announcements import AnnouncementView, Audience, Wording
from commentspace.domain.people import LANGUAGES
from commentspace.domain.spaces import SpaceView
from commentspace.errors import NotFound, Refusal
from commentspace.render import moments, review_words
from commentspace.render.environment import locale, translations
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house


async def show_new(request: Request) -> Response:
    """GET /s/{slug}/broadcast"""
    space, to = await house(request).database.read(_audience, caller(request), request.path_params["slug"])
    return page(request, "broadcast.html", _given(space, to) | {"step": "write", "key": forms.new_key()})


def _audience(session: Session, who: Caller, slug: str) -> tuple[SpaceView, Audience]:
    space, _ = spaces.find(session, who, slug)
    return space, announcements.audience(session, who, space.id)


def _given(space: SpaceView, to: Audience) -> dict[str, Any]:
    """The space, and who gets the letter: how many, in which languages, and who will not read it and why."""
    languages = Counter(member.language for member in to.readers)
    return {
        "space": space,
        "count": len(to.readers),
        "readers": [member.name for member in to.readers],
        "languages": [(LANGUAGES.get(tag, tag), number) for tag, number in languages.most_common()],
        "refusing": [member.name for member in to.refusing],
        "unconfirmed": [member.name for member in to.unconfirmed],
    }


async def write(request: Request) -> Response:
    """POST /s/{slug}/broadcast: preview first, then send."""
    form = await forms.read(request)
    space, to = await house(request).database.read(_audience, caller(request), request.path_params["slug"])
    verb, key, typed = forms.word(form, "verb"), forms.word(form, "key"), forms.words(form)
    given = _given(space, to) | {"step": "write", "key": key}
    if verb == "change":
        return page(request, "broadcast.html", given, form=typed)
    try:
        wording = Wording.of(forms.word(form, "subject"), forms.word(form, "body"))
        if verb != "send":
            confirming = given | {"step": "confirm", "preview": wording.body.html}
            return page(request, "broadcast.html", confirming, form=typed)
        uid = await house(request).database.write(
            announcements.announce,
            caller(request),
            space.id,
            wording,
            forms.key_of(form, "subject", "body"),
            space=space.id,
        )
    except Refusal as refusal:
        return page(request, "broadcast.html", given, refusal=refusal, form=typed)
    return go(f"/s/{space.slug}/announcements/{uid}", "announced")


async def show(request: Request) -> Response:
    """GET /s/{slug}/announcements/{uid}"""
    said = translations(request.scope["language"])
    space, found, counts = await house(request).database.read(
        _one, caller(request), request.path_params["slug"], request.path_params["uid"]
    )
    values = {name: getattr(found, name) for name in ("html", "by", "at")}
    values |= {"subject": review_words.subject(found, said.gettext), "count": found.recipients if counts else None}
    shown = {"space": space, "announcement": values, "about": _about(request, found)}
    return page(request, "announcement.html", shown)


def _about(request: Request, found: AnnouncementView) -> dict[str, str] | None:
    """What the letter tells of a review, in the language of the page."""
    if found.about is None:
        return None
    language, known = request.scope["language"], request.scope["known"]
    zone = known.zone if known else moments.NOWHERE

    def when(at: datetime) -> str:
        return moments.said_in_full(at, locale(language), zone)

    sentence, named = review_words.sentence(found.about, translations(language).gettext, when)
    return {"sentence": sentence % named, "document": found.about.document, "title": found.about.title}


def _one(session: Session, who: Caller, slug: str, uid: str) -> tuple[SpaceView, AnnouncementView, bool]:
    space, here = spaces.find(session, who, slug)
    found = announcements.find(session, who, uid)
    if found.space_id != space.id:
        raise NotFound()
    return space, found, here.may("broadcast")
