"""Feeds and calendars for programs that cannot sign in: by a secret address of a person's own."""

from collections.abc import Callable, Sequence
from http import HTTPStatus

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import documents, exports, spaces, tokens
from commentspace.domain.access import Caller
from commentspace.domain.exported import Exported
from commentspace.errors import NotFound
from commentspace.formats.options import Options
from commentspace.render import calendar, feed
from commentspace.web.answers import caller, document_values, etag_of, page, unchanged
from commentspace.web.documents import scene
from commentspace.web.house import house

Write = Callable[[Sequence[Exported], Options], bytes]


async def make(request: Request) -> Response:
    """POST /d/{uid}/feeds: new secret addresses, which this page alone shows."""
    home, uid = house(request), request.path_params["uid"]
    found = await home.database.read(scene, caller(request), uid, home.database.now())
    key = await home.database.write(tokens.make_feed, caller(request))
    start = f"{home.settings.base_url.rstrip('/')}/feeds/{key}"
    given = {
        "document": document_values(found.document),
        "feed": f"{start}/d/{uid}.atom",
        "calendar": f"{start}/d/{uid}.ics",
        "space_calendar": f"{start}/s/{found.document.space}.ics",
    }
    return page(request, "feeds.html", given)


async def of_document(request: Request) -> Response:
    """GET /feeds/{key}/d/{uid}.atom"""

    def found(session: Session, who: Caller) -> list[Exported]:
        return [_gathered(session, who, request, request.path_params["uid"])]

    return await _sent(request, found, lambda made, options: feed.write(made[0], options), feed.TYPE)


async def review_of_document(request: Request) -> Response:
    """GET /feeds/{key}/d/{uid}.ics"""

    def found(session: Session, who: Caller) -> list[Exported]:
        return [_gathered(session, who, request, request.path_params["uid"])]

    return await _sent(request, found, calendar.of_all, calendar.TYPE)


async def reviews_of_space(request: Request) -> Response:
    """GET /feeds/{key}/s/{slug}.ics"""

    def found(session: Session, who: Caller) -> list[Exported]:
        _, here = spaces.find(session, who, request.path_params["slug"])
        return [_gathered(session, who, request, each.uid) for each in documents.of_space(session, here)]

    return await _sent(request, found, calendar.of_all, calendar.TYPE)


def _gathered(session: Session, who: Caller, request: Request, uid: str) -> Exported:
    home = house(request)
    return exports.gather(session, who, uid, now=home.database.now(), base_url=home.settings.base_url)


async def _sent(
    request: Request, found: Callable[[Session, Caller], list[Exported]], write: Write, media_type: str
) -> Response:
    """What the person of the key may see now; 304 where the reader has it (RFC 9110, section 15.4.5)."""
    database, key = house(request).database, request.path_params["key"]

    def gathered(session: Session) -> tuple[str, list[Exported]]:
        try:
            holder = tokens.holder(session, key, database.now(), of_feeds=True)
        except tokens.Unknown as unknown:
            raise NotFound() from unknown
        return holder.language, found(session, Caller(holder.person_id, "web"))

    language, exported = await database.read(gathered)
    etag = etag_of(language, [_version(each) for each in exported])
    content = write(exported, Options(language=language))
    headers = {"Content-Type": media_type, "ETag": etag, "Cache-Control": "private, no-cache"}
    return unchanged(request, etag) or Response(content, HTTPStatus.OK, headers)


def _version(exported: Exported) -> object:
    return exported.uid, exported.title, exported.review, exported.comments
