"""Posting, answering and editing from the browser; with a script by JSON, without one by pages."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import comments, edits, lookups
from commentspace.domain.bodies import Body
from commentspace.domain.postings import Posted
from commentspace.domain.tables import Comment
from commentspace.errors import Conflict, NotFound, Refusal
from commentspace.render import addresses
from commentspace.web import composing, forms, keeping
from commentspace.web.answers import caller, go, refused, wants_json
from commentspace.web.conduct import agreed
from commentspace.web.documents import paragraph_page
from commentspace.web.house import house
from commentspace.web.writing import again, changed_meanwhile, conflict_of, tried, write_page


async def post(request: Request) -> Response:
    """POST /d/{uid}/p/{paragraph}/comment"""
    form = await forms.read(request)
    paragraph, document = request.path_params["paragraph"], request.path_params["uid"]
    try:
        if forms.word(form, "verb"):
            return await tried(request, "comment", paragraph, form)
        if keeping.is_kept(form):
            return await keeping.comment(request, form, paragraph, document)
        if _replaces(form):
            return await _replace(request, form)
        space = await house(request).database.read(lookups.space_of_paragraph, paragraph, document)
        await agreed(request, form, space)
        posted = await house(request).database.write(
            comments.post, caller(request), paragraph, composing.posting(request, form), space=space
        )
    except Refusal as refusal:
        if wants_json(request) or isinstance(refusal, NotFound):
            return await _refused(request, refusal, form)
        conflict = await conflict_of(request, refusal)
        return await paragraph_page(request, refusal, again(form, refusal), conflict)
    return _posted(request, posted)


async def show_reply(request: Request) -> Response:
    """GET /c/{uid}/reply"""
    return await write_page(request, "reply")


async def reply(request: Request) -> Response:
    """POST /c/{uid}/reply"""
    form, uid = await forms.read(request), request.path_params["uid"]
    try:
        if forms.word(form, "verb"):
            return await tried(request, "reply", uid, form)
        if keeping.is_kept(form):
            return await keeping.reply(request, form, uid)
        if _replaces(form):
            return await _replace(request, form)
        space = await house(request).database.read(lookups.space_of_comment, uid)
        await agreed(request, form, space)
        posted = await house(request).database.write(
            comments.reply, caller(request), uid, composing.posting(request, form), space=space
        )
    except Refusal as refusal:
        return await _refused(request, refusal, form, "reply")
    return _posted(request, posted)


async def show_edit(request: Request) -> Response:
    """GET /c/{uid}/edit"""
    return await write_page(request, "edit")


async def edit(request: Request) -> Response:
    """POST /c/{uid}/edit"""
    form, uid = await forms.read(request), request.path_params["uid"]
    try:
        if forms.word(form, "verb"):
            return await tried(request, "edit", uid, form)
        before = await house(request).database.read(comments.find, caller(request), uid)
        waits = await _edit(request, before, form, before)
    except Refusal as refusal:
        return await _refused(request, refusal, form, "edit")
    return _edited(request, uid, waits)


def _replaces(form: Any) -> bool:
    return forms.word(form, "choice") == "replace" and bool(forms.word(form, "earlier"))


async def _replace(request: Request, form: Any) -> Response:
    """After a conflict: the new text takes the place of what the same form had posted."""
    uid = forms.word(form, "earlier")
    earlier = await house(request).database.read(comments.find, caller(request), uid)
    return _edited(request, uid, await _edit(request, earlier, form, None))


async def _edit(request: Request, comment: Comment, form: Any, before: Comment | None) -> bool:
    """Give the comment what the form holds; what the form does not hold stays as `before`, or goes without one.

    Returns whether it waits for a moderator's look now.
    """
    body, more = Body.perhaps(forms.word(form, "body")), composing.particulars(form, before)
    seen = (forms.whole(forms.word(form, "based_on"), 0) if before else 0) or comment.states
    return await house(request).database.write(
        edits.edit,
        caller(request),
        comment.uid,
        body,
        key=forms.word(form, "key"),
        based_on=seen,
        more=more,
        space=comment.space_id,
    )


def _posted(request: Request, posted: Posted) -> Response:
    said = "held" if posted.held else "posted"
    url = addresses.comment(posted.document_uid, posted.uid, said=said)
    if wants_json(request):
        return JSONResponse({"comment": posted.uid, "url": url, "again": posted.again}, 200 if posted.again else 201)
    return go(url)


def _edited(request: Request, uid: str, waits: bool) -> Response:
    said = "held" if waits else "edited"
    if wants_json(request):
        return JSONResponse({"comment": uid, "url": f"/c/{uid}?said={said}"})
    return go(f"/c/{uid}", said)


async def _refused(request: Request, refusal: Refusal, form: Any, act: str = "comment") -> Response:
    conflict = await conflict_of(request, refusal) if act != "edit" else None
    if wants_json(request):
        more = keeping.offer(request, refusal) | ({"earlier": conflict["earlier"]} if conflict else {})
        return refused(request, refusal, **more)
    if act == "comment" or isinstance(refusal, NotFound):
        return refused(request, refusal)
    if act == "edit" and isinstance(refusal, Conflict):
        return await changed_meanwhile(request, refusal, form)
    return await write_page(request, act, refusal, again(form, refusal), conflict)
