"""What is kept about oneself: taken away as one file, which is written while it is read."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from commentspace.database import Database
from commentspace.domain import my_data
from commentspace.domain.access import Caller
from commentspace.domain.my_data import Section
from commentspace.web.answers import caller, page
from commentspace.web.house import house

FILE = "commentspace-my-data.json"


async def show(request: Request) -> Response:
    """GET /settings/data"""
    _ = caller(request).person
    return page(request, "settings_data.html", {})


async def take(request: Request) -> Response:
    """GET /settings/data.json: everything about who asks, however much it is."""
    who, database = caller(request), house(request).database
    about = await database.read(my_data.about, who)
    headers = {"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "no-store"}
    written = _written(database, who, {"person": about})
    return StreamingResponse(written, media_type="application/json", headers=headers)


async def _written(database: Database, who: Caller, begin: dict[str, Any]) -> AsyncIterator[str]:
    """The file, a batch of rows at a time."""
    yield _json(begin).removesuffix("\n}")
    for section in my_data.SECTIONS:
        yield f',\n  "{section.name}": ['
        async for rows in _batches(database, who, section):
            yield rows
        yield "]"
    yield "\n}\n"


async def _batches(database: Database, who: Caller, section: Section) -> AsyncIterator[str]:
    after, parting = 0, "\n"
    while True:
        rows, last = await database.read(my_data.batch, who, section, after)
        if rows:
            yield parting + ",\n".join(_json(row) for row in rows)
        if last is None:
            return
        after, parting = last, ",\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=_moment)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()
