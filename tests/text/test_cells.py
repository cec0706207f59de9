"""Promises about cells: nothing in them can run, and they come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.text.cells import inert, restored


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1", "''=1", "'@x"]
)
def test_what_could_begin_a_formula_does_not_begin_with_it(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "water", "'quoted'", "don't", "1-2", "a=b", "'"])
def test_other_texts_are_left_as_they_are(text: str) -> None:
    assert inert(text) == text


@given(st.text(alphabet="=+-@'\t\r\n aé＝"))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert restored(inert(text)) == text
