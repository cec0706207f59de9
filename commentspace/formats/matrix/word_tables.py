"""Tables of a Word file (.docx) as tables of texts, and whether one of them is a comment matrix."""

from collections.abc import Iterator

from lxml import etree

from commentspace.errors import Invalid
from commentspace.formats.matrix import columns, hidden
from commentspace.formats.matrix.grids import Grid, Place, Read
from commentspace.formats.word.names import w
from commentspace.formats.word.package import Package

MOST_TABLES = 500
MOST_LINES_BEFORE = 60
LEAST_SHARE = 0.25
"""Of the text around it that a table of comments is long, at least; forms come with instructions."""
_NOT_TEXT = {w("del"), w("moveFrom"), w("instrText"), w("delText")}
_WRAPPERS = {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("smartTag"), w("moveTo")}


def is_matrix(data: bytes) -> bool:
    """Whether a Word file is a comment matrix: our names are in it, or most of it is a table of comments.

    A draft may hold a table with a column for comments too; it is still a draft.
    """
    try:
        grids, outside = _read(data)
    except Invalid:
        return False
    sizes = [(sum(len(cell) for row in grid.rows for cell in row), columns.is_matrix(grid)) for grid in grids]
    within = sum(size for size, is_one in sizes if is_one)
    rest = outside + sum(size for size, is_one in sizes if not is_one)
    return any(grid.names for grid in grids) or within > rest * LEAST_SHARE


def read(data: bytes) -> Read:
    """The tables of the file's body, with the lines of text before each. Tables within cells are words of the cell."""
    return Read(_read(data)[0])


def _read(data: bytes) -> tuple[list[Grid], int]:
    """The tables, and how many characters of text stand outside of them."""
    package = Package(data)
    root = package.part(package.main)
    body = None if root is None else root.find(w("body"))
    grids: list[Grid] = []
    before: list[str] = []
    outside = 0
    for block in () if body is None else _blocks(body):
        if block.tag == w("p"):
            lines = [line for line in _text(block).split("\n") if line.strip()]
            outside += sum(map(len, lines))
            before.extend(lines)
        elif len(grids) < MOST_TABLES:
            grids.append(_grid(block, before[-MOST_LINES_BEFORE:]))
            before = []
    return grids, outside


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables in reading order, also those within content controls."""
    for child in parent:
        if child.tag in {w("p"), w("tbl")}:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == w(name):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)


def _grid(table: etree._Element, before: list[str]) -> Grid:
    rows: list[list[str]] = []
    merged: dict[Place, Place] = {}
    names: dict[int, dict[str, str]] = {}
    begun: dict[int, Place] = {}
    for row in _children(table, "tr"):
        if row.find(f"{w('trPr')}/{w('del')}") is not None:
            continue
        at, texts, secret = len(rows), _skipped(row), ""
        for cell in _children(row, "tc"):
            column = len(texts)
            span = _span(cell)
            goes_on = _goes_on(cell)
            if goes_on and column in begun:
                merged[(at, column)] = begun[column]
            else:
                begun[column] = (at, column)
            merged |= {(at, column + beside): (at, column) for beside in range(1, span)}
            texts += [_cell_text(cell), *[""] * (span - 1)]
            secret += _text(cell, hidden_only=True)
        rows.append(texts)
        if found := hidden.read(secret):
            names[at] = found
    return Grid(rows, merged=merged, before=before, names=names)


def _skipped(row: etree._Element) -> list[str]:
    """The columns that a row leaves out before its first cell."""
    count = row.find(f"{w('trPr')}/{w('gridBefore')}")
    return [""] * _number(count, 0)


def _span(cell: etree._Element) -> int:
    return _number(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)


def _number(element: etree._Element | None, otherwise: int) -> int:
    said = "" if element is None else element.get(w("val"), "")
    return min(int(said), 200) if said.isdecimal() and len(said) < 6 else otherwise


def _goes_on(cell: etree._Element) -> bool:
    """Whether the cell belongs to one that began in a row above."""
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return merge is not None and merge.get(w("val"), "continue") == "continue"


def _cell_text(cell: etree._Element) -> str:
    return "\n".join(_text(paragraph) for paragraph in cell.iter(w("p"))).strip()


def _text(paragraph: etree._Element, *, hidden_only: bool = False) -> str:
    """The text of a paragraph with its tracked changes carried out; without what is hidden, or that alone."""
    parts: list[str] = []
    for run in paragraph.iter(w("r")):
        if _is_hidden(run) == hidden_only and not _is_gone(run, paragraph):
            parts.extend(_said(run))
    return "".join(parts)


def _said(run: etree._Element) -> Iterator[str]:
    for part in run:
        if part.tag == w("t"):
            yield part.text or ""
        elif part.tag == w("tab"):
            yield "\t"
        elif part.tag in {w("br"), w("cr")}:
            yield "\n"
        elif part.tag == w("noBreakHyphen"):
            yield "\u2011"


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{w('rPr')}/{w('vanish')}")
    return vanish is not None and vanish.get(w("val"), "true") not in {"0", "false", "off"}


def _is_gone(run: etree._Element, paragraph: etree._Element) -> bool:
    for above in run.iterancestors():
        if above.tag in _NOT_TEXT:
            return True
        if above is paragraph:
            return False
    return False
