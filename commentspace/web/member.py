"""One member, for moderators: another role, the end of a membership, the invitation sent again or withdrawn."""

from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import invitations, members, roll, spaces, suppressions
from commentspace.domain.access import Caller, Standing
from commentspace.domain.member_lists import Place
from commentspace.domain.roll import RollEntry
from commentspace.errors import NotFound, Refusal
from commentspace.web import forms
from commentspace.web.answers import caller, go, page, rights
from commentspace.web.house import house
from commentspace.web.members import roles, values


def _member(session: Session, who: Caller, slug: str, uid: str) -> tuple[spaces.SpaceView, Standing, RollEntry]:
    space, here = spaces.find(session, who, slug)
    found = roll.one(session, here, uid)
    if not found.is_present:
        raise NotFound()
    return space, here, found


async def _found(request: Request) -> tuple[spaces.SpaceView, Standing, RollEntry]:
    slug, uid = request.path_params["slug"], request.path_params["uid"]
    return await house(request).database.read(_member, caller(request), slug, uid)


async def show_change(request: Request) -> Response:
    """GET /s/{slug}/members/{uid}/change"""
    return await _change_page(request)


async def _change_page(
    request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None
) -> Response:
    space, here, found = await _found(request)
    here.require("govern" if found.role == "owner" else "invite")
    given = {
        "space": space,
        "member": values(request, found, here, house(request).database.now()),
        "roles": roles(request, here),
    }
    return page(request, "member_change.html", given, may=rights(here), refusal=refusal, form=form)


async def change(request: Request) -> Response:
    """POST /s/{slug}/members/{uid}/change"""
    form = await forms.read(request)
    space, _, found = await _found(request)
    try:
        role = forms.word(form, "role", found.role)
        place = Place.of(role, forms.word(form, "affiliation"), forms.word(form, "on_behalf_of"))
        await house(request).database.write(
            members.change, caller(request), found.uid, place, space_id=space.id, space=space.id
        )
    except Refusal as refusal:
        return await _change_page(request, refusal, forms.words(form))
    return go(f"/s/{space.slug}/people/{found.person}", "member-changed")


async def show_end(request: Request) -> Response:
    """GET /s/{slug}/members/{uid}/end: what stays, and what happens."""
    return await _end_page(request)


async def _end_page(request: Request, refusal: Refusal | None = None) -> Response:
    space, here, found = await _found(request)
    if found.person_id != here.person_id:
        here.require("govern" if found.role == "owner" else "invite")
    now = house(request).database.now()
    given: dict[str, Any] = {
        "space": space,
        "member": values(request, found, here, now),
        "own": found.person_id == here.person_id,
    }
    return page(request, "member_end.html", given, may=rights(here), refusal=refusal)


async def end(request: Request) -> Response:
    """POST /s/{slug}/members/{uid}/end: of an invitation that waits (`state` "invited") only while it does."""
    form = await forms.read(request)
    database, who = house(request).database, caller(request)
    space, here, found = await _found(request)
    is_own, is_asked = found.person_id == here.person_id, forms.word(form, "state") == "invited"
    verb = invitations.withdraw if is_asked and not is_own else members.end
    try:
        await database.write(verb, who, found.uid, space_id=space.id, space=space.id)
    except Refusal as refusal:
        return await _end_page(request, refusal)
    if is_own:
        return go(f"/s/{space.slug}" if space.is_open else "/", "left")
    return go(f"/s/{space.slug}/members", "withdrawn-invitation" if is_asked else "ended")


async def invite_again(request: Request) -> Response:
    """POST /s/{slug}/members/{uid}/invitation: the letter once more."""
    space, _, found = await _found(request)
    await house(request).database.write(
        invitations.send_again, caller(request), found.uid, space_id=space.id, space=space.id
    )
    return go(f"/s/{space.slug}/members#m-{found.uid}", "invited-again")


async def try_again(request: Request) -> Response:
    """POST /s/{slug}/members/{uid}/letters: letters that came back go to this member again."""
    space, _, found = await _found(request)
    await house(request).database.write(
        suppressions.lift_for_member, caller(request), found.uid, space_id=space.id, space=space.id
    )
    return go(f"/s/{space.slug}/members#m-{found.uid}", "letters-again")
