"""Pictures of a review: what is drawn is what the numbers say, escaped, and mirrored where one reads from the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from lxml import etree
from markupsafe import Markup

from commentspace.render.pictures import cells, over_time, strip
from commentspace.render.pictures.bars import bar
from commentspace.render.pictures.over_time import Mark
from commentspace.render.pictures.spans import divided
from tests.clock import START

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as a strip wants it."""

    uid: str
    count: int
    is_heading: bool = False
    level: int = 1
    label: str = ""
    text: str = "Water"


class Drawn:
    """A picture, taken apart."""

    def __init__(self, svg: Markup):
        self.root = etree.fromstring(str(svg))

    def all(self, name: str) -> list[etree._Element]:
        """The elements of a class, in order."""
        return [node for node in self.root.iter() if name in (node.get("class") or "").split()]

    def numbers(self, name: str, attribute: str) -> list[float]:
        """An attribute of all elements of a class."""
        return [float(str(node.get(attribute)).rstrip("%")) for node in self.all(name)]


def along(counts: Sequence[int], *, is_rtl: bool = False, paragraphs: Sequence[Paragraph] = ()) -> Drawn:
    places = paragraphs or [Paragraph(str(n), count) for n, count in enumerate(counts)]
    drawn = cells.of_places(places)
    links = [f"/d/x?at={cell.goes_to.uid}" for cell in drawn]
    return Drawn(strip.strip(drawn, links, ["<said>"] * len(drawn), "Title & more", "Told", is_rtl=is_rtl))


def test_a_cell_is_as_high_as_it_has_comments() -> None:
    counts = [1, 0, 4, 8]
    assert along(counts).numbers("full", "height") == pytest.approx([strip.HIGH * n / 8 for n in counts if n])
    assert along(counts).numbers("full", "fill-opacity") == sorted(along(counts).numbers("full", "fill-opacity"))


def test_one_comment_beside_very_many_is_still_seen() -> None:
    assert along([1, 5_000]).numbers("full", "height") == [strip.LEAST, strip.HIGH]


def test_every_paragraph_has_its_link_in_order_and_the_silent_ones_are_drawn_as_such() -> None:
    drawn = along([0, 2, 0])
    assert [node.get("href") for node in drawn.root.iter("{*}a", "a")] == ["/d/x?at=0", "/d/x?at=1", "/d/x?at=2"]
    assert drawn.numbers("hit", "x") == pytest.approx([0, 33.333, 66.667], abs=0.001)
    assert drawn.numbers("blank", "x") == pytest.approx([0, 66.667], abs=0.001)


def test_a_heading_has_a_tick_and_is_not_called_silent() -> None:
    places = [Paragraph("a", 0, True, label="I."), Paragraph("b", 0), Paragraph("c", 0, True, label="II.")]
    drawn = along([], paragraphs=places)
    assert (len(drawn.all("topic")), len(drawn.all("blank"))) == (2, 1)
    assert [node.text for node in drawn.all("axis")] == ["I.", "II."]


def test_a_long_draft_is_drawn_in_runs_that_lose_no_comment() -> None:
    places = [Paragraph(str(n), n % 3) for n in range(5_000)]
    drawn = cells.of_places(places)
    assert len(drawn) <= cells.MOST
    assert sum(cell.count for cell in drawn) == sum(place.count for place in places)
    assert [place for cell in drawn for place in cell.places] == places
    assert drawn[0].goes_to.uid == "1"


def test_it_is_mirrored_where_one_reads_from_the_right() -> None:
    for left, right in (
        (along([3, 1, 2]), along([3, 1, 2], is_rtl=True)),
        (times([START, START + DAY]), times([START, START + DAY], is_rtl=True)),
    ):
        ends = [100 - x - w for x, w in zip(left.numbers("full", "x"), left.numbers("full", "width"), strict=True)]
        assert right.numbers("full", "x") == pytest.approx(ends, abs=0.002)


def test_a_screen_reader_is_told_what_it_shows_and_nothing_is_styled_inline() -> None:
    for drawn, role in ((along([1, 2]), "group"), (times([START]), "img")):
        identities = {node.get("id"): node.text for node in drawn.root.iter()}
        assert drawn.root.get("role") == role  # a picture with links in it is a group
        assert identities[drawn.root.get("aria-labelledby")] == "Title & more"
        assert identities[drawn.root.get("aria-describedby")] == "Told"
        assert not [node for node in drawn.root.iter() if node.get("style")]


def times(moments: Sequence[datetime], *marks: Mark, zone: str = "Europe/Oslo", is_rtl: bool = False) -> Drawn:
    spans = divided(moments, START, START + 9 * DAY, zone)
    said = [str(part.count) for part in spans.parts]
    return Drawn(over_time.over_time(spans, marks, said, ("first", "last"), "Title & more", "Told", is_rtl=is_rtl))


def test_a_bar_is_as_high_as_comments_came_and_stands_at_its_day() -> None:
    drawn = times([START, START + DAY, START + DAY, START + 9 * DAY])
    assert drawn.numbers("full", "height") == pytest.approx([over_time.HIGH / 2, over_time.HIGH, over_time.HIGH / 2])
    assert drawn.numbers("full", "x") == pytest.approx([0, 10, 90])


def test_acts_stand_at_their_moment_each_with_its_own_sign() -> None:
    marks = [Mark("opening", START, "Opened"), Mark("deadline", START + 9 * DAY, "Closes")]
    drawn = times([], *marks)
    signs = drawn.all("glyph")
    assert [node.text for node in signs] == [over_time.SIGNS["opening"], over_time.SIGNS["deadline"]]
    assert drawn.numbers("glyph", "x") == pytest.approx([10 * 10 / 24, 90 + 10 * 10 / 24], abs=0.01)
    assert len(set(over_time.SIGNS.values())) >= len(over_time.SIGNS) - 1


def test_acts_close_to_each_other_do_not_cover_each_other() -> None:
    marks = [Mark("closure", START, "Closed"), Mark("reopening", START + timedelta(minutes=1), "Reopened")]
    assert len(set(times([], *marks).numbers("glyph", "y"))) == 2


def test_a_part_of_a_whole_is_filled_from_where_one_begins_to_read() -> None:
    left, right = Drawn(bar(1, 4, is_rtl=False)), Drawn(bar(1, 4, is_rtl=True))
    assert (left.numbers("full", "x"), left.numbers("full", "width")) == ([0], [25])
    assert (right.numbers("full", "x"), right.numbers("full", "width")) == ([75], [25])
    assert not Drawn(bar(0, 4, is_rtl=False)).all("full")
    assert left.root.get("aria-hidden") == "true"
