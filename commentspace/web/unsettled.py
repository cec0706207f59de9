"""Where a carried comment stands, said by a moderator: the queue of those of which it cannot be told, and any other."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import comments, discussion, lookups
from commentspace.domain.access import Caller
from commentspace.domain.anchors import queue, settling
from commentspace.domain.anchors.queue import Candidate, Item
from commentspace.domain.anchors.settling import Said
from commentspace.domain.tables import Comment, Paragraph
from commentspace.domain.views import CommentView
from commentspace.errors import NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.render import addresses
from commentspace.text.languages import direction
from commentspace.text.quotation import Quotation
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house

AT_ONCE = 10
"""Discussions on a page of the queue."""
GONE = "gone"
"""What the button says in whose place nothing stands any more; another names a paragraph."""


class Queue(NamedTuple):
    """A page of the queue."""

    scene: Scene
    number: int
    items: list[Item]


class One(NamedTuple):
    """A comment that is to be placed; `item` is None where it was made on the newest revision."""

    scene: Scene
    comment: CommentView
    item: Item | None


async def show(request: Request) -> Response:
    """GET /d/{uid}/unsettled?page=2"""
    database, number = house(request).database, max(1, forms.whole(request.query_params.get("page", ""), 1))
    found = await database.read(_queue, caller(request), request.path_params["uid"], database.now(), number)
    given = {
        "document": document_values(found.scene.document),
        "seen": found.scene.document.revision_uid,
        "number": found.number,
        "items": [_values(request, each) for each in found.items],
        "first": (number - 1) * AT_ONCE + 1,
        "later": number + 1 if found.number > number * AT_ONCE else None,
        "earlier": number - 1 if number > 1 else None,
    }
    return page(request, "unsettled.html", given, may=found.scene.may)


def _queue(session: Session, who: Caller, uid: str, now: datetime, number: int) -> Queue:
    found = scene(session, who, uid, now)
    found.who.require("moderate")
    items = queue.of_document(session, found.who, found.document, (number - 1) * AT_ONCE, AT_ONCE)
    return Queue(found, queue.count(session, found.who, found.document), items)


async def show_one(request: Request) -> Response:
    """GET /c/{uid}/place?words=…: one comment, with its words then, and the paragraphs to which it may belong."""
    return await _one_page(request)


async def place(request: Request) -> Response:
    """POST /c/{uid}/place"""
    form, uid, database = await forms.read(request), request.path_params["uid"], house(request).database
    try:
        said = _said(form)
        space = await database.read(lookups.space_of_comment, uid)
        key = forms.word(form, "key")
        document = await database.write(settling.settle, caller(request), uid, said, key=key, space=space)
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _one_page(request, refusal, form)
    if forms.word(form, "back") == "queue":
        return go(f"/d/{document}/unsettled", "placed")
    return go(addresses.comment(document, uid, said="placed"))


def _said(form: FormData) -> Said:
    """Where the form puts it: the button names the paragraph, and whether it is about the words in the field."""
    where, _, how = forms.word(form, "place").partition(":")
    words = forms.word(form, f"words-{where}") if how == "words" else ""
    start = forms.whole(forms.word(form, f"start-{where}"), -1)
    exact = Quotation(words[:10_000], "", "", start, -1) if words.strip() else None
    reason = forms.word(form, "reason").strip()
    return Said(forms.word(form, "seen"), "" if where == GONE else where, exact, where == GONE, reason)


async def _one_page(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    database, words = house(request).database, request.query_params.get("words", "")
    wanted = forms.word(form, "place").partition(":")[0] if form is not None else ""
    uid, now = request.path_params["uid"], database.now()
    found = await database.read(_one, caller(request), uid, now, words, wanted)
    given: dict[str, Any] = {
        "document": document_values(found.scene.document),
        "seen": found.scene.document.revision_uid,
        "comment": found.comment,
        "item": _values(request, found.item) if found.item else None,
        "words": words,
        "back": "queue" if (forms.word(form, "back") if form is not None else "") == "queue" else "",
    }
    typed = {name: value for name, value in forms.words(form).items() if name != "key"} if form is not None else None
    return page(request, "place.html", given, may=found.scene.may, refusal=refusal, form=typed)


def _one(session: Session, who: Caller, uid: str, now: datetime, words: str, wanted: str) -> One:
    comment = comments.find(session, who, uid)
    found = scene(session, who, lookups.document_of(session, comment.document_id), now)
    found.who.require("moderate")
    item = queue.find(session, found.who, found.document, uid, words)
    if item is not None and wanted not in ("", GONE, *(each.paragraph.uid for each in item.candidates)):
        named = col(Paragraph.uid) == wanted
        rows = discussion.paragraphs(session, found.document.revision_id, named, version=item.comment.version)
        item = item._replace(candidates=[*(Candidate(each, False, False) for each in rows), *item.candidates])
    (view,) = discussion.comments(session, found.who, col(Comment.id) == comment.id)
    return One(found, view, item)


def _values(request: Request, item: Item) -> dict[str, Any]:
    """A comment that is to be placed, for its template."""
    pieces, language = house(request).pieces, request.scope["language"]
    return {
        "uid": item.comment.uid,
        "key": forms.new_key(),
        "is_waiting": item.comment.is_waiting,
        "piece": pieces.comment(item.comment, language),
        "answers": [pieces.comment(each, language) for each in item.thread],
        "then": item.then,
        "direction": direction(item.then.language),
        "words": item.then.words,
        "candidates": item.candidates,
    }
