"""Which language version of a document somebody reads: asked for in the address, remembered in their browser."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain.access import Standing
from commentspace.domain.documents import DocumentView
from commentspace.domain.versions import reading
from commentspace.domain.versions.reading import VersionView
from commentspace.render.addresses import asked as address
from commentspace.render.tongues import autonym
from commentspace.text.languages import direction
from commentspace.web.house import house
from commentspace.web.identity import cookie, set_cookie
from commentspace.web.wishes import version_of

COOKIE = "versions"
MOST, A_YEAR = 20, 365 * 24 * 3600
_PAIR = re.compile(r"([a-z2-7]{16})\.([A-Za-z0-9-]{2,20})")


class Choice(NamedTuple):
    """What the address asks for, what was read last, and the language of the interface."""

    asked: str
    known: str
    language: str

    @classmethod
    def of(cls, request: Request) -> "Choice":
        """Read it from a request about a document; what makes no sense counts as not said."""
        known = remembered(request).get(request.path_params["uid"], "")
        return cls(version_of(request.query_params), known, request.scope["language"])

    def read(self, session: Session, who: Standing, document: DocumentView, mark: str = "") -> DocumentView:
        """The document in the version that is to be read."""
        return reading.chosen(session, who, document, self.asked, self.known, [self.language], mark)


def remembered(request: Request) -> dict[str, str]:
    """The versions that were read in this browser, by the names of the documents, the last one last."""
    pairs = cookie(request, house(request).settings, COOKIE).split("~")
    return {match[1]: match[2] for pair in pairs if (match := _PAIR.fullmatch(pair))}


def remember(request: Request, answer: Response, document: DocumentView) -> None:
    """Remember a version that was asked for and is there."""
    before, tag = remembered(request), version_of(request.query_params)
    if tag == document.reads and before.get(document.uid) != tag:
        before.pop(document.uid, None)
        kept = list((before | {document.uid: tag}).items())[-MOST:]
        value = "~".join(f"{uid}.{each}" for uid, each in kept)
        set_cookie(answer, house(request).settings, COOKIE, value, A_YEAR)


def switch(document: DocumentView, versions: Sequence[VersionView], beside: str) -> dict[str, object] | None:
    """The ways to the other versions, and to two beside each other; None where there is one only."""
    if len(versions) < 2:
        return None
    page = f"/d/{document.uid}"
    ways = [
        {
            "language": each.language,
            "direction": each.direction,
            "name": autonym(each.language),
            "is_read": each.language == document.reads,
            "is_beside": each.language == beside,
            "address": address(page, {"version": each.language}),
            "beside": address(page, {"version": document.reads, "beside": each.language}),
        }
        for each in versions
    ]
    return {
        "name": autonym(document.reads),
        "language": document.reads,
        "direction": direction(document.reads),
        "ways": ways,
        "alone": address(page, {"version": document.reads}) if beside else "",
    }
