"""Members of a space, for its moderators: the roll of them, and adding somebody."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import list_checks, members, roll, spaces, suppressions
from commentspace.domain.access import Caller, Standing
from commentspace.domain.member_lists import Entry
from commentspace.domain.people import LANGUAGES
from commentspace.errors import Conflict, Refusal, marked
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, go, page, rights
from commentspace.web.house import house

Returned = Mapping[str, suppressions.Suppressed]
NOTHING_RETURNED: Returned = {}

ROLES = {
    "reader": marked("reader"),
    "participant": marked("participant"),
    "moderator": marked("moderator"),
    "owner": marked("owner"),
}
DECLINED = marked(
    "%(name)s has asked not to be invited here again. They can still come in by the link in their letter."
)


async def show(request: Request) -> Response:
    """GET /s/{slug}/members"""
    return await _page(request)


def wanted(request: Request) -> roll.Wanted:
    """What the address asks for."""
    asked = request.query_params
    state = asked.get("state", "")
    return roll.Wanted(
        asked.get("words", "")[:200],
        state if state in roll.STATES else "",
        asked.get("organisation", "")[:400],
        max(1, forms.whole(asked.get("page", ""), 1)),
    )


async def _page(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    home, look = house(request), wanted(request)
    space, here, found, returned = await home.database.read(_roll, caller(request), request.path_params["slug"], look)
    now = home.database.now()
    given: dict[str, Any] = {
        "space": space,
        "members": [values(request, each, here, now, returned) for each in found.entries],
        "found": found.found,
        "states": found.states,
        "organisations": found.organisations,
        "wanted": look,
        "pages": -(-found.found // roll.PAGE),
        "roles": roles(request, here),
        "languages": list(LANGUAGES.items()),
    }
    typed = forms.words(form) if form is not None else None
    return page(request, "members.html", given, may=rights(here), refusal=refusal, form=typed)


def _roll(
    session: Session, who: Caller, slug: str, look: roll.Wanted
) -> tuple[spaces.SpaceView, Standing, roll.Roll, Returned]:
    space, here = spaces.find(session, who, slug)
    return space, here, roll.of_space(session, here, look), suppressions.of_members(session, here)


def roles(request: Request, here: Standing) -> list[tuple[str, str]]:
    """The roles that this moderator may give, in the language of the page."""
    said = translations(request.scope["language"]).gettext
    return [(role, said(words)) for role, words in ROLES.items() if role != "owner" or here.may("govern")]


def role_words(request: Request, role: str) -> str:
    """A role in the language of the page; nothing for none."""
    return translations(request.scope["language"]).gettext(ROLES[role]) if role else ""


def values(
    request: Request, entry: roll.RollEntry, here: Standing, now: datetime, returned: Returned = NOTHING_RETURNED
) -> dict[str, Any]:
    """A member as templates want it; `returned` are the members whose letters come back."""
    shown = {name: getattr(entry, name) for name in roll.RollEntry.__dataclass_fields__}
    sent: dict[str, Any] = {
        "again_at": entry.again_at(),
        "can_be_sent": entry.can_be_sent(now),
        "is_present": entry.is_present,
    }
    may_change = here.may("govern" if entry.role == "owner" else "invite")
    sent["returned"] = returned.get(entry.uid)
    return {**shown, **sent, "role_words": role_words(request, entry.role), "may_change": may_change}


async def add(request: Request) -> Response:
    """POST /s/{slug}/members"""
    form = await forms.read(request)
    fields = ("name", "address", "affiliation", "on_behalf_of", "role", "language")
    try:
        entry = Entry.of(*(forms.word(form, name) for name in fields))
        space, _ = await house(request).database.read(spaces.find, caller(request), request.path_params["slug"])
        await house(request).database.read(_require_willing, caller(request), space.slug, entry)
        added = await added_all(request, space.id, [[entry]], "")
    except Refusal as refusal:
        return await _page(request, refusal, form)
    if added.new and await house(request).database.read(suppressions.is_suppressed, entry.address):
        return go(f"/s/{space.slug}/members", "added-returned")
    return went(space.slug, added)


def _require_willing(session: Session, who: Caller, slug: str, entry: Entry) -> None:
    _, here = spaces.find(session, who, slug)
    if list_checks.check(session, here, [entry])[0].will == "not":
        raise Conflict(DECLINED, field="address", name=entry.name)


def went(slug: str, added: members.Added) -> Response:
    """On to the members, with what was done."""
    address = f"/s/{slug}/members"
    if added.new and added.known:
        return go(address, "added-some", new=str(added.new), known=str(added.known))
    return go(address, "added" if added.new else "known")


async def added_all(request: Request, space_id: int, batches: Sequence[Sequence[Entry]], key: str) -> members.Added:
    """Add them batch by batch, each once for this key; what is refused is refused before the first."""
    who, database, new = caller(request), house(request).database, 0
    everybody = list(chain.from_iterable(batches))
    await database.read(members.require_addable, who, space_id, everybody)
    for number, batch in enumerate(batches):
        once = f"{key}:{number}" if key else ""
        if batch:
            new += (await database.write(members.add, who, space_id, batch, key=once, space=space_id)).new
    return members.Added(new, len(everybody) - new)
