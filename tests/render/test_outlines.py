"""An outline is complete where it is short, and light and near the place where it is long."""

import pytest

from commentspace.domain.discussion import HeadingView
from commentspace.render import outlines


def headings(levels: list[int]) -> list[HeadingView]:
    """Headings of these levels, every tenth paragraph."""
    return [HeadingView(f"h{n}", 10 * n, level, "", f"Heading {n}") for n, level in enumerate(levels)]


def test_a_short_outline_is_shown_whole() -> None:
    all_of_them = headings([1, 2, 3] * 40)
    assert outlines.shown(all_of_them, 500) == all_of_them


def test_a_long_one_shows_the_chapters_and_what_is_in_the_one_that_is_read() -> None:
    all_of_them = headings(([1] + [2] * 49) * 10)
    shown = outlines.shown(all_of_them, 10 * 120)
    assert [each for each in shown if each.level == 1] == [each for each in all_of_them if each.level == 1]
    assert [each for each in shown if each.level == 2] == all_of_them[101:150]
    assert [each.position for each in shown] == sorted(each.position for each in shown)


@pytest.mark.parametrize("levels", [[1] * 2_000, [1] + [2] * 2_000, [3] * 500 + [1] * 500, [2] * 400 + [1]])
@pytest.mark.parametrize("position", [0, 1_234, 99_999])
def test_it_is_light_whatever_there_is_and_has_what_is_near(levels: list[int], position: int) -> None:
    all_of_them = headings(levels)
    shown = outlines.shown(all_of_them, position)
    assert 0 < len(shown) <= 2 * outlines.MOST
    nearest = min(all_of_them, key=lambda each: (each.position > position, abs(each.position - position)))
    assert nearest in shown
