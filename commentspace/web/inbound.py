"""What came by mail and what became of it, for moderators: the list of a space, one message, and its bytes."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import documents, filed, inbound_views, mail_pieces, placing, spaces, submission_views, why
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.inbound_views import PAGE, InboundView, Wanted
from commentspace.domain.mail_pieces import Spot
from commentspace.domain.spaces import SpaceView
from commentspace.domain.tables import Comment
from commentspace.errors import Refusal
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, page, rights
from commentspace.web.house import house
from commentspace.web.inbound_words import LETTERS, SHORT, VERDICTS, way
from commentspace.web.saving import for_saving

LONGEST_QUESTION = 200


async def show(request: Request) -> Response:
    """GET /s/{slug}/inbound"""
    look = wanted(request)
    read = house(request).database.read
    space, here, found, given = await read(_list, caller(request), request.path_params["slug"], look)
    return page(request, "inbound.html", {"space": space, **listed(request, found, look, given)}, may=rights(here))


def wanted(request: Request) -> Wanted:
    """What the address asks for."""
    asked = request.query_params
    verdict = asked.get("verdict", "")
    number = max(1, forms.whole(asked.get("page", ""), 1))
    return Wanted(verdict if verdict in SHORT else "", asked.get("person", "")[:16], number)


def _list(
    session: Session, who: Caller, slug: str, look: Wanted
) -> tuple[SpaceView, Standing, list[InboundView], dict[str, Any]]:
    space, here = spaces.find(session, who, slug)
    given = {
        "address": f"/s/{slug}/inbound",
        "found": inbound_views.size_of_space(session, here, look),
        "verdicts": inbound_views.verdicts(session, here),
        "people": inbound_views.writers(session, here),
    }
    return space, here, inbound_views.of_space(session, here, look), given


def listed(request: Request, found: Sequence[InboundView], look: Wanted, given: dict[str, Any]) -> dict[str, Any]:
    """A list of messages as its template wants it."""
    said = translations(request.scope["language"]).gettext
    counts = {verdict or "waiting": number for verdict, number in given["verdicts"].items()}
    return given | {
        "messages": [line(request, view) for view in found],
        "wanted": look,
        "asked": {name: value for name, value in (("verdict", look.verdict), ("person", look.person)) if value},
        "pages": -(-given["found"] // PAGE),
        "verdicts": [(name, said(words), counts[name]) for name, words in SHORT.items() if name in counts],
    }


def line(request: Request, view: InboundView) -> dict[str, Any]:
    """A message with its verdict in words."""
    said = translations(request.scope["language"]).gettext
    mark, words = VERDICTS.get(view.verdict, VERDICTS[""])
    letter = said(LETTERS[view.kind]) if view.kind in LETTERS else ""
    return {
        "view": view,
        "mark": mark,
        "words": said(words),
        "why": why.said(view.reason, said),
        "letter": letter,
    }


async def show_one(request: Request) -> Response:
    """GET /s/{slug}/inbound/{uid}: one message; ?document=&words= finds paragraphs to file it at."""
    return await one_page(request)


async def one_page(
    request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None, chosen: Sequence[str] = ()
) -> Response:
    """The page of one message, perhaps again after a form on it was refused."""
    slug, uid, asked = request.path_params["slug"], request.path_params["uid"], request.query_params
    document = (form or {}).get("document", asked.get("document", ""))
    words = (form or {}).get("words", asked.get("words", ""))[:LONGEST_QUESTION]
    space, here, given = await house(request).database.read(_one, caller(request), slug, uid, document, words)
    said = translations(request.scope["language"]).gettext
    view: InboundView = given["view"]
    given |= {
        "space": space,
        "address": f"/s/{slug}/inbound/{uid}",
        **line(request, view),
        "steps": way(view.steps, said),
        "document": document,
        "words_asked": words,
        "chosen": chosen or asked.getlist("piece"),
        "key": (form or {}).get("key") or forms.new_key(),
    }
    return page(request, "inbound_one.html", given, may=rights(here), refusal=refusal, form=form)


def _one(
    session: Session, who: Caller, slug: str, uid: str, document: str, words: str
) -> tuple[SpaceView, Standing, dict[str, Any]]:
    space, here = spaces.find(session, who, slug)
    view = inbound_views.one(session, here, uid)
    inbound_id, letter_id = inbound_views.keys(session, uid)
    found = documents.of_space(session, here)
    made = filed.comments_of(session, inbound_id, col(Comment.space_id) == here.space_id)
    given = {
        "view": view,
        "state": placing.state(session, uid),
        "filed": made,
        "sent": [] if view.is_private else submission_views.of_mail(session, who, uid),
        "pieces": mail_pieces.waiting(mail_pieces.pieces(view.found, view.left_out), made),
        "may_file": not view.is_private and placing.is_fileable(session, uid),
        "spots": mail_pieces.of_letter(session, letter_id, [here]),
        "found": spots(session, found, document, words),
        "documents": [(each.uid, f"{each.symbol} {each.title}") for each in found],
    }
    return space, here, given


def spots(session: Session, found: Sequence[DocumentView], document: str, words: str) -> list[Spot]:
    """The paragraphs of one of these documents that were asked for."""
    one = next((each for each in found if each.uid == document), None)
    return mail_pieces.of_document(session, one, words) if one and words else []


async def raw(request: Request) -> Response:
    """GET /s/{slug}/inbound/{uid}/message.eml: as it came, for saving."""
    slug, uid = request.path_params["slug"], request.path_params["uid"]
    content = await house(request).database.read(_raw, caller(request), slug, uid)
    return for_saving(f"{uid}.eml", "text/plain; charset=utf-8", content)


def _raw(session: Session, who: Caller, slug: str, uid: str) -> bytes:
    _, here = spaces.find(session, who, slug)
    return inbound_views.raw(session, here, uid)
