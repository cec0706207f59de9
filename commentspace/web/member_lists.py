"""Many members at once, by a list: what each line would do is shown before anybody is asked."""

import csv
import io
from typing import Any

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import list_checks, list_columns, list_reading, members, spaces
from commentspace.domain.access import Caller, Standing
from commentspace.domain.bodies import fingerprint
from commentspace.domain.list_checks import Found
from commentspace.domain.list_reading import Sheet
from commentspace.domain.member_lists import Entry
from commentspace.errors import Conflict, Refusal, marked
from commentspace.formats import list_files
from commentspace.web import forms
from commentspace.web.answers import caller, page, rights, sentence
from commentspace.web.house import house
from commentspace.web.members import added_all, role_words, went

WRONG_LINES = marked("Mend the lines that are wrong, or choose to leave them out; nobody has been invited yet.")
NOBODY_NEW = marked("There is nobody new on this list, so nobody was invited.")
WILL_INVITE = frozenset({"invite", "invite-again"})


async def show(request: Request) -> Response:
    """GET /s/{slug}/members/list"""
    return await _page(request)


async def template(request: Request) -> Response:
    """GET /s/{slug}/members/list.csv: an empty list, its columns named in the language of the page."""
    _, here = await house(request).database.read(spaces.find, caller(request), request.path_params["slug"])
    here.require("invite")
    written = io.StringIO()
    csv.writer(written).writerow(list_columns.HEADERS[request.scope["language"]])
    headers = {"Content-Disposition": 'attachment; filename="members.csv"'}
    return Response(written.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


async def send(request: Request) -> Response:
    """POST /s/{slug}/members/list: shows what each line would do; with the verb "invite" it is done.

    The list travels in the form, and is read and checked again each time: sent twice, it asks nobody twice, not even
    somebody whose invitation was withdrawn in between. Each page of it has a key of its own.
    """
    form = await forms.read(request)
    typed = forms.words(form)
    try:
        typed["text"], encoding = await _list(request, form)
        _, here, _ = await house(request).database.read(_checked, caller(request), request.path_params["slug"], [])
        sheet = await run_in_threadpool(list_reading.read, typed["text"], owners=here.may("govern"))
        return await _invite(request, sheet, typed, encoding)
    except Refusal as refusal:
        return await _page(request, typed, refusal=refusal)


async def _list(request: Request, form: FormData) -> tuple[str, str]:
    """The list as text, and what a file was written in where that is not UTF-8."""
    file = await forms.upload(form, "file")
    if file is None:
        return forms.word(form, "text").replace("\r\n", "\n"), ""
    return await run_in_threadpool(list_files.decode, file[1], request.scope["language"])


async def _invite(request: Request, sheet: Sheet, typed: dict[str, str], encoding: str) -> Response:
    space, _, found = await house(request).database.read(
        _checked, caller(request), request.path_params["slug"], sheet.entries
    )
    refusal: Refusal | None = None
    if typed.get("verb") == "invite":
        if sheet.wrong and typed.get("leave_out") != "yes":
            refusal = Conflict(WRONG_LINES, field="leave_out")
        else:
            added = await added_all(request, space.id, _batches(found), _key(typed))
            if added.new:
                return went(space.slug, added)
            refusal = Conflict(NOBODY_NEW)
    return await _page(request, typed, sheet, found, encoding, refusal)


def _batches(found: list[Found]) -> list[list[Entry]]:
    """Who is to be asked, cut by the lines of the list, so that the same list is cut in the same way each time."""
    cut = [found[start : start + members.TOGETHER] for start in range(0, len(found), members.TOGETHER)]
    return [[each.entry for each in batch if each.will in WILL_INVITE] for batch in cut]


def _key(typed: dict[str, str]) -> str:
    """The key of the form with its list; a changed list is another one."""
    return f"{typed['key']}:{fingerprint(typed['text'])}" if typed.get("key") else ""


def _checked(
    session: Session, who: Caller, slug: str, entries: list[Any]
) -> tuple[spaces.SpaceView, Standing, list[Found]]:
    space, here = spaces.find(session, who, slug)
    return space, here, list_checks.check(session, here, entries)


async def _page(
    request: Request,
    typed: dict[str, str] | None = None,
    sheet: Sheet | None = None,
    found: list[Found] | None = None,
    encoding: str = "",
    refusal: Refusal | None = None,
) -> Response:
    space, here, _ = await house(request).database.read(_checked, caller(request), request.path_params["slug"], [])
    lines = _lines(request, sheet, found or []) if sheet else []
    given: dict[str, Any] = {
        "space": space,
        "lines": lines,
        "invited": sum(line["will"] in WILL_INVITE for line in lines),
        "unchanged": sum(line["will"] in ("nothing", "not") for line in lines),
        "wrong": sum(line["will"] == "wrong" for line in lines),
        "unread": sheet.unread if sheet else [],
        "encoding": encoding,
        "most": list_reading.MOST,
        "key": forms.new_key(),
    }
    return page(request, "member_list.html", given, may=rights(here), refusal=refusal, form=typed)


def _lines(request: Request, sheet: Sheet, found: list[Found]) -> list[dict[str, Any]]:
    """Each line with what would be done, or why it cannot be."""
    checked = iter(found)
    return [
        {"number": line.number, "text": line.text}
        | (
            {"will": "wrong", "sentence": sentence(request, line.refusal)}
            if line.refusal is not None
            else _values(request, next(checked))
        )
        for line in sheet.lines
    ]


def _values(request: Request, found: Found) -> dict[str, Any]:
    entry, place = found.entry, found.place
    return {
        "will": found.will,
        "name": entry.name,
        "address": entry.address,
        "organisation": entry.on_behalf_of or entry.affiliation,
        "role": role_words(request, entry.role),
        "known_as": found.known_as if found.known_as != entry.name else "",
        "is_known": bool(found.known_as),
        "member": found.member,
        "role_now": role_words(request, place.role) if place and place.role != entry.role else "",
        "differs": place is not None,
    }
