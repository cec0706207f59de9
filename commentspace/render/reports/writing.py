"""The files of a report, by their form."""

import json
import re
from typing import Final, NamedTuple

from commentspace.domain.reporting.values import Report
from commentspace.errors import NotFound
from commentspace.formats.options import Made
from commentspace.formats.report import word, workbook
from commentspace.formats.report.book import Book, Grid
from commentspace.render.exporting import telling
from commentspace.render.reports import paper
from commentspace.render.reports.sections import book
from commentspace.render.reports.words import Words


class ReportForm(NamedTuple):
    """A form of a report: what a file's name ends with, and its media type."""

    extension: str
    type: str


FORMS: Final = {
    "docx": ReportForm("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ReportForm("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": ReportForm("pdf", "application/pdf"),
    "json": ReportForm("json", "application/json"),
}


JOB: Final = "report-"
"""What the form of a job begins with that makes a report of a document; its end is one of `FORMS`."""


def form_of(name: str) -> ReportForm:
    """The form of this name; NotFound where there is none."""
    if name not in FORMS:
        raise NotFound()
    return FORMS[name]


def write(name: str, report: Report, words: Words) -> bytes:
    """The report as the bytes of a file."""
    if name == "pdf":
        return paper.printed(report, words)
    made = book(report, words)
    if name == "docx":
        return word.write(made)
    return workbook.write(made) if name == "xlsx" else as_json(made)


def as_json(made: Book) -> bytes:
    """The same sections for programs: heads and rows as they are read, numbers as numbers."""
    sections = [
        {"name": each.name, "title": each.title, "told": list(each.told), **_rows(each.grid)} for each in made.sections
    ]
    whole = {"title": made.title, "about": list(made.about), "is_final": made.is_final, "sections": sections}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _rows(grid: Grid | None) -> dict[str, object]:
    if grid is None:
        return {}
    rows = [[cell.text if cell.number is None else cell.number for cell in row] for row in grid.rows]
    return {"heads": list(grid.heads), "rows": rows}


def make_telling(path: str, name: str, report: Report, words: Words) -> Made:
    """The same, for a child process: how far it has come is told in a file at this path (`exporting.how_far`)."""
    with telling(path):
        return Made(write(name, report, words))


def filename(report: Report, form: ReportForm) -> str:
    """The document's symbol and the round, in letters that every system takes."""
    stem = re.sub(r"[^\w.-]+", "-", report.symbol).strip("-.") or "document"
    return f"{stem}-report-{report.round.number}.{form.extension}"
