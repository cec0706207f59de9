"""The report as files: the same sections in each, numbers as numbers, and nothing that could run."""

import io
import json
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from commentspace.formats.report.book import Book
from commentspace.render.reports import paper, writing
from commentspace.render.reports.sections import book
from commentspace.render.reports.words import Words
from tests.reporting.reviewed import report, reviewed
from tests.world import World

ENGLISH, ARABIC, CHINESE = Words("en", "Europe/Oslo"), Words("ar", "Africa/Cairo"), Words("zh", "Asia/Shanghai")


def made(world: World, words: Words = ENGLISH) -> Book:
    reviewed(world)
    return book(report(world), words)


def test_every_section_is_there_in_the_order_of_a_report(world: World) -> None:
    names = [each.name for each in made(world).sections]
    assert names == ["review", "people", "kinds", "time", "places", "decisions", "changes", "open", "comments"]


def test_the_word_file_has_every_comment_with_its_answer_and_reason(world: World) -> None:
    reviewed(world)
    document = Document(io.BytesIO(writing.write("docx", report(world), ENGLISH)))
    cells = {cell.text for cell in document.tables[-1].columns[8].cells}
    assert "It was agreed in the first round." in cells
    assert len(document.tables[-1].rows) == 5


def test_the_workbook_has_a_sheet_for_each_section_and_charts(world: World) -> None:
    reviewed(world)
    content = writing.write("xlsx", report(world), ENGLISH)
    workbook = load_workbook(io.BytesIO(content))
    assert len(workbook.sheetnames) == 9
    numbers = [cell.value for row in workbook.worksheets[5].iter_rows() for cell in row if isinstance(cell.value, int)]
    assert 1 in numbers
    assert sum(name.startswith("xl/charts/chart") for name in ZipFile(io.BytesIO(content)).namelist()) == 5


@pytest.mark.parametrize("words", [ARABIC, CHINESE], ids=["ar", "zh"])
def test_it_is_written_in_the_reader_s_language(world: World, words: Words) -> None:
    assert made(world, words).language == words.language
    assert isinstance(writing.write("docx", report(world), words), bytes)
    assert isinstance(writing.write("xlsx", report(world), words), bytes)


def test_the_page_on_paper_has_the_pictures_and_the_matrix(world: World) -> None:
    reviewed(world)
    html = paper.page(report(world), ENGLISH)
    assert html.count("<svg") == 1
    assert html.count('class="bar of-') > 5
    assert "Who pays for it?" in html


def test_the_pdf_is_one(world: World) -> None:
    reviewed(world)
    assert writing.write("pdf", report(world), ENGLISH).startswith(b"%PDF")


def test_programs_get_the_same_sections_with_numbers_as_numbers(world: World) -> None:
    reviewed(world)
    whole = json.loads(writing.write("json", report(world), ENGLISH))
    [decisions] = [each for each in whole["sections"] if each["name"] == "decisions"]
    assert decisions["rows"][0][1] == 1
    assert not whole["is_final"]


def test_a_name_that_is_not_shown_is_said_in_words(world: World) -> None:
    world.execute("UPDATE review SET named = 'hidden', report_for = 'members'")
    reviewed(world)
    world.execute("UPDATE review SET sealed_at = :at", at=world.clock.now)
    whole = writing.write("json", report(world, "li"), ENGLISH).decode()
    assert "Somebody (name not shown)" in whole
    assert "***" not in whole
    assert "Ama Boateng" not in whole


def test_a_review_that_was_closed_early_names_no_later_closing_time(world: World) -> None:
    assert "Closing time" in str(made(world).sections[0])
    world.close_review()
    review = str(book(report(world), ENGLISH).sections[0])
    assert ("Closed" in review, "Closing time" in review) == (True, False)
