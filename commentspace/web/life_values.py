"""What the pages about the life of a round are given."""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session
from starlette.requests import Request

from commentspace.domain import (
    finishes,
    finishing_review,
    late_tokens,
    outages,
    outstanding,
    people,
    round_members,
    rounds,
)
from commentspace.domain.outages import OutageView
from commentspace.domain.round_members import Candidate
from commentspace.domain.rounds import RoundView
from commentspace.domain.tables import Review
from commentspace.errors import NotFound
from commentspace.render import moments
from commentspace.render.environment import locale
from commentspace.web.documents import Scene

USUAL_LEAVE = timedelta(days=3)
EVENING = 18
"""The hour at which a leave ends if nobody says another one."""
LISTED = 1_000
"""Comments without an answer that the page of the end names; all of them are kept."""


def current(session: Session, found: Scene, now: datetime) -> RoundView:
    """The newest round."""
    return rounds.of_document(session, found.who, found.document.id, now)[0]


def members(session: Session, found: Scene, now: datetime) -> dict[str, Any]:
    """Who belongs to the round, who did, and who else could."""
    here = round_members.of_review(session, found.who, found.review.review_id or 0)
    present = {each.uid for each in here if each.ended_at is None}
    others = [each for each in candidates(session, found) if each.uid not in present]
    return {
        "round": current(session, found, now),
        "present": [each for each in here if each.ended_at is None],
        "gone": [each for each in here if each.ended_at is not None],
        "others": by_organisation(others),
    }


def candidates(session: Session, found: Scene) -> list[Candidate]:
    """The members of the space who may be chosen for a round."""
    return round_members.candidates(session, found.who, found.document.id)


def by_organisation(those: list[Candidate]) -> list[dict[str, Any]]:
    """The same by whom they speak for or belong to, those of nobody last."""

    def body(each: Candidate) -> tuple[bool, str]:
        name = each.on_behalf_of or each.affiliation
        return not name, name

    ordered = sorted(those, key=lambda each: (body(each), each.name))
    return [{"name": name[1], "members": list(group)} for name, group in groupby(ordered, body)]


def late(session: Session, found: Scene, now: datetime) -> dict[str, Any]:
    """The late tokens of the round, and to whom one may be given."""
    tokens = [
        each
        for each in late_tokens.of_document(session, found.who, found.document.id)
        if each.review_id == found.review.review_id
    ]
    return {
        "round": current(session, found, now),
        "tokens": [{"token": each, "state": each.state(now)} for each in tokens],
        "people": [(each.uid, named(each)) for each in candidates(session, found)],
    }


def named(each: Candidate) -> str:
    """A member with whom they speak for, to be told apart in a list."""
    body = each.on_behalf_of or each.affiliation
    return f"{each.name} ({body})" if body else each.name


def typed_times(request: Request, found: Scene, now: datetime) -> dict[str, str]:
    """When a leave ends at first, as it is typed, and the time that it is now for who reads."""
    known = request.scope["known"]
    zone = known.zone if known else moments.NOWHERE
    ends = max(now, found.review.closes_at or now) if found.review.state != "closed" else now
    local = (ends + USUAL_LEAVE).astimezone(ZoneInfo(zone))
    clock = moments.said(now, locale(request.scope["language"]), zone)
    return {"suggested": local.strftime(f"%Y-%m-%dT{EVENING}:00"), "clock": clock}


def finish(session: Session, found: Scene, now: datetime, number: int = 0) -> dict[str, Any]:
    """What would be signed now of the round of this number, or the newest, and what was; NotFound without it."""
    every = rounds.of_document(session, found.who, found.document.id, now)
    of = [each for each in every if number in (0, each.number)][:1]
    if not of:
        raise NotFound()
    review = session.get_one(Review, of[0].id)
    end = finishing_review.ending(session, found.who, found.document, review, now)
    done = [each for each in finishes.of_document(session, found.who, found.document.id) if each.review_id == review.id]
    return {
        "round": of[0],
        "standing": of[0].standing,
        "ending": end,
        "left": end.outstanding,
        "opened": finishes.opened_now(session, found.who, end.opened[:LISTED]),
        "done": done,
        "name": people.name_of(session, found.who.person_id) if found.who.person_id else "operator",
        "is_blind": review.seen == "closing" and review.unveiled_seq is None,
    }


def of_review(session: Session, found: Scene, now: datetime) -> dict[str, Any]:
    """What the page of the review shows of all this; empty where there is no round yet."""
    every = rounds.of_document(session, found.who, found.document.id, now)
    if not every:
        return {"round": None, "rounds": [], "outages": [], "left": None, "lacking": 0, "before": 0}
    undecided: list[OutageView] = [
        each for each in outages.of_review(session, found.who, every[0].id) if each.made_good is None
    ]
    is_over = found.review.state == "closed" and every[0].sealed_at is None
    return {
        "round": every[0],
        "rounds": every,
        "outages": undecided if found.review.state in ("open", "closed") and every[0].sealed_at is None else [],
        "left": outstanding.of_review(session, found.who, found.document, found.review, now) if is_over else None,
        "lacking": finishing_review.lacking(session, found.who, every[0].id) if is_over else 0,
        "before": len(round_members.of_round_before(session, found.document.id)),
    }
