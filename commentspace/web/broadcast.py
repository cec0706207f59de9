"""Writing to the members of a space, or to a part of them: written, looked at once more, and sent."""

from collections import Counter
from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import announcements, broadcasts, documents, recipients, spaces
from commentspace.domain.access import Caller
from commentspace.domain.announcements import Wording
from commentspace.domain.bodies import fingerprint
from commentspace.domain.broadcasts import Broadcast
from commentspace.domain.people import LANGUAGES
from commentspace.domain.recipients import EVERYBODY, Audience, Part
from commentspace.domain.spaces import SpaceView
from commentspace.errors import Conflict, NotAllowed, NotFound, Refusal, SignInNeeded, marked
from commentspace.render import part_words
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house

MOST_FIELDS = 2_000
CHANGED = marked(
    "Since you looked, the number of those who get it has changed from %(before)s to %(count)s. "
    "Nothing was sent yet: look at it once more."
)


async def show_new(request: Request) -> Response:
    """GET /s/{slug}/broadcast"""
    given = await _given(request, EVERYBODY)
    return page(request, "broadcast.html", given | {"step": "write", "key": forms.new_key()})


async def write(request: Request) -> Response:
    """POST /s/{slug}/broadcast: preview first, then send."""
    form = await forms.read(request, MOST_FIELDS)
    verb, key, typed = forms.word(form, "verb"), forms.word(form, "key"), forms.words(form)
    part, given = EVERYBODY, await _given(request, EVERYBODY) | {"step": "write", "key": key, "chosen": _chosen(form)}
    try:
        part = _part(form)
        given |= await _given(request, part) | {"chosen": _chosen(form)}
        if verb == "change":
            return page(request, "broadcast.html", given, form=typed)
        wording = Wording.of(forms.word(form, "subject"), forms.word(form, "body"))
        to: Audience = given["audience"]
        announcements.require_readers(to, part)
        confirming = given | {"step": "confirm", "preview": wording.body.html, "foot": _foot(request, given, part)}
        shown = forms.whole(forms.word(form, "count"), len(to.readers))
        if verb == "send" and shown != len(to.readers):
            changed = Conflict(CHANGED, before=shown, count=len(to.readers))
            return page(request, "broadcast.html", confirming, refusal=changed, form=typed)
        if verb != "send":
            return page(request, "broadcast.html", confirming, form=typed)
        once = f"{key}:{fingerprint(wording.subject, wording.body.markdown, part.kept)}"
        what = Broadcast(given["space"].id, wording, part, once)
        uid = await house(request).database.carry_out(broadcasts.send(caller(request), what, to))
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return page(request, "broadcast.html", given, refusal=refusal, form=typed)
    return go(f"/s/{given['space'].slug}/announcements/{uid}", "announced")


def _part(form: FormData) -> Part:
    who = forms.word(form, "who", "all")
    return Part.of(who, forms.word(form, "document"), _named(form, {"parties": "party", "roles": "role"}.get(who, "")))


def _named(form: FormData, field: str) -> list[str]:
    return [value for value in form.getlist(field) if isinstance(value, str)] if field else []


def _chosen(form: FormData) -> dict[str, list[str]]:
    """The parties and roles that are ticked."""
    return {field: _named(form, field) for field in ("party", "role")}


async def _given(request: Request, part: Part) -> dict[str, Any]:
    """The space, what can be chosen, and who gets the letter: how many, in which languages, and who does not."""
    read = house(request).database.read
    space, to, choices = await read(_found, caller(request), request.path_params["slug"], part)
    said = translations(request.scope["language"])
    languages = Counter(member.language for member in to.readers)
    return choices | {
        "space": space,
        "audience": to,
        "part": part_words.label(part, choices["symbol"], said.gettext, said.pgettext("list", ", ")),
        "count": len(to.readers),
        "readers": [member.name for member in to.readers],
        "languages": [(LANGUAGES.get(tag, tag), number) for tag, number in languages.most_common()],
        "refusing": [member.name for member in to.refusing],
        "unreachable": [member.name for member in to.unreachable],
        "unconfirmed": [member.name for member in to.unconfirmed],
        "is_all": part.is_all,
        "chosen": {"party": [], "role": []},
    }


def _found(session: Session, who: Caller, slug: str, part: Part) -> tuple[SpaceView, Audience, dict[str, Any]]:
    space, here = spaces.find(session, who, slug)
    to = recipients.audience(session, who, space.id, part)
    listed = [(each.uid, f"{each.symbol} {each.title}") for each in documents.of_space(session, here)]
    choices = {"documents": listed, "parties": recipients.parties(session, here), "roles": part_words.ROLES}
    return space, to, choices | {"symbol": recipients.symbol(session, part)}


def _foot(request: Request, given: dict[str, Any], part: Part) -> list[str]:
    """The words below the letter, as the moderator's language has them."""
    said, known = translations(request.scope["language"]), request.scope["known"]
    named = part_words.names(part, given["symbol"], said.gettext, said.pgettext("list", ", "))
    whence = part_words.sentence(part, said.gettext) % (
        named | {"by": known.name if known else "", "space": given["space"].title}
    )
    return [whence, said.gettext(part_words.ANSWERED)]
