"""Words marked in a paragraph's HTML: where they are quoted, and without harm to its tags."""

import html

from hypothesis import given
from hypothesis import strategies as st

from commentspace.render.marking import marked_html
from commentspace.text.controls import without_tags


def test_quoted_words_are_marked_across_tags() -> None:
    found = marked_html("the <em>flow of</em> water", [(4, 13)])
    assert found == "the <em><mark>flow of</mark></em><mark> w</mark>ater"


def test_stretches_that_overlap_are_marked_once() -> None:
    assert marked_html("abcdef", [(1, 3), (2, 4), (4, 5)]) == "a<mark>bcde</mark>f"


def test_a_character_reference_counts_as_one_letter() -> None:
    assert marked_html("a &amp; b &lt;", [(2, 3), (6, 7)]) == "a <mark>&amp;</mark> b <mark>&lt;</mark>"


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=5))
def test_marking_never_changes_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    before = f"<em>{html.escape(text, quote=False)}</em> end"
    after = marked_html(before, ranges)
    assert after.replace("<mark>", "").replace("</mark>", "") == before
    assert without_tags(after) == without_tags(before)
