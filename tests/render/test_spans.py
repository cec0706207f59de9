"""Time in hours, days and weeks: every moment falls into one span, and days are those of the reader."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commentspace.render.pictures.spans import divided
from commentspace.render.spells import from_now
from tests.clock import START

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("long", "unit", "number"), [(30 * HOUR, "hour", 31), (14 * DAY, "day", 15), (200 * DAY, "week", 29)]
)
def test_the_spans_fit_the_time(long: timedelta, unit: str, number: int) -> None:
    spans = divided([], START, START + long, "UTC")
    assert (spans.unit, len(spans.parts)) == (unit, number)
    assert spans.parts[0].begins <= START
    assert spans.parts[-1].ends > START + long


def test_they_follow_each_other_and_lose_nothing() -> None:
    moments = [START + n * HOUR for n in range(0, 400, 7)]
    spans = divided(moments, START + DAY, START + 3 * DAY, "Asia/Kathmandu")
    assert all(one.ends == next_one.begins for one, next_one in zip(spans.parts, spans.parts[1:], strict=False))
    assert sum(part.count for part in spans.parts) == len(moments) == spans.parts[-1].in_all
    for part in spans.parts:
        assert part.count == sum(part.begins <= moment < part.ends for moment in moments)


def test_a_day_begins_at_midnight_where_the_reader_lives() -> None:
    evening = datetime(2026, 3, 2, 20, tzinfo=UTC)
    for zone, day in (("Europe/Oslo", 2), ("Asia/Tokyo", 3)):
        spans = divided([evening], START, START + 10 * DAY, zone)
        [full] = [part for part in spans.parts if part.count]
        assert full.begins == datetime(2026, 3, day, tzinfo=ZoneInfo(zone))


def test_the_day_on_which_clocks_change_has_twenty_three_hours() -> None:
    spans = divided([], datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 4, 4, tzinfo=UTC), "Europe/Oslo")
    assert [part.ends - part.begins for part in spans.parts][:3] == [DAY, 23 * HOUR, DAY]


def test_a_moment_is_placed_between_the_ends() -> None:
    spans = divided([], START, START + 9 * DAY, "UTC")
    assert spans.place(spans.parts[0].begins) == 0
    assert spans.place(spans.parts[5].begins) == pytest.approx(0.5)
    assert spans.place(spans.parts[5].begins + 12 * HOUR) == pytest.approx(0.55)
    assert spans.place(spans.parts[-1].ends) == 1


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (6 * DAY + 5 * HOUR, "in 6 days"),
        (30 * HOUR, "in 30 hours"),
        (59 * timedelta(minutes=1), "in 59 minutes"),
        (timedelta(seconds=5), "in 1 minute"),
        (-13 * DAY, "13 days ago"),
        (40 * DAY, "in 40 days"),
    ],
)
def test_how_long_until_is_said_as_exactly_as_is_useful(away: timedelta, said: str) -> None:
    assert from_now(START + away, START, "en") == said
