"""A comment at its own address, its history, and what may be done with it."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import appeals, comments, filed, holds, lookups, messages, withdrawals
from commentspace.domain.access import Standing
from commentspace.domain.bodies import Body
from commentspace.domain.dispositions import histories
from commentspace.domain.documents import DocumentView
from commentspace.domain.views import CommentView
from commentspace.errors import NotAllowed, NotFound, Refusal, SignInNeeded, marked
from commentspace.render.environment import in_words, interface, moment, translations
from commentspace.web import forms, sets
from commentspace.web.answers import caller, document_values, go, page, sentence
from commentspace.web.house import house
from commentspace.web.writing import read_one, require_own

DOORS = {
    "web": marked("in the browser"),
    "mail": marked("by e-mail"),
    "command": marked("by command line"),
    "file": marked("from a file"),
}

CHANNELS = {
    "letter": marked("by letter"),
    "fax": marked("by fax"),
    "telephone": marked("by telephone"),
    "orally": marked("orally"),
}

KINDS = {
    "substantive": marked("Substantive"),
    "editorial": marked("Editorial"),
    "question": marked("Question"),
    "translation": marked("Translation"),
}


async def show(request: Request) -> Response:
    """GET /c/{uid}"""
    found, paragraph, view, thread = await read_one(request)
    home, language = house(request), request.scope["language"]
    given = {
        "document": document_values(found.document),
        "paragraph": {"uid": paragraph.uid, "label": paragraph.label},
        "row": home.pieces.paragraph(found.document, paragraph, thread, language),
        "standing_piece": home.pieces.standing(found.review, language),
        "late_until": found.late_until,
        "comment": view,
        "behind": await home.database.read(sets.behind, found, view.id),
        "received": provenance(language, found.document, view, await _placed_by(request, found.who, view)),
        "closed": await _closed_to_letters(request, view.uid) if _may_write(found.may, view) else None,
        "party": found.who.on_behalf_of,
        "face": view.face,
        "past": await home.database.read(histories.of_comment, found.who, view),
        "held": await home.database.read(appeals.history, found.who, view.id),
    }
    return page(request, "comment.html", given, may=found.may)


def _may_write(may: frozenset[str], view: CommentView) -> bool:
    """Whether the way to its author stands at the comment."""
    return "write" in may and view.face != "own" and view.status != "withdrawn"


async def _placed_by(request: Request, who: Standing, view: CommentView) -> str | None:
    """The moderator who said where a comment that came by mail stands, as far as one may know."""
    return await house(request).database.read(filed.placed_by, who, view) if view.door == "mail" else None


def provenance(
    language: str, document: DocumentView, view: CommentView, placed_by: str | None
) -> list[tuple[str, Any]]:
    """Who, on behalf of whom, through which door, when, and on which revision."""
    said = translations(language).gettext

    def when(at: Any) -> Markup:
        return moment(interface(language), at)  # type: ignore[arg-type]  # it asks the context for the language alone

    facts: list[tuple[str, Any]] = [(said(marked("Author")), in_words(view.author, language))]
    if view.channel:
        facts = _filed(said, in_words(view.name, language), view, when)
    if view.is_from_file:
        facts = [(said(marked("Brought by")), in_words(view.author, language))]
        facts[:0] = [(said(marked("Named in the file")), view.said_by)] if view.said_by else []
        facts += [(said(marked("In the file for")), view.said_for)] if view.said_for else []
        facts += [(said(marked("File")), view.file)] if view.file else []
        facts += [(said(marked("Dated in the file")), when(view.said_at))] if view.said_at else []
    if view.on_behalf_of:
        facts.append((said(marked("On behalf of")), view.on_behalf_of))
    if view.affiliation and not (view.channel and view.said_by):
        facts.append((said(marked("Affiliation")), view.affiliation))
    facts += [
        (said(marked("Kind of comment")), said(KINDS[view.kind])),
        (said(marked("Came")), said(CHANNELS.get(view.channel) or DOORS[view.door])),
        (said(marked("Received")), when(view.received_at)),
        (said(marked("On")), said(marked("revision %(number)s of %(symbol)s")) % _named(document, view)),
    ]
    if placed_by is not None:
        moderator = said("moderator")
        facts.append((said(marked("Put here by")), f"{placed_by} · {moderator}" if placed_by else moderator))
    if view.edited_at is not None:
        facts.append((said(marked("Edited")), when(view.edited_at)))
    return facts


def _filed(
    said: Callable[[str], str], sender: str, view: CommentView, when: Callable[[Any], Markup]
) -> list[tuple[str, Any]]:
    """From whom it came, and who filed it, as far as one may know the sender."""
    facts: list[tuple[str, Any]] = [(said(marked("Sender")), sender)]
    facts += [(said(marked("For whom they speak")), view.said_for)] if view.said_for else []
    facts += [(said(marked("Filed by")), view.filed_by), (said(marked("Filed")), when(view.posted_at))]
    return facts + ([(said(marked("Note")), view.filed_note)] if view.filed_note else [])


def _named(document: DocumentView, view: CommentView) -> dict[str, Any]:
    return {"number": view.revision, "symbol": document.symbol}


async def history(request: Request) -> Response:
    """GET /c/{uid}/history: its earlier states stand in its biography."""
    uid = request.path_params["uid"]
    await house(request).database.read(comments.find, caller(request), uid)
    return go(f"/c/{uid}/biography#states")


async def show_withdrawal(request: Request) -> Response:
    """GET /c/{uid}/withdrawal"""
    return await _act_page(request, "withdrawal.html", "withdraw")


async def withdraw(request: Request) -> Response:
    """POST /c/{uid}/withdrawal"""
    return await _act(request, "withdrawal.html", withdrawals.withdraw, "withdrawn")


async def show_hold(request: Request) -> Response:
    """GET /c/{uid}/hold"""
    return await _act_page(request, "hold.html", "hold")


async def hold(request: Request) -> Response:
    """POST /c/{uid}/hold"""
    return await _act(request, "hold.html", holds.hold, "hold")


async def show_release(request: Request) -> Response:
    """GET /c/{uid}/release"""
    return await _act_page(request, "hold.html", "release")


async def release(request: Request) -> Response:
    """POST /c/{uid}/release"""
    return await _act(request, "hold.html", holds.release, "release")


async def show_letter(request: Request) -> Response:
    """GET /c/{uid}/letter"""
    return await _letter_page(request)


async def letter(request: Request) -> Response:
    """POST /c/{uid}/letter: write to the author."""
    form = await forms.read(request)
    try:
        uid = await house(request).database.write(
            messages.write,
            caller(request),
            request.path_params["uid"],
            Body.of(forms.word(form, "body")),
            forms.key_of(form, "body"),
            gives_address=forms.word(form, "gives_address") == "yes",
        )
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return await _letter_page(request, refusal, forms.words(form))
    return go(f"/letters/{uid}", "written")


async def _letter_page(
    request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None
) -> Response:
    """The form; where the author takes no letter, why, before anything is written."""
    closed = await _closed_to_letters(request, request.path_params["uid"])
    return await _act_page(request, "letter.html", "write", refusal, form, {"closed": closed})


async def _closed_to_letters(request: Request, uid: str) -> str | None:
    """Why the author of a comment takes no letter from who looks at it; None where they take one."""
    try:
        await house(request).database.read(messages.require_open, caller(request), uid)
    except (NotFound, NotAllowed, SignInNeeded):
        raise
    except Refusal as refusal:
        return sentence(request, refusal)
    return None


async def _act(request: Request, template: str, verb: Callable[..., None], said: str) -> Response:
    """A verb with a reason, and its own page again where it was refused."""
    form = await forms.read(request)
    uid = request.path_params["uid"]
    database = house(request).database
    space = await database.read(lookups.space_of_comment, uid)
    try:
        reason, key = forms.word(form, "reason"), forms.word(form, "key")
        more = {"seen": forms.whole(forms.word(form, "seen"), 0) or None} if said == "release" else {}
        await database.write(verb, caller(request), uid, reason, key=key, **more, space=space)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return await _act_page(request, template, said, refusal, forms.words(form))
    return go(f"/c/{uid}", said)


async def _act_page(
    request: Request,
    template: str,
    verb: str,
    refusal: Refusal | None = None,
    form: dict[str, str] | None = None,
    more: dict[str, Any] | None = None,
) -> Response:
    found, _, view, _ = await read_one(request)
    found.who.require("hold" if verb in ("hold", "release") else "write")
    require_own(view, verb)
    given = {
        "document": document_values(found.document),
        "comment": view,
        "piece": house(request).pieces.comment(view, request.scope["language"]),
        "verb": verb,
        "late": found.review.state not in ("open", "paused"),
        "key": (form or {}).get("key") or forms.new_key(),
    } | (more or {})
    return page(request, template, given, may=found.may, refusal=refusal, form=form)
