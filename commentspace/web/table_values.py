"""What the pages of the moderators' table are given: found by one read, put into words."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col
from starlette.requests import Request

from commentspace.domain import discussion, documents, snapshots
from commentspace.domain.access import Caller
from commentspace.domain.discussion import HeadingView
from commentspace.domain.dispositions import answering, batches, texts
from commentspace.domain.dispositions.texts import TextView
from commentspace.domain.snapshots import Answers
from commentspace.domain.table import counts, order, progress, rows, words
from commentspace.domain.table.asked import NONE, Asked
from commentspace.domain.table.counts import Counts, Speakers
from commentspace.domain.table.progress import Progress
from commentspace.domain.table.rows import Part, Window
from commentspace.domain.tables import Review
from commentspace.errors import marked
from commentspace.render import outcomes
from commentspace.render.addresses import asked as address
from commentspace.render.environment import translations
from commentspace.web import forms
from commentspace.web.answers import context, document_values
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house
from commentspace.web.table_choices import ROUND, Choices

MOST_HEADINGS = 150
"""Headings that a choice lists; of more only the upper ones."""
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


class Done(NamedTuple):
    """An act that has just been carried out, as the address of the table says: what, how many, and its batch."""

    verb: str
    number: int
    batch: str
    standing: int
    """How many of its answers can still be taken back."""


class Rows(NamedTuple):
    """The rows, with what stands around them."""

    scene: Scene
    window: Window
    headings: Sequence[HeadingView]
    rounds: dict[int, str]
    texts: Sequence[TextView]
    done: Done


class Numbers(NamedTuple):
    """How many of what there are."""

    counts: Counts
    progress: Progress


class Wanted(NamedTuple):
    """What the page is about: for whom, of which document, when, what is asked for, and what of it is known."""

    who: Caller
    uid: str
    now: datetime
    asked: Asked
    known: Answers


class Some(NamedTuple):
    """Some of the rows, for a script."""

    scene: Scene
    window: Window
    progress: Progress | None = None
    lacking: int = 0
    """How many of what is asked for lack an answer, beside the progress."""


def ahead(session: Session, who: Caller, uid: str, asked: Asked) -> Answers:
    """What the parts of the page want alike, found once before they are read beside each other."""
    with snapshots.shared(session) as answers:
        if asked.terms:
            document, here = documents.find(session, who, uid)
            here.require("answer")
            words.found(session, document, asked.terms)
        return answers


def shown(session: Session, wanted: Wanted, part: Part, done: Done) -> Rows:
    """The rows of the page; NotAllowed for all but moderators."""
    who, uid, now, asked, known = wanted
    with snapshots.shared(session, known):
        here = scene(session, who, uid, now)
        here.who.require("answer")
        if done.batch:
            done = done._replace(standing=batches.size(session, who, uid, done.batch))
        return Rows(
            here,
            rows.window(session, here.who, here.document, asked, now, part),
            _headings(session, here),
            rounds(session, here),
            texts.of_space(session, here.who),
            done,
        )


def few(session: Session, wanted: Wanted) -> Counts:
    """How many there are of what; the numbers take as long as the rows, and are read beside them in two parts."""
    with snapshots.shared(session, wanted.known):
        document, here = documents.find(session, wanted.who, wanted.uid)
        return counts.few(session, here, document, wanted.asked, wanted.now)


def speakers(session: Session, wanted: Wanted) -> tuple[Speakers, Progress]:
    """How many comments who has made, and how far answering has come."""
    with snapshots.shared(session, wanted.known):
        document, here = documents.find(session, wanted.who, wanted.uid)
        spoke = counts.speakers(session, here, document, wanted.asked, wanted.now)
        return spoke, progress.of(session, here, document, wanted.asked.round)


def window(session: Session, who: Caller, uid: str, now: datetime, asked: Asked, part: Part) -> Some:
    """The rows of a part alone."""
    here = scene(session, who, uid, now)
    return Some(here, rows.window(session, here.who, here.document, asked, now, part))


def named(session: Session, who: Caller, uid: str, now: datetime, uids: Sequence[str], asked: Asked) -> Some:
    """Some rows as they are now, with the progress."""
    here = scene(session, who, uid, now)
    here.who.require("answer")
    shown = Window(rows.named(session, here.who, here.document, uids, now), {})
    done = progress.of(session, here.who, here.document, asked.round)
    narrows = asked.but(round=0).narrows
    lacking = counts.lacking(session, here.who, here.document, asked, now) if narrows else done.lacking
    return Some(here, shown, done, lacking)


def _headings(session: Session, here: Scene) -> list[HeadingView]:
    headings = discussion.headings(session, here.document.revision_id)
    level = max((each.level for each in headings), default=1)
    while len(headings) > MOST_HEADINGS and level > 1:
        level -= 1
        headings = [each for each in headings if each.level <= level]
    return headings[:MOST_HEADINGS]


def rounds(session: Session, here: Scene) -> dict[int, str]:
    """The rounds of a document: number and title."""
    wants = select(col(Review.number), col(Review.title)).where(col(Review.document_id) == here.document.id)
    return dict(session.execute(wants.order_by(col(Review.number))).all())


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
