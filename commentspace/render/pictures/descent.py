"""The line of descent of a paragraph as a small picture, and the same in rows for a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from commentspace.domain.biographies.lines import ENDLESS, Line
from commentspace.domain.biographies.placed import Issued, Placed
from commentspace.domain.biographies.telling import WORDED, Passage
from commentspace.errors import marked
from commentspace.render.environment import locale, translations
from commentspace.render.pictures import svg

LANE, ABOVE, RADIUS = 26.0, 22.0, 4.5
MARGIN = 6.0
"""Per cent that are left free on both sides."""
MOST_REVISIONS = 30
"""More would stand too close; then there is the table alone."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A paragraph of the line: from when until when it is told, and in what it went on."""

    stood: Placed
    first: int
    last: int
    into: Sequence[Placed]
    kind: str


def told(line: Line, issued: Sequence[Issued], passages: Sequence[Passage]) -> list[Lane]:
    """The paragraphs of a line, its own first; none where it came from no other."""
    if len(line.until) < 2:
        return []
    stood: dict[int, list[Placed]] = {}
    for each in passages:
        if each.now is not None:
            stood.setdefault(each.paragraph_id, []).append(each.now)
    own = sorted(stood, key=lambda each: (each != line.paragraph_id, stood[each][0].number, stood[each][0].position))
    return [_lane(line, stood, each) for each in own]


def _lane(line: Line, stood: Mapping[int, Sequence[Placed]], paragraph: int) -> Lane:
    end = line.until[paragraph]
    ends = [each for each in line.descents if each.from_id == paragraph and each.number == end and each.to_id in stood]
    into = [stood[each.to_id][-1] for each in ends]
    return Lane(
        stood[paragraph][-1],
        stood[paragraph][0].number,
        stood[paragraph][-1].number,
        into,
        ends[0].kind if ends and end != ENDLESS else "",
    )


def picture(line: Line, issued: Sequence[Issued], passages: Sequence[Passage], language: str) -> Markup:
    """Each paragraph as a line through the revisions, with a point for each wording; empty without any descent."""
    lanes = told(line, issued, passages)
    if not lanes or len(issued) > MOST_REVISIONS:
        return Markup()
    is_rtl = locale(language).text_direction == "rtl"
    spots = _spots([each.number for each in issued], is_rtl)
    places = {each.stood.paragraph_id: ABOVE + LANE * at + LANE / 2 for at, each in enumerate(lanes)}
    drawn = [
        svg.element("text", str(number), x=x, y=12, class_="axis", text_anchor="middle", font_size=11)
        for number, x in spots.items()
    ]
    drawn += [
        _line(spots[each.first], places[each.stood.paragraph_id], spots[each.last], places[each.stood.paragraph_id])
        for each in lanes
    ]
    drawn += [
        _line(
            spots[lane.last],
            places[lane.stood.paragraph_id],
            spots[line.until[lane.stood.paragraph_id]],
            places[to.paragraph_id],
        )
        for lane in lanes
        for to in lane.into
        if line.until[lane.stood.paragraph_id] in spots and to.paragraph_id in places
    ]
    drawn += [
        svg.element("circle", cx=spots[each.issued.number], cy=places[each.paragraph_id], r=RADIUS, class_="wording")
        for each in passages
        if each.now is not None and each.change in WORDED and each.paragraph_id in places
    ]
    said = translations(language).gettext
    title, about = said(marked("Where this paragraph comes from")), said(marked("The table below says the same."))
    return svg.picture("descent", ABOVE + LANE * len(lanes), title, about, *drawn)


def _spots(numbers: Sequence[int], is_rtl: bool) -> dict[int, str]:
    """Where each revision stands, from the side on which reading begins."""
    step = (svg.WIDE - 2 * MARGIN) / max(1, len(numbers) - 1)
    return {number: svg.placed(MARGIN + step * at, 0, is_rtl) for at, number in enumerate(numbers)}


def _line(x1: str, y1: float, x2: str, y2: float) -> Markup:
    return svg.element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="line")
