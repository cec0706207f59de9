"""The first page: the spaces that one may see, with their documents."""

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import discussion, documents, review_windows, spaces
from commentspace.domain.access import Caller, Standing, standing
from commentspace.domain.spaces import SpaceView
from commentspace.text.languages import direction
from commentspace.web import demo
from commentspace.web.answers import caller, page
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /"""
    home = house(request)
    found, may_make = await home.database.read(_home, caller(request), home.database.now())
    cast = await home.database.read(demo.cast) if home.settings.demo else []
    return page(request, "home.html", {"spaces": found, "cast": cast}, may=frozenset({"found"} if may_make else set()))


def _home(session: Session, who: Caller, now: Any) -> tuple[list[dict[str, Any]], bool]:
    found = [
        space_values(session, space, standing(session, who, space.id), now) for space in spaces.for_home(session, who)
    ]
    return found, spaces.may_make(session, who)


def space_values(session: Session, space: SpaceView, who: Standing, now: Any) -> dict[str, Any]:
    """A space with its documents, as templates want it."""
    tallies = discussion.tallies(session, who)
    return {
        "slug": space.slug,
        "title": space.title,
        "open_to_read": space.is_open,
        "holds_new": space.holds_new,
        "members": space.members,
        "role": who.role.name.lower() if who.is_member else None,
        "documents": [
            {
                "uid": document.uid,
                "symbol": document.symbol,
                "title": document.title,
                "language": document.language,
                "direction": direction(document.language),
                "revision": document.revision,
                "standing": review_windows.of_document(session, document.id, now),
                "tally": tallies.get(document.uid, 0),
            }
            for document in documents.of_space(session, who)
        ],
    }
