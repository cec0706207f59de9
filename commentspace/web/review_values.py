"""What the page of a review is given: found by one read, and put into words for its moderator."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, col
from starlette.datastructures import FormData
from starlette.requests import Request

from commentspace.domain import documents, participation, recipients, reviews, round_members, rounds
from commentspace.domain.access import Caller
from commentspace.domain.anchors import queue
from commentspace.domain.participation import Participation
from commentspace.domain.recipients import Audience
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.reviews import ChangeView
from commentspace.domain.rounds import Rules
from commentspace.domain.tables import Space
from commentspace.render import moments, review_pictures, spells
from commentspace.render.environment import locale
from commentspace.render.review_pictures import Sight
from commentspace.text import normal
from commentspace.web import forms, life_values
from commentspace.web.answers import caller, document_values
from commentspace.web.documents import Scene, scene
from commentspace.web.rounds import change_values

ACTS = {
    "none": ("open",),
    "scheduled": ("extend", "close"),
    "open": ("extend", "pause", "close"),
    "paused": ("resume", "close"),
    "closed": ("reopen", "open"),
}
"""What can be done with a review in each state, the likeliest first."""

UNFOLDED = {"none": "open", "paused": "resume", "closed": "reopen"}
"""The form that stands open at first: what a review in this state waits for."""

USUAL = timedelta(days=14)
SOME_MORE = timedelta(days=7)
EVENING = 18
"""The hour at which a review closes if nobody says another one."""


class Found(NamedTuple):
    """What there is to be shown."""

    scene: Scene
    history: Sequence[ChangeView]
    participation: Participation
    audience: Audience
    presence: str
    now: datetime
    unsettled: int = 0
    usual: Rules = Rules()
    life: Mapping[str, Any] = MappingProxyType({})
    """What is shown of the round beside its times (`life_values.of_review`)."""


def found(session: Session, who: Caller, uid: str, now: datetime) -> Found:
    """Everything that the page of a review shows; refused to all but moderators."""
    here = scene(session, who, uid, now)
    here.who.require("review")
    space_id = here.document.space_id
    presence = session.execute(select(col(Space.presence)).where(col(Space.id) == space_id)).scalar_one()
    return Found(
        here,
        reviews.history(session, here.document.id),
        participation.of_document(session, here.who, here.document),
        recipients.audience(session, who, space_id),
        presence,
        now,
        queue.count(session, here.who, here.document),
        rounds.usual(session, space_id),
        life_values.of_review(session, here, now),
    )


def zone(request: Request) -> str:
    """The zone in which times are typed and days are counted: the reader's own."""
    known = request.scope["known"]
    return known.zone if known else moments.NOWHERE


def of_page(request: Request, found: Found, pages_open: int) -> dict[str, Any]:
    """The page's values; see the head of `review.html`."""
    review, come = found.scene.review, found.participation
    sight = Sight(request.scope["language"], zone(request), found.scene.document.uid, found.now)
    order = "silence" if request.query_params.get("people") == "silence" else "name"
    return {
        "document": document_values(found.scene.document),
        "standing": review,
        "deadline": _deadline(sight, review),
        "acts": ACTS[review.state],
        "unfolded": UNFOLDED.get(review.state, ""),
        "zone_name": sight.zone,
        "clock": moments.said(found.now, locale(sight.language), sight.zone),
        "suggested": _suggested(sight, review),
        "told": _told(found, pages_open),
        "changes": [change_values(change) for change in found.history],
        "strip": review_pictures.along_the_draft(sight, come.spots) if come.spots else None,
        "times": review_pictures.comments_over_time(sight, come.moments, review, found.history),
        "people": review_pictures.who_has_spoken(sight, come, order),
        "kinds": review_pictures.kinds(sight, come),
        "tally": come.tally,
        "mail_held": come.mail_held,
        "unsettled": found.unsettled,
        "usual": found.usual,
        **found.life,
        "key": forms.new_key(),
    }


def _deadline(sight: Sight, review: StandingOfReview) -> dict[str, Any] | None:
    """The moment that counts now, in three ways: in the zone of the reader, in UTC, and from now."""
    at = {"scheduled": review.opens_at, "open": review.closes_at}.get(review.state, review.ended_at)
    if at is None:
        return None
    place = locale(sight.language)
    return {
        "here": moments.said_in_full(at, place, sight.zone),
        "utc": moments.said(at, place) if sight.zone != moments.NOWHERE else "",
        "away": spells.from_now(at, sight.now, sight.language),
        "closes": moments.said_in_full(review.closes_at, place, sight.zone)
        if review.closes_at and review.state == "scheduled"
        else "",
    }


def _suggested(sight: Sight, review: StandingOfReview) -> dict[str, str]:
    """The closing time that each form begins with: what was planned, where that is still to come."""
    planned = review.closes_at if review.closes_at and review.closes_at > sight.now else None
    more = _typed(planned, sight) if planned else _evening(sight, SOME_MORE)
    return {"open": _evening(sight, USUAL), "extend": more, "resume": more, "reopen": more}


def _evening(sight: Sight, after: timedelta) -> str:
    local = (sight.now + after).astimezone(ZoneInfo(sight.zone))
    return local.strftime(f"%Y-%m-%dT{EVENING}:00")


def _typed(at: datetime, sight: Sight) -> str:
    return at.astimezone(ZoneInfo(sight.zone)).strftime("%Y-%m-%dT%H:%M")


def _told(found: Found, pages_open: int) -> dict[str, Any]:
    """Who will be told of a change: open pages at once, and who may be written to."""
    return {
        "pages": None if found.presence == "none" else pages_open,
        "letters": len(found.audience.readers),
        "refusing": len(found.audience.refusing),
    }


def rules(session: Session, who: Caller, uid: str, form: FormData) -> Rules:
    """The rules of a round as a form says them; what it does not hold is as the space has it."""
    document, _ = documents.find(session, who, uid)
    usual = rounds.usual(session, document.space_id)
    said = {name: forms.word(form, name) or getattr(usual, name) for name in ("seen", "named", "report_for")}
    chosen, title = forms.word(form, "who"), normal.line(forms.word(form, "title"), field="title")
    if chosen == "before":
        members = round_members.uids_of_round_before(session, document.id)
    else:
        members = tuple(str(each) for each in form.getlist("member"))
    return Rules(**said, title=title, is_invited=chosen in ("before", "chosen"), members=members)


def opening(session: Session, request: Request, now: datetime) -> tuple[dict[str, Any], frozenset[str]]:
    """What the page is given on which a round is opened with all its rules; refused to all but moderators."""
    here = scene(session, caller(request), request.path_params["uid"], now)
    here.who.require("review")
    sight = Sight(request.scope["language"], zone(request), here.document.uid, now)
    given = {
        "document": document_values(here.document),
        "standing": here.review,
        "usual": rounds.usual(session, here.document.space_id),
        "organisations": life_values.by_organisation(life_values.candidates(session, here)),
        "before": len(round_members.of_round_before(session, here.document.id)),
        "suggested": _suggested(sight, here.review),
        "zone_name": sight.zone,
        "clock": moments.said(now, locale(sight.language), sight.zone),
        "key": forms.new_key(),
    }
    return given, here.may
