"""One's own settings, and the link in a mail that stops it."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import members, own_memberships, people, subscriptions
from commentspace.domain.access import Caller
from commentspace.domain.own_memberships import OwnMembership
from commentspace.domain.people import LANGUAGES, Preferences
from commentspace.domain.tables import Person
from commentspace.errors import Refusal
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house

FIELDS = {"digest_hour": "hour", "digest": ""}
"""Where the form has another name for what a refusal is about."""


async def show(request: Request) -> Response:
    """GET /settings"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    mine, memberships = await house(request).database.read(_mine, caller(request))
    given = {
        "mine": mine,
        "languages": list(LANGUAGES.items()),
        "zones": _zones(),
        "hours": [(str(hour), f"{hour:02d}:00") for hour in range(24)],
        "spaces": memberships,
    }
    return page(request, "settings.html", given, refusal=refusal, form=form)


@cache
def _zones() -> list[str]:
    """The names of all time zones; finding them takes a look at some hundred files."""
    return sorted(available_timezones())


def _mine(session: Session, who: Caller) -> tuple[dict[str, Any], list[OwnMembership]]:
    person = session.get_one(Person, who.person)
    reads = person.reads.split()
    mine = {
        "name": person.name,
        "address": people.main_address(session, person.id),
        "language": person.language,
        "zone": person.zone,
        "hour": str(person.digest_hour),
        "letters": person.takes_letters,
        "shows_reading": person.shows_reading,
        "reads": [tag for tag in reads if tag in LANGUAGES],
        "reads_more": " ".join(tag for tag in reads if tag not in LANGUAGES),
        "expertise": person.expertise,
    }
    return mine, own_memberships.of_person(session, who)


async def keep(request: Request) -> Response:
    """POST /settings"""
    form, who = await forms.read(request, forms.FIELDS_OF_SETTINGS), caller(request)
    database = house(request).database
    _, memberships = await database.read(_mine, who)
    try:
        chosen = _chosen(form)
        for mine in memberships:
            await _keep_membership(request, form, mine)
        await database.write(people.prefer, who, chosen)
    except Refusal as refusal:
        refusal.field = FIELDS.get(refusal.field or "", refusal.field)
        return await _page(request, refusal, forms.words(form))
    return go("/settings", "kept")


def _chosen(form: FormData) -> Preferences:
    ticked = [tag for tag in LANGUAGES if forms.word(form, f"reads-{tag}") == "yes"]
    return Preferences.of(
        forms.word(form, "name"),
        forms.word(form, "language"),
        forms.word(form, "zone"),
        forms.word(form, "hour")[: forms.LONGEST_NUMBER],
        forms.word(form, "letters") == "yes",
        shows_reading=forms.word(form, "shows_reading") == "yes",
        reads=[*ticked, *forms.word(form, "reads").split()],
        expertise=forms.word(form, "expertise"),
    )


async def _keep_membership(request: Request, form: FormData, mine: OwnMembership) -> None:
    """What is chosen for one space; what has not changed is not written."""
    who, database, space = caller(request), house(request).database, mine.space_id
    field = f"affiliation-{mine.slug}"
    affiliation = own_memberships.checked_affiliation(forms.word(form, field, mine.affiliation), field=field)
    listed = forms.word(form, f"listed-{mine.slug}") == "yes"
    if (affiliation, listed) != (mine.affiliation, mine.listed):
        await database.write(own_memberships.present, who, space, affiliation, is_listed=listed, space=space)
    digest = forms.word(form, f"digest-{mine.slug}", mine.digest)
    letters = forms.word(form, f"announcements-{mine.slug}") == "yes"
    if (digest, letters) != (mine.digest, mine.announcements):
        await database.write(members.choose_mail, who, space, digest, announcements=letters, space=space)


async def show_unsubscribe(request: Request) -> Response:
    """GET /unsubscribe/{token}: shows what would stop; nothing is changed."""
    home = house(request)
    what = await home.database.read(subscriptions.read, request.path_params["token"], home.settings.secret_key)
    return page(request, "unsubscribe.html", {"done": False, "what": what, "space": None})


async def unsubscribe(request: Request) -> Response:
    """POST /unsubscribe/{token}: by the button, or by a mail program's one click (RFC 8058)."""
    home = house(request)
    what = await home.database.write(subscriptions.end, request.path_params["token"], home.settings.secret_key)
    return page(request, "unsubscribe.html", {"done": True, "what": what, "space": None})
