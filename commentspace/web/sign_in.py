"""Signing in and out: GET shows, only POST uses a link up."""

from contextlib import suppress
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import sessions, sign_in
from commentspace.domain.sign_in import SignedIn
from commentspace.errors import Invalid, NotFound, Refusal
from commentspace.web import forms
from commentspace.web.answers import go, page
from commentspace.web.house import house
from commentspace.web.identity import SIXTY_DAYS, cookie, cookie_name, set_cookie

TEN_MINUTES = 600


def within(address: str) -> str:
    """Where to go afterwards: an address of ours, or the first page (a link may not lead anywhere else)."""
    parts = urlsplit(address)
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    return address if is_ours and "\\" not in address and address.isprintable() else "/"


async def show(request: Request) -> Response:
    """GET /sign-in"""
    return page(request, "sign_in.html", {"next": within(request.query_params.get("next", "/"))})


async def ask(request: Request) -> Response:
    """POST /sign-in: mail a link and a code; known and unknown addresses get the same answer."""
    form = await forms.read(request)
    address, goal = forms.word(form, "address"), within(forms.word(form, "next", "/"))
    network = request.client.host if request.client else ""
    _, _, browser = cookie(request, house(request).settings, "asked").partition(".")
    try:
        asked = await house(request).database.write(sign_in.ask, address, goal, network, browser)
    except Refusal as refusal:
        return page(request, "sign_in.html", {"next": goal}, refusal=refusal, form=forms.words(form))
    answer = page(request, "sign_in_sent.html", {"address": address.strip(), "next": goal})
    set_cookie(answer, house(request).settings, "asked", f"{asked.uid}.{asked.browser}", TEN_MINUTES)
    return answer


async def by_code(request: Request) -> Response:
    """POST /sign-in/code"""
    form = await forms.read(request)
    uid, _, browser = cookie(request, house(request).settings, "asked").partition(".")
    goal = within(forms.word(form, "next", "/"))
    try:
        answer = await house(request).database.write(
            sign_in.by_code, uid, browser, forms.word(form, "code"), request.headers.get("user-agent", "")
        )
        if isinstance(answer, str):
            raise Invalid(answer, field="code")
    except Refusal as refusal:
        given = {"address": forms.word(form, "address"), "next": goal}
        return page(request, "sign_in_sent.html", given, refusal=refusal, form={})
    return _signed_in(request, answer)


async def show_link(request: Request) -> Response:
    """GET /sign-in/{link}: shows whose link it is; scanners open links, so nothing is used up."""
    name = await house(request).database.read(sign_in.owner, request.path_params["link"], house(request).database.now())
    return page(request, "sign_in_link.html", {"name": name})


async def by_link(request: Request) -> Response:
    """POST /sign-in/{link}"""
    _, _, browser = cookie(request, house(request).settings, "asked").partition(".")
    signed_in = await house(request).database.write(
        sign_in.by_link, request.path_params["link"], browser, request.headers.get("user-agent", "")
    )
    return _signed_in(request, signed_in)


def _signed_in(request: Request, signed_in: SignedIn) -> Response:
    answer = go(within(signed_in.next_path))
    keep(request, answer, signed_in.token)
    answer.delete_cookie(cookie_name(house(request).settings, "asked"), path="/")
    return answer


def keep(request: Request, answer: Response, token: str) -> None:
    """Put the session's token into the browser."""
    set_cookie(answer, house(request).settings, "session", token, SIXTY_DAYS)


async def out(request: Request) -> Response:
    """POST /sign-out: ends the session, and with it its sockets."""
    token = cookie(request, house(request).settings, "session")
    if token:
        with suppress(NotFound):  # a session that is gone is over already
            house(request).signed_out(await house(request).database.write(sessions.out, token))
    answer = go("/")
    answer.delete_cookie(cookie_name(house(request).settings, "session"), path="/")
    return answer
