"""Writing to all members, and reading what was written."""

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import announcements, spaces
from commentspace.domain.access import Caller
from commentspace.domain.announcements import AnnouncementView, Wording
from commentspace.domain.spaces import SpaceView
from commentspace.errors import NotFound, Refusal
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house


async def show_new(request: Request) -> Response:
    """GET /s/{slug}/broadcast"""
    space, count = await house(request).database.read(_readers, caller(request), request.path_params["slug"])
    return page(request, "broadcast.html", {"space": space, "step": "write", "count": count, "key": forms.new_key()})


def _readers(session: Session, who: Caller, slug: str) -> tuple[SpaceView, int]:
    space, _ = spaces.find(session, who, slug)
    return space, len(announcements.readers(session, who, space.id))


async def write(request: Request) -> Response:
    """POST /s/{slug}/broadcast: preview first, then send."""
    form = await forms.read(request)
    space, count = await house(request).database.read(_readers, caller(request), request.path_params["slug"])
    verb, key, typed = forms.word(form, "verb"), forms.word(form, "key"), forms.words(form)
    given = {"space": space, "step": "write", "count": count, "key": key}
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
    space, found, counts = await house(request).database.read(
        _one, caller(request), request.path_params["slug"], request.path_params["uid"]
    )
    values = {name: getattr(found, name) for name in ("subject", "html", "by", "at")}
    shown = {"space": space, "announcement": values | {"count": found.recipients if counts else None}}
    return page(request, "announcement.html", shown)


def _one(session: Session, who: Caller, slug: str, uid: str) -> tuple[SpaceView, AnnouncementView, bool]:
    space, here = spaces.find(session, who, slug)
    found = announcements.find(session, who, uid)
    if found.space_id != space.id:
        raise NotFound()
    return space, found, here.may("broadcast")
