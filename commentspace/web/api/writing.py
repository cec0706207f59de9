"""What programs send: drafts, comments, filled files, and wishes for files that take long to make."""

from dataclasses import replace
from typing import Any, Literal

from sqlmodel import Session, col
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import (
    comments,
    jobs,
    lookups,
    postings,
    previews,
    seen_revisions,
    spaces,
    submission_rows,
    submission_views,
    submissions,
)
from commentspace.domain.filled_files import Filled, require_size
from commentspace.domain.jobs import Wish
from commentspace.domain.postings import Posted, Posting, Source
from commentspace.domain.submission_rows import Choice
from commentspace.domain.tables import Document, Paragraph
from commentspace.errors import Invalid, marked
from commentspace.formats import filled_apart
from commentspace.formats.options import Options
from commentspace.render import exporting
from commentspace.web import composing, draft_preview, draft_sources, forms, space_taking
from commentspace.web.answers import caller
from commentspace.web.api import bodies, reading
from commentspace.web.api.endpoints import token_of
from commentspace.web.draft_sources import Said
from commentspace.web.house import house
from commentspace.web.submission_works import post_some

AT_ONCE = 3
"""Batches of a filled file that are posted before the answer; the rest goes on behind it."""
ACTS: dict[str, Literal["place", "leave out", "open"]] = {"place": "place", "leave out": "leave out", "open": "open"}


async def comment(request: Request) -> Response:
    """POST /documents/{uid}/paragraphs/{paragraph}/comments"""
    database, paragraph = house(request).database, request.path_params["paragraph"]
    posting = await _posting(request)
    here = (col(Paragraph.uid) == paragraph, col(Document.uid) == request.path_params["uid"])
    at = await database.read(postings.place, *here)
    posted = await database.write(comments.post, caller(request), paragraph, posting, space=at.space_id)
    return posted_answer(request, posted)


async def reply(request: Request) -> Response:
    """POST /comments/{uid}/replies"""
    database, uid = house(request).database, request.path_params["uid"]
    posting = await _posting(request)
    space = await database.read(lookups.space_of_comment, uid)
    return posted_answer(request, await database.write(comments.reply, caller(request), uid, posting, space=space))


async def _posting(request: Request) -> Posting:
    said = composing.posting(request, await bodies.form(request))
    return replace(said, language=request.scope["language"], source=Source(token_id=token_of(request)))


def posted_answer(request: Request, posted: Posted) -> Response:
    """What became of a posting."""
    address = f"{house(request).settings.base_url.rstrip('/')}/c/{posted.uid}"
    said = {"comment": posted.uid, "number": posted.number, "held": posted.held, "again": posted.again}
    return JSONResponse(said | {"address": address}, 200 if posted.again else 201)


async def draft(request: Request) -> Response:
    """POST /spaces/{slug}/drafts?filename=&symbol=&title=&language=&issue="""
    query, database = request.query_params, house(request).database
    filename, content = await bodies.file(request)

    def allowed(session: Session) -> int:
        space, here = spaces.find(session, caller(request), request.path_params["slug"])
        here.require("import")
        return space.id

    space_id = await database.read(allowed)
    said_of_it = Said(*(query.get(name, "") for name in ("symbol", "title", "language")))
    uid, read = await draft_sources.brought(request, space_id, filename, content, said_of_it)
    issued = await _issued(request, uid) if query.get("issue") == "yes" else None
    home = house(request).settings.base_url.rstrip("/")
    kept = [each for each in read.paragraphs if not each.left_out]
    said = {
        "preview": None if issued else uid,
        "document": issued,
        "address": f"{home}/d/{issued}" if issued else f"{home}/s/{request.path_params['slug']}/drafts/{uid}",
        "paragraphs": len(kept),
        "comments": sum(len(each.comments) for each in kept),
        "warnings": list(read.warnings),
    }
    return JSONResponse(said, 201)


async def _issued(request: Request, uid: str) -> str:
    """The name of the document as which a preview is issued, as it stands."""
    preview = await house(request).database.read(previews.find, caller(request), uid)
    return await draft_preview.issue(request, preview, preview.heading)


async def export(request: Request) -> Response:
    """POST /documents/{uid}/exports"""
    sent = await bodies.fields(request)
    form = exporting.form_of(str(sent.get("form", "")))
    given = sent.get("options", {})
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise Invalid(marked("“options” has to be an object of texts."), field="options")
    wish = Wish(form.name, Options.of(given).words(), request.scope["language"])
    database = house(request).database
    uid = await database.write(jobs.ask, caller(request), request.path_params["uid"], wish)
    return await reading.job_of(request, uid, 202)


async def export_space(request: Request) -> Response:
    """POST /spaces/{slug}/exports"""
    sent = await bodies.fields(request)
    options = Options(language=request.scope["language"])
    uid = await space_taking.asked(request, str(sent.get("form", "")), options)
    return await reading.job_of(request, uid, 202)


async def end_job(request: Request) -> Response:
    """DELETE /jobs/{uid}"""
    await house(request).database.write(jobs.end, caller(request), request.path_params["uid"])
    return await reading.job_of(request, request.path_params["uid"])


async def submit(request: Request) -> Response:
    """POST /documents/{uid}/submissions?filename="""
    database, who, uid = house(request).database, caller(request), request.path_params["uid"]
    name, content = await bodies.file(request)
    require_size(content)
    await database.write(submissions.admit, who, uid)
    submitted = await database.carry_out(seen_revisions.reading(who, uid, content, name, filled_apart.read))
    filled = Filled(name, content, submitted, bodies.key(request))
    begun = await database.carry_out(submissions.receive(who, uid, filled))
    return await reading.submission_of(request, begun.uid, status=200 if begun.is_whole else 201)


async def decide(request: Request) -> Response:
    """POST /submissions/{uid}/decisions"""
    sent = await bodies.fields(request)
    given = sent.get("decisions")
    if not isinstance(given, list) or not given:
        raise Invalid(marked("“decisions” has to be a list of what is decided of each row."), field="decisions")
    choices = [_choice(each) for each in given]
    uid = request.path_params["uid"]
    about, _ = await house(request).database.read(submission_views.view, caller(request), uid)
    await house(request).database.write(submission_rows.decide, caller(request), uid, choices, space=about.space_id)
    return await reading.submission_of(request, uid)


def _choice(given: Any) -> Choice:
    act = ACTS.get(str(given.get("act", ""))) if isinstance(given, dict) else None
    if act is None or not isinstance(given.get("row"), str):
        raise Invalid(
            marked("A decision names a “row” and an “act”: %(acts)s."), acts=", ".join(ACTS), field="decisions"
        )
    start, end = given.get("start"), given.get("end")
    whole = all(type(each) is int and 0 <= each < 10**forms.LONGEST_NUMBER for each in (start, end))
    return Choice(given["row"], act, str(given.get("paragraph", "")), start if whole else None, end if whole else None)


async def post(request: Request) -> Response:
    """POST /submissions/{uid}/posting"""
    database, uid = house(request).database, request.path_params["uid"]
    await database.write(submission_rows.press, caller(request), uid)
    about, _ = await database.read(submission_views.view, caller(request), uid)
    if await post_some(database, about.id, AT_ONCE):
        house(request).submissions_wait()
    about, _ = await database.read(submission_views.view, caller(request), uid)
    return JSONResponse({"posted": about.counts.posted, "waiting": about.counts.queued}, 202)
