"""Comments that are alike, for moderators: the groups of a document, one group with what differs, one answer to it."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import likeness
from commentspace.domain.access import Caller
from commentspace.domain.dispositions import many
from commentspace.domain.dispositions.answering import Answering, Reason, marked_with
from commentspace.domain.likeness import Counts, reading, saying
from commentspace.domain.likeness.reading import KINDS, Listed, Member, Opened
from commentspace.errors import Invalid, NotAllowed, NotFound, Refusal, SignInNeeded, marked
from commentspace.render import outcomes
from commentspace.render.environment import translations
from commentspace.text import differences, languages
from commentspace.text.languages import direction
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house

MOST_FIELDS = 200
NOBODY = marked("Tick the comments that are to have this answer.")
OTHERS = marked(
    "Since you opened this group, others of its comments were edited or answered, or lack an answer now. "
    "Look at them, and answer again."
)


class Found(NamedTuple):
    """What a page of the list shows."""

    scene: Scene
    listed: Listed
    counts: Counts


class One(NamedTuple):
    """What the page of a group shows."""

    scene: Scene
    group: Opened


async def show(request: Request) -> Response:
    """GET /d/{uid}/review/alike?kind=near&page=2"""
    database, uid = house(request).database, request.path_params["uid"]
    number = forms.whole(request.query_params.get("page", ""), 1)
    found: Found = await database.read(_found, caller(request), uid, _kind(request), number, database.now())
    given = {
        "document": document_values(found.scene.document),
        "kind": _kind(request),
        "counts": found.counts,
        "sizes": found.listed.sizes,
        "looked_at": found.listed.looked_at,
        "groups": [each._asdict() | {"first": _member(each.first)} for each in found.listed.groups],
        "page": found.listed.page,
        "pages": found.listed.pages,
    }
    return page(request, "alike.html", given, may=found.scene.may)


def _found(session: Session, who: Caller, uid: str, kind: str, number: int, now: datetime) -> Found:
    here = scene(session, who, uid, now)
    found = reading.listed(session, here.who, here.document.id, kind, number)
    return Found(here, found, likeness.counts(session, here.who, here.document.id))


def _kind(request: Request) -> str:
    asked = request.query_params.get("kind", "")
    return asked if asked in KINDS else KINDS[0]


async def show_one(request: Request) -> Response:
    """GET /d/{uid}/review/alike/{comment}?kind=near&page=2"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    found = await _one(request)
    group = found.group
    gettext = translations(request.scope["language"]).gettext
    given = {
        "document": document_values(found.scene.document),
        "group": group._asdict() | {"members": [_member(each) for each in group.members]},
        "first": group.name,
        "open_here": {
            each.uid: f"{each.uid}{_seen(group, each.uid)}" for each in group.members if each.uid in group.open_uids
        },
        "others": _mark(_elsewhere(group)),
        "outcomes": [(each, outcomes.words(each, gettext)) for each in outcomes.WORDS if each != "duplicate"],
        "base": f"/d/{found.scene.document.uid}/review/alike",
        "key": forms.new_key(),
    }
    typed = forms.words(form) if form else None
    return page(request, "alike_group.html", given, may=found.scene.may, refusal=refusal, form=typed)


async def _one(request: Request) -> One:
    database, params = house(request).database, request.path_params
    number = forms.whole(request.query_params.get("page", ""), 1)

    def found(session: Session) -> One:
        here = scene(session, caller(request), params["uid"], database.now())
        document_id, member = here.document.id, params["comment"]
        return One(here, reading.opened(session, here.who, document_id, member, _kind(request), number))

    return await database.read(found)


def _member(member: Member) -> dict[str, Any]:
    """A comment as the templates want it: what differs from the first as HTML, empty where nothing does."""
    why = member.why
    differs = why is not None and any(run.kind != "kept" for run in why.text)
    proposes = why is not None and any(run.kind != "kept" for run in why.proposal)
    language = member.language or languages.guess(member.body)
    return member._asdict() | {
        "language": language,
        "direction": direction(language),
        "difference": differences.to_html(why.text) if why and differs else "",
        "proposes": differences.to_html(why.proposal) if why and proposes else "",
        "is_opposed": why is not None and why.is_opposed,
        "turning": why.words if why is not None and why.is_opposed else (),
    }


async def answer(request: Request) -> Response:
    """POST /d/{uid}/review/alike/{comment}/answer: one answer to the comments of the group that are ticked."""
    form = await forms.read(request, MOST_FIELDS)
    try:
        found = await _one(request)
        answering = Answering(forms.word(form, "outcome"), Reason.of(forms.word(form, "reason")))
        seen = _meant(form, found.group)
        uid, key = request.path_params["uid"], forms.word(form, "key")
        done = await house(request).database.carry_out(many.steps(caller(request), uid, [*seen], answering, key, seen))
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, form)
    left = len(done.left) + len(_ticked(form).keys() - found.group.open_uids.keys())
    said = "group-answered-some" if left else "group-answered"
    numbers = {"new": str(len(done.done)), "known": str(left)}
    return go(_address(request, found.group.name), said, kind=_kind(request), **numbers)


def _meant(form: FormData, group: Opened) -> dict[str, str]:
    """The ticked ones, each with the mark of what was shown; with them those on other pages, where that is ticked.

    Invalid where none is, and where those on other pages are not the ones that were there when the page was shown.
    """
    ticked = _ticked(form)
    elsewhere = _elsewhere(group) if (others := forms.word(form, "others")) else {}
    if others and others != _mark(elsewhere):
        raise Invalid(OTHERS, field="pick")
    ticked |= elsewhere
    found = {each: ticked[each] for each in group.open_uids if each in ticked}
    if not found:
        raise Invalid(NOBODY, field="pick")
    return found


def _ticked(form: FormData) -> dict[str, str]:
    picks = (each.partition(".") for each in form.getlist("pick") if isinstance(each, str))
    return {uid: dot + number for uid, dot, number in picks}


def _seen(group: Opened, uid: str) -> str:
    return marked_with("", group.open_uids[uid])


def _elsewhere(group: Opened) -> dict[str, str]:
    """Those without an answer on other pages of the group, each with the mark of its text."""
    shown = {each.uid for each in group.members}
    return {each: _seen(group, each) for each in group.open_uids if each not in shown}


def _mark(seen: Mapping[str, str]) -> str:
    """By which it is known whether they are the same comments still, and say the same."""
    words = " ".join(sorted(f"{uid}{mark}" for uid, mark in seen.items()))
    return hashlib.blake2b(words.encode(), digest_size=12).hexdigest()


async def part(request: Request) -> Response:
    """POST /d/{uid}/review/alike/{comment}/part: a comment of the group is not like the others."""
    form = await forms.read(request)
    named = forms.word(form, "named")
    try:
        found = await _one(request)
        await _say(request, found, saying.part, named, forms.word(form, "reason"))
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, form)
    left = next((each.uid for each in found.group.members if each.uid != named), "")
    stays = found.group.comments > 2 and left
    return go(_address(request, left if stays else ""), "parted", kind=_kind(request))


async def join(request: Request) -> Response:
    """POST /d/{uid}/review/alike/{comment}/join: another comment belongs to the group."""
    form = await forms.read(request)
    try:
        found = await _one(request)
        await _say(
            request, found, saying.join, found.group.name, forms.word(form, "number"), forms.word(form, "reason")
        )
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, form)
    return go(_address(request, found.group.name), "joined", kind=_kind(request))


async def _say(request: Request, found: One, verb: Any, *words: str) -> None:
    space = found.scene.document.space_id
    await house(request).database.write(verb, caller(request), *words, space=space)


def _address(request: Request, member: str) -> str:
    return f"/d/{request.path_params['uid']}/review/alike" + (f"/{member}" if member else "")
