"""Members: added singly or by a list, of which nothing is taken unless every line can be."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import member_lists, members, spaces
from commentspace.domain.access import Caller
from commentspace.domain.member_lists import Entry, Problem
from commentspace.domain.people import LANGUAGES
from commentspace.errors import Invalid, Refusal, marked
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import caller, go, page, rights, sentence
from commentspace.web.house import house

ROLES = {
    "reader": marked("reader"),
    "participant": marked("participant"),
    "moderator": marked("moderator"),
    "owner": marked("owner"),
}


async def show(request: Request) -> Response:
    """GET /s/{slug}/members"""
    return await _page(request)


async def _page(
    request: Request,
    refusal: Refusal | None = None,
    form: FormData | None = None,
    problems: list[Problem] | None = None,
) -> Response:
    space, may, found = await house(request).database.read(_members, caller(request), request.path_params["slug"])
    said = translations(request.scope["language"]).gettext
    given: dict[str, Any] = {
        "space": space,
        "members": [{**_values(member), "role_words": said(ROLES[member.role])} for member in found],
        "roles": [(role, said(words)) for role, words in ROLES.items()],
        "languages": list(LANGUAGES.items()),
        "lines": [
            {"line": wrong.line, "text": wrong.text, "sentence": sentence(request, wrong.refusal)}
            for wrong in problems or []
        ],
    }
    answer = page(
        request, "members.html", given, may=may, refusal=refusal, form=forms.words(form) if form is not None else None
    )
    if problems:
        answer.status_code = 422
    return answer


def _values(member: members.MemberView) -> dict[str, Any]:
    return {name: getattr(member, name) for name in members.MemberView.__dataclass_fields__}


def _members(
    session: Session, who: Caller, slug: str
) -> tuple[spaces.SpaceView, frozenset[str], list[members.MemberView]]:
    space, here = spaces.find(session, who, slug)
    return space, rights(here), members.of_space(session, here)


async def add(request: Request) -> Response:
    """POST /s/{slug}/members"""
    form = await forms.read(request)
    fields = ("name", "address", "affiliation", "on_behalf_of", "role", "language")
    try:
        entry = Entry.of(*(forms.word(form, name) for name in fields))
        return await _add(request, [entry])
    except Refusal as refusal:
        return await _page(request, refusal, form)


async def add_list(request: Request) -> Response:
    """POST /s/{slug}/members/list: CSV, pasted or as a file."""
    form = await forms.read(request)
    try:
        entries, problems = member_lists.read_list(await _list(form))
        if problems:
            return await _page(request, form=form, problems=problems)
        return await _add(request, entries)
    except Refusal as refusal:
        return await _page(request, refusal, form)


async def _list(form: FormData) -> str:
    file = await forms.upload(form, "file")
    if file is None:
        return forms.word(form, "text")
    try:
        return file[1].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(
            marked("The list is not in UTF-8. Save it as “CSV UTF-8” and send it again."), field="file"
        ) from error


async def _add(request: Request, entries: list[Entry]) -> Response:
    space, _ = await house(request).database.read(spaces.find, caller(request), request.path_params["slug"])
    added = await _added(request, space.id, entries)
    address = f"/s/{space.slug}/members"
    if added.new and added.known:
        return go(address, "added-some", new=str(added.new), known=str(added.known))
    return go(address, "added" if added.new else "known")


async def _added(request: Request, space_id: int, entries: list[Entry]) -> members.Added:
    """Add them in batches; what is refused is refused before the first."""
    who, database = caller(request), house(request).database
    await database.read(members.require_addable, who, space_id, entries)
    new = 0
    for start in range(0, len(entries), members.TOGETHER):
        batch = entries[start : start + members.TOGETHER]
        new += (await database.write(members.add, who, space_id, batch, space=space_id)).new
    return members.Added(new, len(entries) - new)


async def end(request: Request) -> Response:
    """POST /s/{slug}/members/{uid}/end"""
    space, _ = await house(request).database.read(spaces.find, caller(request), request.path_params["slug"])
    await house(request).database.write(
        members.end, caller(request), request.path_params["uid"], space_id=space.id, space=space.id
    )
    return go(f"/s/{space.slug}/members", "ended")
