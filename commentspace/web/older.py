"""Older revisions: the text as it was, with the comments where they stood then, to be read and nothing else."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import older, rooms, windows
from commentspace.domain.access import Caller
from commentspace.domain.documents import DocumentView
from commentspace.domain.older import RevisionView
from commentspace.domain.rooms import Room
from commentspace.render import addresses, outlines
from commentspace.web import forms, panels
from commentspace.web.answers import VARY, caller, context, document_values, etag_of, go, page, sent, unchanged
from commentspace.web.answers import wants_json as asks_for_part
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house
from commentspace.web.reading import made
from commentspace.web.wishes import Wish


class Older(NamedTuple):
    """A revision as somebody sees it; `room` is None where their browser has this version of the page."""

    scene: Scene
    document: DocumentView
    etag: str
    revisions: Sequence[RevisionView] = ()
    room: Room | None = None

    @property
    def page(self) -> str:
        """The address of the revision."""
        return f"/d/{self.document.uid}/r/{self.document.revision}"


async def show(request: Request) -> Response:
    """GET /d/{uid}/r/{number}: 304 where nothing that this person may see has changed; the newest has its own page."""
    wish = Wish.of(request)
    found = await _read(request, wish)
    if not found.document.is_older:
        return go(addresses.asked(f"/d/{found.document.uid}", {"at": wish.asked.mark}))
    if found.room is None:
        return unchanged(request, found.etag) or go(found.page)
    room = found.room
    answer = await made(room, lambda: _page(request, wish, found, room))
    answer.headers["ETag"], answer.headers["Cache-Control"] = found.etag, "private, no-cache"
    return answer


async def part(request: Request) -> Response:
    """GET /d/{uid}/r/{number}/part?after=p-… or ?before=p-…: what a page lacks, for its script; else a page."""
    wish = Wish.of_part(request)
    found = await _read(request, wish)
    if not asks_for_part(request) or not wish.asked.mark or not found.document.is_older:
        return go(addresses.asked(found.page, {"at": wish.asked.mark}))
    if found.room is None:
        return unchanged(request, found.etag) or go(found.page)
    room = found.room
    answer = await made(room, lambda: _part(request, wish, found, room))
    answer.headers["Vary"] = f"{VARY}, Accept"
    return answer


async def list_all(request: Request) -> Response:
    """GET /d/{uid}/revisions"""
    database = house(request).database
    found, revisions = await database.read(_all, caller(request), request.path_params["uid"], database.now())
    given = {"document": document_values(found.document), "revisions": revisions}
    return page(request, "revisions.html", given, may=found.may)


def _all(session: Session, who: Caller, uid: str, now: datetime) -> tuple[Scene, Sequence[RevisionView]]:
    found = scene(session, who, uid, now)
    return found, older.all_of(session, found.who, found.document.id)


async def _read(request: Request, wish: Wish) -> Older:
    home, address = house(request), request.url
    depends = (home.assets.build, request.scope["known"], request.scope["language"], address.path, address.query)
    uid, number = request.path_params["uid"], forms.whole(request.path_params["number"], 0)
    known = request.headers.get("if-none-match", "")
    return await home.database.read(_older, caller(request), uid, number, home.database.now(), wish, depends, known)


def _older(
    session: Session,
    who: Caller,
    uid: str,
    number: int,
    now: datetime,
    wish: Wish,
    depends: tuple[Any, ...],
    known: str,
) -> Older:
    found = scene(session, who, uid, now)
    document, here, _ = older.find(session, who, uid, number)
    etag = etag_of("older", found, *depends)
    if etag in known or not document.is_older:
        return Older(found, document, etag)
    size = windows.size(session, here, document)
    if wish.whole or (size.is_whole and not wish.is_part):
        room = rooms.whole(session, here, document, size)
    else:
        room = rooms.around(session, here, document, size, wish.asked)
    revisions = () if wish.is_part else older.all_of(session, here, document.id)
    return Older(found, document, etag, revisions, room)


def _page(request: Request, wish: Wish, found: Older, room: Room) -> Response:
    given = {
        "document": document_values(found.document),
        "newest": found.scene.document.revision,
        "revision": next(each for each in found.revisions if each.number == found.document.revision),
        "revisions": found.revisions,
        "outline": _outline(found, room),
        "at": wish.asked.at,
        "is_partial": any(panels.ways(room)),
        "tally": room.size.tally,
    }
    return page(request, "older.html", given | _rows(request, wish, found, room))


def _part(request: Request, wish: Wish, found: Older, room: Room) -> Response:
    given = _rows(request, wish, found, room) | {"marked": []}
    text = house(request).environment.get_template("parts/part.html").render(context(request) | given)
    return sent(request, json.dumps({"html": text}).encode(), "application/json", etag=found.etag)


def _rows(request: Request, wish: Wish, found: Older, room: Room) -> dict[str, Any]:
    pieces, language = house(request).pieces, request.scope["language"]
    rows = [pieces.then(found.document, row.paragraph, row.comments, language) for row in room.rows]
    return {"rows": rows, "edges": panels.edges(found.page, wish, room)}


def _outline(found: Older, room: Room) -> list[dict[str, Any]]:
    here = {row.paragraph.uid for row in room.rows}
    shown = outlines.shown(room.headings, room.position) if room.window else room.headings
    return [
        {
            "uid": each.uid,
            "label": each.label,
            "title": each.text,
            "level": each.level,
            "href": ("" if each.uid in here else addresses.asked(found.page, {"at": f"p-{each.uid}"}))
            + f"#p-{each.uid}",
        }
        for each in shown
    ]
