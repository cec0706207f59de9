"""Promises about cleaning, comparing and counting words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.text.normal import GRAPHEME_JOINER, MOST_MARKS, clean, normal, words


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_what_is_clean_can_be_stored_and_sent(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert all(unicodedata.category(character) != "Cc" or character in "\n\t" for character in cleaned)


@given(st.text())
def test_what_is_clean_is_composed(text: str) -> None:
    assert unicodedata.is_normalized("NFC", clean(text))


@given(st.text())
def test_comparing_is_stable_and_keeps_letters_digits_and_marks_only(text: str) -> None:
    compared = normal(text)
    assert normal(compared) == compared
    assert {unicodedata.category(character)[0] for character in compared} <= {"L", "N", "M"}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x0bb\x0cc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("a\x00\x07\x1b\x7f\x9fb\tc", "ab\tc"),
        ("\ufeffa", "a"),
        ("e\u0301", "é"),
        ("\ud800x", "\ufffdx"),
        ("a\ufffe\uffffb", "ab"),
        ("\u200fمرحبا\u200e \u200c\u200d", "\u200fمرحبا\u200e \u200c\u200d"),
        ("\u202eabc", "\u202eabc"),
    ],
)
def test_input_is_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Draft, revised!", "the draft  REVISED"),
        ("ＡＢＣ １２", "abc 12"),
        ("ﬁnal", "FINAL"),
        ("Straße", "STRASSE"),
        ("cafe\u0301", "café"),
        ("信息 交换所，机制。", "信息交换所机制"),
        ("snake_case", "snake case"),
    ],
)
def test_the_same_words_compare_equal(one: str, other: str) -> None:
    assert normal(one) == normal(other) != ""


@pytest.mark.parametrize(("one", "other"), [("shall", "should"), ("كتاب", "كتب"), ("मिल", "मल"), ("第18条", "第10条")])
def test_other_words_compare_unequal(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_every_mark_that_is_reordered_is_recognised_as_one() -> None:
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.combining(character):
            piled = clean("a" + character * 100)
            longest = max(map(len, piled.split(GRAPHEME_JOINER)))
            assert longest <= MOST_MARKS + 1, f"U+{code:04X}"


def test_piled_marks_are_all_kept_and_parted_so_that_composing_stays_quick() -> None:
    piled = "a" + "\u0316\u0301" * 50_000
    cleaned = clean(piled)
    assert len(cleaned.replace(GRAPHEME_JOINER, "")) in {len(piled), len(piled) - 1}
    assert max(map(len, cleaned.split(GRAPHEME_JOINER))) <= MOST_MARKS + 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" - , ", 0),
        ("The Conference of the Parties", 5),
        ("well-being isn't one/two", 3),
        ("缔约方大会", 5),
        ("第 VII/30 号决定", 5),
        ("2010年目标。", 4),
        ("الاتفاقية تنص على", 3),
        ("قَرَّرَ المؤتمر", 2),
        ("カナ", 2),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert words(text) == count
