"""The pictures of a review's page, with the numbers that stand beside them as tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, format_time

from commentspace.domain.organisations import by_silence
from commentspace.domain.participation import Participation, Spot
from commentspace.domain.review_changes import ChangeView
from commentspace.domain.review_windows import StandingOfReview
from commentspace.errors import marked, marked_many
from commentspace.render import moments
from commentspace.render.environment import interface, locale, translations
from commentspace.render.pictures import cells
from commentspace.render.pictures.bars import bar
from commentspace.render.pictures.cells import Cell
from commentspace.render.pictures.over_time import SIGNS, Mark, over_time
from commentspace.render.pictures.spans import HOUR, Span, Spans, divided
from commentspace.render.pictures.strip import strip

ON_PLACE = marked_many("%(place)s: %(num)s comment", "%(place)s: %(num)s comments")
SHORT = 70
"""Characters of a paragraph by which it is known again."""

ACTS = {
    "opening": marked("Opened"),
    "extension": marked("Closing time changed"),
    "pause": marked("Paused"),
    "resumption": marked("Gone on"),
    "closure": marked("Closed"),
    "reopening": marked("Reopened"),
    "deadline": marked("Closing time"),
}


@dataclass(frozen=True, slots=True)
class Sight:
    """For whom pictures are drawn: their language and zone, the document, and the moment."""

    language: str
    zone: str
    document: str
    now: datetime

    @property
    def is_rtl(self) -> bool:
        """Whether the page reads from right to left."""
        return interface(self.language)["direction"] == "rtl"

    def one(self, message: str, **named: object) -> str:
        """A sentence of ours, as text."""
        said = translations(self.language).gettext(message)
        return said % named if named else said

    def many(self, messages: tuple[str, str], number: int, **named: object) -> str:
        """The same with a number, which is there as `num`."""
        return translations(self.language).ngettext(*messages, number) % {"num": number, **named}

    def day(self, at: datetime, unit: str = "day") -> str:
        """The day of a moment in the zone, or the hour of the day."""
        local, place = at.astimezone(ZoneInfo(self.zone)), locale(self.language)
        if unit != HOUR:
            return format_skeleton("yMMMd", local, locale=place)
        return moments.joined(
            format_skeleton("MMMd", local, locale=place), format_time(local, "HH:mm", locale=place), place
        )


def along_the_draft(sight: Sight, spots: Sequence[Spot]) -> dict[str, Any]:
    """The strip of the draft: the picture, what it says, and a row for each cell."""
    drawn = cells.of_places(spots)
    rows = [_cell_row(sight, cell) for cell in drawn]
    title, told = sight.one(marked("Comments along the draft")), _told_of_draft(sight, spots)
    said = [sight.many(ON_PLACE, row["count"], place=row["place"]) for row in rows]
    svg = strip(drawn, [row["address"] for row in rows], said, title, told, is_rtl=sight.is_rtl)
    return {"svg": svg, "told": told, "rows": rows, "each": max((len(cell.places) for cell in drawn), default=1)}


def _cell_row(sight: Sight, cell: Cell) -> dict[str, Any]:
    first, last = cell.places[0], cell.places[-1]
    place = _named(first)
    if len(cell.places) > 1:
        place = f"{place} – {last.label or _named(last)}"
    goes_to = cell.goes_to.uid
    return {
        "place": place,
        "count": cell.count,
        "heading": cell.heading is not None,
        "address": f"/d/{sight.document}?at=p-{goes_to}#p-{goes_to}",
    }


def _named(place: Any) -> str:
    words = " ".join(place.text.split())
    short = words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"
    return f"{place.label} {short}".strip() or "–"  # a picture alone has no words


def _told_of_draft(sight: Sight, spots: Sequence[Spot]) -> str:
    text = [spot for spot in spots if not spot.is_heading]
    spoken = sum(1 for spot in text if spot.count)
    comments = sum(spot.count for spot in spots)
    told = sight.many(marked_many("%(num)s comment.", "%(num)s comments."), comments)
    many = marked_many(
        "Of %(num)s paragraph %(spoken)s has comments.", "Of %(num)s paragraphs %(spoken)s have comments."
    )
    return f"{told} {sight.many(many, len(text), spoken=spoken)}"


def comments_over_time(
    sight: Sight, posted: Sequence[datetime], review: StandingOfReview, history: Sequence[ChangeView]
) -> dict[str, Any] | None:
    """Bars for each hour, day or week, with the acts on the review; None where there was neither."""
    marks = _marks(sight, review, history)
    if not marks and not posted:
        return None
    begins = min([mark.at for mark in marks] + list(posted[:1]))
    ends = max([mark.at for mark in marks] + list(posted[-1:]))
    spans = divided(posted, begins, ends, sight.zone)
    said = [f"{sight.day(part.begins, spans.unit)}: {part.count}" for part in spans.parts]
    below = [sight.day(part.begins, spans.unit) for part in (spans.parts[0], spans.parts[-1])]
    title, told = sight.one(marked("Comments over time")), _told_of_time(sight, spans)
    found = over_time(
        spans, marks, said, (below[0], below[1] if len(spans.parts) > 1 else ""), title, told, is_rtl=sight.is_rtl
    )
    rows = [_span_row(sight, spans, part) for part in spans.parts if part.begins <= sight.now]
    legend = [{"sign": SIGNS[mark.act], "act": mark.act, "words": mark.said, "at": mark.at} for mark in marks]
    return {"svg": found, "told": told, "rows": rows, "legend": legend, "unit": spans.unit}


def _marks(sight: Sight, review: StandingOfReview, history: Sequence[ChangeView]) -> list[Mark]:
    """The acts in order, an opening at the time for which it was set; and the deadline, where it counts still."""
    marks = [
        Mark(change.act, change.opens_at if change.is_scheduled else change.at, sight.one(ACTS[change.act]))
        for change in reversed(history)
    ]
    is_by_time = review.state in ("open", "scheduled") or (
        review.state == "closed" and review.ended_at == review.closes_at
    )
    if is_by_time and review.closes_at is not None:
        marks.append(Mark("deadline", review.closes_at, sight.one(ACTS["deadline"])))
    return sorted(marks, key=lambda mark: mark.at)


def _told_of_time(sight: Sight, spans: Spans) -> str:
    most = max(spans.parts, key=lambda part: part.count)
    if not most.count:
        return sight.one(marked("No comments yet."))
    one, many = marked_many(
        "Most came on %(when)s: %(num)s comment.",
        "Most came on %(when)s: %(num)s comments.",
    )
    return sight.many((one, many), most.count, when=sight.day(most.begins, spans.unit))


def _span_row(sight: Sight, spans: Spans, part: Span) -> dict[str, Any]:
    return {"when": sight.day(part.begins, spans.unit), "count": part.count, "in_all": part.in_all}


def who_has_spoken(sight: Sight, found: Participation, order: str) -> dict[str, Any]:
    """A row for each organisation; by name, or those from whom least has come first."""
    organisations = by_silence(found.organisations) if order == "silence" else list(found.organisations)
    rows = [
        {
            "name": each.name,
            "asked": each.asked,
            "spoken": each.spoken,
            "silent": each.silent,
            "comments": each.comments,
            "last_at": each.last_at,
            "svg": bar(each.spoken, each.asked, is_rtl=sight.is_rtl),
            "address": f"/d/{sight.document}?by={quote(each.name)}" if each.name and each.comments else "",
        }
        for each in organisations
    ]
    waited_for = [each for each in organisations if each.asked]
    return {
        "rows": rows,
        "order": order,
        "asked": sum(each.asked for each in waited_for),
        "spoken": sum(each.spoken for each in waited_for),
        "organisations": len(waited_for),
        "silent": sum(each.is_silent for each in waited_for),
    }


def kinds(sight: Sight, found: Participation) -> list[dict[str, Any]]:
    """A row for each kind of comment."""
    most = max((each.comments for each in found.tally.kinds), default=0)
    return [
        {
            "kind": each.kind,
            "comments": each.comments,
            "proposals": each.proposals,
            "unanswered": each.unanswered,
            "svg": bar(each.comments, most, is_rtl=sight.is_rtl),
        }
        for each in found.tally.kinds
    ]
