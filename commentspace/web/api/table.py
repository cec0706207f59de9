"""The table of all comments of a document, for programs of its moderators: the rows, the counts, the progress."""

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import documents, snapshots
from commentspace.domain.documents import DocumentView
from commentspace.domain.table import counts, progress, rows
from commentspace.domain.table.asked import Asked
from commentspace.domain.table.counts import Counts
from commentspace.domain.table.progress import Progress
from commentspace.domain.table.rows import Line, Part, Window
from commentspace.domain.views import DispositionView
from commentspace.formats import json_export
from commentspace.web.answers import caller
from commentspace.web.api.endpoints import Endpoint
from commentspace.web.house import house

MOST = 200
"""Rows of one answer."""


async def table(request: Request) -> Response:
    """GET /documents/{uid}/table?…"""
    database, asked = house(request).database, Asked.of(request.query_params)

    def found(session: Session) -> tuple[DocumentView, Window, Counts, Progress]:
        with snapshots.shared(session):
            document, who = documents.find(session, caller(request), request.path_params["uid"])
            who.require("answer")
            now, part = database.now(), Part(request.query_params.get("after", ""), most=MOST)
            window = rows.window(session, who, document, asked, now, part)
            numbers = counts.of(session, who, document, asked, now)
            return document, window, numbers, progress.of(session, who, document, asked.round)

    document, window, numbers, done = await database.read(found)
    return JSONResponse(
        {
            "document": document.uid,
            "asked": asked.query,
            "found": numbers.found,
            "lacking": numbers.lacking,
            "counts": {name: dict(values) for name, values in numbers.values.items()},
            "progress": {name: getattr(done, name) for name in done.__slots__},
            "rows": [_row(line) for line in window.lines],
            "next": window.later or None,
        }
    )


def _row(line: Line) -> dict[str, Any]:
    comment = line.comment
    return {
        "comment": comment.uid,
        "number": comment.number,
        "paragraph": comment.paragraph,
        "label": line.paragraph.label if line.paragraph else "",
        "author": comment.name,
        "person": line.person,
        "organisation": line.organisation,
        "kind": comment.kind,
        "language": comment.language,
        "posted_at": json_export.stamp(comment.posted_at),
        "body": comment.body,
        "proposal": comment.proposal,
        "status": comment.status,
        "late": line.is_late,
        "replies": line.replies,
        "near": line.near or None,
        "similar": line.similar or None,
        "lacks_answer": line.lacks,
        "disposition": _answer(comment.disposition),
        "proposed": _answer(comment.proposed),
        "assigned_to": comment.assigned_to or None,
        "due_at": json_export.stamp(comment.due_at) if comment.due_at else None,
        "overdue": line.is_overdue,
    }


def _answer(view: DispositionView | None) -> dict[str, Any] | None:
    if view is None:
        return None
    said = {name: getattr(view, name) for name in ("uid", "outcome", "reason", "by")}
    return said | {
        "at": json_export.stamp(view.at),
        "duplicate_of": view.duplicate_uid or None,
        "satisfied": view.is_satisfied,
    }


ENDPOINTS = [
    Endpoint(
        "GET",
        "/documents/{uid}/table",
        table,
        "The table of all comments, for moderators: rows, and how many each value of a filter would leave.",
        "Table",
        query={
            "answer": "lacks, proposed, answered, or an outcome.",
            "kind": "substantive, editorial, question or translation.",
            "organisation": "For whom a comment speaks; “-” for nobody.",
            "person": "Who wrote it, by their name here.",
            "assigned": "me, nobody, somebody, overdue, or a moderator by their name here.",
            "satisfied": "What the writers say to their answers: yes, no or unsaid.",
            "proposal": "“yes”: it proposes a wording.",
            "alike": "“yes”: it is in a group of near-identical ones.",
            "near": "A group of near-identical comments; “-” for those in none.",
            "similar": "A group of similar ones.",
            "late": "“yes”: it came after closing.",
            "held": "“yes”: it is held back.",
            "place": "A paragraph; a heading stands for all that is under it.",
            "round": "The number of a round.",
            "language": "The language of the comment.",
            "words": "Words and phrases that it has.",
            "which": "replies: with replies; withdrawn: only what was taken back.",
            "sort": "place, newest, oldest, organisation, answer or size (of its group).",
            "group": "paragraph, organisation, near or similar: sorts by it first.",
            "after": "Where to go on: what “next” said.",
        },
    )
]
