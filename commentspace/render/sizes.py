"""How large a file is, in words."""

from collections.abc import Callable

from babel import Locale
from babel.numbers import format_decimal

from commentspace.errors import marked

KILO = 1_000


def said(size: int, locale: Locale, gettext: Callable[[str], str]) -> str:
    """The octets of a file in kilobytes, or in megabytes, of 1,000 each; never none."""
    number = max(1, round(size / KILO))
    if number < KILO:
        return gettext(marked("%(number)s kB")) % {"number": format_decimal(number, locale=locale)}
    return gettext(marked("%(number)s MB")) % {"number": format_decimal(size / KILO**2, "0.0", locale=locale)}
