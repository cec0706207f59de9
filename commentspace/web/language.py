"""The language of the pages for who has not signed in: kept by their browser, else the one that it asks for."""

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain.people import LANGUAGES
from commentspace.errors import Invalid, marked
from commentspace.web import forms
from commentspace.web.answers import go
from commentspace.web.house import house
from commentspace.web.identity import set_cookie
from commentspace.web.sign_in import within

A_YEAR = 365 * 24 * 3600


async def choose(request: Request) -> Response:
    """POST /language: whoever has signed in chooses it in their settings."""
    form = await forms.read(request)
    language = forms.word(form, "language")
    if language not in LANGUAGES:
        raise Invalid(marked("Choose one of the languages in the list."), field="language")
    answer = go(within(forms.word(form, "next", "/")))
    set_cookie(answer, house(request).settings, "language", language, A_YEAR)
    return answer
