"""The names of elements and attributes in Word files (ISO/IEC 29500-1, transitional).

`w("p")` is a paragraph's name as lxml says it. Strict files are mapped to these names when they are parsed.
"""

import re
from collections.abc import Callable


def _in(uri: str) -> Callable[[str], str]:
    def name(local: str) -> str:
        return f"{{{uri}}}{local}"

    return name


_ECMA = "http://schemas.openxmlformats.org"
_MICROSOFT = "http://schemas.microsoft.com/office"

NAMESPACES = {
    "w": f"{_ECMA}/wordprocessingml/2006/main",
    "r": f"{_ECMA}/officeDocument/2006/relationships",
    "m": f"{_ECMA}/officeDocument/2006/math",
    "a": f"{_ECMA}/drawingml/2006/main",
    "pic": f"{_ECMA}/drawingml/2006/picture",
    "wp": f"{_ECMA}/drawingml/2006/wordprocessingDrawing",
    "mc": f"{_ECMA}/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": f"{_MICROSOFT}/word/2010/wordml",
    "w15": f"{_MICROSOFT}/word/2012/wordml",
    "w16cid": f"{_MICROSOFT}/word/2016/wordml/cid",
    "w16cex": f"{_MICROSOFT}/word/2018/wordml/cex",
    "wp14": f"{_MICROSOFT}/word/2010/wordprocessingDrawing",
    "wps": f"{_MICROSOFT}/word/2010/wordprocessingShape",
    "wpg": f"{_MICROSOFT}/word/2010/wordprocessingGroup",
    "wpc": f"{_MICROSOFT}/word/2010/wordprocessingCanvas",
    "a14": f"{_MICROSOFT}/drawing/2010/main",
}
"""Prefixes as Word writes them, and what they stand for."""

w = _in(NAMESPACES["w"])
r = _in(NAMESPACES["r"])
m = _in(NAMESPACES["m"])
a = _in(NAMESPACES["a"])
pic = _in(NAMESPACES["pic"])
wp = _in(NAMESPACES["wp"])
mc = _in(NAMESPACES["mc"])
v = _in(NAMESPACES["v"])
o = _in(NAMESPACES["o"])
w14 = _in(NAMESPACES["w14"])
w15 = _in(NAMESPACES["w15"])
w16cid = _in(NAMESPACES["w16cid"])
w16cex = _in(NAMESPACES["w16cex"])
wps = _in(NAMESPACES["wps"])

RELATIONS = _in(f"{_ECMA}/package/2006/relationships")
CONTENT_TYPES = _in(f"{_ECMA}/package/2006/content-types")

_STRICT = re.compile(rb"""(?<=["'])http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)(?=["'])""")


def transitional(xml: bytes) -> bytes:
    """The same XML with the namespaces and relation types of strict files (Part 1) as transitional ones (Part 4)."""
    if b"http://purl.oclc.org/ooxml/" not in xml:
        return xml
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", xml)
