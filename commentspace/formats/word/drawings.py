"""Pictures and text boxes in drawings, of DrawingML as of VML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from commentspace.domain.drafts import Picture
from commentspace.formats.word.alternatives import children
from commentspace.formats.word.names import a, o, pic, r, v, w, wp
from commentspace.formats.word.package import Package

_EMU = 9525  # to a CSS pixel
_POINTS = 96 / 72
_MOST_PIXELS = 20_000
MOST_PICTURES = 500
MOST_BYTES = 64 * 1024 * 1024
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9.]{1,12})\s*(pt|px|in|cm|mm)?", re.IGNORECASE)
_UNITS = {"pt": _POINTS, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "": 1.0}


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as the text shows it; `relation` is "" for one that is in no part that can be read."""

    relation: str
    alt: str
    width: int
    height: int


def boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes in a drawing, but not of those inside of them."""
    for child in children(drawing):
        if child.tag == w("txbxContent"):
            yield child
        else:
            yield from boxes(child)


def pictures(drawing: etree._Element) -> Iterator[Shown]:
    """The pictures in a `w:drawing`, `w:pict` or `w:object`, but not those in its text boxes."""
    if drawing.tag == w("drawing"):
        yield from _in_drawing(drawing)
    else:
        yield from _in_shapes(drawing)


def is_empty(drawing: etree._Element) -> bool:
    """Whether nothing of a drawing is lost when it is left out: it is a line, or a shape without words."""
    if drawing.tag == w("object"):
        return False
    return next(drawing.iter(a("graphicData")), None) is None or all(
        data.get("uri", "").rpartition("/")[2] not in {"chart", "chartex", "diagram"}
        for data in drawing.iter(a("graphicData"))
    )


def _in_drawing(drawing: etree._Element) -> Iterator[Shown]:
    named, extent = next(drawing.iter(wp("docPr")), None), next(drawing.iter(wp("extent")), None)
    alt = "" if named is None else named.get("descr", "") or named.get("title", "")
    width, height = (0, 0) if extent is None else (_pixels(extent.get("cx")), _pixels(extent.get("cy")))
    found = list(_blips(drawing))
    for blip, own_alt in found:
        yield Shown(blip.get(r("embed"), ""), alt or own_alt, *((width, height) if len(found) == 1 else (0, 0)))


def _blips(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for child in children(element):
        if child.tag == pic("pic"):
            named = next(child.iter(pic("cNvPr")), None)
            own = "" if named is None else named.get("descr", "")
            yield from ((blip, own) for blip in child.iter(a("blip")))
        elif child.tag != w("txbxContent"):
            yield from _blips(child)


def _in_shapes(element: etree._Element) -> Iterator[Shown]:
    for child in children(element):
        if child.tag == v("imagedata"):
            shape = child.getparent()
            style = "" if shape is None else shape.get("style", "")
            sizes = {name.lower(): _said(number, unit) for name, number, unit in _LENGTH.findall(style)}
            alt = ("" if shape is None else shape.get("alt", "")) or child.get(o("title"), "")
            yield Shown(child.get(r("id"), ""), alt, sizes.get("width", 0), sizes.get("height", 0))
        elif child.tag != w("txbxContent"):
            yield from _in_shapes(child)


def _pixels(length: str | None) -> int:
    number = int(length) // _EMU if length and length.isdecimal() and len(length) < 12 else 0
    return number if number <= _MOST_PIXELS else 0


def _said(number: str, unit: str) -> int:
    try:
        pixels = round(float(number) * _UNITS[unit.lower()])
    except ValueError:
        return 0
    return pixels if pixels <= _MOST_PIXELS else 0


class Pictures:
    """The pictures of a file that can be shown, each once however often the text shows it."""

    def __init__(self, package: Package):
        self._package = package
        self._names: dict[str, str] = {}
        self._bytes = 0
        self.taken: list[Picture] = []

    def name(self, part: str, shown: Shown) -> str:
        """What the draft calls a picture that `part` shows, or "" for one of a kind that cannot be shown."""
        relation = self._package.relations(part).get(shown.relation)
        if relation is None or relation.is_external:
            return ""
        if relation.target not in self._names:
            self._names[relation.target] = self._take(relation.target, shown)
        return self._names[relation.target]

    def _take(self, target: str, shown: Shown) -> str:
        content = self._package.bytes(target)
        kind = kind_of(content)
        self._bytes += len(content)
        if not kind or len(self.taken) >= MOST_PICTURES or self._bytes > MOST_BYTES:
            return ""
        self.taken.append(Picture(str(len(self.taken) + 1), kind, content, shown.width, shown.height))
        return self.taken[-1].name


def kind_of(content: bytes) -> str:
    """The media type of a picture that browsers show, by its first bytes; else ""."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), "")
