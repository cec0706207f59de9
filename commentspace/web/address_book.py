"""The people of a space: its address book, and a page for each who stands in it."""

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import address_book, roll, spaces
from commentspace.domain.access import Caller, Standing
from commentspace.domain.address_book import Listed
from commentspace.render.environment import locale
from commentspace.web import forms
from commentspace.web.answers import caller, page, rights
from commentspace.web.house import house
from commentspace.web.members import role_words, values


async def show(request: Request) -> Response:
    """GET /s/{slug}/people"""
    asked = request.query_params
    look = address_book.Wanted(
        asked.get("words", "")[:200],
        asked.get("organisation", "")[:400],
        asked.get("language", "")[:40],
        max(1, forms.whole(asked.get("page", ""), 1)),
    )
    space, here, book = await house(request).database.read(_book, caller(request), request.path_params["slug"], look)
    given: dict[str, Any] = {
        "space": space,
        "groups": [(name, [_values(request, each) for each in people]) for name, people in book.groups],
        "book": book,
        "languages": [(tag, _language(request, tag), number) for tag, number in book.languages],
        "wanted": look,
        "pages": -(-book.found // address_book.PAGE),
        "sees_all": here.may("moderate"),
    }
    return page(request, "people.html", given, may=rights(here))


def _book(
    session: Session, who: Caller, slug: str, look: address_book.Wanted
) -> tuple[spaces.SpaceView, Standing, address_book.Book]:
    space, here = spaces.find(session, who, slug)
    return space, here, address_book.of_space(session, here, look)


def _values(request: Request, listed: Listed) -> dict[str, Any]:
    """Somebody as templates want them."""
    shown = {name: getattr(listed, name) for name in Listed.__dataclass_fields__}
    reads = [(tag, _language(request, tag)) for tag in listed.reads]
    return {**shown, "reads": reads, "role_words": role_words(request, listed.role)}


def _language(request: Request, tag: str) -> str:
    """The name of a language in the language of the page; its tag where there is none."""
    return str(locale(request.scope["language"]).languages.get(tag, tag))


async def show_person(request: Request) -> Response:
    """GET /s/{slug}/people/{person}"""
    given, here = await house(request).database.read(
        _person, caller(request), request.path_params["slug"], request.path_params["person"]
    )
    now, entry = house(request).database.now(), given["entry"]
    given["one"] = _values(request, given["listed"])
    given["member"] = values(request, entry, here, now) if entry is not None else None
    return page(request, "member.html", given, may=rights(here))


def _person(session: Session, who: Caller, slug: str, person: str) -> tuple[dict[str, Any], Standing]:
    space, here = spaces.find(session, who, slug)
    listed = address_book.person(session, here, person)
    given = {
        "space": space,
        "listed": listed,
        "own": listed.person_id == here.person_id,
        "organisation": listed.organisation,
        "written": address_book.written(session, here, listed.person_id),
        "entry": roll.of_person(session, here, person),
    }
    return given, here
