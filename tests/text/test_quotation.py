"""Promises about quotations: found where they stand, and nowhere when that cannot be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.text.quotation import AROUND, Quotation, around, locate

texts = st.text(alphabet="ab \n中。", min_size=1, max_size=60)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(quoted())
def test_words_are_found_again_where_they_were_quoted(case: tuple[str, int, int]) -> None:
    text, start, end = case
    found = Quotation.of(text, start, end).located_in(text)
    assert found == (None if text[start:end].isspace() else (start, end))


@given(quoted(), texts)
def test_what_is_found_are_the_same_words(case: tuple[str, int, int], other: str) -> None:
    text, start, end = case
    found = Quotation.of(text, start, end).located_in(other)
    if found is not None:
        assert other[slice(*found)].split() == text[start:end].split()


@given(quoted(), texts, texts)
def test_words_that_stand_once_are_found_in_a_longer_text(case: tuple[str, int, int], before: str, after: str) -> None:
    text, start, end = case
    words = "x" + text[start:end].strip() + "y"
    assert locate(before + words + after, words) == (len(before), len(before) + len(words))


def test_an_ambiguous_quotation_is_placed_nowhere() -> None:
    assert locate("shall and shall", "shall") is None
    assert locate("a shall b a shall b", "shall", "a ", " b") is None


def test_of_equal_places_the_one_exactly_at_the_hint_is_meant() -> None:
    assert locate("a shall b a shall b", "shall", "a ", " b", 12) == (12, 17)
    assert locate("a shall b a shall b", "shall", "a ", " b", 11) is None


def test_surroundings_decide_between_places() -> None:
    text = "Parties shall report. Parties shall pay."
    assert locate(text, "Parties shall", "", " pay.") == (22, 35)
    assert locate(text, "Parties shall", "report. ", "") == (22, 35)


def test_surroundings_are_stronger_than_the_hint() -> None:
    assert locate("one shall. two shall.", "shall", "two ", ".", 4) == (15, 20)


def test_only_white_space_is_taken_as_equal() -> None:
    assert locate("the  Conference\n\tof", "Conference of") == (5, 19)
    assert locate("the conference of", "Conference of") is None
    assert locate("Conference, of", "Conference of") is None


def test_a_quotation_with_spaces_at_its_ends_is_placed_at_its_words() -> None:
    assert locate("bar  foo. foo.", " foo", "bar", ".") == (5, 8)


@pytest.mark.parametrize("exact", ["", "  ", "missing"])
def test_nothing_is_found_nowhere(exact: str) -> None:
    assert locate("some words", exact) is None


def test_offsets_are_code_points() -> None:
    assert locate("\U0001f600 \U00020000生物", "生物") == (3, 5)


def test_a_letter_repeated_beyond_measure_is_no_quotation() -> None:
    assert locate("a" * 100_000, "a" * 50_000) is None
    assert locate("a" * 100_000, "a" * 50_000, start_hint=7) == (7, 50_007)


def test_around_takes_what_stands_beside() -> None:
    text = "x" * 100
    assert around(text, 50, 60) == ("x" * AROUND, "x" * AROUND)
    assert around("abc", 1, 2) == ("a", "c")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 4)])
def test_no_words_make_no_quotation(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        Quotation.of("abc", start, end)
