"""The moderators' table of all comments of a document: the page, its parts, some rows as they are now, the progress."""

import asyncio
import json
from datetime import datetime
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import snapshots
from commentspace.domain.access import Caller
from commentspace.domain.table import progress
from commentspace.domain.table.asked import Asked
from commentspace.domain.table.counts import joined
from commentspace.domain.table.progress import Progress, Work
from commentspace.domain.table.rows import Part
from commentspace.render.environment import translations
from commentspace.render.pictures.spans import HOUR, divided
from commentspace.render.reports.words import Words
from commentspace.web import forms, review_values, table_reading, table_values
from commentspace.web.answers import VARY, caller, document_values, page, sent, wants_json
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house
from commentspace.web.table_reading import Done, Numbers, Some, Wanted

MOST_ROWS = 300
"""Rows that a script may ask for by name."""
VERBS = ("answer", "assign", "confirm", "back", "unassign")


async def show(request: Request) -> Response:
    """GET /d/{uid}/review/table?…: the table, or a part of its rows for a script."""
    asked, part = Asked.of(request.query_params), part_of(request)
    if wants_json(request):
        return await _part(request, asked, part)
    database, who, uid = house(request).database, caller(request), request.path_params["uid"]
    known = await database.read(table_reading.ahead, who, uid, asked)
    wanted = Wanted(who, uid, database.now(), asked, known)
    shown, few, (speakers, done) = await asyncio.gather(
        database.read(table_reading.shown, wanted, part, _done(request)),
        database.read(table_reading.few, wanted),
        database.read(table_reading.speakers, wanted),
    )
    given = table_values.of_page(request, shown, Numbers(joined(few, speakers), done), asked)
    return page(request, "table.html", given, may=shown.scene.may)


def part_of(request: Request) -> Part:
    """Which rows the address asks for."""
    return Part(request.query_params.get("after", ""), request.query_params.get("before", ""))


def _done(request: Request) -> Done:
    """What the address says was done just now."""
    verb, number = request.query_params.get("did", ""), forms.whole(request.query_params.get("number", ""), 0)
    known = verb in VERBS and number > 0
    return Done(verb, number, request.query_params.get("batch", "")[:40], 0) if known else Done("", 0, "", 0)


async def _part(request: Request, asked: Asked, part: Part) -> Response:
    database, uid = house(request).database, request.path_params["uid"]
    some = await database.read(table_reading.window, caller(request), uid, database.now(), asked, part)
    edges = table_values.edges(some, asked)
    return for_script(request, {"html": table_values.rendered(request, some, asked, "parts/table_rows.html"), **edges})


async def named(request: Request) -> Response:
    """GET /d/{uid}/review/table/rows?comment=…&comment=…: these rows as they are now, for a script."""
    return for_script(request, await rows_now(request, request.query_params.getlist("comment")))


async def rows_now(request: Request, uids: list[str]) -> dict[str, Any]:
    """Some rows as they are now, and the progress, as HTML; those that are not there any more are named."""
    database, uid = house(request).database, request.path_params["uid"]
    asked = Asked.of(request.query_params)
    some: Some = await database.read(table_reading.named, caller(request), uid, database.now(), uids[:MOST_ROWS], asked)
    there = {line.comment.uid for line in some.window.lines}
    return {
        "html": table_values.rendered(request, some, asked, "parts/table_rows.html"),
        "gone": [each for each in uids[:MOST_ROWS] if each not in there],
        "progress": table_values.rendered(request, some, asked, "parts/table_progress.html"),
        "lacking": some.lacking,
    }


def for_script(request: Request, said: dict[str, Any], status: int = 200) -> Response:
    """JSON that nobody keeps."""
    answer = sent(request, json.dumps(said).encode(), "application/json", status)
    answer.headers["Vary"], answer.headers["Cache-Control"] = f"{VARY}, Accept", "private, no-store"
    return answer


async def show_progress(request: Request) -> Response:
    """GET /d/{uid}/review/progress?round=…: how far the answering has come, by moderator and by day."""
    database, uid = house(request).database, request.path_params["uid"]
    number = Asked.of({"round": request.query_params.get("round", "")}).round

    def found(session: Session, who: Caller, now: datetime) -> tuple[Scene, Progress, Work, dict[int, str]]:
        with snapshots.shared(session):
            here = scene(session, who, uid, now)
            done = progress.of(session, here.who, here.document, number)
            work = progress.work(session, here.who, here.document, number)
            return here, done, work, table_reading.rounds(session, here)

    here, done, work, rounds = await database.read(found, caller(request), database.now())
    gettext = translations(request.scope["language"]).gettext
    given = {
        "document": document_values(here.document),
        "progress": done,
        "was_open": here.review.number > 0,
        "people": work.people,
        "days": _days(work, Words(request.scope["language"], review_values.zone(request))),
        "round_name": table_values.round_name(rounds, number, gettext),
        "asked": Asked(round=number),
        "rounds": [(each, table_values.round_name(rounds, each, gettext)) for each in rounds],
    }
    return page(request, "table_progress.html", given, may=here.may)


def _days(work: Work, words: Words) -> list[tuple[str, int, int]]:
    """How much was answered on each day of the reader's zone, and its share of the most; long work by weeks."""
    if not work.moments:
        return []
    spans = divided(work.moments, work.moments[0], work.moments[-1], words.zone)
    when = words.moment if spans.unit == HOUR else words.day
    return [(when(part.begins), part.count, part.count * 100 // spans.most) for part in spans.parts if part.count]
