"""Comments over time: a bar for each hour, day or week, with what was done to the review, and its deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup

from commentspace.render.pictures.spans import Spans
from commentspace.render.pictures.svg import NEAR, WIDE, at_middle, element, per_cent, picture, placed

HIGH, LEAST = 96, 3
"""Pixels: the span with the most comments, and the one with the fewest."""
ROW = 14
ROWS = 3
"""Marks that stand close together are written in so many rows, one above the other."""
NUMBER = 16
BELOW = 20
GAP = 0.14
CLOSE = 2.5
"""Per cent within which two marks would cover each other."""

SIGNS = {
    "opening": "●",
    "extension": "◆",
    "pause": "‖",
    "resumption": "◉",
    "closure": "■",
    "reopening": "◉",
    "deadline": "□",
}
"""What stands above the line of an act; the legend beside the picture explains it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An act on the review, or its deadline, at a moment."""

    act: str
    at: datetime
    said: str


def over_time(
    spans: Spans,
    marks: Sequence[Mark],
    said: Sequence[str],
    ends: tuple[str, str],
    title: str,
    described: str,
    *,
    is_rtl: bool,
) -> Markup:
    """The picture; `said` is what each span says of itself, `ends` what stands below the first and the last."""
    width = WIDE / max(len(spans.parts), 1)
    signs = _rows(spans, marks)
    top = ROW * (1 + max((sign.row for sign in signs), default=0)) + NUMBER
    ground = top + HIGH
    bars = [
        _bar(part.count, spans.most, place * width, width, ground, words, is_rtl)
        for place, (part, words) in enumerate(zip(spans.parts, said, strict=True))
        if part.count
    ]
    floor = element("line", x1=0, x2="100%", y1=ground, y2=ground, class_="ground", stroke="currentColor")
    lines = [_line(sign, top, ground, is_rtl) for sign in signs]
    drawn = [*_scale(spans, width, top, is_rtl), *bars, floor, *lines, *_ends(ends, ground + BELOW - 4, is_rtl)]
    return picture("over-time", ground + BELOW, title, described, *drawn)


def height(count: int, most: int) -> float:
    """How high a bar stands, in pixels."""
    return max(LEAST, round(HIGH * count / most, 2)) if count else 0


def _bar(count: int, most: int, at: float, width: float, ground: float, words: str, is_rtl: bool) -> Markup:
    high, wide = height(count, most), width * (1 - GAP)
    return element(
        "rect",
        element("title", words),
        x=placed(at, wide, is_rtl),
        width=per_cent(wide),
        y=ground - high,
        height=high,
        class_="full",
    )


def _scale(spans: Spans, width: float, top: float, is_rtl: bool) -> list[Markup]:
    """A line at the height of the highest bar, and its number above that bar."""
    if not spans.most:
        return []
    line = element("line", x1=0, x2="100%", y1=top, y2=top, class_="scale", stroke_dasharray="2 4")
    place = next(place for place, part in enumerate(spans.parts) if part.count == spans.most)
    return [line, at_middle(str(spans.most), (place + 0.5) * width, top - 4, is_rtl)]


def _ends(ends: tuple[str, str], y: float, is_rtl: bool) -> list[Markup]:
    first, last = ends
    below = {"y": y, "class_": "axis", "font_size": 11}
    drawn = [element("text", first, x=placed(0, 0, is_rtl), **below)]
    return [*drawn, element("text", last, x=placed(WIDE, 0, is_rtl), text_anchor="end", **below)] if last else drawn


class Sign(NamedTuple):
    """A mark, the row in which its sign stands (0 is the lowest), and how far along."""

    mark: Mark
    row: int
    at: float


def _rows(spans: Spans, marks: Sequence[Mark]) -> list[Sign]:
    """The marks in order, each in another row where the one before is so close that it would be covered."""
    signs = list[Sign]()
    for mark in marks:
        at = WIDE * spans.place(mark.at)
        row = (signs[-1].row + 1) % ROWS if signs and at - signs[-1].at < CLOSE else 0
        signs.append(Sign(mark, row, at))
    return signs


def _line(sign: Sign, top: float, ground: float, is_rtl: bool) -> Markup:
    """The sign of an act, and a line from it to the ground; broken where comments are not taken, or not any more."""
    x, y = placed(min(max(sign.at, NEAR), WIDE - NEAR), 0, is_rtl), top - NUMBER - 2 - ROW * sign.row
    dashes = "4 3" if sign.mark.act in ("deadline", "pause") else ""
    line = element("line", x1=x, x2=x, y1=y + 4, y2=ground, class_="mark", stroke_dasharray=dashes)
    glyph = element("text", SIGNS[sign.mark.act], x=x, y=y, class_="glyph", text_anchor="middle", font_size=11)
    return element("g", element("title", sign.mark.said), line, glyph, class_=f"act-{sign.mark.act}")
