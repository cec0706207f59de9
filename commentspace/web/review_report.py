"""The report of a review: as a page, and as files."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from commentspace.children import Drowned, Endless, Failed, Pool
from commentspace.domain import jobs
from commentspace.domain.jobs import Wish
from commentspace.domain.reporting import gathering
from commentspace.domain.reporting.values import Report
from commentspace.errors import Conflict, NotFound, marked
from commentspace.render import moments
from commentspace.render.reports import paper, writing
from commentspace.render.reports.sections import book
from commentspace.render.reports.words import Words
from commentspace.web.answers import caller, go, page, sent
from commentspace.web.house import house
from commentspace.web.saving import for_saving
from commentspace.web.taking import TOO_LONG

ON_A_PAGE: Final = 200
"""Comments of the matrix, and of the list of those without an answer, that the page shows; the files have all."""

WHILE_WAITING: Final = 200
"""Comments up to which a PDF is made while one waits."""
LATER: Final = marked(
    "This report is long: have its PDF made by the button on its page, and fetch it when it is ready."
)

_POOL: Final = Pool(seconds=120, memory=3 << 30)


async def show(request: Request) -> Response:
    """GET /d/{uid}/review/report?round="""
    report, words = await _report(request, ON_A_PAGE), _words(request)
    made = book(report, words)
    given = {"report": report, "book": made, "is_long": report.is_cut, **paper.pictures(report, made, words)}
    return page(request, "review_report.html", given)


async def export_report(request: Request) -> Response:
    """GET /d/{uid}/review/report.{form}?round=: written in a child process, while one waits."""
    name = request.path_params["form"]
    form, report = writing.form_of(name), await _report(request, gathering.ALL)
    if name == "pdf" and len(report.rows) > WHILE_WAITING:
        raise Conflict(LATER)
    try:
        content = await asyncio.to_thread(_POOL.call, writing.write, name, report, _words(request))
    except (Endless, Drowned, Failed) as error:
        raise Conflict(TOO_LONG) from error
    answer = sent(request, content, form.type)
    headers = for_saving(writing.filename(report, form), form.type, b"").headers
    answer.headers.update({name: value for name, value in headers.items() if name != "content-length"})
    return answer


async def ask(request: Request) -> Response:
    """POST /d/{uid}/review/report: have the PDF made, which takes long where there are many comments."""
    report, words = await _report(request, 0), _words(request)
    wish = Wish(f"{writing.JOB}pdf", {"round": str(report.round.number), "zone": words.zone}, words.language)
    job = await house(request).database.write(jobs.ask, caller(request), request.path_params["uid"], wish)
    return go(f"/jobs/{job}")


async def _report(request: Request, most: int) -> Report:
    database, asked = house(request).database, request.query_params.get("round", "")
    if asked and not asked.isdecimal():
        raise NotFound()
    number = int(asked[:6]) if asked else None
    uid = request.path_params["uid"]
    now = database.now()
    return await database.read(gathering.gather, caller(request), uid, number, most=most, now=now)


def _words(request: Request) -> Words:
    known = request.scope["known"]
    return Words(request.scope["language"], known.zone if known else moments.NOWHERE)
