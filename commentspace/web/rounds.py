"""The rounds of a document, for everybody who reads it: rules, times, late comments, outages, and how each ended."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import finishes, late_tokens, outages, review_changes, rounds
from commentspace.domain.access import Caller
from commentspace.domain.finishes import FinishView, OpenOne
from commentspace.domain.late_tokens import TokenView
from commentspace.domain.outages import OutageView
from commentspace.domain.reporting import reading
from commentspace.domain.review_changes import ChangeView
from commentspace.domain.rounds import RoundView
from commentspace.web.answers import caller, document_values, page
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house

VERBS = {
    "opening": "opened",
    "extension": "extended",
    "closure": "closed",
    "reopening": "reopened",
    "pause": "paused",
    "resumption": "resumed",
}
"""What was done, by the word in which pages say it."""
FEW = 200
"""Comments without an answer that the page names; how many there were it says anyway."""


class Told(NamedTuple):
    """A round with all that is told of it."""

    round: RoundView
    changes: Sequence[ChangeView]
    late: Sequence[TokenView]
    outages: Sequence[OutageView]
    ends: Sequence[tuple[FinishView, Sequence[OpenOne]]]
    has_report: bool
    """Who asks may read its report."""


async def show(request: Request) -> Response:
    """GET /d/{uid}/rounds"""
    home = house(request)
    uid, now = request.path_params["uid"], home.database.now()
    here, told = await home.database.read(found, caller(request), uid, now)
    given = {"document": document_values(here.document), "rounds": [values(each, now) for each in told]}
    return page(request, "rounds.html", given, may=here.may)


def found(session: Session, who: Caller, uid: str, now: datetime) -> tuple[Scene, list[Told]]:
    """Everything that this person may know of the rounds of a document, the newest first."""
    here = scene(session, who, uid, now)
    document_id = here.document.id
    changes, late = (
        review_changes.history(session, document_id),
        late_tokens.of_document(session, here.who, document_id),
    )
    ended = finishes.of_document(session, here.who, document_id)
    told = [
        Told(
            each,
            [change for change in changes if change.review_id == each.id],
            [token for token in late if token.review_id == each.id],
            outages.of_review(session, here.who, each.id),
            [
                (end, finishes.opened_by(session, here.who, end.id, most=FEW) if end.undone_at is None else [])
                for end in ended
                if end.review_id == each.id
            ],
            reading.allows(here.who, each.report_for, is_finished=each.sealed_at is not None),
        )
        for each in rounds.of_document(session, here.who, document_id, now)
    ]
    return here, told


def values(told: Told, now: datetime) -> dict[str, Any]:
    """A round as templates want it."""
    return {
        "round": told.round,
        "changes": [change_values(each) for each in told.changes],
        "late": [{"token": each, "state": each.state(now)} for each in told.late],
        "outages": told.outages,
        "ends": [{"end": end, "opened": opened} for end, opened in told.ends],
        "has_report": told.has_report,
    }


def change_values(change: ChangeView) -> dict[str, Any]:
    """An act on a review as templates want it."""
    return {
        "verb": "scheduled" if change.is_scheduled else VERBS[change.act],
        "at": change.at,
        "by": change.by,
        "reason": change.reason,
        "opens_at": change.opens_at if change.is_scheduled else None,
        "closes_at": None if change.act in ("closure", "pause") else change.closes_at,
    }
