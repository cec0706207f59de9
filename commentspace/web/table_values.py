"""What the pages of the moderators' table are given, in words."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request

from commentspace.domain.dispositions import answering
from commentspace.domain.table import order
from commentspace.domain.table.asked import NONE, Asked
from commentspace.errors import marked
from commentspace.render import outcomes
from commentspace.render.addresses import asked as address
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import context, document_values
from commentspace.web.house import house
from commentspace.web.table_choices import ROUND, Choices
from commentspace.web.table_reading import Numbers, Rows, Some

SORTS = {
    "place": marked("as in the text"),
    "newest": marked("newest first"),
    "oldest": marked("oldest first"),
    "organisation": marked("by for whom they speak"),
    "answer": marked("by answer"),
    "size": marked("largest groups first"),
}
GROUPS = {
    "": marked("not grouped"),
    "paragraph": marked("by paragraph"),
    "organisation": marked("by for whom they speak"),
    "near": marked("near-identical together"),
    "similar": marked("similar together"),
}
WHICH = {
    "": marked("comments"),
    "replies": marked("comments and their replies"),
    "withdrawn": marked("what was withdrawn"),
}


def of_page(request: Request, shown: Rows, numbers: Numbers, asked: Asked) -> dict[str, Any]:
    """The table for its template."""
    language = request.scope["language"]
    gettext = translations(language).gettext
    choices = Choices(asked, numbers.counts, language, gettext)
    return {
        **of_rows(shown, asked),
        "document": document_values(shown.scene.document),
        "cursor": shown.scene.cursor,
        "asked": asked,
        "narrows": asked.narrows,
        "more_is_asked": bool(set(asked.query) - {"words", "answer", "assigned", "sort", "group", "whole"}),
        "fields": choices.fields(shown.headings, shown.rounds),
        "ticks": choices.ticks(),
        "sorts": _said(SORTS, gettext),
        "groupings": _said(GROUPS, gettext),
        "kinds_of_row": _said(WHICH, gettext),
        "found": numbers.counts.found,
        "lacking": numbers.counts.lacking,
        "progress": numbers.progress,
        "round_name": round_name(shown.rounds, asked.round, gettext),
        "outcomes": list(outcomes.WORDS),
        "texts": shown.texts,
        "query": address("", asked.query),
        "here": address("", asked.query, place(request)),
        "done": shown.done if shown.done.verb else None,
        "key": forms.new_key(),
    }


def of_rows(some: Rows | Some, asked: Asked) -> dict[str, Any]:
    """Rows for their template, with where more of them are."""
    uid = some.scene.document.uid
    base = f"/d/{uid}/review/table"
    shown = some.window
    return {
        "base": base,
        "asked": asked,
        "lines": shown.lines,
        "was_open": some.scene.review.number > 0,
        "groups": shown.groups,
        "none": NONE,
        "mark": answering.mark,
        "signs": outcomes.SIGNS,
        **edges(some, asked),
        "only": only(base, asked),
    }


def place(request: Request) -> dict[str, str]:
    """Where somebody is in the table, as the address says it: to come back there after an act."""
    said = {name: request.query_params.get(name, "")[: order.LONGEST] for name in ("after", "before", "at")}
    return {name: value for name, value in said.items() if value}


def edges(some: Rows | Some, asked: Asked) -> dict[str, str]:
    """The addresses of the rows before and after; empty where there are none."""
    base, shown = f"/d/{some.scene.document.uid}/review/table", some.window
    return {
        "earlier": address(base, asked.query, {"before": shown.earlier}) if shown.earlier else "",
        "later": address(base, asked.query, {"after": shown.later}) if shown.later else "",
    }


def only(base: str, asked: Asked) -> Callable[..., str]:
    """What makes the address of the table with one thing asked, in the same round.

    Not together with all else that is asked: links to every mixture of filters would have no end. Those are mixed in
    the form.
    """

    def alone(**wanted: str) -> str:
        return address(base, {"round": str(asked.round or "")}, wanted)

    return alone


def round_name(rounds: dict[int, str], number: int, gettext: Any) -> str:
    """What the round that is asked for is called; empty for all."""
    return (rounds.get(number, "") or gettext(ROUND) % {"number": number}) if number else ""


def rendered(request: Request, some: Some, asked: Asked, template: str) -> str:
    """Rows, or the progress, as HTML for a script."""
    given = of_rows(some, asked) | {"progress": some.progress, "document": document_values(some.scene.document)}
    text: str = house(request).environment.get_template(template).render(context(request) | given)
    return text


def _said(words: dict[str, str], gettext: Any) -> list[tuple[str, str]]:
    return [(value, gettext(said)) for value, said in words.items()]
