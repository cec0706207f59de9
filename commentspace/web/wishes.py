"""What an address asks of the reading room: which comments, around which place, and how much at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from commentspace.domain.filters import Filter
from commentspace.domain.windows import Asked

MARK = re.compile(r"[pc]-[a-z2-7]{16}")
TAG = re.compile(r"[A-Za-z0-9-]{2,20}")


@dataclass(frozen=True, slots=True)
class Wish:
    """`whole` for everything on one page, `finds` with the form that asks for other things."""

    filter: Filter
    asked: Asked
    whole: bool
    finds: bool
    version: str = ""
    """The language version to be read."""
    beside: str = ""
    """Another one, to be read beside it."""

    @property
    def is_part(self) -> bool:
        """Whether a page asks for more, rather than a person for a page."""
        return bool(self.asked.after or self.asked.before)

    @property
    def query(self) -> dict[str, str]:
        """What addresses of other parts of the same page keep of it."""
        return {**self.filter.query, "version": self.version, "beside": self.beside}

    @classmethod
    def of(cls, request: Request) -> "Wish":
        """What the query says; what makes no sense in it counts as not said."""
        query = request.query_params
        asked = Asked(at=_mark(query, "at"), until=_mark(query, "until"))
        return cls(Filter.of(query), asked, "whole" in query, "find" in query, **_versions(query))

    @classmethod
    def of_part(cls, request: Request) -> "Wish":
        """The same for a part that a page asks for, to be put after or before what it shows."""
        query = request.query_params
        asked = Asked(after=_mark(query, "after"), before=_mark(query, "before"))
        return cls(Filter.of(query), asked, whole=False, finds=False, **_versions(query))


def _mark(query: Mapping[str, str], name: str) -> str:
    given = query.get(name, "")
    return given if MARK.fullmatch(given) else ""


def version_of(query: Mapping[str, str], name: str = "version") -> str:
    """The language version that a query names; what is no tag counts as not said."""
    given = query.get(name, "")
    return given if TAG.fullmatch(given) else ""


def _versions(query: Mapping[str, str]) -> dict[str, str]:
    return {name: version_of(query, name) for name in ("version", "beside")}
