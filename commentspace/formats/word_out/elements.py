"""The elements of Word's XML, made from words."""

import re
from datetime import UTC, datetime

from lxml import etree

from commentspace.formats.word.names import NAMESPACES, w

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PARTS = re.compile("[\n\t]|[^\n\t]+")
_BREAKS = {"\n": "br", "\t": "tab"}


def element(name: str, /, **attributes: str) -> etree._Element:
    """`element("br", type="page")` is `<w:br w:type="page"/>`."""
    return etree.Element(w(name), {w(key): value for key, value in attributes.items()}, nsmap={"w": NAMESPACES["w"]})


def under(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """A new last child of `parent`."""
    return etree.SubElement(parent, w(name), {w(key): value for key, value in attributes.items()})


def safe(text: str) -> str:
    """The text with as many characters, each of which XML can hold."""
    return _NOT_XML.sub("\ufffd", text)


def words(run: etree._Element, text: str, *, name: str = "t") -> list[etree._Element]:
    """Put a text into a run: line breaks and tabs are elements of their own. What was put in is given back."""
    put = []
    for part in _PARTS.findall(safe(text)):
        if part in _BREAKS:
            put.append(under(run, _BREAKS[part]))
        else:
            put.append(under(run, name))
            put[-1].text = part
            put[-1].set(SPACE, "preserve")
    return put


def moment(at: datetime) -> str:
    """A moment as Word's files have it, in UTC and to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def written(root: etree._Element) -> bytes:
    """A part as it stands in a file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def bare(root: str) -> etree._Element:
    """A root whose namespace needs no prefix, as readers of packages expect it: "{uri}name"."""
    uri, _, name = root[1:].partition("}")
    return etree.fromstring(f'<{name} xmlns="{uri}"/>'.encode())
