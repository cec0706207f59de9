"""The first page: the spaces that one may see with their documents, and what waits for who has signed in."""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import contributions, home, spaces, suppressions
from commentspace.domain.access import Caller, Standing, standings
from commentspace.domain.home import DocumentLine
from commentspace.domain.spaces import SpaceView
from commentspace.text.languages import direction
from commentspace.web import demo
from commentspace.web.answers import caller, page
from commentspace.web.house import house


async def show(request: Request) -> Response:
    """GET /"""
    place = house(request)
    given, may_make = await place.database.read(_home, caller(request), place.database.now())
    given["cast"] = await place.database.read(demo.cast) if place.settings.demo else []
    return page(request, "home.html", given, may=frozenset({"found"} if may_make else set()))


def _home(session: Session, who: Caller, now: datetime) -> tuple[dict[str, Any], bool]:
    found = {space.id: space for space in spaces.for_home(session, who)}
    here = {each.space_id: each for each in standings(session, who, found)}
    lines = home.document_lines(session, list(here.values()), now)
    mine = [each for each in here.values() if each.is_member]
    soon = home.closing_soon(list(chain.from_iterable(lines[each.space_id] for each in mine)), now)
    shown = [_space(space, here[space.id], lines[space.id]) for space in found.values()]
    given = {
        "spaces": [space for space in shown if space["role"]],
        "others": [space for space in shown if not space["role"]],
        "closing": [document_values(line) for line in soon],
        "letters": home.unanswered(session, mine, now),
        "work": home.work(session, mine, now),
        "unsubmitted": contributions.waiting(session, who.person_id) if who.person_id else [],
        "returned": suppressions.of_person(session, who) if who.person_id else [],
        "is_first": not any(line.is_read for line in chain.from_iterable(lines.values())),
    }
    return given, spaces.may_make(session, who)


def space_values(session: Session, space: SpaceView, who: Standing, now: datetime) -> dict[str, Any]:
    """A space with its documents, as templates want it."""
    return _space(space, who, home.document_lines(session, [who], now)[space.id])


def _space(space: SpaceView, who: Standing, lines: Sequence[DocumentLine]) -> dict[str, Any]:
    return {
        "slug": space.slug,
        "title": space.title,
        "open_to_read": space.is_open,
        "holds_new": space.rules.holds_new,
        "members": space.members,
        "role": who.role.name.lower() if who.is_member else None,
        "moderates": who.may("moderate"),
        "documents": [document_values(line) for line in lines],
    }


def document_values(line: DocumentLine) -> dict[str, Any]:
    """A document of a list, as templates want it."""
    return {
        "uid": line.document.uid,
        "symbol": line.document.symbol,
        "title": line.document.title,
        "language": line.document.language,
        "direction": direction(line.document.language),
        "revision": line.document.revision,
        "standing": line.review,
        "tally": line.tally,
        "new": line.new,
        "is_read": line.is_read,
        "late_until": line.late_until,
    }
