"""Other words are put into Markdown, and the marks around what stays are kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commentspace.text.markdown import to_text
from commentspace.text.rewriting import rewritten


@pytest.mark.parametrize(
    ("markdown", "text", "expected"),
    [
        ("the **old** word", "the new word", "the **new** word"),
        ("the **old** word", "the word", "the word"),
        ("**must** go", "must not go", "**must** not go"),
        ("**must**", "must not", "**must** not"),
        ("the **old one** word", "the old two", "the **old two**"),
        ("see [the act](https://x.org/act) now", "see the act at once", "see [the act](https://x.org/act) at once"),
        ("a &amp; b *c*", "a & d c", "a &amp; d *c*"),
        (r"4 \* 5 = 20", "4 * 6 = 24", r"4 \* 6 = 24"),
        ("水的**流动**很重要", "水的**流动**非常重要".replace("*", ""), "水的**流动**非常重要"),
        ("يجب على **الدول** أن", "يجب على الدول الأطراف أن", "يجب على **الدول** الأطراف أن"),
        ("one", "1. two", r"1\. two"),
        ("the ![x](picture:abc) water", "the  fresh water", "the ![x](picture:abc) fresh water"),
    ],
)
def test_marks_stay_around_the_words_that_stay(markdown: str, text: str, expected: str) -> None:
    assert rewritten(markdown, text) == expected


def test_what_cannot_be_shown_is_left_to_a_person() -> None:
    assert rewritten("- a\n- b", "a\nc") is None


WORDS = st.lists(st.sampled_from(["water", "**peat**", "*[sea](https://x.org)*", "`code`", r"\*", "&lt;", "水", "ماء"]))


@settings(deadline=None)
@given(
    WORDS.map(" ".join),
    st.lists(st.sampled_from(["water", "peat", "sea", "*", "<b>", "水", "_x_", "1."])).map(" ".join),
)
def test_what_is_made_shows_exactly_the_wanted_text_or_is_not_made(markdown: str, text: str) -> None:
    made = rewritten(markdown, text)
    assert made is None or to_text(made).strip() == text.strip()
