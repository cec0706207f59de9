"""Promises about title pages and contents lists: left out, not lost; and about titles."""

import pytest

from tests.formats.shown import body, md, shown, txt

ENGLISH = """\
    CBD

    Distr.
    GENERAL

    CBD/SBSTTA/30/4
    3 March 2025
    ORIGINAL: ENGLISH

    SUBSIDIARY BODY ON SCIENTIFIC ADVICE
    Thirtieth meeting
    Montreal, 3-7 March 2025
    Item 4 of the provisional agenda

             MONITORING OF WETLANDS AND OF
                 THE BIRDS IN THEM

        Note by the Executive Secretary

    1. The first paragraph.
    """
FRENCH = """\
    Distr. GÉNÉRALE

    CBD/SBSTTA/30/4
    3 mars 2025
    FRANÇAIS
    ORIGINAL : ANGLAIS

    Point 4 de l’ordre du jour provisoire

    Suivi des zones humides

    Note du Secrétaire exécutif

    1. Le premier paragraphe.
    """
RUSSIAN = """\
    Distr.
    GENERAL
    CBD/SBSTTA/30/4
    3 марта 2025 года
    РУССКИЙ
    ОРИГИНАЛ: АНГЛИЙСКИЙ
    Пункт 4 предварительной повестки дня

    Мониторинг водно-болотных угодий

    Записка Исполнительного секретаря

    1. Первый пункт.
    """
ARABIC = """\
    عام
    CBD/SBSTTA/30/4
    عربي
    الأصل: إنكليزي
    البند ٤ من جدول الأعمال المؤقت

    رصد الأراضي الرطبة

    مذكرة من الأمين التنفيذي

    ١- الفقرة الأولى من المذكرة.
    """


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        (ENGLISH, "MONITORING OF WETLANDS AND OF THE BIRDS IN THEM", "p [1.] The first paragraph."),
        (FRENCH, "Suivi des zones humides", "p [1.] Le premier paragraphe."),
        (RUSSIAN, "Мониторинг водно-болотных угодий", "p [1.] Первый пункт."),
        (ARABIC, "رصد الأراضي الرطبة", "p [١-] الفقرة الأولى من المذكرة."),
    ],
)
def test_a_title_page_is_left_out_and_the_title_found(text: str, title: str, first: str) -> None:
    draft = txt(text)
    assert draft.title == title
    assert body(draft) == [first]
    assert all(paragraph.left_out == "furniture" for paragraph in draft.paragraphs[:-1])
    assert len(draft.paragraphs) > 5


NOTED = """\
    CBD/SBSTTA/30/4
    3 March 2025
    Item 4 of the provisional agenda*

    Monitoring of wetlands

    Note by the Executive Secretary

    * CBD/SBSTTA/30/1.

    Contents

    I. INTRODUCTION 2
    II. TRENDS 3

    I. INTRODUCTION

    1. The first paragraph.

    II. TRENDS

    2. The second paragraph.
    """


def test_a_note_at_the_foot_of_the_title_page_does_not_take_the_title_with_it() -> None:
    assert txt(NOTED).title == "Monitoring of wetlands"


def test_entries_that_end_with_a_page_number_after_a_mere_space_are_known_by_what_they_repeat() -> None:
    assert [line for line in shown(txt(NOTED)) if line.startswith("- contents")] == [
        "- contents: Contents",
        "- contents: I. INTRODUCTION 2",
        "- contents: II. TRENDS 3",
    ]


def test_a_contents_heading_is_no_title() -> None:
    assert txt("Contents\n\n1. The first paragraph.\n").title == ""


def test_a_date_or_a_language_alone_makes_no_title_page() -> None:
    draft = txt("Plan for wetlands\n\n3 March 2025\n\n1. The first paragraph.\n")
    assert draft.title == "Plan for wetlands"
    assert not any(paragraph.left_out for paragraph in draft.paragraphs)


@pytest.mark.parametrize("first", ["A sentence is no title.", "1. A number is no title", "Dear all,", "- an item"])
def test_what_cannot_be_a_title_is_none(first: str) -> None:
    draft = txt(f"{first}\n\nThe text follows here, and it is a sentence.\n")
    assert draft.title == ""
    assert len(draft.paragraphs) == 2


def test_a_file_of_one_line_has_a_paragraph_and_no_title() -> None:
    draft = txt("Only one line\n")
    assert (draft.title, body(draft)) == ("", ["p Only one line"])


def test_a_title_of_several_lines_is_one() -> None:
    assert txt("信息交换所机制的\n作用和任务\n\n1. 第一段的文字在这里。\n", "zh").title == "信息交换所机制的作用和任务"


@pytest.mark.parametrize(
    "heading", ["Contents", "TABLE OF CONTENTS", "目 录", "المحتويات", "Содержание", "Table des matières", "Índice"]
)
@pytest.mark.parametrize("leader", [".....\t", " . . . . ", "……", "\t"])
def test_a_contents_list_with_page_numbers_is_left_out(heading: str, leader: str) -> None:
    entries = f"Summary{leader}1\nI. One{leader}2\nII. Two and{leader}12\n"
    draft = txt(f"The title\n\n{heading}\n\n{entries}\nI. One\n\n1. A sentence.\n")
    assert [line.split(":")[0] for line in shown(draft)[:4]] == ["- contents"] * 4
    assert body(draft) == ["h1 [I.] One", "p [1.] A sentence."]


def test_an_entry_of_two_lines_is_left_out_whole() -> None:
    contents = "Contents\n\nI. A long heading that goes\non in the next line........3\nII. Two........4\n"
    assert body(txt(f"{contents}\nI. Text\n\n1. A sentence.\n")) == ["h1 [I.] Text", "p [1.] A sentence."]


def test_a_contents_list_without_page_numbers_is_known_by_what_it_repeats() -> None:
    text = "The title\n\nContents\n\nI. One\n\nII. Two\n\nI. One\n\n1. A sentence.\n\nII. Two\n\n2. Another sentence.\n"
    assert body(txt(text)) == ["h1 [I.] One", "p [1.] A sentence.", "h1 [II.] Two", "p [2.] Another sentence."]


def test_a_contents_list_of_links_is_left_out() -> None:
    text = "# Title\n\n## Contents\n\n- [One](#one)\n- [Two](#two)\n\n## One\n\nText.\n"
    assert body(md(text)) == ["h1 One", "p Text."]


def test_a_line_that_only_ends_with_a_number_is_text() -> None:
    draft = txt("The title\n\n1. It was decided in ..... 12\n\n2. There were 40 of them in 2004\n")
    assert body(draft) == ["p [1.] It was decided in ..... 12", "p [2.] There were 40 of them in 2004"]


def test_a_title_with_a_footnote_mark_has_its_note() -> None:
    draft = txt("Plan for wetlands*\n\n1. The first paragraph.\n\n* Issued without editing.\n")
    assert draft.title == "Plan for wetlands*"
    assert body(draft)[-1] == "note [*] Issued without editing."
