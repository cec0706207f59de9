"""What an address asks of the reading room: which comments, around which place, and how much at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from commentspace.domain.filters import Filter
from commentspace.domain.windows import Asked

MARK = re.compile(r"[pc]-[a-z2-7]{16}")


@dataclass(frozen=True, slots=True)
class Wish:
    """`whole` for everything on one page, `finds` with the form that asks for other things."""

    filter: Filter
    asked: Asked
    whole: bool
    finds: bool

    @property
    def is_part(self) -> bool:
        """Whether a page asks for more, rather than a person for a page."""
        return bool(self.asked.after or self.asked.before)

    @classmethod
    def of(cls, request: Request) -> "Wish":
        """What the query says; what makes no sense in it counts as not said."""
        query = request.query_params
        asked = Asked(at=_mark(query, "at"), until=_mark(query, "until"))
        return cls(Filter.of(query), asked, "whole" in query, "find" in query)

    @classmethod
    def of_part(cls, request: Request) -> "Wish":
        """The same for a part that a page asks for, to be put after or before what it shows."""
        query = request.query_params
        asked = Asked(after=_mark(query, "after"), before=_mark(query, "before"))
        return cls(Filter.of(query), asked, whole=False, finds=False)


def _mark(query: Mapping[str, str], name: str) -> str:
    given = query.get(name, "")
    return given if MARK.fullmatch(given) else ""
