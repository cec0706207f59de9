"""The moderators' table of all comments of a document: the page, its parts, some rows as they are now, the progress."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import snapshots
from commentspace.domain.access import Caller
from commentspace.domain.table import progress
from commentspace.domain.table.asked import Asked
from commentspace.domain.table.progress import Progress, Work
from commentspace.domain.table.rows import Part
from commentspace.render.environment import translations
from commentspace.web import forms, table_values
from commentspace.web.answers import VARY, caller, document_values, page, sent, wants_json
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house
from commentspace.web.table_values import Done, Some

MOST_ROWS = 300
"""Rows that a script may ask for by name."""
VERBS = ("answer", "assign", "confirm", "back")


async def show(request: Request) -> Response:
    """GET /d/{uid}/review/table?…: the table, or a part of its rows for a script."""
    asked, part = Asked.of(request.query_params), part_of(request)
    if wants_json(request):
        return await _part(request, asked, part)
    database, who, uid = house(request).database, caller(request), request.path_params["uid"]
    now = database.now()
    shown, numbers = await asyncio.gather(
        database.read(table_values.shown, who, uid, now, asked, part, _done(request)),
        database.read(table_values.numbers, who, uid, now, asked),
    )
    given = table_values.of_page(request, shown, numbers, asked)
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
    some = await database.read(table_values.window, caller(request), uid, database.now(), asked, part)
    edges = table_values.edges(some, asked)
    return for_script(request, {"html": table_values.rendered(request, some, asked, "parts/table_rows.html"), **edges})


async def named(request: Request) -> Response:
    """GET /d/{uid}/review/table/rows?comment=…&comment=…: these rows as they are now, for a script."""
    return for_script(request, await rows_now(request, request.query_params.getlist("comment")))


async def rows_now(request: Request, uids: list[str]) -> dict[str, Any]:
    """Some rows as they are now, and the progress, as HTML; those that are not there any more are named."""
    database, uid = house(request).database, request.path_params["uid"]
    asked = Asked.of(request.query_params)
    some: Some = await database.read(table_values.named, caller(request), uid, database.now(), uids[:MOST_ROWS], asked)
    there = {line.comment.uid for line in some.window.lines}
    return {
        "html": table_values.rendered(request, some, asked, "parts/table_rows.html"),
        "gone": [each for each in uids[:MOST_ROWS] if each not in there],
        "progress": table_values.rendered(request, some, asked, "parts/table_progress.html"),
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
            return here, done, work, table_values.rounds(session, here)

    here, done, work, rounds = await database.read(found, caller(request), database.now())
    most = max((number for _, number in work.days), default=1)
    gettext = translations(request.scope["language"]).gettext
    given = {
        "document": document_values(here.document),
        "progress": done,
        "people": work.people,
        "days": [(datetime(*day.timetuple()[:3], tzinfo=UTC), count, count * 100 // most) for day, count in work.days],
        "round_name": table_values.round_name(rounds, number, gettext),
        "asked": Asked(round=number),
        "rounds": [(each, table_values.round_name(rounds, each, gettext)) for each in rounds],
    }
    return page(request, "table_progress.html", given, may=here.may)
