"""Promises about matrices that are written: what is in them, that nothing in them runs, and that they come back."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from docx import Document

from commentspace.domain.exported import Exported
from commentspace.errors import Invalid
from commentspace.formats.matrix import word_tables, writing
from commentspace.formats.matrix.reading import read
from commentspace.formats.options import LAYOUTS, Options
from tests.matrix import made

WRITERS: dict[str, Callable[[Exported, Options], bytes]] = {
    "xlsx": writing.xlsx,
    "csv": writing.to_csv,
    "docx": writing.docx,
}


@pytest.mark.parametrize("language", ["en", "ar", "es", "fr", "ru", "zh"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", WRITERS)
def test_what_is_taken_away_comes_back_as_what_is_known(form: str, layout: str, language: str) -> None:
    data = WRITERS[form](made.exported(), Options(language=language, layout=layout))
    found = read(data, f"matrix.{form}", made.known())
    assert {(row.verdict, row.comment) for row in found.rows} == {("known", f"c{number}") for number in range(1, 8)}
    assert (found.document, found.layout, found.warnings) == ("wetdoc", layout, ())


@pytest.mark.parametrize("form", WRITERS)
def test_an_empty_matrix_has_a_row_a_paragraph_and_nobody_has_said_anything(form: str) -> None:
    data = WRITERS[form](made.exported(), Options(empty=True))
    found = read(data, f"matrix.{form}", made.known())
    assert found.rows == ()
    assert [details for _, details in found.warnings] == [{"count": len(made.paragraphs())}]


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_an_empty_matrix_that_was_filled_in_is_sure_of_every_row(language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(writing.xlsx(made.exported(), Options(language=language, empty=True))))
    sheet = book.active
    assert sheet is not None
    sheet["B4"], sheet["B5"] = "Ama Boateng", "Ghana"
    first = next(row for row in range(1, 20) if sheet.cell(row, 9).value == "commentspace-comment")
    for row in range(first + 1, first + 1 + len(made.paragraphs())):
        sheet.cell(row, 5).value = f"Comment {row}"
    sheet.cell(first + 3, 3).value = "the flow of water"
    out = io.BytesIO()
    book.save(out)
    rows = read(out.getvalue(), "filled.xlsx", made.known()).rows
    assert [row.verdict for row in rows] == ["sure"] * len(made.paragraphs())
    assert [row.candidates[0].paragraph for row in rows] == [each.uid for each in made.paragraphs()]
    assert [row.exact for row in rows if row.exact] == ["the flow of water"]
    assert {(row.reviewer, row.organisation) for row in rows} == {("Ama Boateng", "Ghana")}


def test_a_workbook_has_texts_alone_and_names_that_are_hidden() -> None:
    book = openpyxl.load_workbook(io.BytesIO(writing.xlsx(made.exported(title="=1+1"), Options())))
    sheet = book.active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert sheet["A1"].value == "=1+1"
    hidden = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
    assert hidden == {"R"}  # the first of the three that are grouped as one
    assert sheet.freeze_panes == "A5"
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_an_arabic_sheet_runs_from_right_to_left() -> None:
    book = openpyxl.load_workbook(io.BytesIO(writing.xlsx(made.exported(), Options(language="ar"))))
    assert book.active is not None
    assert book.active.sheet_view.rightToLeft


def test_csv_is_utf_8_with_a_mark_and_its_cells_are_inert() -> None:
    data = writing.to_csv(made.exported(), Options())
    assert data.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    assert '\'=HYPERLINK("https://example.net","x")' in cells
    assert data.count(b"\r\n") == 1 + len(made.comments())


def test_replies_stand_below_what_they_answer() -> None:
    rows = list(csv.DictReader(io.StringIO(writing.to_csv(made.exported(), Options()).decode("utf-8-sig"))))
    assert [(row["No."], row["Reply to No."]) for row in rows][:3] == [("1", ""), ("2", "1"), ("5", "")]
    assert [row["Paragraph"] for row in rows] == ["1.", "1.", "2.", "2.", "2.", "3.", "1."]


def test_the_matrix_has_only_what_the_person_may_see() -> None:
    seen = made.comments()
    held = tuple(replace(each, markdown="", proposal=None, status="withdrawn") for each in seen[:1]) + seen[1:3]
    for form, writer in WRITERS.items():
        found = read(writer(replace(made.exported(), comments=held), Options()), f"m.{form}", made.known())
        assert {row.comment for row in found.rows} == {"c6", "c5"}


def test_columns_are_chosen_in_their_order_and_one_that_is_not_there_is_refused() -> None:
    data = writing.to_csv(made.exported(), Options(columns=("comment", "number"))).decode("utf-8-sig")
    assert data.splitlines()[0] == "Comment,No."
    with pytest.raises(Invalid, match="no column “mb”"):
        writing.to_csv(made.exported(), Options(columns=("mb",)))


def test_a_word_matrix_is_known_as_one_and_another_word_file_is_not() -> None:
    assert word_tables.is_matrix(writing.docx(made.exported(), Options()))
    assert word_tables.is_matrix(_word([["Paragraph", "Comment"], ["1", "Say where the water goes."]], "Comments"))
    assert not word_tables.is_matrix(_word([["Target", "Comments"], ["Water", "Good."]], "A long draft. " * 40))
    assert not word_tables.is_matrix(b"PK\x03\x04")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as empty:
        empty.writestr("a", "b")
    assert not word_tables.is_matrix(out.getvalue())


def _word(rows: list[list[str]], text: str) -> bytes:
    """A Word file with a text and a table."""
    document = Document()
    document.add_paragraph(text)
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, said in zip(row.cells, texts, strict=True):
            cell.text = said
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_merged_cells_of_a_word_table_carry_their_label_down() -> None:
    document = Document()
    document.add_paragraph("Name: Ama Boateng")
    table = document.add_table(3, 3)
    for at, said in enumerate(("Section", "Paragraph", "Comment")):
        table.cell(0, at).text = said
    table.cell(1, 0).merge(table.cell(2, 0)).text = "II"
    for row, label, said in ((1, "1", "Which frogs?"), (2, "3", "كيف؟")):
        table.cell(row, 1).text, table.cell(row, 2).text = label, said
    out = io.BytesIO()
    document.save(out)
    rows = read(out.getvalue(), "table.docx", made.known()).rows
    assert [(row.verdict, row.candidates[0].paragraph) for row in rows] == [("sure", made.FROGS), ("sure", made.ARABIC)]
    assert {row.reviewer for row in rows} == {"Ama Boateng"}


def test_a_comment_too_long_for_a_cell_of_a_workbook_is_cut_and_still_known() -> None:
    long = "water and birds " * 2_400
    seen = tuple(replace(each, markdown=long) if each.uid == "c1" else each for each in made.comments())
    known = made.known()
    said = tuple(replace(each, markdown=long) if each.uid == "c1" else each for each in known.comments)
    data = writing.xlsx(replace(made.exported(), comments=seen), Options())
    assert {row.verdict for row in read(data, "m.xlsx", replace(known, comments=said)).rows} == {"known"}
