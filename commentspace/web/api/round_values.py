"""What programs are told of a round, as JSON."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from commentspace.domain.finishes import FinishView, OpenOne
from commentspace.domain.finishing_review import Ending
from commentspace.domain.late_tokens import TokenView
from commentspace.domain.outages import OutageView
from commentspace.formats import json_export
from commentspace.web.rounds import Told

RULES = ("seen", "named", "report_for")


def of_round(told: Told, now: datetime) -> dict[str, Any]:
    """All of it: its rules and times, and what was done in it."""
    each = told.round
    return {
        **{"id": each.uid, "number": each.number, "title": each.title, "revision": each.revision, "state": each.state},
        "rules": {name: getattr(each, name) for name in RULES} | {"invited": each.is_invited},
        "opens_at": stamp(each.standing.opens_at),
        "closes_at": stamp(each.standing.closes_at),
        "ended_at": stamp(each.standing.ended_at),
        "unveiled_at": stamp(each.unveiled_at),
        "finished_at": stamp(each.sealed_at),
        "comments": each.comments,
        "changes": [
            {"act": change.act, "at": stamp(change.at), "by": change.by, "reason": change.reason}
            for change in told.changes
        ],
        "late": [_late(token, now) for token in told.late],
        "outages": [_outage(outage) for outage in told.outages],
        "ends": [_end(end, opened) for end, opened in told.ends],
    }


def _late(token: TokenView, now: datetime) -> dict[str, Any]:
    return {
        **{"id": token.uid, "name": token.name, "state": token.state(now), "until": stamp(token.until_at)},
        **{"reason": token.reason, "comments": token.most, "used": token.used},
    }


def _outage(outage: OutageView) -> dict[str, Any]:
    return {
        **{"id": outage.uid, "from": stamp(outage.from_at), "to": stamp(outage.to_at)},
        **{"minutes": outage.minutes, "made_good": outage.made_good},
    }


def _end(end: FinishView, opened: Sequence[OpenOne]) -> dict[str, Any]:
    return {
        **{"at": stamp(end.at), "by": end.by, "signature": end.signature, "statement": end.statement},
        **{"comments": end.comments, "answered": end.answered},
        **{"undone_at": stamp(end.undone_at), "undone_reason": end.undone_reason},
        "unanswered": [
            {"comment": one.uid, "number": one.number, "answered_at": stamp(one.answered_at)} for one in opened
        ],
    }


def of_ending(end: Ending) -> dict[str, Any]:
    """How a round would end now."""
    left = end.outstanding
    return {
        "comments": end.comments,
        "answered": end.answered,
        "mark": end.mark,
        "may_finish": not left.ends_nothing,
        "outstanding": {name: getattr(left, name) for name in left.__dataclass_fields__},
    }


def stamp(at: datetime | None) -> str | None:
    """A moment, where there is one."""
    return json_export.stamp(at) if at else None
