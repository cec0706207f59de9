"""How long until, or since, a moment: in the words of a language, as exactly as is useful."""

from datetime import datetime, timedelta

from babel.dates import format_timedelta

from commentspace.render.environment import locale

UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))
FROM = {"day": timedelta(days=2), "hour": timedelta(hours=1), "minute": timedelta()}
"""The time from which a unit is used: what is less than two days away is said in hours."""


def from_now(when: datetime, now: datetime, language: str) -> str:
    """Such as "in 6 days" or "3 hours ago"; what has begun of the next unit does not count."""
    away = when - now
    unit, length = next((unit, length) for unit, length in UNITS if abs(away) >= FROM[unit])
    whole = max(1, int(abs(away) / length)) * length
    return _said(whole if away >= timedelta() else -whole, unit, language)


def _said(span: timedelta, unit: str, language: str) -> str:
    """Babel takes a greater unit where it can; a bound that nothing reaches keeps it to this one."""
    return format_timedelta(span, granularity=unit, threshold=1e9, add_direction=True, locale=locale(language))  # type: ignore[arg-type]  # one of its words for units
