"""Moments in words: in a zone, with its name, as CLDR writes them in a language."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format, get_timezone_name

NOWHERE = "UTC"
"""The zone of whoever has told us none."""


def said(when: datetime, place: Locale, zone: str = NOWHERE) -> str:
    """Such as "16 Mar 2026, 10:00 CET"; without a short name of the zone "UTC+3"."""
    local = when.astimezone(ZoneInfo(zone))
    day, hour = format_skeleton("yMMMd", local, locale=place), format_time(local, "HH:mm", locale=place)
    return f"{joined(day, hour, place)} {_short(local, place)}"


def said_in_full(when: datetime, place: Locale, zone: str = NOWHERE) -> str:
    """Such as "16 March 2026, 10:00 Central European Standard Time": for what somebody has to be in time for."""
    local = when.astimezone(ZoneInfo(zone))
    day, hour = format_date(local, "long", locale=place), format_time(local, "HH:mm", locale=place)
    name = NOWHERE if zone == NOWHERE else get_timezone_name(local, "long", locale=place)
    return f"{joined(day, hour, place)} {name}"


def exact(when: datetime, place: Locale) -> str:
    """The moment to the second, in UTC."""
    when = when.astimezone(UTC)
    day, hour = format_date(when, "long", locale=place), format_time(when, "HH:mm:ss", locale=place)
    return f"{joined(day, hour, place)} UTC"


def joined(day: str, hour: str, place: Locale) -> str:
    """A day and an hour, as the language puts them together."""
    return str(get_datetime_format("medium", locale=place)).replace("{1}", day).replace("{0}", hour).replace("'", "")


def _short(local: datetime, place: Locale) -> str:
    """The zone's short name where the language has one, else its distance from UTC."""
    offset = local.utcoffset()
    if not offset:
        return NOWHERE
    name = get_timezone_name(local, "short", locale=place)
    if name[0] not in "+-\N{MINUS SIGN}":
        return name
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")
