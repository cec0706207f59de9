"""The lists of a Word file: which levels a `w:num` has, and with which others it shares its count."""

from dataclasses import dataclass

from lxml import etree

from commentspace.formats.word import levels
from commentspace.formats.word.levels import Level, whole
from commentspace.formats.word.names import w
from commentspace.formats.word.package import Package
from commentspace.formats.word.styles import Styles

_VAL = w("val")


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A `w:num`: its name, the name of the definition whose count it shares, and its levels."""

    name: str
    series: str
    levels: dict[int, Level]

    def level(self, place: int) -> Level:
        """The level of this rank from 0; one that is not defined counts from one: "1."."""
        return self.levels.get(place) or Level(start=1, text=f"%{place + 1}.")

    def place_of(self, style: str) -> int | None:
        """The level that a paragraph style is linked with (17.9.23), or None."""
        return next((place for place, level in sorted(self.levels.items()) if level.style == style), None)


class Lists:
    """The lists that a file defines; there are none in a file without numbering."""

    def __init__(self, package: Package, styles: Styles):
        name = package.related(package.main, "numbering")
        root = package.part(name) if name else None
        self._styles = styles
        self._definitions: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        for element in () if root is None else root:
            if element.tag == w("abstractNum"):
                self._definitions.setdefault(_id(element, "abstractNumId"), element)
            elif element.tag == w("num"):
                self._nums.setdefault(_id(element, "numId"), element)
        self._read: dict[str, NumberedList | None] = {}

    def get(self, num_id: str) -> NumberedList | None:
        """The list of this id, or None where it is not defined."""
        if num_id not in self._read:
            self._read[num_id] = self._assemble(num_id)
        return self._read[num_id]

    def named(self, name: str) -> NumberedList | None:
        """The list that a definition of this name (`w:name`) gives, or None."""
        for identifier, definition in self._definitions.items():
            said = definition.find(w("name"))
            if said is not None and said.get(_VAL, "").lower() == name.lower():
                return NumberedList(f"named {identifier}", identifier, levels.read(self._linked(definition)))
        return None

    def _assemble(self, num_id: str) -> NumberedList | None:
        num = self._nums.get(num_id)
        if num is None:
            return None
        definition = self._definitions.get(self._definition_of(num))
        meant = None if definition is None else self._linked(definition)
        series = "" if meant is None else _id(meant, "abstractNumId")
        defined = {} if meant is None else levels.read(meant)
        return NumberedList(num_id, series, levels.overridden(defined, num))

    def _definition_of(self, num: etree._Element) -> str:
        named = num.find(w("abstractNumId"))
        return "" if named is None else _plain(named.get(_VAL))

    def _linked(self, definition: etree._Element) -> etree._Element:
        """The definition that is meant: one may only name a numbering style, which names a list (17.9.21)."""
        seen = {definition}
        while (link := definition.find(w("numStyleLink"))) is not None:
            num = self._nums.get(_plain(self._styles.numbering_style(link.get(_VAL, ""))))
            meant = None if num is None else self._definitions.get(self._definition_of(num))
            if meant is None or meant in seen:
                meant = self._with_style_link(link.get(_VAL, ""))
            if meant is None or meant in seen:
                break
            seen.add(meant)
            definition = meant
        return definition

    def _with_style_link(self, name: str) -> etree._Element | None:
        for definition in self._definitions.values():
            link = definition.find(w("styleLink"))
            if link is not None and link.get(_VAL) == name:
                return definition
        return None


def _id(element: etree._Element, name: str) -> str:
    return _plain(element.get(w(name)))


def _plain(value: str | None) -> str:
    """An id as all places write it: "01" is "1"."""
    number = whole(value)
    return "" if number is None else str(number)
