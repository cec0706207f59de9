"""The mail that came in from oneself: what became of it, what was left out, and putting that where it belongs."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import documents, mail_pieces, own_mail, submission_views, why
from commentspace.domain.access import Caller
from commentspace.domain.inbound import Verdict
from commentspace.domain.mail_pieces import Spot
from commentspace.domain.own_mail import PAGE, OwnMail
from commentspace.errors import NotFound, Refusal, SignInNeeded
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house
from commentspace.web.inbound import LONGEST_QUESTION, spots
from commentspace.web.inbound_acts import choice
from commentspace.web.inbound_words import OWN, VERDICTS
from commentspace.web.saving import for_saving


async def show(request: Request) -> Response:
    """GET /mail"""
    number = max(1, forms.whole(request.query_params.get("page", ""), 1))
    found, size = await house(request).database.read(_list, caller(request), number)
    given = {"mails": [_line(request, mail) for mail in found], "page": number, "pages": -(-size // PAGE)}
    return page(request, "own_mail.html", given)


def _list(session: Session, who: Caller, number: int) -> tuple[list[OwnMail], int]:
    return own_mail.of_person(session, who, number), own_mail.size(session, who)


def _line(request: Request, mail: OwnMail) -> dict[str, Any]:
    said = translations(request.scope["language"]).gettext
    mark, _ = VERDICTS.get(mail.verdict, VERDICTS[""])
    words, reason = said(OWN.get(mail.verdict, OWN[""])), why.said(mail.reason, said)
    if mail.verdict == Verdict.ASKED and reason:  # a yes or a no, after which nothing is sent
        words, reason = reason, ""
    return {"mail": mail, "mark": mark, "words": words, "why": reason}


async def show_one(request: Request) -> Response:
    """GET /mail/{uid}: ?document=&words= finds paragraphs for what was left out."""
    return await _one_page(request)


async def _one_page(
    request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None, chosen: Sequence[str] = ()
) -> Response:
    uid, asked = request.path_params["uid"], request.query_params
    document = (form or {}).get("document", asked.get("document", ""))
    words = (form or {}).get("words", asked.get("words", ""))[:LONGEST_QUESTION]
    mail, known, found = await house(request).database.read(_one, caller(request), uid, document, words)
    sent = await house(request).database.read(submission_views.of_mail, caller(request), uid)
    given = {
        **_line(request, mail),
        "address": f"/mail/{uid}",
        "sent": sent,
        "found": found,
        "documents": known,
        "document": document,
        "words_asked": words,
        "chosen": chosen or asked.getlist("piece"),
        "key": (form or {}).get("key") or forms.new_key(),
    }
    return page(request, "own_mail_one.html", given, refusal=refusal, form=form)


def _one(
    session: Session, who: Caller, uid: str, document: str, words: str
) -> tuple[OwnMail, list[tuple[str, str]], list[Spot]]:
    mail = own_mail.one(session, who, uid)
    known = documents.of_spaces(session, own_mail.spaces_of(session, who)) if mail.is_fileable else []
    return mail, [(each.uid, f"{each.symbol} {each.title}") for each in known], spots(session, known, document, words)


async def file(request: Request) -> Response:
    """POST /mail/{uid}/filing: what was left out, or came back, goes where its writer says."""
    form, uid, database = (
        await forms.read(request, forms.FIELDS_OF_SETTINGS),
        request.path_params["uid"],
        house(request).database,
    )
    chosen = choice(form)
    try:
        space = await database.read(mail_pieces.space_of, chosen.place)
        posted = await database.write(own_mail.file, caller(request), uid, chosen, space=space)
    except SignInNeeded:
        raise
    except NotFound:
        raise
    except Refusal as refusal:
        return await _one_page(request, refusal, forms.words(form), [str(each) for each in form.getlist("piece")])
    return go(f"/c/{posted.uid}", "held" if posted.held else "posted")


async def raw(request: Request) -> Response:
    """GET /mail/{uid}/message.eml: as it came, for saving."""
    uid = request.path_params["uid"]
    content = await house(request).database.read(own_mail.raw, caller(request), uid)
    return for_saving(f"{uid}.eml", "text/plain; charset=utf-8", content)
