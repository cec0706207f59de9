"""The reading room: a document, or the window of a long one around a place, with all comments or those one asks for."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from markupsafe import Markup
from sqlmodel import Session
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import finding, rooms, visits, windows
from commentspace.domain.access import Caller
from commentspace.domain.anchors import queue
from commentspace.domain.documents import DocumentView
from commentspace.domain.rooms import Room
from commentspace.domain.versions.reading import VersionView, of_document
from commentspace.domain.views import ParagraphView
from commentspace.domain.visits import Visited
from commentspace.render import addresses, outlines
from commentspace.web import panels, version_choice
from commentspace.web.answers import (
    VARY,
    caller,
    context,
    document_values,
    etag_of,
    go,
    page,
    sent,
    unchanged,
    wants_json,
)
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house
from commentspace.web.version_choice import Choice
from commentspace.web.wishes import Wish

log = logging.getLogger(__name__)

LONG = 300
"""Rows and comments from which a page is put together on a thread of its own, as it takes more than a moment."""
MOST_MARKED = 300
"""New comments of a page that are marked as such."""


class Visit(NamedTuple):
    """What a person had seen before, what is new since, and whether it is to be noted that they are here."""

    last: Visited | None
    new: list[str]
    is_due: bool

    def shown(self, wish: Wish) -> tuple[Any, ...]:
        """What of it a page depends on: nothing that hidden acts move, or time alone."""
        return (self.last.at if self.last and self.new else None, self.new, wish.filter.new and self.last is None)


class Reading(NamedTuple):
    """All that a page needs; `room` is None where the browser has this version."""

    scene: Scene
    visit: Visit
    etag: str
    room: Room | None
    parties: list[str]
    unsettled: int = 0
    """How many discussions wait until a moderator says where they belong; for moderators."""
    versions: Sequence[VersionView] = ()
    beside: Mapping[str, ParagraphView] = MappingProxyType({})
    """The paragraphs in another version that is read beside it, by their names."""


async def show(request: Request) -> Response:
    """GET /d/{uid}: 304 where nothing that this person may see has changed."""
    wish = Wish.of(request)
    found = await _read(request, wish)
    answer: Response | None = unchanged(request, found.etag)
    if answer is None:
        answer = await made(found.room, lambda: _page(request, wish, found))
        answer.headers["ETag"], answer.headers["Cache-Control"] = found.etag, "private, no-cache"
    version_choice.remember(request, answer, found.scene.document)
    if found.visit.is_due:
        answer.background = BackgroundTask(_note, request, found.scene.seq)
    return answer


async def part(request: Request) -> Response:
    """GET /d/{uid}/part?after=p-… or ?before=p-…: what a page lacks, for its script; anybody else gets a page."""
    wish, uid, database = Wish.of_part(request), request.path_params["uid"], house(request).database
    if not wants_json(request) or not wish.asked.mark:
        await database.read(scene, caller(request), uid, database.now())  # NotFound, where they may not know of it
        return go(addresses.asked(f"/d/{uid}", wish.filter.query, {"at": wish.asked.mark}))
    found = await _read(request, wish)
    answer = unchanged(request, found.etag)
    if answer is None:
        answer = await made(found.room, lambda: _part(request, wish, found))
    answer.headers["Vary"] = f"{VARY}, Accept"
    return answer


async def _read(request: Request, wish: Wish) -> Reading:
    database = house(request).database

    def version(found: Scene, visit: Visit) -> str:
        known, language, address = request.scope["known"], request.scope["language"], request.url
        build = house(request).assets.build
        return etag_of(build, found, known, language, address.path, address.query, visit.shown(wish))

    def is_known(etag: str) -> bool:
        return unchanged(request, etag) is not None

    uid, now = request.path_params["uid"], database.now()
    choice = Choice.of(request)
    return await database.read(_reading, caller(request), uid, now, wish, choice, version, is_known)


def _reading(
    session: Session,
    who: Caller,
    uid: str,
    now: datetime,
    wish: Wish,
    choice: Choice,
    version: Callable[[Scene, Visit], str],
    is_known: Callable[[str], bool],
) -> Reading:
    found = scene(session, who, uid, now)
    found = found._replace(document=choice.read(session, found.who, found.document, wish.asked.at))
    visit = _visit(session, found, now)
    etag = version(found, visit)
    if is_known(etag):
        return Reading(found, visit, etag, None, [])
    has_form = bool(wish.finds or wish.filter) and not wish.is_part
    parties = finding.parties(session, found.who, found.document) if has_form else []
    unsettled = 0 if wish.is_part else queue.count(session, found.who, found.document)
    room, versions = _room(session, found, wish, visit.last), of_document(session, found.document)
    beside = _beside(session, found.document, room, wish, versions)
    return Reading(found, visit, etag, room, parties, unsettled, versions, beside)


def _beside(
    session: Session, document: DocumentView, room: Room, wish: Wish, versions: Sequence[VersionView]
) -> Mapping[str, ParagraphView]:
    """What stands beside the rows; nothing where that is the version that is read anyway, or none."""
    if wish.beside == document.reads or wish.beside not in {each.language for each in versions}:
        return {}
    return rooms.beside(session, document, room, wish.beside)


def _visit(session: Session, found: Scene, now: datetime) -> Visit:
    """Nothing is known of visits of strangers."""
    person, document = found.who.person_id, found.document.id
    if person is None:
        return Visit(None, [], False)
    last = visits.before(session, person, document, now)
    new = finding.new_ones(session, found.who, found.document, last)
    is_due = visits.is_due(session, person, document, found.seq, now)
    return Visit(last, new, is_due)


def _room(session: Session, found: Scene, wish: Wish, last: Visited | None) -> Room:
    document, who = found.document, found.who
    size = windows.size(session, who, document)
    if wish.filter:
        return rooms.filtered(session, who, document, size, wish.filter, wish.asked, last)
    if wish.whole or (size.is_whole and not wish.is_part):
        return rooms.whole(session, who, document, size)
    return rooms.around(session, who, document, size, wish.asked)


async def made(room: Room | None, make: Callable[[], Response]) -> Response:
    """A page of much is put together beside the event loop, so that others do not wait for it."""
    weight = sum(1 + len(row.comments) for row in room.rows) if room else 0
    return await asyncio.to_thread(make) if weight > LONG else make()


def _page(request: Request, wish: Wish, found: Reading) -> Response:
    room, language, pieces = _room_of(found), request.scope["language"], house(request).pieces
    document = found.scene.document
    given = {
        "document": document_values(document),
        "versions": version_choice.switch(document, found.versions, wish.beside if found.beside else ""),
        "outline": _outline(found, room),
        "rows": _rows(request, wish, found, room),
        "standing_piece": pieces.standing(found.scene.review, language),
        "is_veiled": found.scene.review.is_veiled,
        "closes_at": found.scene.review.closes_at if found.scene.review.state == "open" else None,
        "late_until": found.scene.late_until,
        "delegation": found.scene.seated.room,
        "tally_piece": pieces.tally(room.size.tally, language),
        "cursor": found.scene.cursor,
        "edges": panels.edges(f"/d/{document.uid}", wish, room),
        "sift": panels.sift(document.uid, wish, room, found.parties) if wish.finds or wish.filter else None,
        "since": panels.since(document.uid, wish, found.visit.last, len(found.visit.new)),
        "marked": _marked(found, room),
        "is_whole": wish.whole,
        "is_partial": bool(wish.filter) or any(panels.ways(room)),
        "made": house(request).database.now(),
        "terms": json.dumps(wish.filter.terms, ensure_ascii=False) if wish.filter.terms else "",
        "at": wish.asked.at,
        "unsettled": found.unsettled,
    }
    return page(request, "document.html", given, may=found.scene.may)


def _part(request: Request, wish: Wish, found: Reading) -> Response:
    room = _room_of(found)
    edges = panels.edges(f"/d/{found.scene.document.uid}", wish, room)
    given = {"rows": _rows(request, wish, found, room), "edges": edges, "marked": _marked(found, room)}
    text = house(request).environment.get_template("parts/part.html").render(context(request) | given)
    return sent(request, json.dumps({"html": text}).encode(), "application/json", etag=found.etag)


def _rows(request: Request, wish: Wish, found: Reading, room: Room) -> list[Markup]:
    """The rows of the page, from kept pieces."""
    pieces, language, document = house(request).pieces, request.scope["language"], found.scene.document
    if wish.filter.is_newest_first:
        return [pieces.found(document, row.paragraph, row.comments, row.mark, language) for row in room.rows]
    return [
        pieces.paragraph(document, row.paragraph, row.comments, language, found.beside.get(row.paragraph.uid))
        if row.count is None
        else pieces.some(document, row.paragraph, row.comments, row.count, language)
        for row in room.rows
    ]


def _outline(found: Reading, room: Room) -> list[dict[str, Any]]:
    here = {row.paragraph.uid for row in room.rows}
    shown = outlines.shown(room.headings, room.position) if room.window else room.headings
    return [
        {
            "uid": each.uid,
            "label": each.label,
            "title": each.text,
            "level": each.level,
            "href": f"#p-{each.uid}" if each.uid in here else addresses.at(found.scene.document.uid, f"p-{each.uid}"),
        }
        for each in shown
    ]


def _marked(found: Reading, room: Room) -> list[str]:
    """The new comments that stand on this page, at most so many."""
    here = {view.uid for row in room.rows for view in row.comments}
    return [uid for uid in found.visit.new if uid in here][-MOST_MARKED:]


def _room_of(found: Reading) -> Room:
    if found.room is None:
        raise RuntimeError("a page is made only where the browser has none of this version")
    return found.room


async def _note(request: Request, up_to: int) -> None:
    """Note that somebody was here, when they have their page; nothing that goes wrong with it is theirs."""
    try:
        await house(request).database.write(visits.note, caller(request), request.path_params["uid"], up_to)
    except Exception:
        log.exception("a visit could not be noted")
