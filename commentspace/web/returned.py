"""The answers of a matrix that a moderator has brought back: looked at, then given."""

from collections import Counter
from typing import Any, NamedTuple

from sqlmodel import Session, col
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import discussion, documents, submission_views
from commentspace.domain.access import Caller, Standing
from commentspace.domain.dispositions.many import Answered
from commentspace.domain.documents import DocumentView
from commentspace.domain.returned import giving, looking
from commentspace.domain.returned.looking import KINDS, Line
from commentspace.domain.submission_views import SubmissionView
from commentspace.domain.tables import Comment
from commentspace.domain.views import CommentView
from commentspace.errors import NotFound, marked
from commentspace.render import outcomes
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page, rights
from commentspace.web.house import house

PART = 20
"""Answers of one page."""
WORDS = {
    "ready": marked("to be given"),
    "meanwhile": marked("answered otherwise meanwhile"),
    "unread": marked("not possible"),
    "given": marked("given"),
    "here": marked("here already"),
}
"""What becomes of an answer."""


class Sheet(NamedTuple):
    """One page of the answers of a file: those of one kind, and how many there are of each."""

    about: SubmissionView
    document: DocumentView
    who: Standing
    kind: str
    numbers: Counter[str]
    page: int
    lines: list[tuple[Line, CommentView | None]]


def _sheet(session: Session, who: Caller, path: dict[str, str], asked: str | None, part: int) -> Sheet:
    about, _ = submission_views.view(session, who, path["submission"])
    if about.document != path["uid"]:
        raise NotFound()
    document, _ = documents.find(session, who, about.document)
    lines, _, here = looking.of_file(session, who, about.uid)
    numbers = Counter[str](line.kind for line in lines)
    kind = asked if asked in KINDS else next((each for each in KINDS if numbers[each]), KINDS[0])
    chosen = [line for line in lines if line.kind == kind]
    number = min(max(1, part), max(1, -(-len(chosen) // PART)))
    shown = chosen[(number - 1) * PART : number * PART]
    wanted = col(Comment.uid).in_([line.given.comment for line in shown])
    mine = col(Comment.document_id) == document.id
    views = {each.uid: each for each in discussion.comments(session, here, wanted, mine)}
    rows = [(line, views.get(line.given.comment)) for line in shown]
    return Sheet(about, document, here, kind, numbers, number, rows)


async def show(request: Request) -> Response:
    """GET /d/{uid}/files/{submission}/answers: ?show= one kind, ?page="""
    query = request.query_params
    asked, part = query.get("show"), forms.whole(query.get("page", ""), 1)
    database = house(request).database
    at: Sheet = await database.read(_sheet, caller(request), request.path_params, asked, part)
    said = translations(request.scope["language"]).gettext
    given = {
        "document": document_values(at.document),
        "file": at.about,
        "kinds": [(each, said(WORDS[each]), at.numbers[each]) for each in KINDS if at.numbers[each]],
        "kind": at.kind,
        "numbers": {each: at.numbers[each] for each in KINDS},
        "page": at.page,
        "pages": max(1, -(-at.numbers[at.kind] // PART)),
        "rows": [_values(request, *each) for each in at.lines],
    }
    return page(request, "returned.html", given, may=rights(at.who))


def _values(request: Request, line: Line, comment: CommentView | None) -> dict[str, Any]:
    """An answer as the template wants it."""
    said, given = translations(request.scope["language"]).gettext, line.given
    decided = outcomes.words(given.outcome, said) if given.outcome else given.word
    if given.outcome == "duplicate" and given.repeats:
        decided = said(outcomes.DUPLICATE_OF) % {"number": given.repeats}
    return {
        "row": line.position + 1,
        "decided": decided,
        "reason": given.reason,
        "why": line.why.said(said) if line.why else "",
        "comment": comment,
        "now": (comment.proposed or comment.disposition) if comment else None,
    }


async def give(request: Request) -> Response:
    """POST /d/{uid}/files/{submission}/answers: all that can be given."""
    database, who, path = house(request).database, caller(request), request.path_params
    await database.read(_sheet, who, path, None, 1)
    done: Answered = await database.carry_out(giving.steps(who, path["submission"]))
    return go(request.url.path, "file-answered", **({"show": "meanwhile"} if done.left else {}))
