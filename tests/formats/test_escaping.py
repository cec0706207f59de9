"""Promises about plain text in Markdown: it is shown as it was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.formats.escaping import inline, literal
from commentspace.text.markdown import to_text

CHARACTERS = "*_`[]()<>!#&;:|\\~-+=.\"' >aZ19é中。ا"
WORDS = [
    "&amp;",
    "[x](http://y)",
    "![x](http://y)",
    "http://a.org/b_c_d*",
    "mailto:a@b.c_",
    "1. ",
    "# ",
    "[a]: http://b",
]
pieces = st.lists(st.sampled_from([*CHARACTERS, *WORDS]), min_size=1, max_size=30).map("".join)
lines = pieces.map(lambda line: " ".join(line.split())).filter(lambda line: "**" not in line and "<" not in line)


@given(lines)
def test_a_line_of_plain_text_is_shown_as_it_was_typed(line: str) -> None:
    assert to_text(literal(line)) == line


@given(st.text(max_size=80).map(lambda text: " ".join(text.split())))
def test_any_line_keeps_all_its_characters(line: str) -> None:
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", literal(line)) == line


@pytest.mark.parametrize(
    ("line", "html_words"),
    [
        ("更**方便**地", "更方便地"),
        ("see <http://www.example.org>.", "see http://www.example.org."),
        ("**bold** and * and **bold**", "bold and * and bold"),
    ],
)
def test_bold_words_and_addresses_between_angle_brackets_mean_what_they_mean(line: str, html_words: str) -> None:
    assert literal(line) == line.replace(" * ", r" \* ")
    assert to_text(literal(line)) == html_words


@pytest.mark.parametrize(
    "line", ["decision*24 says", "snake_case", "[...], so that", "a < b > c", "1.5 million", "R&D", "50 % - 60 %"]
)
def test_ordinary_text_is_left_alone(line: str) -> None:
    assert literal(line) == line


@pytest.mark.parametrize(
    "line", ["# one", "- two", "+ x", "* x", "3. x", "4) x", "> x", "~~~ x", "1986. A year", "-", "[a]: http://b"]
)
def test_a_beginning_opens_no_block(line: str) -> None:
    assert to_text(inline(line)) == line
