"""The browser's door as a whole: routes behind their guards, and refusals turned into pages."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import Lifespan

from commentspace.errors import NotFound, Refusal
from commentspace.settings import LOOPBACK, Settings
from commentspace.web.answers import refused
from commentspace.web.api.endpoints import ROOT
from commentspace.web.api.endpoints import refused as api_refused
from commentspace.web.api.routes import ROUTES as OF_PROGRAMS
from commentspace.web.broken import Broken
from commentspace.web.guards import Bounded, Guarded, SameSite
from commentspace.web.house import House
from commentspace.web.identity import Identity
from commentspace.web.log import Logged
from commentspace.web.routes import ROUTES


def site(house: House, more: Sequence[BaseRoute], lifespan: Lifespan[Starlette]) -> Starlette:
    """The application; `more` are the routes of other doors."""
    broken = Broken(house.environment, house.assets)
    app = Starlette(
        routes=[*ROUTES, *OF_PROGRAMS, *more],
        middleware=[
            Middleware(Logged),
            Middleware(Guarded, house.settings),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts(house.settings), www_redirect=False),
            Middleware(SameSite, house.settings),
            Middleware(Identity, house.settings, house.database),
            Middleware(Bounded),
        ],
        exception_handlers={Refusal: _refusal, HTTPException: _http, Exception: broken.answer},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # an address is one or is none
    app.state.house = house
    return app


def hosts(settings: Settings) -> list[str]:
    """The names by which we are asked for: the base URL's, and any of the loopback's when it is one of them."""
    if settings.is_loopback:
        return sorted(LOOPBACK | {settings.hostname})
    return [settings.hostname]


async def _refusal(request: Request, error: Exception) -> Response:
    """Whatever form a refusal came from, what was written in it is handed back."""
    return refused(request, error if isinstance(error, Refusal) else Refusal())


async def _http(request: Request, error: Exception) -> Response:
    """What Starlette itself refuses: an address where nothing is, or a method that it does not take."""
    of_program = request.url.path.startswith(ROOT + "/")
    answer = api_refused(request, NotFound()) if of_program else refused(request, NotFound())
    if isinstance(error, HTTPException):
        answer.status_code = error.status_code
        answer.headers.update(error.headers or {})
    return answer
