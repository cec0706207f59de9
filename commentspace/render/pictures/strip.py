"""The strip of a draft: a cell for each paragraph from beginning to end, as high as it has comments."""

from collections.abc import Sequence

from markupsafe import Markup

from commentspace.render.pictures.cells import Cell, Place
from commentspace.render.pictures.svg import WIDE, at_middle, element, per_cent, picture, placed

HIGH, LEAST = 88, 4
"""Pixels: the cell with the most comments, and the one with the fewest."""
TOP = 16
GROUND = TOP + HIGH
SILENT = 6
TICK = 10
FAINTEST = 0.55
GAP = 0.12
"""The part of a cell that stays empty, so that neighbours can be told apart."""
APART = 11.0
"""Per cent from one heading's words to the next."""
LONGEST = 12
HEIGHT = GROUND + SILENT + TICK + 20


def strip(
    cells: Sequence[Cell], addresses: Sequence[str], said: Sequence[str], title: str, described: str, *, is_rtl: bool
) -> Markup:
    """The picture; `addresses` and `said` are where each cell leads and what it says of itself."""
    most, width = max((cell.count for cell in cells), default=0), WIDE / max(len(cells), 1)
    drawn = [
        _cell(cell, place * width, width, most, address, words, is_rtl)
        for place, (cell, address, words) in enumerate(zip(cells, addresses, said, strict=True))
    ]
    return picture(
        "strip",
        HEIGHT,
        title,
        described,
        _ground(),
        *drawn,
        *_highest(cells, most, width, is_rtl),
        *_headings(cells, width, is_rtl),
        role="group",
    )


def height(count: int, most: int) -> float:
    """How high a cell stands, in pixels: in proportion to its comments, and never too low to be seen."""
    return max(LEAST, round(HIGH * count / most, 2)) if count else 0


def _ground() -> Markup:
    return element("line", x1=0, x2="100%", y1=GROUND, y2=GROUND, class_="ground", stroke="currentColor")


def _cell(cell: Cell, at: float, width: float, most: int, address: str, words: str, is_rtl: bool) -> Markup:
    """A link to the paragraph, over the whole height; the table beside the picture has the same for the keyboard."""
    x, wide = placed(at, width * (1 - GAP), is_rtl), per_cent(width * (1 - GAP))
    hit = element("rect", x=x, width=wide, y=0, height=GROUND + SILENT + TICK, class_="hit", fill="transparent")
    drawn = [element("title", words), hit]
    if cell.count:
        high = height(cell.count, most)
        shade = round(FAINTEST + (1 - FAINTEST) * cell.count / most, 2)
        drawn.append(element("rect", x=x, width=wide, y=GROUND - high, height=high, class_="full", fill_opacity=shade))
    elif cell.is_silent:
        drawn.append(element("rect", x=x, width=wide, y=GROUND + 3, height=SILENT, class_="blank", fill="none"))
    return element("a", *drawn, href=address, tabindex=-1)


def _highest(cells: Sequence[Cell], most: int, width: float, is_rtl: bool) -> list[Markup]:
    """The number of comments above the highest cell: the scale of all."""
    if not most:
        return []
    place = next(place for place, cell in enumerate(cells) if cell.count == most)
    return [at_middle(str(most), place * width + width * (1 - GAP) / 2, TOP - 4, is_rtl)]


def _headings(cells: Sequence[Cell], width: float, is_rtl: bool) -> list[Markup]:
    """A tick below the ground for each heading, and words for as many of the highest as find room."""
    drawn, free_from = list[Markup](), 0.0
    named = _named_level(cells)
    for place, cell in enumerate(cells):
        if (heading := cell.heading) is None:
            continue
        at = place * width
        x = placed(at, 0, is_rtl)
        drawn.append(element("line", x1=x, x2=x, y1=GROUND, y2=GROUND + SILENT + TICK, class_="topic"))
        if heading.level <= named and at >= free_from and at <= WIDE - APART / 2:
            drawn.append(element("text", _short(heading), x=x, y=HEIGHT - 4, class_="axis", font_size=11))
            free_from = at + APART
    return drawn


def _named_level(cells: Sequence[Cell]) -> int:
    """The highest level of which there are at least two headings: a single one is the title of the draft."""
    levels = sorted(cell.heading.level for cell in cells if cell.heading)
    return next((level for level in levels if levels.count(level) > 1), levels[0] if levels else 0)


def _short(heading: Place) -> str:
    words = heading.label or heading.text
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
