"""A moderator answers a comment: the form, what was answered before, and what is done with a proposed answer."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import lookups
from commentspace.domain.access import Caller
from commentspace.domain.dispositions import answering, assigning, confirming, filling, histories, reopening, texts
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.dispositions.assigning import Assignee
from commentspace.domain.dispositions.confirming import Superseded
from commentspace.domain.dispositions.histories import PastAnswer
from commentspace.domain.dispositions.many import Answered
from commentspace.domain.dispositions.texts import TextView
from commentspace.domain.views import CommentView
from commentspace.errors import Conflict, NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.render.environment import translations
from commentspace.render.outcomes import WORDS
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page
from commentspace.web.documents import Scene
from commentspace.web.house import house
from commentspace.web.writing import one

TYPED = ("outcome", "reason", "duplicate_of", "text", "key", "seen")
"""Fields of the answer itself: the page has other forms too."""


class Answerable(NamedTuple):
    """All that the page needs."""

    scene: Scene
    comment: CommentView
    past: list[PastAnswer]
    texts: list[TextView]
    people: list[Assignee]
    repeated: CommentView | None
    """The comment that this one repeats, with its own answer."""


async def show(request: Request) -> Response:
    """GET /c/{uid}/answer"""
    return await _page(request)


async def answer(request: Request) -> Response:
    """POST /c/{uid}/answer: the answer, or a standard text put into the form."""
    form = await forms.read(request)
    if forms.word(form, "verb") == "take":
        return await _with_text(request, form)
    uid, database = request.path_params["uid"], house(request).database
    space = await database.read(lookups.space_of_comment, uid)
    try:
        said, key = _said(form), forms.word(form, "key")
        await database.write(answering.answer, caller(request), uid, said, key=key, space=space)
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, _typed(form, refusal))
    found = await database.read(_find, caller(request), uid, database.now())
    return go(f"/c/{uid}", "comment-proposed" if found.comment.proposed else "comment-answered")


def _said(form: FormData) -> Answering:
    outcome, reason = forms.word(form, "outcome"), Reason.of(forms.word(form, "reason"))
    repeated = forms.word(form, "duplicate_of") if outcome == "duplicate" else ""
    return Answering(outcome, reason, repeated, forms.word(form, "text"), forms.word(form, "seen"))


def _typed(form: FormData, refusal: Refusal) -> dict[str, str]:
    """What was typed; after a conflict the form knows the newer answer, and takes its place when it is sent again."""
    typed = {name: value for name, value in forms.words(form).items() if name in TYPED}
    if isinstance(refusal, Conflict):
        typed.pop("seen", None)
        typed["key"] = forms.new_key()
    return typed


async def _with_text(request: Request, form: FormData) -> Response:
    """The form again with the chosen text behind what was written there, and its outcome where none was chosen."""
    database, uid = house(request).database, request.path_params["uid"]
    found = await database.read(_find, caller(request), uid, database.now())
    typed = {name: value for name, value in forms.words(form).items() if name in TYPED}
    chosen = next((each for each in found.texts if each.uid == typed.get("text")), None)
    if chosen is not None:
        written = [part for part in (typed.get("reason", "").strip(), chosen.text) if part]
        typed["reason"] = "\n\n".join(written)
        typed["outcome"] = typed.get("outcome") or chosen.outcome
    return await _page(request, form=typed)


async def confirm(request: Request) -> Response:
    """POST /c/{uid}/answer/confirmation: of the proposed answer that the form names."""
    form, database, uid = await forms.read(request), house(request).database, request.path_params["uid"]
    space = await database.read(lookups.space_of_comment, uid)
    try:
        fresh = await database.write(confirming.confirm, caller(request), forms.word(form, "disposition"), space=space)
    except Superseded as refusal:
        return await _page(request, refusal)
    except Conflict as refusal:
        return await _page(request, refusal)
    return go(f"/c/{uid}", "answer-confirmed" if fresh else "answer-confirmed-already")


async def decline(request: Request) -> Response:
    """POST /c/{uid}/answer/refusal: of the proposed answer that the form names."""
    form, database = await forms.read(request), house(request).database

    async def declined(space: int | None) -> None:
        said = (forms.word(form, "disposition"), forms.word(form, "why"))
        await database.write(confirming.decline, caller(request), *said, space=space)

    return await _done(request, form, declined, "answer-declined")


async def reopen(request: Request) -> Response:
    """POST /c/{uid}/answer/reopening: take the answer in force back."""
    form, database, uid = await forms.read(request), house(request).database, request.path_params["uid"]

    async def reopened(space: int | None) -> None:
        more = {"seen": forms.word(form, "seen"), "key": forms.word(form, "key")}
        await database.write(reopening.reopen, caller(request), uid, forms.word(form, "why"), **more, space=space)

    return await _done(request, form, reopened, "answer-taken-back")


async def assign(request: Request) -> Response:
    """POST /c/{uid}/assignment"""
    form, database, uid = await forms.read(request), house(request).database, request.path_params["uid"]

    async def assigned(_: int | None) -> None:
        found = await database.read(_find, caller(request), uid, database.now())
        due_at = forms.moment(form, "due_at", request.scope["known"].zone) if forms.word(form, "due_at") else None
        said = (forms.word(form, "to"), due_at, forms.word(form, "note"))
        steps = assigning.steps(caller(request), found.scene.document.uid, [uid], *said)
        _require_done(await database.carry_out(steps))

    return await _done(request, form, assigned, "assigned" if forms.word(form, "to") else "unassigned")


def _require_done(done: Answered) -> None:
    """Refuse as the comment was left."""
    for _, why in done.left:
        raise Conflict(why.said(str))


async def _done(request: Request, form: FormData, act: Callable[[int | None], Awaitable[None]], said: str) -> Response:
    """An act on the answers of a comment, and its page again where it was refused."""
    uid = request.path_params["uid"]
    try:
        await act(await house(request).database.read(lookups.space_of_comment, uid))
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        typed = {name: value for name, value in forms.words(form).items() if name not in TYPED}
        refusal.field = "why" if refusal.field == "reason" else refusal.field
        return await _page(request, refusal, typed)
    return go(f"/c/{uid}", said)


def _find(session: Session, who: Caller, uid: str, now: datetime) -> Answerable:
    scene, _, view, _ = one(session, who, uid, now)
    scene.who.require("answer")
    shown = view.proposed or view.disposition
    repeated = one(session, who, shown.duplicate_uid, now)[2] if shown and shown.duplicate_uid else None
    return Answerable(
        scene,
        view,
        histories.of_comment(session, scene.who, view),
        list(texts.of_space(session, scene.who)),
        assigning.assignees(session, scene.who.space_id),
        repeated,
    )


async def _page(request: Request, refusal: Refusal | None = None, form: Mapping[str, str] | None = None) -> Response:
    home, uid, language = house(request), request.path_params["uid"], request.scope["language"]
    found = await home.database.read(_find, caller(request), uid, home.database.now())
    said = translations(language).gettext
    given: dict[str, Any] = {
        "document": document_values(found.scene.document),
        "comment": found.comment,
        "piece": home.pieces.comment(found.comment, language),
        "repeated": home.pieces.comment(found.repeated, language) if found.repeated else None,
        "outcomes": [(outcome, said(words)) for outcome, words in WORDS.items()],
        "texts": found.texts,
        "people": found.people,
        "past": found.past,
        "seen": answering.mark(found.comment),
        "key": (form or {}).get("key") or forms.new_key(),
        "mine": found.comment.proposed is not None and _is_own(found, request),
        "places": ", ".join(f"{{{place}}}" for place in filling.PLACES),
    }
    return page(request, "answer.html", given, may=found.scene.may, refusal=refusal, form=form)


def _is_own(found: Answerable, request: Request) -> bool:
    """Whether the proposed answer is that of who looks at it: another moderator confirms it."""
    waiting = next((each for each in found.past if each.state == "waiting"), None)
    return waiting is not None and waiting.by_id == caller(request).person_id
