"""What is said when something broke on our side: pages made when the program starts, so that they cannot break too."""

from itertools import product

from jinja2 import Environment
from markupsafe import escape
from psycopg import OperationalError
from sqlalchemy.exc import DBAPIError
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from commentspace.domain.people import LANGUAGES
from commentspace.errors import marked
from commentspace.render.environment import interface, translations
from commentspace.web import forms
from commentspace.web.answers import wants_json
from commentspace.web.assets import Assets
from commentspace.web.guards import HEADERS, SAFE
from commentspace.web.house import house
from commentspace.web.identity import preferred

FOR_SCRIPTS = marked(
    "Something broke on our side. Your text is kept here; send it again in a minute. Sending it twice does no harm."
)
KEPT = "{what was written}"
"""Stands in a made page for what is known only when something has broken."""

IN_A_MINUTE = "60"
"""Seconds after which it is worth asking a server again that was away."""


class Broken:
    """The pages of all languages, for a request that has or has not sent something, and the answer to each."""

    def __init__(self, environment: Environment, assets: Assets):
        template = environment.get_template("broken.html")
        self._pages = {
            (language, away, bool(sent), bool(kept)): template.render(
                interface(language), away=away, sent=sent, kept=kept, static=assets.address
            )
            for language, away, (sent, kept) in product(LANGUAGES, (False, True), ((0, ""), (1, ""), (1, KEPT)))
        }

    async def answer(self, request: Request, error: Exception) -> Response:
        """500, or 503 while the server stops or cannot reach its database; what was written is handed back."""
        away = not house(request).is_ready() or is_out_of_reach(error)
        status = 503 if away else 500
        headers = HEADERS | {"Cache-Control": "no-store"} | ({"Retry-After": IN_A_MINUTE} if away else {})
        language = request.scope.get("language") or preferred(request.headers.get("accept-language", ""))
        if wants_json(request):
            sentence = translations(language).gettext(FOR_SCRIPTS)
            return JSONResponse({"refusal": "Broken", "sentence": sentence, "field": None}, status, headers)
        kept = forms.kept(request)
        page = self._pages[language, away, request.method not in SAFE, bool(kept)]
        return HTMLResponse(page.replace(KEPT, escape(kept)), status, headers)


def is_out_of_reach(error: Exception) -> bool:
    """Whether the database could not be asked at all, as opposed to a mistake in what it was asked."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or isinstance(error.orig, OperationalError)
    return isinstance(error, OperationalError)
