"""A matrix as a workbook: heads that stay in sight, filters, wrapped text, and nothing that could run."""

import io
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from commentspace.formats.matrix.hidden import NAMES
from commentspace.formats.matrix.layouts import FILLED_IN
from commentspace.formats.matrix.shown import fitting
from commentspace.formats.matrix.table import Table, TableRow
from commentspace.text.languages import direction, guess

_TEXT: Final = {"num_format": "@", "text_wrap": True, "valign": "top", "quote_prefix": True, "border": 1}
_PALE: Final = "#C8C8C8"
_HEAD: Final = {"bold": True, "bg_color": "#E7EDF3", "border_color": "#8A97A5"}
_A3, _A4 = 8, 9
_WIDE = 220
"""Characters across that cannot be read on A4."""
_MOST_INDENT = 5
_LINES_SHOWN = 18
_LINE_HEIGHT = 15


def write(table: Table, language: str) -> bytes:
    """The workbook, made in memory."""
    out = io.BytesIO()
    given = {
        **{"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True},
        "default_date_format": "@",
    }
    with xlsxwriter.Workbook(out, given) as workbook:
        workbook.set_properties({"title": table.title, "comments": table.about})
        sheet = workbook.add_worksheet()
        _Writer(workbook, sheet, language).write(table)
    return out.getvalue()


class _Writer:
    """Writes one sheet; formats are made once for each look."""

    def __init__(self, workbook: xlsxwriter.Workbook, sheet: Worksheet, language: str):
        self._workbook = workbook
        self._sheet = sheet
        self._is_rtl = direction(language) == "rtl"
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def write(self, table: Table) -> None:
        first = self._above(table)
        for at, column in enumerate(table.columns):
            self._sheet.set_column(at, at, column.width)
        width = len(table.columns)
        self._sheet.set_column(width, width + len(NAMES) - 1, 24, None, {"hidden": True})
        for at, head in enumerate((*table.heads, *NAMES)):
            self._text(first, at, head, {**_TEXT, **_HEAD})
        for at, row in enumerate(table.rows, first + 1):
            self._row(at, row, table)
        last = first + max(len(table.rows), 1)
        self._sheet.autofilter(first, 0, last, max(width - 1, 0))
        self._sheet.freeze_panes(first + 1, 0)
        self._page(first, sum(column.width for column in table.columns))

    def _page(self, first: int, width: int) -> None:
        if self._is_rtl:
            self._sheet.right_to_left()
        self._sheet.set_landscape()
        self._sheet.set_paper(_A3 if width > _WIDE else _A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(first)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        self._sheet.set_footer("&C&P / &N")

    def _above(self, table: Table) -> int:
        """The lines above the table; returns the row of the heads."""
        plain = {"num_format": "@", "quote_prefix": True}
        self._text(0, 0, table.title, {**plain, "bold": True, "font_size": 14})
        self._text(1, 0, table.about, {**plain, "font_color": "#555555"})
        row = 2
        if table.guide:
            self._text(row, 0, table.guide, plain)
            row += 1
        for field in table.fields:
            self._text(row, 0, field, {**plain, "bold": True})
            self._text(row, 1, "", {**_TEXT, "bottom": 1, "text_wrap": False})
            row += 1
        return row + 1

    def _row(self, at: int, row: TableRow, table: Table) -> None:
        tall = 1
        for place, (text, column) in enumerate(zip(row.texts, table.columns, strict=True)):
            look: dict[str, object] = {**_TEXT, "border_color": _PALE}
            if row.is_heading and column.name not in FILLED_IN:
                look["bold"] = True
            if row.depth and column.name in FILLED_IN:
                look["indent"] = min(row.depth, _MOST_INDENT)
            self._text(at, place, text, look)
            tall = max(tall, _lines(text, column.width))
        for place, name in enumerate(NAMES, len(table.columns)):
            self._text(at, place, row.names[name], _TEXT)
        self._sheet.set_row(at, _LINE_HEIGHT * min(tall, _LINES_SHOWN) + 3)

    def _text(self, row: int, at: int, text: str, look: dict[str, object]) -> None:
        is_rtl = (direction(guess(text)) == "rtl") if any(map(str.isalpha, text)) else self._is_rtl
        described = {**look, "reading_order": 2 if is_rtl else 1}
        if not look.get("text_wrap"):
            described["align"] = "right" if self._is_rtl else "left"  # runs on over empty cells, within the sheet
        elif is_rtl is not self._is_rtl:
            described["align"] = "right" if is_rtl else "left"
        key = tuple(sorted(described.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(described)
        if text:
            self._sheet.write_string(row, at, fitting(text), self._formats[key])
        else:
            self._sheet.write_blank(row, at, None, self._formats[key])


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column; programs that open the file do not measure it again."""
    return sum(
        1 + sum(2 if ord(each) > 0x2E7F else 1 for each in line) // max(width - 1, 1) for line in text.split("\n")
    )
