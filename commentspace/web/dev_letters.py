"""Every letter in every language, for whoever works on letters: only in the demo, from a sample world of its own."""

from asyncio import to_thread
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain.people import LANGUAGES
from commentspace.errors import NotFound
from commentspace.render.environment import interface
from commentspace.web.answers import page
from commentspace.web.demo import require_demo
from commentspace.web.guards import POLICY
from commentspace.web.house import ShownLetter, house

IN_ITS_FRAME = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
"""What the HTML part may do: have the styles that stand on its elements, and nothing else."""


async def show(request: Request) -> Response:
    """GET /dev/letters"""
    found = await _letters(request)
    kinds = list(dict.fromkeys(kind for kind, _language in found))
    subjects = {kind: {language: found[kind, language].subject for language in LANGUAGES} for kind in kinds}
    return page(request, "dev_letters.html", {"subjects": subjects, "languages": list(LANGUAGES.items())})


async def show_one(request: Request) -> Response:
    """GET /dev/letters/{kind}/{tag}"""
    letter, kind, tag = await _letter(request)
    given = {
        "kind": kind,
        "tag": tag,
        "letter": letter,
        "letter_direction": interface(tag)["direction"],
        "languages": list(LANGUAGES.items()),
    }
    answer = page(request, "dev_letter.html", given)
    answer.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return answer


async def show_html(request: Request) -> Response:
    """GET /dev/letters/{kind}/{tag}/html: the HTML part as it is, shut into a sandbox."""
    letter, _, _ = await _letter(request)
    return Response(letter.html, media_type="text/html", headers={"Content-Security-Policy": IN_ITS_FRAME})


async def _letters(request: Request) -> Mapping[tuple[str, str], ShownLetter]:
    """The samples; the first to ask waits some seconds while they are made."""
    require_demo(request)
    return await to_thread(house(request).sample_letters)


async def _letter(request: Request) -> tuple[ShownLetter, str, str]:
    kind, tag = request.path_params["kind"], request.path_params["tag"]
    letter = (await _letters(request)).get((kind, tag))
    if letter is None:
        raise NotFound()
    return letter, kind, tag
