"""One's own mail addresses. A mailed link shows what it would do; only its button does it."""

from collections.abc import Callable

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import addresses, suppressions
from commentspace.domain.access import Caller
from commentspace.errors import Conflict, Refusal
from commentspace.web import forms
from commentspace.web.answers import caller, go, page
from commentspace.web.house import house

HERE = "/settings/addresses"


async def show(request: Request) -> Response:
    """GET /settings/addresses"""
    return await _page(request)


async def _page(request: Request, refusal: Refusal | None = None, form: dict[str, str] | None = None) -> Response:
    found, returned = await house(request).database.read(_addresses, caller(request))
    given = {"addresses": found, "returned": {each.address: each for each in returned}}
    return page(request, "settings_addresses.html", given, refusal=refusal, form=form)


def _addresses(session: Session, who: Caller) -> tuple[list[addresses.AddressView], list[suppressions.Suppressed]]:
    return addresses.of_person(session, who), suppressions.of_person(session, who)


async def ask(request: Request) -> Response:
    """POST /settings/addresses: mails a link; the answer is the same whosever the address is."""
    form = await forms.read(request)
    try:
        await house(request).database.write(addresses.ask, caller(request), forms.word(form, "address"))
    except Refusal as refusal:
        return await _page(request, refusal, forms.words(form))
    return go(HERE, "address-asked")


async def make_main(request: Request) -> Response:
    """POST /settings/addresses/main"""
    return await _change(request, addresses.make_main, "kept")


async def remove(request: Request) -> Response:
    """POST /settings/addresses/removal"""
    return await _change(request, addresses.remove, "address-removed")


async def try_again(request: Request) -> Response:
    """POST /settings/addresses/letters: letters go there again."""
    return await _change(request, suppressions.lift, "letters-again")


async def _change(request: Request, verb: Callable[..., None], said: str) -> Response:
    form = await forms.read(request)
    try:
        await house(request).database.write(verb, caller(request), forms.word(form, "address"))
    except Conflict as refusal:
        return await _page(request, refusal)
    return go(HERE, said)


async def show_link(request: Request) -> Response:
    """GET /settings/addresses/{token}"""
    home, token = house(request), request.path_params["token"]
    secret, now = home.settings.secret_key, home.database.now()
    address = await home.database.read(addresses.read, caller(request), token, secret, now)
    return page(request, "settings_address_link.html", {"address": address})


async def add(request: Request) -> Response:
    """POST /settings/addresses/{token}"""
    home, token = house(request), request.path_params["token"]
    await home.database.write(addresses.add, caller(request), token, home.settings.secret_key)
    return go(HERE, "address-added")
