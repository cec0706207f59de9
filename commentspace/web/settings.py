"""One's own settings."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import members, own_memberships, people
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
        "receipts": person.takes_receipts,
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
    chosen = Preferences.of(
        forms.word(form, "name"),
        forms.word(form, "language"),
        forms.word(form, "zone"),
        forms.word(form, "hour")[: forms.LONGEST_NUMBER],
        forms.word(form, "letters") == "yes",
        shows_reading=forms.word(form, "shows_reading") == "yes",
        reads=[*ticked, *forms.word(form, "reads").split()],
        expertise=forms.word(form, "expertise"),
    )
    return replace(chosen, takes_receipts=forms.word(form, "receipts") == "yes")


async def _keep_membership(request: Request, form: FormData, mine: OwnMembership) -> None:
    """What is chosen for one space; what has not changed is not written."""
    who, database, space = caller(request), house(request).database, mine.space_id
    field = f"affiliation-{mine.slug}"
    affiliation = own_memberships.checked_affiliation(forms.word(form, field, mine.affiliation), field=field)
    listed = forms.word(form, f"listed-{mine.slug}") == "yes"
    if (affiliation, listed) != (mine.affiliation, mine.listed):
        await database.write(own_memberships.present, who, space, affiliation, is_listed=listed, space=space)
    chosen = MailForm.of(form, f"-{mine.slug}", mine.digest)
    letters = forms.word(form, f"announcements-{mine.slug}") == "yes"
    if letters != mine.announcements or chosen.differs(mine):
        await chosen.keep(request, space, letters)


@dataclass(frozen=True, slots=True)
class MailForm:
    """What a form says of the mail from one space; None where it says nothing."""

    digest: str
    texts: bool | None
    at_once: bool | None

    @classmethod
    def of(cls, form: FormData, within: str = "", digest: str = "") -> "MailForm":
        """Read it; `within` ends the fields' names, and `digest` is what that is where the form has it not."""
        texts, at_once = forms.choice(form, f"texts{within}"), forms.choice(form, f"at_once{within}")
        return cls(forms.word(form, f"digest{within}", digest), texts, at_once)

    def differs(self, mine: OwnMembership) -> bool:
        """Whether it changes anything."""
        said = (self.digest, self.texts, self.at_once)
        return any(
            new not in (None, old) for new, old in zip(said, (mine.digest, mine.texts, mine.at_once), strict=True)
        )

    async def keep(self, request: Request, space: int, announcements: bool | None = None) -> None:
        """Keep it for this space."""
        verb, who, write = members.choose_mail, caller(request), house(request).database.write
        more = {"texts": self.texts, "at_once": self.at_once, "announcements": announcements}
        await write(verb, who, space, self.digest, **more, space=space)
