"""The link at the end of a letter from somebody: its reader ends such letters, or reports it, without signing in."""

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import blocks
from commentspace.domain.access import Caller
from commentspace.web import letters
from commentspace.web.answers import go
from commentspace.web.house import house


async def _reader(request: Request) -> tuple[Caller, str, str]:
    """For whom the letter was, its name, and the address of its page."""
    home, token = house(request), request.path_params["token"]
    who, uid = await home.database.read(blocks.by_link, token, home.settings.secret_key)
    return who, uid, f"/received/{token}"


async def show(request: Request) -> Response:
    """GET /received/{token}: shows the letter and what can be done; nothing is changed."""
    return await letters.received_page(request, *await _reader(request))


async def block(request: Request) -> Response:
    """POST /received/{token}/block"""
    who, uid, path = await _reader(request)
    await house(request).database.write(blocks.block, who, uid)
    return go(path, "blocked")


async def report(request: Request) -> Response:
    """POST /received/{token}/report"""
    return await letters.told(request, *await _reader(request))
