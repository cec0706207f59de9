"""What has changed between two revisions, for programs."""

import asyncio
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain.comparing import choosing, reasons
from commentspace.domain.comparing.choosing import Chosen
from commentspace.domain.comparing.comparison import Comparison
from commentspace.domain.comparing.reasons import NONE, Reasons
from commentspace.text.comparing import BREAK, Passage, Row, said
from commentspace.web.answers import caller
from commentspace.web.comparing import Wish, comparison_of
from commentspace.web.house import house

MOST: Final = 100
"""Changes in one answer."""


async def comparison(request: Request) -> Response:
    """GET /documents/{uid}/comparison?from=&to=&version=&at="""
    database, wish = house(request).database, Wish.of(request)
    chosen = await database.read(choosing.chosen, caller(request), request.path_params["uid"], wish.asked)
    compared = await comparison_of(request, chosen)
    changes = [row for row in compared.rows if not row.is_quiet]
    start = next((at for at, row in enumerate(changes) if row.name == wish.wanted.at), 0)
    rows = changes[start : start + MOST]
    led = await database.read(reasons.of_rows, chosen, rows)
    more = changes[start + MOST].name if start + MOST < len(changes) else None
    return JSONResponse(await asyncio.to_thread(_told, chosen, compared, rows, led, more))


def _told(
    chosen: Chosen, compared: Comparison, rows: list[Row], led: dict[str, Reasons], more: str | None
) -> dict[str, Any]:
    return {
        "document": chosen.document.uid,
        "from": chosen.older.number,
        "to": chosen.newer.number,
        "version": chosen.version,
        "counts": {**compared.counts, "unchanged": compared.unchanged},
        "changes": [_row(row, led.get(row.name, NONE)) for row in rows],
        "next": more,
    }


def _row(row: Row, found: Reasons) -> dict[str, Any]:
    return {
        "name": row.name,
        "changes": list(row.changes),
        "is_left": row.is_left,
        "other": row.other if row.has_moved else None,
        "old": [_passage(each) for each in row.match.old],
        "new": [_passage(each) for each in row.match.new],
        "differences": [] if row.is_left else _differences(row),
        "taken": [each.uid for each in found.taken],
        "said": [each.uid for each in found.said],
    }


def _passage(each: Passage) -> dict[str, Any]:
    return {"paragraph": each.uid, "kind": each.kind, "level": each.level, "label": each.label, "text": each.text}


def _differences(row: Row) -> list[dict[str, Any]]:
    """The words of both sides; paragraphs of a side are parted by an empty line."""
    return [
        {"kind": each.kind, "text": each.text.replace(BREAK, "\n\n"), "other": each.move.other if each.move else None}
        for each in said(row)
    ]
