"""Keeping what stands in a form of a comment without posting it: as a draft, or in the room of one's delegation."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace.domain import lookups
from commentspace.domain.contributions import writing
from commentspace.domain.contributions.writing import Kept
from commentspace.domain.entering import AS_ONE
from commentspace.errors import Refusal, marked
from commentspace.render.environment import translations
from commentspace.web import composing, forms
from commentspace.web.answers import caller, go, wants_json
from commentspace.web.house import house

SAID = {"draft-kept": marked("Kept as a draft"), "room-kept": marked("It stands in the room of your delegation")}


def is_kept(form: FormData) -> bool:
    """Whether the form is to be kept, not posted."""
    return bool(forms.word(form, "keep"))


async def comment(request: Request, form: FormData, paragraph: str, document: str) -> Response:
    """Keep a comment on a paragraph."""
    database, where = house(request).database, _where(form)
    space = await database.read(lookups.space_of_paragraph, paragraph, document)
    posting = composing.posting(request, form)
    kept = await database.write(writing.keep, caller(request), paragraph, posting, where, space=space)
    return _answer(request, kept)


async def reply(request: Request, form: FormData, uid: str) -> Response:
    """Keep an answer to a comment."""
    database, where = house(request).database, _where(form)
    space = await database.read(lookups.space_of_comment, uid)
    posting = composing.posting(request, form)
    return _answer(request, await database.write(writing.keep_reply, caller(request), uid, posting, where, space=space))


def _where(form: FormData) -> writing.Where:
    return "room" if forms.word(form, "keep") == "room" else "draft"


def _answer(request: Request, kept: Kept) -> Response:
    place, said = ("room", "room-kept") if kept.is_in_room else ("drafts", "draft-kept")
    address = f"/d/{kept.document_uid}/{place}"
    if not wants_json(request):
        return go(f"{address}#k-{kept.uid}", said)
    words = translations(request.scope["language"]).gettext(SAID[said])
    return JSONResponse({"kept": kept.uid, "url": f"{address}#k-{kept.uid}", "sentence": words}, 201)


def offer(request: Request, refusal: Refusal) -> dict[str, object]:
    """The way that is open to a script where somebody who speaks as one was refused: the room of their delegation."""
    if refusal.message != AS_ONE:
        return {}
    return {"room": translations(request.scope["language"]).gettext(marked("Put it into the room"))}
