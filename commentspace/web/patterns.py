"""The pattern page of the demo: every component in every state, from the real templates with sample values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import select
from sqlmodel import Session, col
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import documents
from commentspace.domain.access import Caller
from commentspace.domain.documents import DocumentView
from commentspace.domain.people import LANGUAGES
from commentspace.domain.tables import Document
from commentspace.domain.views import CommentView
from commentspace.render.environment import interface
from commentspace.render.pictures import bars, cells, over_time, spans
from commentspace.render.pictures import strip as strips
from commentspace.web import samples
from commentspace.web.answers import caller, document_values, page
from commentspace.web.demo import cast, require_demo
from commentspace.web.house import house
from commentspace.web.samples import DAY, HOUR, Talk, decided, held, proposing, withdrawn

SLOWER = "A marsh is flooded over two years, so that the plants on its edge can follow the water."
EVERYTHING = frozenset({"comment", "reply", "write", "moderate"})


async def show(request: Request) -> Response:
    """GET /demo/patterns; `?language=ar` shows it in another language of the interface."""
    require_demo(request)
    chosen = request.query_params.get("language", "")
    if chosen in LANGUAGES:
        request.scope["language"] = chosen
    people, document = await house(request).database.read(_known, caller(request))
    language, now = request.scope["language"], house(request).database.now()
    standings = samples.standings(now)
    given = {
        "languages": list(LANGUAGES.items()),
        "document": document_values(document),
        "standing_piece": house(request).pieces.standing(standings[2], language),
        "standings": standings,
        "documents": samples.documents(standings),
        "rows": _rows(request, document, _said(Talk(people, document.uid, now), now)),
        "pictures": _pictures(now - 14 * DAY, is_rtl=interface(language)["direction"] == "rtl"),
        "people": people,
        "key": "sample",
        "conflict": None,
        "preview": None,
        "party": people[0]["on_behalf_of"] or "",
        "problems": {"wrong": "Write at least one word.", "wrong_choice": "Choose one of the two."},
    }
    return page(request, "patterns.html", given, may=EVERYTHING)


def _known(session: Session, who: Caller) -> tuple[list[dict[str, str]], DocumentView]:
    """The people of the demo, and its first document, for addresses to lead to; NotFound where there is none."""
    uid = session.execute(select(col(Document.uid)).order_by(col(Document.id)).limit(1)).scalar_one_or_none()
    return cast(session), documents.find(session, who, uid or "")[0]


def _rows(request: Request, document: DocumentView, said: Sequence[Sequence[CommentView]]) -> list[Markup]:
    """The sample paragraphs, and beside them the sample comments, as the reading room shows them."""
    pieces, language = house(request).pieces, request.scope["language"]
    given = [*said, *([()] * len(samples.WORDINGS))]
    return [
        pieces.paragraph(document, paragraph, list(views), language)
        for paragraph, views in zip(samples.paragraphs(), given, strict=False)
    ]


def _said(talk: Talk, now: datetime) -> list[list[CommentView]]:
    """Comments beside the paragraphs, in order: faces, status, a long thread, kinds and proposals, doors, languages."""
    outside = talk.says(3, "As **everybody** sees it: [a link](https://example.org), and\n\n- a list\n- of two")
    own = talk.says(4, "As its author sees it.", face="own")
    inside = talk.says(6, "As a moderator sees it.", face="inside")
    return [
        [outside, own, inside],
        [
            talk.says(5, "Held, as its author sees it.", face="own", **held(now - DAY, "Please leave out the name.")),
            talk.says(5, "Held, as a moderator sees it.", face="inside", **held(now - DAY, "")),
            talk.says(7, "", **withdrawn(now - DAY)),
            talk.says(7, "", face="own", **withdrawn(now - DAY, "I had read the older text.", late=True)),
            talk.says(9, "Changed twice.", edited_at=now - HOUR, states=3),
        ],
        [*_long_thread(talk), talk.says(8, "Which months? A year is too long to wait.", **talk.quoting())],
        [
            talk.says(3, "A comma is missing.", kind="editorial"),
            talk.says(5, "Who measures it?", kind="question"),
            talk.says(12, "В русском тексте стоит другое слово.", "ru", kind="translation"),
            talk.says(3, "So that nothing drowns.", **proposing(SLOWER)),
            talk.says(4, "", **proposing("A marsh is flooded slowly.")),
        ],
        [
            talk.says(9, "From a mail program.", door="mail"),
            talk.says(3, "Two years.", **proposing(SLOWER), **decided(now - HOUR, "partly", "The *first* half.")),
            talk.says(4, "No.", edited_at=now, states=2, **decided(now - HOUR, "rejected", "Out of reach.")),
            talk.says(5, "As before.", **decided(now - HOUR, "duplicate", duplicate_number=4, duplicate_uid="sample")),
            talk.says(6, "Mine.", face="own", **decided(now - HOUR, "noted", is_satisfied=False, word="Why?")),
            talk.says(7, "Theirs.", face="inside", assigned_to="Lars Nygård", due_at=now + DAY, **_proposed(now)),
            talk.says(1, "From the command line.", door="command"),
            talk.says(10, "On an older state of the text, and after the end.", revision=2, late=True),
        ],
        [talk.says(4, "同意这一段，但“缓慢”应当具体说明。", "zh")],
        [talk.says(6, "ما المقصود بكلمة «ببطء»؟ نقترح تحديد مدة.", "ar", kind="question")],
    ]  # fmt: skip


def _proposed(now: datetime) -> dict[str, Any]:
    """A proposed answer in the place of one in force."""
    return {"proposed": decided(now - HOUR, "deferred", "To the next session.", confirmed_by="")["disposition"]}


def _long_thread(talk: Talk) -> list[CommentView]:
    """A comment with many replies, one of which answers another reply."""
    root = talk.says(3, "How slowly?")
    first = talk.says(1, "Over two winters at least.", to=root)
    more = [talk.says(5 + n, f"I agree, for reason {n}.", to=root) for n in range(1, 7)]
    return [root, first, *more, talk.says(3, "Two winters would do.", to=first)]


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph of the sample strip."""

    uid: str
    level: int
    label: str
    text: str
    count: int
    is_heading: bool


def _pictures(began: datetime, *, is_rtl: bool) -> dict[str, Any]:
    """A strip of a draft, comments over time, and a part of a whole."""
    places = [_Place(f"s{n}", 1, f"{n}.", f"Part {n}", n * n % 7, n % 8 == 0) for n in range(40)]
    strip = cells.of_places(places)
    days = spans.divided([began + n * n * HOUR for n in range(18)], began, began + 14 * DAY, "UTC")
    marks = [over_time.Mark("opening", began, "Opened"), over_time.Mark("closure", began + 13 * DAY, "Closed")]
    counts = [str(part.count) for part in days.parts]
    texts = [f"{cell.places[0].label} {cell.count}" for cell in strip]
    return {
        "strip": strips.strip(strip, ["#main"] * len(strip), texts, "A strip", "Forty paragraphs.", is_rtl=is_rtl),
        "over_time": over_time.over_time(
            days, marks, counts, ("1 March", "14 March"), "Over time", "Two weeks.", is_rtl=is_rtl
        ),
        "bars": [bars.bar(part, 7, is_rtl=is_rtl) for part in (0, 3, 7)],
    }
