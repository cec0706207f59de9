"""The pages on which one answers or edits without a script, and what comes back to them when a text is refused."""

from typing import Any

from markupsafe import Markup
from sqlmodel import Session, col
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import comments, conducts, discussion, lookups
from commentspace.domain.access import Caller
from commentspace.domain.post_keys import SentBefore
from commentspace.domain.shown_as import ShownAs, of_change, of_writer
from commentspace.domain.tables import Comment, Paragraph
from commentspace.domain.trials import Act
from commentspace.domain.versions import reading
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.errors import Conflict, NotAllowed, NotFound, Refusal, marked
from commentspace.web import composing, forms, seated
from commentspace.web.answers import caller, document_values, page, wants_json
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
    document = reading.in_version(session, found.document, comment.version)
    found, named = found._replace(document=document), col(Paragraph.id) == comment.paragraph_id
    rows = discussion.paragraphs(session, document.revision_id, named, version=document.version, gone=True)
    views = discussion.comments(session, found.who, col(Comment.paragraph_id) == comment.paragraph_id)
    mine = next((view for view in views if view.uid == uid), None)
    if mine is None or not rows:
        raise NotFound()
    return found, rows[0], mine, [view for view in views if view.thread == mine.thread]


async def read_one(request: Request) -> tuple[Scene, ParagraphView, CommentView, list[CommentView]]:
    """The same for the comment that the address names."""
    database = house(request).database
    return await database.read(one, caller(request), request.path_params["uid"], database.now())


def require_own(view: CommentView, verb: str) -> None:
    """Refuse the form of a verb that only the author has to anybody else, before it is shown."""
    if verb in ("edit", "withdraw") and view.face != "own":
        raise NotAllowed(marked("Only its author can change a comment."))


async def write_page(
    request: Request,
    act: str,
    refusal: Refusal | None = None,
    form: dict[str, str] | None = None,
    conflict: dict[str, Any] | None = None,
    preview: Markup | None = None,
) -> Response:
    """The page of an answer or an edit, again with what was typed after a refusal or a preview."""
    found, paragraph, view, _ = await read_one(request)
    if form is None:
        found.who.require(act)
        require_own(view, act)
    shown = house(request).pieces.comment(view, request.scope["language"])
    given = {
        "mode": act,
        "document": document_values(found.document),
        "paragraph": paragraph,
        "answered": shown if act == "reply" or isinstance(refusal, Conflict) else None,
        "action": request.url.path,
        "written": view if act == "edit" else None,
        "based_on": view.states,
        "parent": view.uid if act == "reply" else "",
        "key": (form or {}).get("key") or forms.new_key(),
        "conflict": conflict,
        "preview": preview,
        "party": found.who.on_behalf_of if act == "reply" else "",
        **(await house(request).database.read(seated.of, found.who))._asdict(),
        "to_agree": await house(request).database.read(conducts.to_agree, found.who) if act == "reply" else 0,
        "shown_as": await house(request).database.read(_shown_as, act, found, view),
    }
    return page(request, "comment_write.html", given, may=found.may, refusal=refusal, form=form)


def _shown_as(session: Session, act: str, found: Scene, view: CommentView) -> ShownAs:
    if act == "edit":
        return of_change(session, found.who, view)
    return of_writer(session, found.who, found.document.id, view)


async def tried(request: Request, act: Act, uid: str, form: Any) -> Response:
    """The page again with what was typed, and how it would be shown; for a script that alone."""
    typed, preview = await composing.tried(request, forms.words(form), act, uid)
    if preview is not None and wants_json(request):
        return composing.preview(preview)
    if act == "comment":
        return await paragraph_page(request, form=typed, preview=preview)
    return await write_page(request, act, form=typed, preview=preview)


async def changed_meanwhile(request: Request, refusal: Conflict, form: Any) -> Response:
    """The comment as it stands now beside what was typed, and a form by which that takes its place."""
    if isinstance(refusal, SentBefore):
        refusal = Conflict(MEANWHILE, field="body")
    typed = {name: value for name, value in forms.words(form).items() if name != "based_on"}
    return await write_page(request, "edit", refusal, typed | {"key": forms.new_key()})


async def conflict_of(request: Request, refusal: Refusal) -> dict[str, Any] | None:
    """After the same form came with another text: what it had posted before."""
    if not isinstance(refusal, SentBefore):
        return None
    database = house(request).database
    uid = await database.read(lookups.uid_of_comment, refusal.comment_id)
    _, _, view, _ = await database.read(one, caller(request), uid, database.now())
    return {"earlier": uid, "piece": house(request).pieces.comment(view, request.scope["language"])}


def again(form: Any, refusal: Refusal) -> dict[str, str]:
    """What was typed; with a new key where the old one is none, or has been used up by another text."""
    typed = forms.words(form)
    is_spent = isinstance(refusal, SentBefore) or refusal.field == "key"
    return typed | {"key": forms.new_key()} if is_spent else typed
