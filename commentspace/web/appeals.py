"""Appeals against holds: written by the writer of a comment, decided by moderators."""

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import appeals, lookups
from commentspace.domain.access import Caller
from commentspace.domain.appeals import OpenAppeal
from commentspace.errors import Invalid, NotAllowed, NotFound, Refusal, SignInNeeded, marked
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house
from commentspace.web.writing import read_one

CHOOSE = marked("The form could not be read. Load the page again and send it once more.")


async def show(request: Request) -> Response:
    """GET /c/{uid}/appeal"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    found, _, view, _ = await read_one(request)
    if view.face != "own" and not found.who.sees_held:
        raise NotAllowed(marked("Only the writer of a comment can appeal."))
    held = await house(request).database.read(appeals.history, found.who, view.id)
    given = {
        "document": document_values(found.document),
        "comment": view,
        "piece": house(request).pieces.comment(view, request.scope["language"]),
        "held": held,
        "may_appeal": view.face == "own" and view.is_held and held and held[-1].by and held[-1].appeal is None,
        "may_decide": view.face != "own" and found.who.sees_held,
    }
    return page(request, "appeal.html", given, may=found.may, refusal=refusal, form=form)


async def appeal(request: Request) -> Response:
    """POST /c/{uid}/appeal"""
    form, uid, database = await forms.read(request), request.path_params["uid"], house(request).database
    space = await database.read(lookups.space_of_comment, uid)
    try:
        await database.write(appeals.appeal, caller(request), uid, forms.word(form, "text"), space=space)
    except (NotAllowed, NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form))
    return go(f"/c/{uid}/appeal", "appealed")


async def decide(request: Request) -> Response:
    """POST /c/{uid}/appeal/decision: the hold stays, or the comment is released."""
    form, uid, database = await forms.read(request), request.path_params["uid"], house(request).database
    space = await database.read(lookups.space_of_comment, uid)
    is_upheld = forms.word(form, "decision") == "uphold"
    try:
        if not is_upheld and forms.word(form, "decision") != "release":
            raise Invalid(CHOOSE)
        named, answer = forms.word(form, "appeal"), forms.word(form, "answer")
        said = {"is_upheld": is_upheld, "seen": forms.whole(forms.word(form, "seen"), 0) or None}
        await database.write(appeals.decide, caller(request), named, answer, **said, space=space)
    except (NotFound, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form))
    return go(f"/c/{uid}", "appeal-decided" if is_upheld else "release")


async def listed(request: Request) -> Response:
    """GET /d/{uid}/review/appeals"""
    found, listed = await house(request).database.read(
        _listed, caller(request), request.path_params["uid"], house(request).database.now()
    )
    given: dict[str, Any] = {"document": document_values(found.document), "appeals": listed}
    return page(request, "appeals.html", given, may=found.may)


def _listed(session: Session, who: Caller, uid: str, now: Any) -> tuple[Scene, list[OpenAppeal]]:
    found = scene(session, who, uid, now)
    return found, appeals.of_document(session, found.who, found.document.id)
