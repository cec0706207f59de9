"""The numbers that Word prints before paragraphs, counted as Word counts them (ISO/IEC 29500-1, 17.9)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from commentspace.formats.word.counting import Count
from commentspace.formats.word.levels import DEEPEST, Level
from commentspace.formats.word.list_fields import NAMES, FieldPlaces, default_list, named
from commentspace.formats.word.lists import Lists, NumberedList
from commentspace.formats.word.number_words import in_words
from commentspace.formats.word.package import Package
from commentspace.formats.word.presence import is_counted, story
from commentspace.formats.word.styles import ParagraphProperties, Styles
from commentspace.formats.word.symbol_fonts import to_unicode

_PLACE = re.compile(r"%([1-9])")
_PICTURE = "•"
_KEPT_IN_LEGAL = frozenset({"decimal", "decimalZero", "none", "bullet"})


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands before a paragraph: the text without the tab or space after it ("" where nothing is printed).

    `level` counts from 0; `series` is the same for all paragraphs that are counted together.
    """

    text: str
    level: int
    is_bullet: bool
    series: str


class Numbers:
    """Counts the paragraphs of a file: `of` is asked once for each of them, in the order of the document."""

    def __init__(self, package: Package, styles: Styles | None = None):
        self._styles = styles or Styles(package)
        self._lists = Lists(package, self._styles)
        self._counts: dict[tuple[str, str], Count] = {}
        self._fields = FieldPlaces()

    def of(self, p: etree._Element) -> Printed | None:
        """What is printed before a `w:p`, or None for one that is not numbered.

        Paragraphs that are deleted or moved away by tracked changes do not count.
        """
        properties = self._styles.paragraph(p)
        numbered = None if properties.num_id in {None, "0"} else self._lists.get(properties.num_id or "")
        if numbered is None or not is_counted(p):
            return None
        place = _place(properties, numbered)
        numbers = self._count(p, numbered).step(numbered, place)
        level = numbered.level(place)
        text = "" if level.hidden else text_of(numbered, place, numbers, _language(properties, level))
        self._fields.numbered(p, place)
        return Printed(text, place, level.is_bullet, numbered.series)

    def of_field(self, p: etree._Element, words: Sequence[str]) -> str:
        """What a field with this instruction ("LISTNUM", "\\l", "2") prints in a paragraph, "" for one that counts not.

        To be asked after `of` was asked about the paragraph, in the order of the document.
        """
        if not words or words[0].upper() not in NAMES:
            return ""
        own = self._lists.named(named(words)) if default_list(words) is None else None
        numbered = own or default_list(words) or default_list(words[:1])
        if numbered is None:
            return ""
        count = self._count(p, numbered, "" if own else self._fields.apart(p))
        place, start = self._fields.place(p, words, count, self._styles.paragraph(p).outline)
        return text_of(numbered, place, count.step(numbered, place, start), self._styles.paragraph(p).mark.lang)

    def _count(self, p: etree._Element, numbered: NumberedList, apart: str = "") -> Count:
        return self._counts.setdefault((story(p), numbered.series + apart), Count())


def _place(properties: ParagraphProperties, numbered: NumberedList) -> int:
    """The level from 0: what the paragraph says, else the one linked with the style that names the list (17.9.23).

    Else it is what the style says. A level that there cannot be is the first.
    """
    if not properties.says_level:
        linked = numbered.place_of(properties.numbered_by or properties.style)
        if linked is not None:
            return linked
    said = properties.ilvl
    return said if said is not None and 0 <= said <= DEEPEST else 0


def text_of(numbered: NumberedList, place: int, numbers: dict[int, int], language: str) -> str:
    """What a level prints when the levels have come to these numbers."""
    level = numbered.level(place)
    if level.has_picture:
        return _PICTURE
    if level.is_bullet:
        return to_unicode(level.font, level.text).strip()

    def number(found: re.Match[str]) -> str:
        asked = int(found[1]) - 1
        if asked not in numbers:
            return ""
        of = numbered.level(asked)
        how = "decimal" if level.is_legal and of.format not in _KEPT_IN_LEGAL else of.format
        return in_words(numbers[asked], how, of.custom, language)

    return to_unicode("", _PLACE.sub(number, level.text).replace("\t", " ")).strip()


def _language(properties: ParagraphProperties, level: Level) -> str:
    return level.language or properties.mark.lang
