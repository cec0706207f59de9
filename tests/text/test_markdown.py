"""Promises of Markdown: it looks as meant, and what is shown has a plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.text.markdown import is_costly, paragraph_html, to_html, to_text
from tests.text.nodes import Nodes

PIECES = [
    *"*_`[]()<>!#&;:|\\~-+=.\"' \n\t>aZ1",
    *"\u00e9\u4e2d\u3002\u0627\u05d0\u202e\u2066\u200f\u00a0\ufeff\x00\r\ud800\U0001f600",
    *[
        "**",
        "```",
        "http://a.org/b_c_d",
        "https://x",
        "mailto:a@b.c",
        "javascript:x",
        "![i](http://i)",
        "](http://l)",
        "&amp;",
    ],
    *["# ", "- ", "1. ", "(a) ", "> ", "|-|-|\n", "| a | b |\n", "    ", "<b>", "</p>", "<!--", "[x]: http://y\n"],
]
markdowns = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(markdowns)
def test_the_plain_text_is_the_text_content_of_the_html(markdown: str) -> None:
    assert to_text(markdown) == Nodes(paragraph_html(markdown)).text


@given(markdowns)
def test_a_paragraph_and_a_comment_have_the_same_words(markdown: str) -> None:
    assert to_text(markdown) == Nodes(to_html(markdown)).text


@given(st.text())
def test_any_text_at_all_can_be_shown(text: str) -> None:
    assert to_text(text) == Nodes(paragraph_html(text)).text


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("plain", "plain"),
        ("**bold** and *soft*", "<strong>bold</strong> and <em>soft</em>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("3. one", '<ol start="3">\n<li>one</li>\n</ol>'),
        ("# Heading *here*", "<strong>Heading <em>here</em></strong>"),
        ("Heading\n===\ntext", "<p><strong>Heading</strong></p>\n<p>text</p>"),
        ("`code <b>`", "<code>code &lt;b&gt;</code>"),
        ("", ""),
    ],
)
def test_a_wording_of_one_paragraph_is_inline_and_others_are_blocks(markdown: str, shown: str) -> None:
    assert paragraph_html(markdown) == shown


def test_a_comment_is_always_made_of_blocks() -> None:
    assert to_html("plain") == "<p>plain</p>"


def test_tables_are_shown_as_tables() -> None:
    elements = Nodes(to_html("| a | b |\n| --- | --: |\n| 1 | 2 |")).elements
    assert " ".join(elements) == "table thead tr th th tbody tr td td"


def test_offsets_count_code_points_of_what_is_shown() -> None:
    text = to_text("\U0001f600 **生物** [link](http://x.org) &amp; `a`")
    assert text == "\U0001f600 生物 link & a"
    assert text[2:4] == "生物"


@pytest.mark.parametrize(
    "markdown",
    [
        "[" * 20_000,
        "![" * 10_000,
        "a\n" * 10_000,
        "x" * 100_000,
        "| | |\n" * 3_000,
        "[a](" * 5_000,
        "|a" * 100 + "\n|" * 200,
        "a\r" * 10_000,
    ],
)
def test_what_is_costly_is_shown_as_it_was_typed(markdown: str) -> None:
    assert is_costly(markdown)
    assert to_text(markdown) == markdown.replace("\r", "\n").strip()


def test_costly_text_carries_no_markup() -> None:
    assert Nodes(to_html("[" * 5_000 + "<img src=x onerror=y>\n[a](http://b)")).elements == ["p", "br"]


def test_an_ordinary_long_comment_is_not_costly() -> None:
    assert not is_costly("A sentence with [a link](http://example.org) and more words.\n" * 300)
