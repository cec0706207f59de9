"""Time divided into hours, days or weeks of a zone, and how many things fall into each."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HOUR, DAY, WEEK = "hour", "day", "week"
LONGEST_BY_HOUR = timedelta(days=3)
LONGEST_BY_DAY = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class Span:
    """From `begins` up to, and not with, `ends`: how many fall into it, and how many came until its end."""

    begins: datetime
    ends: datetime
    count: int
    in_all: int


@dataclass(frozen=True, slots=True)
class Spans:
    """All of a stretch of time, without gaps."""

    unit: str
    parts: Sequence[Span]

    @property
    def most(self) -> int:
        """The highest count."""
        return max((part.count for part in self.parts), default=0)

    def place(self, at: datetime) -> float:
        """Where a moment stands between the beginning (0) and the end (1); each span is as wide as the next."""
        begun = [part.begins for part in self.parts]
        number = max(0, bisect_left(begun, at) - 1 if at not in begun else begun.index(at))
        part = self.parts[number]
        within = (at - part.begins) / (part.ends - part.begins)
        return min(1.0, max(0.0, (number + min(1.0, within)) / len(self.parts)))


def divided(moments: Sequence[datetime], begins: datetime, ends: datetime, zone: str) -> Spans:
    """The time from `begins` to `ends` in spans of a fitting length, those in which nothing falls too.

    `moments` are in order. What lies before or after is taken in: the first span begins early enough, the last
    ends late enough. Days are those of `zone`, so that one may have 23 or 25 hours.
    """
    begins, ends = min([begins, *moments[:1]]), max([ends, *moments[-1:]])
    long = ends - begins
    unit = HOUR if long <= LONGEST_BY_HOUR else DAY if long <= LONGEST_BY_DAY else WEEK
    edges = list(_edges(unit, begins, ends, ZoneInfo(zone)))
    upto = [bisect_left(moments, edge) for edge in edges]
    parts = [Span(edges[n], edges[n + 1], upto[n + 1] - upto[n], upto[n + 1]) for n in range(len(edges) - 1)]
    return Spans(unit, parts)


def _edges(unit: str, begins: datetime, ends: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Where spans meet: from the edge at or before `begins` to the first one after `ends`."""
    local = begins.astimezone(zone)
    if unit == HOUR:
        edge = local.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
        while edge <= ends:
            yield edge
            edge += timedelta(hours=1)
        yield edge
        return
    day = local.date() - timedelta(days=local.weekday() if unit == WEEK else 0)
    step = timedelta(days=7 if unit == WEEK else 1)
    while (edge := _midnight(day, zone)) <= ends:
        yield edge
        day += step
    yield edge


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
