"""The end of a round, the newest or an earlier one: what has no answer, and the moderator's signature under it."""

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import broadcasts, finishes, finishing_review, recipients, rounds
from commentspace.domain.announcements import Wording
from commentspace.domain.broadcasts import Broadcast
from commentspace.domain.finishes import FinishView
from commentspace.domain.finishing_review import Signing
from commentspace.domain.recipients import EVERYBODY, Audience
from commentspace.errors import NotFound, Refusal, marked
from commentspace.render.environment import translations
from commentspace.web import forms, life, life_values
from commentspace.web.answers import caller, page
from commentspace.web.documents import Scene
from commentspace.web.house import house

SUBJECT = marked("The review of %(symbol)s is finished")
TOLD = marked(
    "The review of %(symbol)s is finished. Comments with an answer: %(answered)s of %(comments)s. "
    "What was left without one is listed at the address below."
)


async def show_finish(request: Request) -> Response:
    """GET /d/{uid}/review/finish?round=: what is still to be dealt with, or what is to be signed, or what was."""
    return await _finish(request)


async def _finish(request: Request, refusal: Refusal | None = None, form: FormData | None = None) -> Response:
    number = _number(request, form)
    found, given = await life.read(request, lambda session, found, now: life_values.finish(session, found, now, number))
    given["key"] = forms.new_key()
    typed = forms.words(form) if form else None
    return page(request, "review_finish.html", given, may=found.may, refusal=refusal, form=typed)


async def finish(request: Request) -> Response:
    """POST /d/{uid}/review/finish: round, mark, signature, statement, to_all."""
    form = await forms.read(request)

    async def act(found: Scene) -> None:
        signing = Signing(*(forms.word(form, name) for name in ("mark", "signature", "statement")))
        review, database = await _review(request, found, form), house(request).database
        uid = await database.carry_out(finishing_review.finish(caller(request), review, signing))
        if forms.word(form, "to_all") == "yes":
            await _write_to_all(request, found, uid)

    return await life.carried_out(request, "finish", "finished", act, _finish, form)


async def undo_finish(request: Request) -> Response:
    """POST /d/{uid}/review/finish/undo: round, reason."""
    form = await forms.read(request)

    async def act(found: Scene) -> None:
        reason = forms.word(form, "reason")
        await life.write(request, found, finishing_review.undo, await _review(request, found, form), reason)

    return await life.carried_out(request, "finish", "unfinished", act, _finish, form)


def _number(request: Request, form: FormData | None) -> int:
    """The number of the round that is meant; 0 for the newest."""
    said = forms.word(form, "round") if form else request.query_params.get("round", "")
    if said and not said.isdecimal():
        raise NotFound()
    return int(said[:6]) if said else 0


async def _review(request: Request, found: Scene, form: FormData) -> str:
    """The name of that round."""
    database, number = house(request).database, _number(request, form)
    every = await database.read(rounds.of_document, found.who, found.document.id, database.now())
    of = [each.uid for each in every if number in (0, each.number)]
    if not of:
        raise NotFound()
    return of[0]


async def _write_to_all(request: Request, found: Scene, finish_uid: str) -> None:
    """Tell all members by letter, in the moderator's language, what was signed and where it stands."""
    home, who, space_id = house(request), caller(request), found.document.space_id

    def ask(session: Session) -> tuple[FinishView, Audience]:
        ended = finishes.of_document(session, found.who, found.document.id)
        return next(each for each in ended if each.uid == finish_uid), recipients.audience(session, who, space_id)

    end, to = await home.database.read(ask)
    if to.readers:
        said = translations(request.scope["language"]).gettext
        named = {"symbol": found.document.symbol, "answered": end.answered, "comments": end.comments}
        address = f"{home.settings.base_url.rstrip('/')}/d/{found.document.uid}/rounds"
        body = [said(TOLD) % named, end.statement, address]
        wording = Wording.of(said(SUBJECT) % named, "\n\n".join(part for part in body if part))
        await home.database.carry_out(broadcasts.send(who, Broadcast(space_id, wording, EVERYBODY, end.uid), to))
