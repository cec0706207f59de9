"""Properties of runs as they stand in `w:rPr`, and what they come to along the chain of styles (17.7.2, 17.7.3)."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from commentspace.formats.word.names import w

Said = Mapping[str, str | bool]
"""What one place says of a run: only what it says, by the local name of the property."""

_SWITCHES = ("b", "bCs", "i", "iCs", "strike", "dstrike", "vanish", "specVanish", "caps", "smallCaps", "rtl", "cs")
_TOGGLES = frozenset({"b", "bCs", "i", "iCs", "strike", "vanish", "caps", "smallCaps"})
_VALUES = ("u", "vertAlign")
_TAGS = {w(name): name for name in (*_SWITCHES, *_VALUES, "lang", "rFonts")}
_OFF = frozenset({"0", "false", "off", "none"})
_VAL = w("val")
_LANGUAGES = {w("val"): "lang", w("eastAsia"): "eastAsia", w("bidi"): "bidi"}
_FONTS = {w("ascii"): "font", w("hAnsi"): "fontHigh", w("cs"): "fontComplex", w("eastAsia"): "fontEast"}


@dataclass(frozen=True, slots=True)
class RunProperties:
    """What a run looks like. Languages are as the file says them ("zh-CN"), or ""."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    hidden: bool = False
    capitals: bool = False
    small_capitals: bool = False
    position: str = ""
    """ "superscript", "subscript" or ""."""
    rtl: bool = False
    lang: str = ""
    east_asia: str = ""
    bidi: str = ""
    font: str = ""


def is_on(element: etree._Element) -> bool:
    """Whether a switch such as `w:b` is on: it is without a value, too (17.17.4)."""
    return element.get(_VAL, "1").lower() not in _OFF


def said(properties: etree._Element | None) -> dict[str, str | bool]:
    """What a `w:rPr` says; of tracked changes only how it is now."""
    found: dict[str, str | bool] = {}
    for element in () if properties is None else properties:
        name = _TAGS.get(str(element.tag))
        if name is None:
            continue
        if name == "lang":
            found |= {key: element.get(place, "") for place, key in _LANGUAGES.items() if element.get(place)}
        elif name == "rFonts":
            found |= {key: element.get(place, "") for place, key in _FONTS.items() if element.get(place)}
        elif name in _VALUES:
            found[name] = element.get(_VAL, "single" if name == "u" else "")
        else:
            found[name] = is_on(element)
    return found


def combined(defaults: Said, paragraph: Said, character: Said) -> dict[str, str | bool]:
    """What the styles come to: a later one is in force, but switches of two kinds of styles cancel each other."""
    found = {**defaults, **paragraph, **character}
    for name in _TOGGLES & (paragraph.keys() | character.keys()):
        differs = bool(paragraph.get(name)) != bool(character.get(name))
        found[name] = differs or bool(defaults.get(name))
    return found


def shown(found: Said) -> RunProperties:
    """The properties that what is said comes to; bold and italics of right-to-left runs have names of their own."""
    is_complex = bool(found.get("rtl") or found.get("cs"))
    return RunProperties(
        bold=bool(found.get("bCs" if is_complex else "b")),
        italic=bool(found.get("iCs" if is_complex else "i")),
        underline=found.get("u", "none") != "none",
        strike=bool(found.get("strike") or found.get("dstrike")),
        hidden=bool(found.get("vanish") or found.get("specVanish")),
        capitals=bool(found.get("caps")),
        small_capitals=bool(found.get("smallCaps")),
        position=str(found.get("vertAlign", "")).replace("baseline", ""),
        rtl=bool(found.get("rtl")),
        lang=str(found.get("lang", "")),
        east_asia=str(found.get("eastAsia", "")),
        bidi=str(found.get("bidi", "")),
        font=str(found.get("fontComplex" if is_complex else "font", found.get("font", ""))),
    )
