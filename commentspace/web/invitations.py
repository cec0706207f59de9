"""The link in a letter of invitation: who follows it signed in has come; it also says how not to be asked again."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import invited, signing
from commentspace.domain.invited import InvitationView
from commentspace.errors import NotFound
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house


async def _found(request: Request) -> InvitationView:
    home = house(request)
    uid = signing.verify("invitation", request.path_params["token"], home.settings.secret_key)
    if uid is None:
        raise NotFound()
    return await home.database.read(invited.find, uid)


async def show(request: Request) -> Response:
    """GET /invitations/{token}: on to the space for the person who was asked; for anybody else a page about it.

    To have come is noted by GET: only the person's own browser, signed in, can do it, and no scanner of mail.
    """
    found, who = await _found(request), caller(request)
    if found.state in ("waiting", "accepted") and who.person_id == found.person_id:
        if found.state == "waiting":
            await house(request).database.write(invited.accept, who, found.uid)
        return go(f"/s/{found.slug}")
    return _page(request, found)


def _page(request: Request, found: InvitationView) -> Response:
    known = request.scope["known"]
    given: dict[str, Any] = {
        "invitation": found,
        "token": request.path_params["token"],
        "other": known.name if known is not None and known.person_id != found.person_id else None,
    }
    return page(request, "invitation.html", given)


async def decline(request: Request) -> Response:
    """POST /invitations/{token}/refusal: they do not want to be asked again."""
    return await _answer(request, invited.decline)


async def take_up(request: Request) -> Response:
    """POST /invitations/{token}/acceptance: they had declined, and have changed their mind."""
    return await _answer(request, invited.take_up)


async def _answer(request: Request, verb: Any) -> Response:
    found = await _found(request)
    await house(request).database.write(verb, found.uid, space_id=found.space_id, space=found.space_id)
    return go(f"/invitations/{request.path_params['token']}")
