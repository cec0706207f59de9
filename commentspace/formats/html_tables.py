"""Tables of a page: their rows and cells, and tables that only lay the page out."""

from collections.abc import Iterator

from lxml import etree

from commentspace.formats.html_lists import whole

_MOST_COLUMNS = 200
_MOST_SPANNED = 1_000
_CELLS = frozenset(["td", "th"])
_PARTS = frozenset(["thead", "tbody", "tfoot"])
_BIG = frozenset(["table", "h1", "h2", "h3", "h4", "h5", "h6"])


def rows(table: etree._Element) -> Iterator[list[etree._Element | None]]:
    """The cells of each row, at their columns; where a cell reaches over several, the others have None."""
    reaching: dict[int, int] = {}  # columns that a cell from above still fills, and for how many rows
    for row in _own_rows(table):
        cells: list[etree._Element | None] = []
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1}
        begun: dict[int, int] = {}
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            while len(cells) in reaching and len(cells) < _MOST_COLUMNS:
                cells.append(None)
            wide = max(1, min(whole(cell.get("colspan"), 1), _MOST_COLUMNS - len(cells)))
            high = max(1, min(whole(cell.get("rowspan"), 1), _MOST_SPANNED))
            begun.update({len(cells) + each: high for each in range(wide) if high > 1})
            cells += [cell, *[None] * (wide - 1)]
        while len(cells) in reaching and len(cells) < _MOST_COLUMNS:
            cells.append(None)
        reaching.update(begun)
        yield cells


def is_layout(table: etree._Element) -> bool:
    """Whether a table only puts parts of the page beside each other: it has one column, or headings or tables in it."""
    if (table.get("role") or "") in ("presentation", "none"):
        return True
    widths = {sum(1 for cell in row if cell.tag in _CELLS) for row in _own_rows(table)}
    return widths <= {0, 1} or any(element.tag in _BIG for element in table.iterdescendants(*_BIG))


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _PARTS:
            yield from (row for row in child if row.tag == "tr")
