"""Promises about Markdown files: their own headings, lists and tables become those of the draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.text.markdown import to_text
from tests.formats.shown import body, md, shown


def test_headings_have_the_levels_of_their_signs_below_the_title() -> None:
    draft = md("# The title\n\n## I. One\n\n### Inner\n\nText.\n\nTwo\n---\n\nText.\n")
    assert draft.title == "The title"
    assert body(draft) == ["h1 [I.] One", "h2 Inner", "p Text.", "h1 Two", "p Text."]


def test_several_first_headings_keep_their_levels() -> None:
    draft = md("# One\n\nText.\n\n# Two\n\n## Inner\n\nText.\n")
    assert body(draft) == ["p Text.", "h1 Two", "h2 Inner", "p Text."]


def test_lists_keep_their_own_markers() -> None:
    text = "# T\n\n3. three\n4. four\n   - bullet\n     * inner\n5. five\n\nText.\n\n2) two\n"
    assert body(md(text)) == [
        "p [3.] three",
        "p [4.] four",
        "i1 [-] bullet",
        "i2 [*] inner",
        "p [5.] five",
        "p Text.",
        "i1 [2)] two",
    ]


def test_a_list_that_counts_lazily_is_numbered_as_it_is_shown() -> None:
    assert body(md("# T\n\n1. a\n1. b\n1. c\n")) == ["p [1.] a", "p [2.] b", "p [3.] c"]


def test_a_number_that_is_typed_twice_stands_twice() -> None:
    draft = md("# T\n\n1. One is here.\n2. Two is here.\n2. Two again.\n")
    assert [paragraph.label for paragraph in draft.paragraphs] == ["1.", "2.", "2."]
    assert len(draft.warnings) == 1


def test_a_printed_label_goes_before_a_bullet() -> None:
    assert body(md("# T\n\n- (a) one:\n  - (i) inner;\n- (b) two.\n")) == [
        "i1 [(a)] one:",
        "i2 [(i)] inner;",
        "i1 [(b)] two.",
    ]


def test_a_second_paragraph_of_an_item_stays_with_it() -> None:
    assert body(md("# T\n\n- one\n\n  more of one\n\n- two\n"))[1] == "i1 more of one"
    assert body(md("# T\n\n1. one\n\n   more of one\n\n2. two\n"))[1] == "p more of one"


def test_labels_typed_in_paragraphs_are_labels() -> None:
    text = "# T\n\n12\\. Typed.\n\n(a) one;\n(b) two\ngoes on.\n\n**13.** Bold.\n"
    assert body(md(text)) == ["p [12.] Typed.", "i1 [(a)] one;", "i1 [(b)] two goes on.", "p [13.] Bold."]


def test_words_after_a_label_open_no_block() -> None:
    assert [
        to_text(paragraph.markdown) for paragraph in md("# T\n\n(a) # not a heading\n\n(b) - nor a list\n").paragraphs
    ] == [
        "# not a heading",
        "- nor a list",
    ]


def test_a_table_is_a_paragraph_a_row() -> None:
    text = "# T\n\n| Goal | Target |\n| --- | --: |\n| **One** | a\\|b |\n| Two | |\n| | |\n"
    assert body(md(text)) == ["row Goal | Target", "row **One** | a\\|b", "row Two | "]


def test_broken_lines_are_joined_and_meant_breaks_stay() -> None:
    text = "# T\n\nOne\ntwo  \nthree\\\nfour.\n\n生物\n多样性。\n"
    assert body(md(text)) == ["p One two  \nthree\\\nfour.", "p 生物多样性。"]


def test_quotations_and_code_stay_as_they_are() -> None:
    assert body(md("# T\n\n> One\n> two\n>\n> three\n\n```py\n# x\n```\n\n    y\n")) == [
        "p > One two",
        "p > three",
        "p ```py\n# x\n```",
        "p ```\ny\n```",
    ]


def test_links_by_reference_are_written_out() -> None:
    text = '# T\n\nSee [the site][1], [1] and [x][no].\n\n[1]: https://example.org/a_b "title"\n'
    assert body(md(text)) == [
        "p See [the site](<https://example.org/a_b>), [1](<https://example.org/a_b>) and [x][no]."
    ]


@pytest.mark.parametrize("definition", ["[1]: javascript:alert(1)", "[1]: ../file", "[note]: words"])
def test_a_definition_that_leads_nowhere_is_text(definition: str) -> None:
    assert body(md(f"# T\n\nText [1].\n\n{definition}\n"))[-1].endswith(definition.partition(":")[2])


def test_a_bold_paragraph_alone_is_a_heading() -> None:
    assert body(md("# T\n\n## A\n\n**Inner heading**\n\nText.\n\nShort words\n\nText.\n"))[1:] == [
        "h1 **Inner heading**",
        "p Text.",
        "p Short words",
        "p Text.",
    ]


def test_a_file_without_markdown_headings_is_read_like_plain_text() -> None:
    draft = md("The title\n\nExecutive summary\n\nText of it, a sentence.\n")
    assert draft.title == "The title"
    assert body(draft) == ["h1 Executive summary", "p Text of it, a sentence."]


def test_front_matter_gives_the_title_and_is_left_out() -> None:
    draft = md('---\nlang: en\ntitle: "Plan: a draft"\n---\n\n# One\n\nText.\n')
    assert draft.title == "Plan: a draft"
    assert shown(draft) == ["- furniture: lang: en", "h1 One", "p Text."]


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert body(md("---\nText, and more: all of it.\n\n---\n"))[0] == "p Text, and more: all of it."


BLOCKS = [
    "# H\n",
    "- a\n",
    "  - (a) b\n",
    "1. c\n",
    "> d\n",
    "| e | f |\n",
    "|-|-|\n",
    "\n",
    "word\n",
    "[^1]: g\n",
    "```\n",
    "    h\n",
]


@given(st.lists(st.sampled_from(BLOCKS), max_size=30).map("".join))
def test_every_word_of_a_markdown_file_is_kept(text: str) -> None:
    draft = md(text + "end\n")
    kept = draft.title + "".join(f"{paragraph.label}{paragraph.markdown}" for paragraph in draft.paragraphs)
    for letter in "Hbcdefgh":
        assert kept.count(letter) == (text + "end").count(letter)
