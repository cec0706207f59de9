"""A matrix as a Word file: one wide table whose heads stand on every page."""

import io
import re
from collections.abc import Sequence
from typing import Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from lxml import etree

from commentspace.formats.matrix import hidden
from commentspace.formats.matrix.layouts import FILLED_IN
from commentspace.formats.matrix.table import Table, TableRow
from commentspace.formats.word.names import NAMESPACES, w
from commentspace.text.languages import direction, guess

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_WIDTH: Final = 15_400
"""Twentieths of a point between the margins of A4 in landscape."""
_LETTER: Final = 100
_PADDING: Final = 180
"""Twentieths of a point of a letter, and of what stands beside the words of a cell."""
_LONGEST: Final = 14
"""Letters of a word, in a head or a short cell, that is not broken."""
_INDENT: Final = 170
_SIZE: Final = "17"
"""Half points of the text in cells."""


def write(table: Table, language: str) -> bytes:
    """The file."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(12)
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = table.title[:250]
    document.core_properties.comments = table.about[:250]
    body = document.element.body
    is_rtl = direction(language) == "rtl"
    before = [_paragraph(table.title, bold=True, size="28"), _paragraph(table.about, size="18")]
    before += [_paragraph(table.guide, size="18")] if table.guide else []
    before += [_paragraph(f"{field} ", size="20", bold=True) for field in table.fields]
    for element in (*before, _table(table, is_rtl=is_rtl), _paragraph("")):
        body.insert(len(body) - 1, element)  # the last is the section's
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _new(name: str, parent: etree._Element | None = None, **attributes: str) -> etree._Element:
    """An element of Word, in its namespace with its attributes."""
    given = {w(key): value for key, value in attributes.items()}
    if parent is None:
        return etree.Element(w(name), given, nsmap={"w": NAMESPACES["w"]})
    return etree.SubElement(parent, w(name), given)


def _table(table: Table, *, is_rtl: bool) -> etree._Element:
    element = _new("tbl")
    properties = _new("tblPr", element)
    if is_rtl:
        _new("bidiVisual", properties)
    _new("tblW", properties, w=str(_WIDTH), type="dxa")
    borders = _new("tblBorders", properties)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _new(side, borders, val="single", sz="4", space="0", color="8A97A5")
    _new("tblLayout", properties, type="fixed")
    margins = _new("tblCellMar", properties)
    for side in ("left", "right"):
        _new(side, margins, w="70", type="dxa")
    widths = _widths(table)
    indented = [column.name in FILLED_IN for column in table.columns]
    grid = _new("tblGrid", element)
    for width in widths:
        _new("gridCol", grid, w=str(width))
    element.append(_row(TableRow(table.heads, {}), widths, indented, is_rtl=is_rtl, is_head=True))
    for row in table.rows:
        element.append(_row(row, widths, indented, is_rtl=is_rtl))
    return element


def _widths(table: Table) -> list[int]:
    """What no word of a head or of a short cell is broken in, and of the rest each its share by the layout."""
    least = [_LETTER * _longest_word(table, at) + _PADDING for at in range(len(table.columns))]
    if (rest := _WIDTH - sum(least)) < 0:
        return [_WIDTH * width // sum(least) for width in least]
    shares = [column.width for column in table.columns]
    return [width + rest * share // sum(shares) for width, share in zip(least, shares, strict=True)]


def _longest_word(table: Table, at: int) -> int:
    texts = [table.heads[at], *(row.texts[at] for row in table.rows if len(row.texts[at]) <= _LONGEST)]
    return min(max((len(word) for text in texts for word in text.split()), default=1), _LONGEST)


def _row(
    row: TableRow, widths: Sequence[int], indented: Sequence[bool], *, is_rtl: bool, is_head: bool = False
) -> etree._Element:
    element = _new("tr")
    properties = _new("trPr", element)
    if is_head:
        _new("cantSplit", properties)
        _new("tblHeader", properties)
    for at, (text, width) in enumerate(zip(row.texts, widths, strict=True)):
        cell = _new("tc", element)
        described = _new("tcPr", cell)
        _new("tcW", described, w=str(width), type="dxa")
        if is_head:
            _new("shd", described, val="clear", color="auto", fill="E7EDF3")
        for line in text.split("\n"):
            indent = row.depth if indented[at] else 0
            cell.append(_paragraph(line, bold=is_head or row.is_heading, indent=indent, is_rtl=is_rtl))
        if at == 0 and row.names:
            cell[1].append(_run(hidden.written(row.names), is_hidden=True))
    return element


def _paragraph(
    text: str, *, bold: bool = False, size: str = _SIZE, indent: int = 0, is_rtl: bool = False
) -> etree._Element:
    """A paragraph in the direction of its letters, else in that of its table (`is_rtl`)."""
    element = _new("p")
    properties = _new("pPr", element)
    if any(map(str.isalpha, text)):
        is_rtl = direction(guess(text)) == "rtl"
    if is_rtl:
        _new("bidi", properties)
    _new("spacing", properties, before="0", after="40")
    if indent:
        _new("ind", properties, start=str(min(indent, 5) * _INDENT))
    if text:
        element.append(_run(text, bold=bold, size=size, is_rtl=is_rtl))
    return element


def _run(
    text: str, *, bold: bool = False, size: str = _SIZE, is_rtl: bool = False, is_hidden: bool = False
) -> etree._Element:
    element = _new("r")
    properties = _new("rPr", element)
    if bold:
        _new("b", properties)
        _new("bCs", properties)
    if is_hidden:
        _new("vanish", properties)
    _new("sz", properties, val=size)
    _new("szCs", properties, val=size)
    if is_rtl:
        _new("rtl", properties)
    said = _new("t", element)
    said.text = _NOT_XML.sub("", text)
    said.set(_SPACE, "preserve")
    return element
