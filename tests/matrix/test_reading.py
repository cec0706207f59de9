"""Promises about filled matrices: their heads are found, their values read, their rows placed and none doubled."""

import dataclasses
import io
from typing import Any

import pytest
import xlsxwriter

from commentspace.domain.submitted import Row, Submitted
from commentspace.errors import Invalid
from commentspace.formats.matrix import columns, writing
from commentspace.formats.matrix.reading import read
from commentspace.formats.options import Options
from tests.matrix import made

ISO = (
    "MB/NC,Line number,Clause/ Subclause,Paragraph/ Figure/Table,Type of comment²,Comments,Proposed change,"
    "Observations\n"
)


def csv(text: str, **known: Any) -> Submitted:
    """A table as its text says."""
    return read(text.encode(), "filled.csv", dataclasses.replace(made.known(), **known))


def places(rows: tuple[Row, ...]) -> list[tuple[str, str]]:
    """The verdicts with the likeliest paragraphs."""
    return [(row.verdict, row.candidates[0].paragraph if row.candidates else "") for row in rows]


def workbook(rows: list[list[object]], *, merged: tuple[tuple[int, int, int, int, str], ...] = ()) -> bytes:
    """A workbook with one sheet and one that is hidden."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, secret = book.add_worksheet("Comments"), book.add_worksheet("Secret")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        for area in merged:
            sheet.merge_range(*area)
        secret.write_row(0, 0, ["Paragraph", "Comment"])
        secret.write_row(1, 0, ["1", "hidden"])
        secret.hide()
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("Comments", "comment"),
        ("Comment (justification for change) by the MB", "comment"),
        ("Commentaire / Comment", "comment"),
        ("Coments", "comment"),
        ("意见", "comment"),
        ("Замечания", "comment"),
        ("التعليقات", "comment"),
        ("Proposed change by the MB", "proposal"),
        ("拟议修改", "proposal"),
        ("Texto propuesto", "proposal"),
        ("MB/NC¹", "mb"),
        ("Clause/ Subclause", "section"),
        ("Type of\ncomment²", "kind"),
        ("¶", "label"),
        ("Пункт", "label"),
        ("From Page", "page"),
        ("To Line", "to_line"),
        ("Government/Organization", "organisation"),
        ("Observations of the secretariat", "response"),
        ("Water", ""),
    ],
)
def test_a_head_is_known_in_six_languages_and_with_slips(head: str, column: str) -> None:
    assert columns.column(head) == column


def test_the_template_of_iso_is_read_with_its_row_of_numbers_left_aside() -> None:
    found = csv(
        ISO + "1,2,(3),4,5,(6),(7),(8)\n"
        "DE,,I,1,te,Say where.,,\n"
        'DE,,"""",2 (a),ed,Comma.,"Replace “slowly” by gently.",\n'
        "DE,,Annex I,1,ge,Too often.,Gauges are certified every third year by an institute that does not own them.,\n"
    )
    assert found.layout == "iso"
    assert places(found.rows) == [("empty", ""), ("sure", made.FIRST), ("sure", made.ITEM), ("sure", made.GAUGES)]
    assert [row.kind for row in found.rows[1:]] == ["substantive", "editorial", "substantive"]
    assert {row.organisation for row in found.rows[1:]} == {"DE"}
    assert found.rows[2].markdown == "Comma.\n\nProposed change: Replace “slowly” by gently."
    assert found.rows[3].proposal.startswith("Gauges are certified every third year")


def test_the_template_of_the_convention_is_read_with_who_fills_it_in() -> None:
    found = csv(
        "Review template;;;\nName:;Ama Boateng;;\nGovernment:;Ghana;;\n;;;\nPage;Line;Paragraph;Comment\n"
        "0;0;;A good draft.\n"
        "1;;2(a);How slowly?\n"
    )
    assert found.layout == "lines"
    assert places(found.rows) == [("doubtful", made.TITLE), ("sure", made.ITEM)]
    assert {(row.reviewer, row.organisation) for row in found.rows} == {("Ama Boateng", "Ghana")}


def test_pages_and_lines_from_and_to_in_two_rows_of_heads_are_told_apart() -> None:
    data = workbook(
        [
            ["Comment ID", "Chapter", "From", "", "To", "", "Comment", "Reviewer"],
            ["", "", "Page", "Line", "Page", "Line", "", ""],
            [17.0, "II", 3, 4, 3, 5, "Which frogs?", "Ama Boateng"],
        ],
        merged=((0, 2, 0, 3, "From"), (0, 4, 0, 5, "To")),
    )
    [row] = read(data, "lines.xlsx", made.known()).rows
    assert (row.name, row.label, row.reviewer) == ("17", "II, p. 3, l. 4", "Ama Boateng")


def test_merged_cells_and_ditto_marks_carry_their_place_down_and_hidden_sheets_are_told() -> None:
    data = workbook(
        [
            ["Section", "Paragraph", "Comment"],
            ["II", 1, "One."],
            ["", "", "Two."],
            ["同上", "3", "=1+1"],
        ],
        merged=((1, 0, 2, 0, "II"), (1, 1, 2, 1, "1")),
    )
    found = read(data, "merged.xlsx", made.known())
    assert places(found.rows) == [("sure", made.FROGS), ("sure", made.FROGS), ("sure", made.ARABIC)]
    assert found.rows[2].markdown == "=1+1"
    assert [details for _, details in found.warnings] == [{"sheets": "Secret"}]


def test_examples_are_kept_for_the_record_and_empty_rows_are_counted() -> None:
    found = csv("Paragraph,Comment\nExample: 5,Write here.\n2,\n1,\nI 1,Yes.\n")
    assert [row.verdict for row in found.rows] == ["empty", "sure"]
    assert [details for _, details in found.warnings] == [{"count": 2}, {"rows": "2"}]


def test_a_title_among_the_rows_holds_for_those_below_it() -> None:
    found = csv("Paragraph,Comment\nSection II,\n1,Which frogs?\n")
    assert places(found.rows) == [("sure", made.FROGS)]


def test_a_table_without_known_heads_is_read_by_its_contents_and_nothing_in_it_is_sure() -> None:
    found = csv("2 (a),How slowly is this done in practice?\n2 (b),Which creeks are meant here?\n")
    assert places(found.rows) == [("doubtful", made.ITEM), ("doubtful", "p05")]
    assert len(found.warnings) == 1


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Paragraph,Symbol\n1,x\n"])
def test_a_file_without_comments_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(Invalid, match=r"empty matrix|cannot be told"):
        csv(text)


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken"])
def test_a_broken_workbook_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Invalid, match="Save it again"):
        read(data, "broken.xlsx", made.known())


def test_a_cell_far_beyond_the_table_is_refused_before_it_fills_the_memory() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Comment")
        sheet.write(1_048_575, 16_383, "far")
    with pytest.raises(Invalid, match="far beyond"):
        read(out.getvalue(), "far.xlsx", made.known())


def test_one_s_own_comment_sent_again_is_known_and_that_of_another_is_not() -> None:
    text = "Paragraph,Comment\nI 1,The flow is measured where? Ask the fishers.\n"
    [own] = csv(text).rows
    [other] = read(text.encode(), "filled.csv", made.known(own="lars")).rows
    assert (own.verdict, own.comment) == ("known", "c1")
    assert (other.verdict, other.comment) == ("sure", "")


def test_a_comment_of_ours_with_another_text_is_never_changed_silently() -> None:
    text = writing.to_csv(made.exported(), Options()).decode("utf-8-sig").replace("Ask the fishers.", "Ask the herons.")
    found = csv(text)
    [changed] = [row for row in found.rows if row.verdict != "known"]
    assert (changed.verdict, changed.candidates[0].paragraph, changed.comment) == ("doubtful", made.FIRST, "")
    assert [details for _, details in found.warnings] == [{"number": 1, "row": 2}]


def test_a_row_that_replies_to_a_number_is_an_answer() -> None:
    found = csv("No.,Reply to No.,Paragraph,Comment\n,1,1,At the old mill.\n")
    assert [(row.verdict, row.reply_to) for row in found.rows] == [("sure", "c1")]
