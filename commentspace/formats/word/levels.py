"""The levels of automatic numbers as a Word file defines them (`word/numbering.xml`, ISO/IEC 29500-1, 17.9)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from commentspace.formats.word.alternatives import children
from commentspace.formats.word.names import w
from commentspace.formats.word.properties import is_on

DEEPEST = 8
_VAL = w("val")
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Level:
    """How one level counts and what it prints.

    `text` has %1 to %9 for the numbers of the levels. `restart` is the rank (from 1) of the level after which it
    begins again, 0 for never, None for each level above it. `overridden_start` is where it begins in this list in
    place of going on. `hidden` numbers count but are not printed.
    """

    start: int = 0
    format: str = "decimal"
    custom: str = ""
    text: str = ""
    restart: int | None = None
    is_legal: bool = False
    style: str = ""
    font: str = ""
    has_picture: bool = False
    hidden: bool = False
    language: str = ""
    overridden_start: int | None = None

    @property
    def first(self) -> int:
        """The first number of the level."""
        return self.start if self.overridden_start is None else self.overridden_start

    @property
    def is_bullet(self) -> bool:
        """Whether it prints a mark and no number."""
        return self.format == "bullet" or self.has_picture

    def restarts_after(self, own: int, other: int) -> bool:
        """Whether this level, which is the `own`th from 0, begins again after a paragraph of the `other`th."""
        if self.restart is None or self.restart > own:
            return other < own
        return other < self.restart


Levels = Mapping[int, Level]


def read(element: etree._Element) -> dict[int, Level]:
    """The levels in a `w:abstractNum`; of one that is defined twice the last counts."""
    found: dict[int, Level] = {}
    for lvl in element.iterchildren(w("lvl")):
        place = whole(lvl.get(w("ilvl")))
        if place is not None and 0 <= place <= DEEPEST:
            found[place] = level(lvl)
    return found


def overridden(levels: Levels, num: etree._Element) -> dict[int, Level]:
    """The levels of a `w:num` (17.9.8): those of its definition, with its own in their place."""
    found = dict(levels)
    for override in num.iterchildren(w("lvlOverride")):
        place = whole(override.get(w("ilvl")))
        if place is None or not 0 <= place <= DEEPEST:
            continue
        own, start = override.find(w("lvl")), override.find(w("startOverride"))
        if own is not None:
            found[place] = level(own)
        if start is not None:
            number = whole(start.get(_VAL))
            found[place] = replace(found.get(place, Level()), overridden_start=0 if number is None else number)
    return found


def level(lvl: etree._Element) -> Level:
    """What a `w:lvl` says; what is not there has the standard's defaults."""
    said: dict[str, etree._Element] = {}
    for child in children(lvl):
        said.setdefault(str(child.tag), child)
    number_format = said.get(w("numFmt"))
    run = said.get(w("rPr"))
    fonts = None if run is None else run.find(w("rFonts"))
    vanish = None if run is None else run.find(w("vanish"))
    language = None if run is None else run.find(w("lang"))
    legal = said.get(w("isLgl"))
    return Level(
        start=max(0, whole(_value(said.get(w("start")))) or 0),
        format="decimal" if number_format is None else number_format.get(_VAL, "decimal"),
        custom="" if number_format is None else number_format.get(w("format"), ""),
        text=_text(said.get(w("lvlText"))),
        restart=whole(_value(said.get(w("lvlRestart")))),
        is_legal=legal is not None and is_on(legal),
        style=_value(said.get(w("pStyle"))) or "",
        font="" if fonts is None else fonts.get(w("ascii"), "") or fonts.get(w("hAnsi"), ""),
        has_picture=w("lvlPicBulletId") in said,
        hidden=vanish is not None and is_on(vanish),
        language="" if language is None else language.get(_VAL, ""),
    )


def whole(value: str | None) -> int | None:
    """A whole number as the file writes it, or None; no larger than Word's own (32 bits)."""
    try:
        number = int(value or "")
    except ValueError:
        return None
    return number if abs(number) < 2**31 else None


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(_VAL)


def _text(element: etree._Element | None) -> str:
    if element is None or element.get(w("null"), "0").lower() in {"1", "true", "on"}:
        return ""
    return element.get(_VAL, "")[:_LONGEST_TEXT]
