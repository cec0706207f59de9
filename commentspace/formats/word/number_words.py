"""A number as a level of a list writes it (`w:numFmt`, ST_NumberFormat, ISO/IEC 29500-1, 17.18.59)."""

import re
from collections.abc import Callable

from commentspace.formats.word.alphabets import in_letters
from commentspace.formats.word.east_asian_numerals import in_characters
from commentspace.formats.word.spelled_numbers import cardinal, ordinal, short_ordinal

_PADDED = re.compile(r"(0+)1")
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_NO_NUMBER = frozenset({"none", "bullet"})
_PATTERNS = {"numberInDash": "- {} -", "hex": "{:X}"}
_SPELLED: dict[str, Callable[[int, str], str | None]] = {
    "ordinal": short_ordinal,
    "cardinalText": cardinal,
    "ordinalText": ordinal,
}


def in_words(number: int, number_format: str, custom: str = "", language: str = "") -> str:
    """The number in this format; in digits where the format is unknown, or has nothing for the number.

    `custom` is the pattern of the format "custom" ("001, 002, 003, ..."); `language` is that of spelled numbers.
    """
    if number_format in _NO_NUMBER:
        return ""
    if number_format == "custom":
        return _custom(number, custom)
    if number_format in _SPELLED:
        return _SPELLED[number_format](number, language) or str(number)
    if number_format == "decimalZero" and 0 < number < 10:
        return f"0{number}"
    if number_format in _PATTERNS:
        return _PATTERNS[number_format].format(number)
    return in_letters(number, number_format) or in_characters(number, number_format) or str(number)


def _custom(number: int, pattern: str) -> str:
    """What Word offers beyond the standard's formats (MS-DOCX, 2.4): zeros before the digits, Greek letters."""
    first = pattern.partition(",")[0].strip()
    if padded := _PADDED.fullmatch(first):
        return f"{number:0{len(padded[0])}d}"
    if first in {"α", "Α"} and 0 < number <= len(_GREEK):
        return _GREEK[number - 1] if first == "α" else _GREEK[number - 1].upper()
    return str(number)
