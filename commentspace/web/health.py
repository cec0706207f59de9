"""Whether the program lives, and whether it can serve."""

from sqlalchemy import text
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commentspace import __version__
from commentspace.web.house import house


async def alive(_request: Request) -> Response:
    """GET /healthz: the program runs."""
    return JSONResponse({"status": "alive", "version": __version__})


async def ready(request: Request) -> Response:
    """GET /readyz: the database answers, and the program is not stopping."""
    if not house(request).is_ready():
        return JSONResponse({"status": "stopping"}, 503)
    try:
        await house(request).database.read(_asked)
    except Exception:
        return JSONResponse({"status": "the database does not answer"}, 503)
    return JSONResponse({"status": "ready"})


def _asked(session: Session) -> None:
    session.execute(text("SELECT 1"))
