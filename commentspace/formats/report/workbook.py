"""A report as a workbook: a sheet for each section, with a chart beside the numbers that it draws."""

import io
import re
from datetime import UTC
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from commentspace.formats.matrix.shown import fitting
from commentspace.formats.report.book import Book, Cell, Grid, Section
from commentspace.text.languages import direction

_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME: Final = 31
_TEXT: Final = {"num_format": "@", "text_wrap": True, "valign": "top", "quote_prefix": True, "border": 1}
_HEAD: Final = {"bold": True, "bg_color": "#E7EDF3", "border_color": "#8A97A5"}
_LETTERS: Final = 130
"""How many letters of a line the columns of a sheet share."""
_CHARTED: Final = 60
"""More rows than these are not drawn: a chart of them is not read."""


def write(book: Book) -> bytes:
    """The workbook, made in memory; nothing in it can run."""
    out = io.BytesIO()
    given = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, given) as workbook:
        about = " · ".join(book.about)[:250]
        workbook.set_properties({"title": book.title, "comments": about, "created": book.at.astimezone(UTC)})
        writer = _Writer(workbook, is_rtl=direction(book.language) == "rtl")
        for place, section in enumerate(book.sections):
            writer.sheet(section, book.about if place == 0 else (), book.title)
    return out.getvalue()


class _Writer:
    def __init__(self, workbook: xlsxwriter.Workbook, *, is_rtl: bool):
        self._workbook, self._is_rtl = workbook, is_rtl
        side = {"reading_order": 2 if is_rtl else 1}
        self._title = workbook.add_format({"bold": True, "font_size": 14, "num_format": "@", **side})
        self._line = workbook.add_format({"num_format": "@", "quote_prefix": True, **side})
        self._head = workbook.add_format({**_TEXT, **_HEAD, **side})
        self._text = workbook.add_format({**_TEXT, "border_color": "#C8C8C8", **side})
        self._number = workbook.add_format({"border": 1, "border_color": "#C8C8C8", "valign": "top"})
        self._names: set[str] = set()

    def sheet(self, section: Section, about: object, title: str) -> None:
        """One section: its sentences, its table, and the chart of its numbers."""
        sheet = self._workbook.add_worksheet(self._name(section.title))
        if self._is_rtl:
            sheet.right_to_left()
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, fitting(f"{section.title} · {title}"), self._title)
        row = 1
        for line in (*(about if isinstance(about, tuple) else ()), *section.told):
            sheet.write_string(row, 0, fitting(line), self._line)
            row += 1
        if section.grid is not None:
            self._grid(sheet, section, section.grid, row + 1)

    def _grid(self, sheet: Worksheet, section: Section, grid: Grid, first: int) -> None:
        for at, (head, width) in enumerate(zip(grid.heads, grid.widths, strict=True)):
            sheet.set_column(at, at, max(8, _LETTERS * width // sum(grid.widths)))
            sheet.write_string(first, at, head, self._head)
        for place, cells in enumerate(grid.rows, first + 1):
            for at, cell in enumerate(cells):
                self._cell(sheet, place, at, cell)
        sheet.autofilter(first, 0, first + max(len(grid.rows), 1), len(grid.heads) - 1)
        sheet.freeze_panes(first + 1, 0)
        sheet.repeat_rows(first)
        if grid.drawn is not None and grid.most and len(grid.rows) <= _CHARTED:
            self._chart(sheet, section, grid, first)

    def _cell(self, sheet: Worksheet, row: int, at: int, cell: Cell) -> None:
        if cell.number is not None:
            sheet.write_number(row, at, cell.number, self._number)
        elif cell.text:
            sheet.write_string(row, at, fitting(cell.text), self._text)
        else:
            sheet.write_blank(row, at, None, self._text)

    def _chart(self, sheet: Worksheet, section: Section, grid: Grid, first: int) -> None:
        chart = self._workbook.add_chart({"type": "column" if section.name == "time" else "bar"})
        last, name = first + len(grid.rows), sheet.get_name()
        drawn = grid.drawn or 0
        chart.add_series(
            {
                "name": grid.heads[drawn],
                "categories": [name, first + 1, 0, last, 0],
                "values": [name, first + 1, drawn, last, drawn],
                "fill": {"color": "#2F5D8A"},
                "gap": 40,
            }
        )
        chart.set_title({"name": section.title, "name_font": {"size": 11}})
        chart.set_legend({"none": True})
        if section.name != "time":
            chart.set_y_axis({"reverse": True})
            chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_size({"width": 560, "height": max(220, 22 * len(grid.rows) + 90)})
        sheet.insert_chart(first, len(grid.heads) + 1, chart, {"description": section.title})

    def _name(self, title: str) -> str:
        """A name that a sheet can have, and that no other has."""
        plain = _NOT_IN_A_NAME.sub(" ", title).strip()[:_LONGEST_NAME] or "-"
        name, number = plain, 2
        while name.casefold() in self._names:
            name, number = f"{plain[: _LONGEST_NAME - 3]} {number}", number + 1
        self._names.add(name.casefold())
        return name
