"""A report as a Word file: a heading, sentences and a table for each section, with bars of letters beside numbers."""

import io
import re
from collections.abc import Sequence
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from commentspace.formats.report.book import Book, Cell, Grid, Section
from commentspace.text.languages import direction, guess

_NOT_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_WIDTH: Final = Mm(273)
_ACCENT: Final = RGBColor(0x2F, 0x5D, 0x8A)
_LONGEST_BAR: Final = 20
_AFTER_BIDI: Final = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
_AFTER_BIDI_VISUAL: Final = ("w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
"""What the schema wants after these elements (ECMA-376, part 1, 17.3.1.26 and 17.4.59), of what we write."""
_IN_CELLS: Final = Pt(8.5)
_CELL: Final = "Cell"
"""The style of what stands in tables: there are tens of thousands of cells, and none says its size anew."""
_FULL: Final = "\N{FULL BLOCK}"


def write(book: Book) -> bytes:
    """The file."""
    document = Document()
    _page(document)
    _styles(document)
    document.core_properties.title = book.title[:250]
    is_rtl = direction(book.language) == "rtl"
    _said(document.add_heading(level=0), book.title, is_rtl)
    for line in book.about:
        _said(document.add_paragraph(), line, is_rtl)
    for section in book.sections:
        _section(document, section, is_rtl)
    out = io.BytesIO()
    document.save(out)
    return _without_times(out)


def _without_times(saved: io.BytesIO) -> bytes:
    """The same file, in which nothing says when it was packed: the same report is the same bytes."""
    out = io.BytesIO()
    with ZipFile(saved) as packed, ZipFile(out, "w", ZIP_DEFLATED) as again:
        for name in packed.namelist():
            again.writestr(ZipInfo(name), packed.read(name), ZIP_DEFLATED)
    return out.getvalue()


def _page(document: Opened) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(12)


def _styles(document: Opened) -> None:
    normal, cell = document.styles["Normal"], document.styles.add_style(_CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = normal
    for style, size in ((normal, Pt(10)), (cell, _IN_CELLS)):
        style.font.size = size
        style.paragraph_format.space_after = Pt(2)
        style.element.get_or_add_rPr().append(_size_of_complex(size))


def _size_of_complex(size: Length) -> Any:
    """The size of Arabic and Hebrew letters, in half points, which Word keeps apart (ECMA-376, part 1, 17.3.2.39)."""
    element = OxmlElement("w:szCs")
    element.set(qn("w:val"), str(round(size.pt * 2)))
    return element


def _section(document: Opened, section: Section, is_rtl: bool) -> None:
    _said(document.add_heading(level=1), section.title, is_rtl)
    for line in section.told:
        said = document.add_paragraph()
        _said(said, line, is_rtl)
        said.paragraph_format.keep_with_next = section.grid is not None
    if section.grid is not None and section.grid.rows:
        _grid(document, section.grid, is_rtl)


def _grid(document: Opened, grid: Grid, is_rtl: bool) -> None:
    widths = [*grid.widths, *([max(grid.widths)] if grid.drawn is not None else [])]
    table = document.add_table(rows=1, cols=len(widths))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    if is_rtl:
        _put(table._tblPr, "w:bidiVisual", _AFTER_BIDI_VISUAL)
    _repeated(table.rows[0]._tr)
    each = [Length(_WIDTH * width // sum(widths)) for width in widths]
    for column, width in zip(table.columns, each, strict=True):
        column.width = width
    for cell, head, width in zip(table.rows[0].cells, (*grid.heads, ""), each, strict=False):
        cell.width = width
        _said(cell.paragraphs[0], head, is_rtl, bold=True, style=_CELL)
    for row in grid.rows:
        cells = table.add_row().cells
        for cell, width in zip(cells, each, strict=True):
            cell.width = width
        for cell, said in zip(cells, row, strict=False):
            _fill(cell, said, is_rtl)
        if grid.drawn is not None:
            _bar(cells[-1], row[grid.drawn].number or 0, grid.most, is_rtl)


def _repeated(row: object) -> None:
    """The heads stand on every page."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]  # python-docx types its elements loosely
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)


def _fill(cell: _Cell, said: Cell, is_rtl: bool) -> None:
    for at, line in enumerate(said.said.split("\n")):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        goes_left = direction(guess(line)) == "rtl" if said.text and any(map(str.isalpha, line)) else is_rtl
        _said(paragraph, line, goes_left, style=_CELL)


def _bar(cell: _Cell, number: int, most: int, is_rtl: bool) -> None:
    """As many blocks as its share of the highest number; the number stands beside it."""
    blocks = max(1, round(_LONGEST_BAR * number / most)) if number and most else 0
    run = _said(cell.paragraphs[0], _FULL * blocks, is_rtl)
    run.font.color.rgb = _ACCENT
    run.font.size = Pt(7)


def _said(paragraph: Paragraph, text: str, is_rtl: bool, *, bold: bool = False, style: str = "") -> Run:
    """Words in a paragraph that goes their way."""
    if style:
        paragraph._p.get_or_add_pPr().style = style
    run = paragraph.add_run(_NOT_XML.sub("", text))
    if bold:
        run.bold = True
    if is_rtl:
        _put(paragraph._p.get_or_add_pPr(), "w:bidi", _AFTER_BIDI)
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return run


def _put(properties: Any, name: str, before: Sequence[str]) -> None:
    """An element among properties, where the schema wants it."""
    properties.insert_element_before(OxmlElement(name), *before)
