"""A filled comment matrix becomes rows, each with the place in the draft where it belongs, as far as can be told."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from commentspace.domain.submitted import Known, Row, Submitted
from commentspace.errors import Invalid, marked
from commentspace.formats.matrix import answered, columns, csv_files, grids, references, rows, word_tables, workbooks
from commentspace.formats.matrix.columns import Columns
from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.grids import Grid, Read
from commentspace.formats.matrix.placing import Places, Ranked
from commentspace.formats.matrix.stating import Stating

Warning_ = tuple[str, dict[str, object]]

FORMS: Final = (".xlsx", ".xls", ".xlsm", ".ods", ".csv", ".tsv", ".docx")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

MOST_WARNINGS = 20
"""About single rows; the rows themselves say it too."""

NO_HEADS = marked(
    "The heads of the table are not known. The longest texts were taken as comments and the short numbers beside them "
    "as paragraphs: look at every row."
)
NOT_FILLED = marked("Rows that nobody has filled in: %(count)d. They were left aside.")
NOTES = marked("Rows that explain how to fill in the table were not taken as comments: %(rows)s.")
CHANGED = marked(
    "Comment %(number)s is already here with another text, in row %(row)d. "
    "Choose there whether to send the row as a comment of its own."
)


def read(data: bytes, filename: str, known: Known) -> Submitted:
    """The rows of a filled matrix, in their order.

    Raises Invalid, with a sentence that says what to do, for a file that cannot be read or holds no such table.
    """
    form, found = _opened(data, filename, known)
    read_grids = grids.bounded(found)
    tables, is_guessed = _tables(read_grids.grids)
    if not tables:
        raise Invalid(
            marked(
                "There is no table of comments in this file. It needs a first row with the names of its columns, such "
                "as “Paragraph” and “Comment”. Take the empty matrix of this document and fill that in."
            ),
            field="file",
        )
    listed = [rows.read(grid, found_columns, above) for grid, found_columns, above in tables]
    facts = [each for table in listed for each in table.facts]
    warnings: list[Warning_] = [*read_grids.warnings, *([(NO_HEADS, {})] if is_guessed else [])]
    if empty := sum(table.empty for table in listed):
        warnings.append((NOT_FILLED, {"count": empty}))
    if notes := [str(each.line_in_file) for each in facts if each.is_note]:
        warnings.append((NOTES, {"rows": ", ".join(notes)}))
    rows_found, changed = placed(facts, known)
    rows_found, noticed = answered.read(facts, rows_found, known)
    warnings += noticed
    if is_guessed:
        rows_found = tuple(replace(row, verdict="doubtful") if row.verdict == "sure" else row for row in rows_found)
    document, revision = _about(facts, tables)
    return Submitted(
        form, _layout(tables, facts), rows_found, document, revision, (*warnings, *changed[:MOST_WARNINGS])
    )


def _opened(data: bytes, filename: str, known: Known) -> tuple[str, Read]:
    """The tables of a file, by what it is more than by its name."""
    extension = PurePath(filename).suffix.lower()
    if extension == ".docx" and data.startswith(_ZIP):
        return "docx", word_tables.read(data)
    if data.startswith((_ZIP, _OLE)) or extension in {".xlsx", ".xls", ".xlsm", ".ods"}:
        return extension.removeprefix(".") if extension in {".xls", ".ods"} else "xlsx", workbooks.read(data)
    if extension not in {".csv", ".tsv", ".txt"}:
        raise Invalid(
            marked("Filled tables are taken as %(formats)s. Save the file in one of these formats and send it again."),
            field="file",
            formats=", ".join(FORMS),
        )
    return "csv", csv_files.read(data, known.languages, tabs=extension == ".tsv")


_Table = tuple[Grid, Columns, dict[str, str]]


def _tables(found: Sequence[Grid]) -> tuple[list[_Table], bool]:
    """The tables with comments, each with its columns and what holds for all of its rows.

    A table without heads goes on with the one before it where it is as wide. What other tables and the lines before
    them say of the sender holds for those after them.
    """
    tables: list[_Table] = []
    said: dict[str, str] = {}
    for grid in found:
        heads = columns.find(grid)
        if heads is None and tables and grid.rows and len(grid.rows[0]) == len(tables[-1][1].heads):
            heads = replace(tables[-1][1], first=0)
        if heads is None or not heads.has(*columns.SAID):
            said |= rows.above(grid, Columns({}, (), len(grid.rows)))
            said |= _across(grid)
            continue
        said |= rows.above(grid, heads)
        tables.append((grid, heads, dict(said)))
    if tables:
        return tables, False
    for grid in sorted(found, key=lambda each: -len(each.rows))[:1]:
        if guessed := columns.by_content(grid):
            return [(grid, guessed, said)], True
    return [], False


def _across(grid: Grid) -> dict[str, str]:
    """Who fills in a form: a row of heads with one row of answers below it."""
    if len(grid.rows) != 2:
        return {}
    found: dict[str, str] = {}
    for at, head in enumerate(grid.rows[0]):
        if (name := columns.column(head)) and grid.cell(1, at):
            found.setdefault(name, grid.cell(1, at))
    return rows.named(found)


def _layout(tables: Sequence[_Table], facts: Sequence[Facts]) -> str:
    """How a file was understood: that of ISO/IEC, pages and lines, our own, or any other."""
    first = tables[0][1]
    if first.has("mb") or (first.has("element") and first.has("section", "line")):
        return "iso"
    if first.has("to_line", "to_page"):
        return "lines"
    if first.has("paragraph", "comment_name") or any(each.paragraph for each in facts):
        return "ours"
    return "lines" if first.has("page") and first.has("line") else "table"


def placed(facts: Sequence[Facts], known: Known) -> tuple[tuple[Row, ...], list[Warning_]]:
    """The rows with their places, and warnings about comments of ours that they have changed."""
    last_page = max((references.read(each.page, "page").page for each in facts), default=0)
    places = Places(known, last_page)
    stating = Stating(known, places, (each.number for each in facts))
    found = [Ranked("empty") if each.is_note else places.ranked(each) for each in facts]
    near = list(_neighbours(facts, found))
    taken: list[Row] = []
    changed: list[Warning_] = []
    for position, (each, found_place, (before, after)) in enumerate(zip(facts, found, near, strict=True), 1):
        if each.is_note:
            taken.append(stating.note(position, each))
            continue
        row, older = stating.row(position, each, places.between(each, found_place, before, after))
        if older is not None:
            changed.append((CHANGED, {"number": older.number or older.uid, "row": each.line_in_file}))
        taken.append(row)
    return tuple(taken), changed


def _neighbours(facts: Sequence[Facts], found: Sequence[Ranked]) -> Iterator[tuple[int | None, int | None]]:
    """For each row where the last sure row of the same sender before it stands in the draft, and the next after it."""
    sure = [ranked.sure for ranked in found]
    senders = [(each.reviewer, each.organisation, each.mb) for each in facts]
    before = _lasts(sure, senders)
    after = reversed(list(_lasts(sure[::-1], senders[::-1])))
    yield from zip(before, after, strict=True)


def _lasts(sure: Sequence[int | None], senders: Sequence[tuple[str, ...]]) -> Iterator[int | None]:
    last: int | None = None
    for at, place in enumerate(sure):
        if at and senders[at] != senders[at - 1]:
            last = None
        yield last
        last = place if place is not None else last


def _about(facts: Sequence[Facts], tables: Sequence[_Table]) -> tuple[str, str]:
    """The name of the document and the revision that the file says it is about."""
    document = next((each.document for each in facts if each.document), "")
    revision = next((each.revision for each in facts if each.revision), "")
    return document, revision or next((above["revision"] for _, _, above in tables if "revision" in above), "")
