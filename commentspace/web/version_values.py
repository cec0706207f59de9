"""A text in another language beside the original, as its page shows it: what is doubtful first, in parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commentspace.domain.revisions.plans import Plan
from commentspace.domain.versions import beside
from commentspace.domain.versions.beside import Row, Stands
from commentspace.errors import marked
from commentspace.text.alignment import Doubt
from commentspace.text.languages import direction
from commentspace.text.markdown import to_text
from commentspace.web import forms

A_PAGE = 40
"""Rows of one page."""
LONGEST = 600
"""Characters of a paragraph that are shown."""

WHY = {
    Doubt.ALIKE.value: marked("It would fit nearly as well elsewhere."),
    Doubt.FAR.value: marked("The two have little in common."),
    Doubt.LOST.value: marked("It stands beside none, and will not be in the version."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are wanted: the doubtful ones or all, and which page of them."""

    show: str
    page: int

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Read it from an address."""
        return cls("all" if query.get("show") == "all" else "doubtful", max(1, forms.whole(query.get("page", ""), 1)))

    @property
    def query(self) -> dict[str, str]:
        """The same as the query of an address."""
        return {"show": self.show, "page": str(self.page)}


def sheet(plan: Plan, stands: Sequence[Stands], asked: Asked) -> dict[str, Any]:
    """The rows of a page and what goes with them; takes a moment for a long text."""
    rows = beside.rows(plan, stands)
    doubtful = [row for row in rows if row.is_doubtful]
    wanted = rows if asked.show == "all" else doubtful
    pages = max(1, -(-len(wanted) // A_PAGE))
    at = min(asked.page, pages)
    shown = wanted[(at - 1) * A_PAGE : at * A_PAGE]
    return {
        "rows": [_row(plan, row) for row in shown],
        "show": asked.show,
        "page": at,
        "pages": pages,
        "doubtful": len(doubtful),
        "all": len(rows),
        "lacking": sum(row.old is not None and not row.stands for row in rows),
        "alone": sum(row.old is None for row in rows),
        "keys": " ".join(each.paragraph.key for row in shown for each in row.stands),
    }


def _row(plan: Plan, row: Row) -> dict[str, Any]:
    old = row.old
    return {
        "number": row.place + 1 if row.place is not None else 0,
        "old": None
        if old is None
        else {
            "label": old.label,
            "text": old.text[:LONGEST],
            "language": old.language,
            "direction": direction(old.language),
        },
        "stands": [_stands(plan, each) for each in row.stands],
        "is_doubtful": row.is_doubtful,
    }


def _stands(plan: Plan, stands: Stands) -> dict[str, Any]:
    language = stands.paragraph.language or plan.version
    return {
        "key": stands.paragraph.key,
        "label": stands.paragraph.label,
        "text": to_text(stands.paragraph.markdown)[:LONGEST],
        "language": language,
        "direction": direction(language),
        "why": WHY.get(stands.doubt, ""),
        "is_given": stands.is_given,
        "is_placed": stands.place is not None,
    }
