"""Promises about labels at the start of a line."""

import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.formats import labels
from commentspace.formats.label_forms import BOLD, LONGEST, MARKS, NUMBERINGS


@pytest.mark.parametrize(
    ("line", "label", "ordinal"),
    [
        # Western
        ("1. Text", "1.", 1),
        ("1.Text", "1.", 1),
        ("12.\tText", "12.", 12),
        ("1.2 Text", "1.2", 2),
        ("1.2.3. Text", "1.2.3.", 3),
        ("12 bis. Text", "12 bis.", 12),
        ("(a) text", "(a)", 1),
        ("(aa) text", "(aa)", 27),
        ("(i) text", "(i)", 1),
        ("(xiv) text", "(xiv)", 14),
        ("a) text", "a)", 1),
        ("I. Text", "I.", 1),
        ("XLIX. Text", "XLIX.", 49),
        ("A. Text", "A.", 1),
        ("§ 5 Text", "§ 5", 5),
        ("3 - Text", "3 -", 3),
        ("1° Le texte", "1°", 1),
        ("Article 5. Text", "Article 5.", 5),
        ("ANNEX II", "ANNEX II", 2),
        ("**7.** Text", "7.", 7),
        # Chinese
        ("一、总则", "一、", 1),
        ("二十三、总则", "二十三、", 23),
        ("（一）总则", "（一）", 1),
        ("(二) 总则", "(二)", 2),
        ("第一条 目的", "第一条", 1),
        ("第一百零五条　目的", "第一百零五条", 105),
        ("第二章：目的", "第二章：", 2),
        ("1．总则", "1．", 1),
        ("１、总则", "１、", 1),
        ("（１２）总则", "（１２）", 12),
        ("③总则", "③", 3),
        ("1.信息", "1.", 1),
        # Arabic
        ("١. نص", "١.", 1),
        ("١٢- نص", "١٢-", 12),
        ("١ - نص", "١ -", 1),
        ("(أ) نص", "(أ)", 1),
        ("(هـ) نص", "(هـ)", 5),
        ("أ- نص", "أ-", 1),
        ("أولا: نص", "أولا:", 1),
        ("ثانياً - نص", "ثانياً -", 2),
        ("حادي عشر: نص", "حادي عشر:", 11),
        ("باء - نص", "باء -", 2),
        ("المادة ٥: نص", "المادة ٥:", 5),
        ("۱۲. متن", "۱۲.", 12),
        # Russian
        ("1) текст", "1)", 1),
        ("а) текст", "а)", 1),
        ("в) текст", "в)", 3),
        ("Статья 3. Текст", "Статья 3.", 3),
    ],
)
def test_labels_are_recognised_with_what_they_count(line: str, label: str, ordinal: int) -> None:
    found = labels.read(line)
    assert found is not None
    assert (found[0].text, found[0].readings[0].ordinal) == (label, ordinal)
    assert "".join((label + found[1]).split()) == "".join(line.replace("**", "").split())


@pytest.mark.parametrize(
    "line",
    [
        *[
            "",
            "Text",
            "2005 年 2 月",
            "23 November 2004",
            "7-11 May",
            "5 - 10 members",
            "1.5",
            "(see below)",
            "i.e. this",
        ],
        *[
            "第三部分讨论了",
            "第一条规定如下",
            "一九九二年",
            "Article 5 of the Convention",
            "(mix) it",
            "(a)text",
            "A text",
        ],
        *["مقدمة: نص", "Да. Нет", "-5 degrees", "**bold** text", "*soft* text", "(((", "1", "CV. Smith", "1 . 5"],
    ],
)
def test_what_only_looks_like_a_label_is_text(line: str) -> None:
    found = labels.read(line)
    assert found is None or found[0].weak or not found[1]


@pytest.mark.parametrize("bullet", ["•", "-", "–", "—", "▪", "◦", "●", "·", "+"])
def test_bullets_are_labels(bullet: str) -> None:
    found = labels.read(f"{bullet} text")
    assert found is not None
    assert (found[0].text, found[1]) == (bullet, "text")


@pytest.mark.parametrize("line", ["\uf0b7\ttext", "\uf0a7 text"])
def test_word_processors_bullets_become_bullets_that_can_be_seen(line: str) -> None:
    found = labels.read(line)
    assert found is not None
    assert (found[0].text, found[1]) == ("•", "text")


def test_a_bullet_before_a_printed_label_is_dropped() -> None:
    found = labels.read("- (a) text")
    assert found is not None
    assert (found[0].text, found[1]) == ("(a)", "text")


def test_letters_that_are_roman_numbers_too_have_both_readings() -> None:
    found = labels.read("(v) text")
    assert found is not None
    assert [(reading.style, reading.ordinal) for reading in found[0].readings] == [("(roman)", 5), ("(latin)", 22)]


@given(st.text(alphabet="1.2)(-–iaA*§•第一条章、（） \tأ١:", max_size=100))
def test_a_label_and_its_text_are_all_of_the_line(line: str) -> None:
    if found := labels.read(line.strip()):
        left = "".join((found[0].text + found[1]).split())
        assert "".join(line.split()).endswith(left.replace("**", "")) or "*" in line


def test_every_pattern_of_labels_is_bounded() -> None:
    """So that no line, however made, costs more than its first characters."""
    parser = importlib.import_module("re._parser")
    for pattern in [BOLD, *(numbering[0] for numbering in NUMBERINGS), *(mark[0] for mark in MARKS)]:
        _, longest = parser.parse(pattern.pattern).getwidth()
        assert longest < LONGEST, pattern.pattern
