"""Numbers that fields count (LISTNUM, AUTONUM, AUTONUMLGL, AUTONUMOUT; 17.16.5): their results are not in the file."""

from collections.abc import Sequence

from lxml import etree

from commentspace.formats.word.counting import Count
from commentspace.formats.word.levels import DEEPEST, Level, whole
from commentspace.formats.word.lists import NumberedList

NAMES = frozenset({"LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})

_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_OUTLINE = ("upperRoman", "upperLetter", "decimal", "lowerLetter", "decimal", "lowerLetter", "lowerRoman")
_OUTLINE_TEXTS = ("{}.", "{}.", "{}.", "{})", "({})", "({})", "({})")
_NUMBER_TEXTS = ("{})", "({})", "{}.")


def _number_default() -> dict[int, Level]:
    """1) a) i) (1) (a) (i) 1. a. i."""
    return {
        place: Level(start=1, format=_FORMATS[place % 3], text=_NUMBER_TEXTS[place // 3].format(f"%{place + 1}"))
        for place in range(DEEPEST + 1)
    }


def _legal_default() -> dict[int, Level]:
    """1. 1.1. 1.1.1."""
    return {
        place: Level(start=1, text="".join(f"%{above}." for above in range(1, place + 2)))
        for place in range(DEEPEST + 1)
    }


def _outline_default() -> dict[int, Level]:
    """I. A. 1. a) (1) (a) (i), and on with the last two."""
    shapes = [*zip(_OUTLINE, _OUTLINE_TEXTS, strict=True), ("lowerLetter", "({})"), ("lowerRoman", "({})")]
    return {
        place: Level(start=1, format=shape, text=text.format(f"%{place + 1}"))
        for place, (shape, text) in enumerate(shapes)
    }


def _paragraphs() -> dict[int, Level]:
    """1. on each level: what AUTONUM prints."""
    return {place: Level(start=1, text=f"%{place + 1}.") for place in range(DEEPEST + 1)}


_DEFAULTS = {
    "numberdefault": NumberedList("NumberDefault", "NumberDefault", _number_default()),
    "legaldefault": NumberedList("LegalDefault", "LegalDefault", _legal_default()),
    "outlinedefault": NumberedList("OutlineDefault", "OutlineDefault", _outline_default()),
}
_OF_FIELDS = {
    "AUTONUM": NumberedList("AUTONUM", "AUTONUM", _paragraphs()),
    "AUTONUMLGL": NumberedList("AUTONUMLGL", "AUTONUMLGL", _legal_default()),
    "AUTONUMOUT": NumberedList("AUTONUMOUT", "AUTONUMOUT", _outline_default()),
}


def default_list(words: Sequence[str]) -> NumberedList | None:
    """The list in which a field with this instruction counts, or None for one that the file has to define."""
    if words[0].upper() in _OF_FIELDS:
        return _OF_FIELDS[words[0].upper()]
    return _DEFAULTS.get(named(words).lower() or "numberdefault")


def named(words: Sequence[str]) -> str:
    """The name of the list that a LISTNUM asks for, or ""."""
    return words[1] if len(words) > 1 and not words[1].startswith("\\") else ""


def switch(words: Sequence[str], name: str) -> int | None:
    """The whole number after a switch ("\\l 2", or "\\l2"), or None."""
    for place, word in enumerate(words):
        if word.lower() == name:
            return whole(words[place + 1]) if place + 1 < len(words) else None
        if word.lower().startswith(name):
            return whole(word[len(name) :])
    return None


class FieldPlaces:
    """Knows at which level a field counts: below the number of its paragraph, or below the last heading."""

    def __init__(self) -> None:
        self._numbered: tuple[etree._Element, int] | None = None
        self._last: etree._Element | None = None
        self._heading = -1

    def numbered(self, p: etree._Element, place: int) -> None:
        """A paragraph has a number of this level."""
        self._numbered = (p, place)

    def apart(self, p: etree._Element) -> str:
        """What tells the count of fields in numbered paragraphs from that in others."""
        return " in a list" if self._around(p) >= 0 else ""

    def place(
        self, p: etree._Element, words: Sequence[str], count: Count, outline: int | None
    ) -> tuple[int, int | None]:
        """The level from 0 of a field in a paragraph of this outline level, and where it begins if it says so."""
        if words[0].upper() == "LISTNUM":
            asked, around = switch(words, "\\l"), self._around(p)
            if p is not self._last and around >= 0:
                count.leave(around)
            self._last = p
            return _bounded(around + 1 if asked is None else asked - 1), switch(words, "\\s")
        if outline is not None:
            self._heading = outline
            return _bounded(outline), None
        return _bounded(0 if words[0].upper() == "AUTONUM" else self._heading + 1), None

    def _around(self, p: etree._Element) -> int:
        """The level of the paragraph's own number, -1 without one."""
        return self._numbered[1] if self._numbered is not None and self._numbered[0] is p else -1


def _bounded(place: int) -> int:
    return min(max(place, 0), DEEPEST)
