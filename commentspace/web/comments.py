"""Posting, answering and editing from the browser; with a script by JSON, without one by pages."""

from typing import Any

from sqlmodel import Session, col
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import comments, discussion, edits, lookups, postings
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body
from commentspace.domain.post_keys import SentBefore
from commentspace.domain.postings import Posted, Posting
from commentspace.domain.tables import Comment, Document, Paragraph
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.errors import Conflict, NotAllowed, NotFound, Refusal, marked
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page, refused, wants_json
from commentspace.web.documents import Scene, paragraph_page, scene
from commentspace.web.house import house

MEANWHILE = marked(
    "The comment has another text by now, which is shown here. Keep yours, and it takes that one's place."
)


def one(
    session: Session, who: Caller, uid: str, now: Any
) -> tuple[Scene, ParagraphView, CommentView, list[CommentView]]:
    """A comment that the caller may see, with its document, its paragraph, and its whole thread."""
    comment = comments.find(session, who, uid)
    document_uid = lookups.document_of(session, comment.document_id)
    found = scene(session, who, document_uid, now)
    rows = discussion.paragraphs(session, found.document.revision_id, col(Paragraph.id) == comment.paragraph_id)
    views = discussion.comments(session, found.who, col(Comment.paragraph_id) == comment.paragraph_id)
    mine = next((view for view in views if view.uid == uid), None)
    if mine is None or not rows:
        raise NotFound()
    return found, rows[0], mine, [view for view in views if view.thread == mine.thread]


def require_own(view: CommentView, verb: str) -> None:
    """Refuse the form of a verb that only the author has to anybody else, before it is shown."""
    if verb in ("edit", "withdraw") and view.face != "own":
        raise NotAllowed(marked("Only its author can change a comment."))


async def read_one(request: Request) -> tuple[Scene, ParagraphView, CommentView, list[CommentView]]:
    """The same for the comment that the address names."""
    database = house(request).database
    return await database.read(one, caller(request), request.path_params["uid"], database.now())


async def post(request: Request) -> Response:
    """POST /d/{uid}/p/{paragraph}/comment"""
    form = await forms.read(request)
    paragraph, document = request.path_params["paragraph"], request.path_params["uid"]
    try:
        if forms.word(form, "choice") == "replace" and forms.word(form, "earlier"):
            return await _replace(request, form)
        here = (col(Paragraph.uid) == paragraph, col(Document.uid) == document)
        at = await house(request).database.read(postings.place, *here)
        posted = await house(request).database.write(
            comments.post, caller(request), paragraph, _posting(request, form), space=at.space_id
        )
    except Refusal as refusal:
        if wants_json(request) or isinstance(refusal, NotFound):
            return await _refused(request, refusal, form)
        conflict = await _conflict(request, refusal)
        return await paragraph_page(request, refusal, _again(form, refusal), conflict)
    return _posted(request, posted)


async def show_reply(request: Request) -> Response:
    """GET /c/{uid}/reply"""
    return await _write_page(request, "reply")


async def reply(request: Request) -> Response:
    """POST /c/{uid}/reply"""
    form = await forms.read(request)
    try:
        if forms.word(form, "choice") == "replace" and forms.word(form, "earlier"):
            return await _replace(request, form)
        space = await house(request).database.read(lookups.space_of_comment, request.path_params["uid"])
        posted = await house(request).database.write(
            comments.reply, caller(request), request.path_params["uid"], _posting(request, form), space=space
        )
    except Refusal as refusal:
        return await _refused(request, refusal, form, "reply")
    return _posted(request, posted)


async def show_edit(request: Request) -> Response:
    """GET /c/{uid}/edit"""
    return await _write_page(request, "edit")


async def edit(request: Request) -> Response:
    """POST /c/{uid}/edit"""
    form = await forms.read(request)
    try:
        await _edit(request, request.path_params["uid"], form, forms.word(form, "based_on"))
    except Refusal as refusal:
        return await _refused(request, refusal, form, "edit")
    return await _answer(request, request.path_params["uid"], "edited")


async def _replace(request: Request, form: Any) -> Response:
    """After a conflict: the new text takes the place of what the same form had posted."""
    uid = forms.word(form, "earlier")
    await _edit(request, uid, form, "")
    return await _answer(request, uid, "edited")


async def _edit(request: Request, uid: str, form: Any, based_on: str) -> None:
    body = Body.of(forms.word(form, "body"))
    database = house(request).database
    space = await database.read(lookups.space_of_comment, uid)
    seen = forms.whole(based_on, 0) or (await database.read(comments.find, caller(request), uid)).states
    await database.write(
        edits.edit, caller(request), uid, body, key=forms.word(form, "key"), based_on=seen, space=space
    )


def _posting(request: Request, form: Any) -> Posting:
    kind = forms.word(form, "kind") or "substantive"
    return Posting(
        Body.of(forms.word(form, "body")),
        forms.word(form, "key"),
        forms.quotation(form),
        kind,
        language=request.scope["language"] if request.scope["known"] else "",
    )


def _posted(request: Request, posted: Posted) -> Response:
    said = "held" if posted.held else "posted"
    url = f"/d/{posted.document_uid}?said={said}#c-{posted.uid}"
    if wants_json(request):
        return JSONResponse({"comment": posted.uid, "url": url, "again": posted.again}, 200 if posted.again else 201)
    return go(f"/d/{posted.document_uid}#c-{posted.uid}", said)


async def _answer(request: Request, uid: str, said: str) -> Response:
    if wants_json(request):
        return JSONResponse({"comment": uid, "url": f"/c/{uid}?said={said}"})
    return go(f"/c/{uid}", said)


async def _refused(request: Request, refusal: Refusal, form: Any, mode: str = "comment") -> Response:
    conflict = await _conflict(request, refusal) if mode != "edit" else None
    if wants_json(request):
        return refused(request, refusal, **({"earlier": conflict["earlier"]} if conflict else {}))
    if mode == "comment" or isinstance(refusal, NotFound):
        return refused(request, refusal)
    if mode == "edit" and isinstance(refusal, Conflict):
        return await _changed_meanwhile(request, refusal, form)
    return await _write_page(request, mode, refusal, _again(form, refusal), conflict)


async def _changed_meanwhile(request: Request, refusal: Conflict, form: Any) -> Response:
    """The comment as it stands now beside what was typed, and a form by which that takes its place."""
    if isinstance(refusal, SentBefore):
        refusal = Conflict(MEANWHILE, field="body")
    typed = {name: value for name, value in forms.words(form).items() if name != "based_on"}
    return await _write_page(request, "edit", refusal, typed | {"key": forms.new_key()})


async def _conflict(request: Request, refusal: Refusal) -> dict[str, Any] | None:
    """After the same form came with another text: what it had posted before."""
    if not isinstance(refusal, SentBefore):
        return None
    database = house(request).database
    uid = await database.read(lookups.uid_of_comment, refusal.comment_id)
    _, _, view, _ = await database.read(one, caller(request), uid, database.now())
    return {"earlier": uid, "piece": house(request).pieces.comment(view, request.scope["language"])}


def _again(form: Any, refusal: Refusal) -> dict[str, str]:
    """What was typed; with a new key where the old one is none, or has been used up by another text."""
    typed = forms.words(form)
    is_spent = isinstance(refusal, SentBefore) or refusal.field == "key"
    return typed | {"key": forms.new_key()} if is_spent else typed


async def _write_page(
    request: Request,
    mode: str,
    refusal: Refusal | None = None,
    form: dict[str, str] | None = None,
    conflict: dict[str, Any] | None = None,
) -> Response:
    found, paragraph, view, _ = await read_one(request)
    if form is None:
        found.who.require(mode)
        require_own(view, mode)
    shown = house(request).pieces.comment(view, request.scope["language"])
    given = {
        "mode": mode,
        "document": document_values(found.document),
        "paragraph": paragraph,
        "answered": shown if mode == "reply" or isinstance(refusal, Conflict) else None,
        "action": request.url.path,
        "body": view.body if mode == "edit" else "",
        "based_on": view.states,
        "parent": view.uid if mode == "reply" else "",
        "key": (form or {}).get("key") or forms.new_key(),
        "conflict": conflict,
    }
    return page(request, "comment_write.html", given, may=found.may, refusal=refusal, form=form)
