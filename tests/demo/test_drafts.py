"""The drafts of the demo come in as they are meant: every paragraph with its kind and its label."""

import re
from functools import cache

import pytest

from commentspace.demo.discussion import discussions
from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.formats.reading import read

DISCUSSIONS = {each.symbol: each for each in discussions()}


@cache
def draft(symbol: str) -> Draft:
    each = DISCUSSIONS[symbol]
    return read(each.draft(), each.file, each.language)


def labels(symbol: str, kind: Kind) -> list[str]:
    return [each.label for each in draft(symbol).paragraphs if each.kind is kind and each.label]


def numbers(symbol: str) -> list[int]:
    """The numbers of the paragraphs, in reading order."""
    found = [re.match(r"\d+", label) for label in labels(symbol, Kind.PARAGRAPH)]
    return [int(number[0]) for number in found if number]


def unlabelled(symbol: str) -> list[str]:
    return [each.markdown for each in draft(symbol).paragraphs if each.kind is Kind.PARAGRAPH and not each.label]


@pytest.mark.parametrize(("symbol", "last"), [("WET/2/4", 48), ("WET/2/5", 26), ("WET/2/6", 21)])
def test_numbered_paragraphs_come_once_each_and_in_order(symbol: str, last: int) -> None:
    assert numbers(symbol) == list(range(1, last + 1))


def test_title_and_language_are_recognised() -> None:
    for symbol, each in DISCUSSIONS.items():
        assert (draft(symbol).title, draft(symbol).language) == (each.title, each.language)


@pytest.mark.parametrize("symbol", DISCUSSIONS)
def test_nothing_is_left_out_and_there_is_nothing_to_warn_of(symbol: str) -> None:
    assert [each.markdown for each in draft(symbol).paragraphs if each.left_out] == []
    assert draft(symbol).warnings == ()


def test_headings_keep_their_numbers_and_ranks() -> None:
    headings = [each for each in draft("WET/2/4").paragraphs if each.kind is Kind.HEADING and each.label]
    assert [each.label for each in headings] == ["I.", "II.", "III.", "IV.", "A.", "B.", "C.", "V.", "VI."]
    assert {each.level for each in headings if each.label in ("A.", "B.", "C.")} == {headings[0].level + 1}
    assert labels("WET/2/5", Kind.HEADING) == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert len(labels("WET/2/6", Kind.HEADING)) == 5


def test_items_stand_under_their_paragraphs_with_their_own_labels() -> None:
    expected = {"WET/2/4": "abcd abcd abcdef abc abc", "WET/2/5": "abcdef", "WET/2/6": "أبج أبج"}
    for symbol, letters in expected.items():
        assert "".join(label.strip("()") for label in labels(symbol, Kind.ITEM)) == letters.replace(" ", "")


def test_each_draft_has_paragraphs_without_a_number() -> None:
    assert [text.split()[0] for text in unlabelled("WET/2/4")] == ["This", "Experience"]
    assert [text[:3] for text in unlabelled("WET/2/5")] == ["本草案", "预警值"]
    assert [text.split()[0] for text in unlabelled("WET/2/6")] == ["أعدت", "وتدل"]


def test_the_table_comes_in_by_rows_and_the_notes_as_notes() -> None:
    def of(symbol: str, kind: Kind) -> list[DraftParagraph]:
        return [each for each in draft(symbol).paragraphs if each.kind is kind]

    assert len(of("WET/2/4", Kind.ROW)) >= 5
    assert [note.markdown.split()[0] for note in of("WET/2/4", Kind.NOTE)] == ["Measured"]
    assert [note.markdown[:5] for note in of("WET/2/5", Kind.NOTE)] == ["在本指南中"]
