"""A filled file that was sent: what was found in it, decided row by row, posted, taken back."""

from typing import NamedTuple

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import (
    documents,
    mail_pieces,
    submission_row_views,
    submission_rows,
    submission_views,
)
from commentspace.domain.access import Caller, Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.mail_pieces import Spot
from commentspace.domain.submission_row_views import PART, RowView
from commentspace.domain.submission_rows import Choice
from commentspace.domain.submission_views import SubmissionView
from commentspace.domain.submissions import WAITING
from commentspace.errors import NotFound, Refusal
from commentspace.web import forms
from commentspace.web.answers import caller, document_values, go, page, rights
from commentspace.web.house import house
from commentspace.web.saving import for_saving
from commentspace.web.submission_words import row_values, said_note, states
from commentspace.web.submission_works import post_some

AT_ONCE = 12
"""Batches that are posted before the answer; the rest goes on behind it."""
OUT = "out"
FIND = "find-"


class Sheet(NamedTuple):
    """One page of a submission: its rows in one state, or one page of all."""

    about: SubmissionView
    document: DocumentView
    who: Standing
    state: str
    page: int
    pages: int
    rows: list[RowView]
    found: list[Spot]


def _sheet(session: Session, who: Caller, path: dict[str, str], asked: tuple[str | None, int], words: str) -> Sheet:
    about, here = _about(session, who, path)
    document, _ = documents.find(session, who, about.document)
    state = asked[0] if asked[0] is not None else _first_state(about)
    pages = max(1, -(-submission_row_views.size(session, about, state) // PART))
    number = min(max(1, asked[1]), pages)
    rows = submission_row_views.rows(session, here, about, state, number)
    found = mail_pieces.of_document(session, document, words) if words else []
    return Sheet(about, document, here, state, number, pages, rows, found)


def _about(session: Session, who: Caller, path: dict[str, str]) -> tuple[SubmissionView, Standing]:
    about, here = submission_views.view(session, who, path["submission"])
    if about.document != path["uid"]:
        raise NotFound()
    return about, here


def _first_state(about: SubmissionView) -> str:
    """What waits for somebody comes first, then what was new."""
    counts = about.counts
    numbers = {"undecided": counts.undecided, "refused": counts.refused, "ready": counts.ready, "posted": counts.posted}
    return next((state for state, number in numbers.items() if number), "")


async def show_one(request: Request) -> Response:
    """GET /d/{uid}/files/{submission}: ?show= one state, ?page="""
    return await _one_page(request)


async def _one_page(
    request: Request,
    refusal: Refusal | None = None,
    form: dict[str, str] | None = None,
    finding: tuple[str, str] = ("", ""),
) -> Response:
    """The page; `finding` is a row, and the words by which its paragraph is looked for."""
    asked = request.query_params
    show, number = asked.get("show"), forms.whole(asked.get("page", ""), 1)
    state = show if show in ("", *submission_row_views.STATES) else None
    row, words = finding
    at = await house(request).database.read(_sheet, caller(request), request.path_params, (state, number), words)
    counts = at.about.counts
    given = {
        "document": document_values(at.document),
        "file": at.about,
        "counts": counts,
        "notes": said_note(request, at.about.note),
        "states": states(request, counts),
        "state": at.state,
        "page": at.page,
        "pages": at.pages,
        "rows": [row_values(request, each) for each in at.rows],
        "finding": row,
        "words_asked": words,
        "found": at.found,
        "decides": at.about.is_own or at.who.may("moderate"),
        "posts": at.about.is_own or at.about.door == "mail" or bool(counts.posted),
    }
    return page(request, "submission.html", given, may=rights(at.who), refusal=refusal, form=form)


async def decide(request: Request) -> Response:
    """POST /d/{uid}/files/{submission}: keep the choices of one page; find a paragraph; post; try again."""
    form = await forms.read(request, forms.FIELDS_OF_SETTINGS)
    verb, database, who = forms.word(form, "verb"), house(request).database, caller(request)
    about, _ = await database.read(_about, who, request.path_params)
    try:
        if choices := await _choices(request, form):
            await database.write(submission_rows.decide, who, about.uid, choices, space=about.space_id)
        if verb in ("post", "again"):
            await database.write(submission_rows.press, who, about.uid, again=verb == "again")
    except NotFound:
        raise
    except Refusal as refusal:
        return await _one_page(request, refusal, forms.words(form))
    if verb.startswith(FIND):
        row = verb.removeprefix(FIND)
        return await _one_page(request, form=forms.words(form), finding=(row, forms.word(form, f"words-{row}")[:200]))
    if verb not in ("post", "again"):
        return go(request.url.path, "choices-kept", **_shown(form))
    if await post_some(database, about.id, AT_ONCE):
        house(request).submissions_wait()
        return go(request.url.path, "file-posting")
    return go(request.url.path, "file-posted")


def _shown(form: FormData) -> dict[str, str]:
    """What was looked at, unless that was what waits: of that, what is left comes by itself."""
    show = forms.word(form, "show")
    return {"show": show} if show in submission_row_views.STATES and show != "undecided" else {}


async def _choices(request: Request, form: FormData) -> list[Choice]:
    """What the form says of its rows: a number chooses a candidate, "p-UID" another paragraph, "out" leaves it out.

    While somebody looks for the paragraph of a row, nothing is said of it.
    """
    looked_for = forms.word(form, "verb").removeprefix(FIND)
    said = {name.removeprefix("place-"): value for name, value in forms.words(form).items() if name[:6] == "place-"}
    said.pop(looked_for, None)
    if not said:
        return []
    kept = await house(request).database.read(_named, caller(request), request.path_params, tuple(said))
    return [choice for row in kept if (choice := _choice(row, said[row.uid])) is not None]


def _named(session: Session, who: Caller, path: dict[str, str], names: tuple[str, ...]) -> list[RowView]:
    about, here = _about(session, who, path)
    return submission_row_views.named(session, here, about, names)


def _choice(row: RowView, said: str) -> Choice | None:
    """None where that is how the row stands already."""
    if said == OUT:
        return None if row.verdict == "dropped" else Choice(row.uid, "leave out")
    if said == "open":
        return Choice(row.uid, "open") if row.chosen else None
    if said.startswith("p-"):
        return Choice(row.uid, "place", said.removeprefix("p-"))
    at = forms.whole(said, len(row.candidates))
    if at >= len(row.candidates):
        return None
    place, stands = row.candidates[at], row.chosen
    is_there = stands is not None and (stands.uid, stands.start, stands.end) == (place.uid, place.start, place.end)
    if is_there and row.verdict in WAITING:
        return None
    return Choice(row.uid, "place", place.uid, place.start, place.end)


async def take_back(request: Request) -> Response:
    """POST /d/{uid}/files/{submission}/withdrawal: all comments that were posted of it."""
    database, who = house(request).database, caller(request)
    about, _ = await database.read(_about, who, request.path_params)
    await database.carry_out(submission_rows.take_back(who, about.uid, about.space_id))
    return go(f"/d/{about.document}/files/{about.uid}", "file-taken-back")


async def raw(request: Request) -> Response:
    """GET /d/{uid}/files/{submission}/file: as it came, for saving."""
    about, _ = await house(request).database.read(_about, caller(request), request.path_params)
    name, content = await house(request).database.read(submission_views.file, caller(request), about.uid)
    return for_saving(name, "application/octet-stream", content)
