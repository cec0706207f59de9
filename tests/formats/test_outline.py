"""Promises about kinds and levels: headings, numbered paragraphs, items."""

import pytest

from tests.formats.shown import body, txt


def test_headings_nest_by_the_style_of_their_labels() -> None:
    text = """\
        A title

        I. First

        A. Inner

        1. Innermost

        1. The first paragraph of all, which is a sentence.

        2. Another innermost

        2. The second paragraph, which is a sentence too.

        B. Inner again

        3. The third paragraph.

        II. Second

        4. The fourth paragraph.
        """
    assert body(txt(text)) == [
        "h1 [I.] First",
        "h2 [A.] Inner",
        "h3 [1.] Innermost",
        "p [1.] The first paragraph of all, which is a sentence.",
        "h3 [2.] Another innermost",
        "p [2.] The second paragraph, which is a sentence too.",
        "h2 [B.] Inner again",
        "p [3.] The third paragraph.",
        "h1 [II.] Second",
        "p [4.] The fourth paragraph.",
    ]


def test_decimal_headings_nest_by_their_depth() -> None:
    text = """\
        1. Introduction

        1.1 Purpose

        This text has a purpose.

        1.2 Scope

        It has a scope, too.

        2. Definitions

        2.1 A wetland is land that is wet.

        2.2 A bird is an animal that flies.
        """
    assert body(txt(text)) == [
        "h1 [1.] Introduction",
        "h2 [1.1] Purpose",
        "p This text has a purpose.",
        "h2 [1.2] Scope",
        "p It has a scope, too.",
        "h1 [2.] Definitions",
        "p [2.1] A wetland is land that is wet.",
        "p [2.2] A bird is an animal that flies.",
    ]


def test_short_numbered_lines_that_follow_each_other_are_no_headings() -> None:
    text = "The list is:\n\n1. apples\n\n2. pears\n\n3. plums\n\nThat is the whole list of them.\n"
    assert body(txt(text)) == [
        "p The list is:",
        "p [1.] apples",
        "p [2.] pears",
        "p [3.] plums",
        "p That is the whole list of them.",
    ]


def test_items_nest_by_style_without_any_indent() -> None:
    text = (
        "1. Parties shall:\n(a) report:\n(i) each year;\n(ii) in full;\n(b) pay:\n(i) at once;\n(c) stay.\n\n2. Two.\n"
    )
    assert body(txt(text)) == [
        "p [1.] Parties shall:",
        "i1 [(a)] report:",
        "i2 [(i)] each year;",
        "i2 [(ii)] in full;",
        "i1 [(b)] pay:",
        "i2 [(i)] at once;",
        "i1 [(c)] stay.",
        "p [2.] Two.",
    ]


def test_a_roman_number_is_a_letter_in_a_series_of_letters() -> None:
    text = "1. All:\n" + "".join(f"({letter}) {letter};\n" for letter in "abcdefghijk")
    assert all(line.startswith("i1 ") for line in body(txt(text))[1:])


def test_bullets_nest_by_their_indent() -> None:
    text = "The list:\n- one\n  - inner\n  - inner too\n- two\n"
    assert body(txt(text))[1:] == ["i1 [-] one", "i2 [-] inner", "i2 [-] inner too", "i1 [-] two"]


def test_items_go_on_after_a_blank_line() -> None:
    text = "8. These are:\n\n(a) one;\n(b) two; and\n\n(c) three.\n\n9. Nine.\n"
    assert body(txt(text))[1:4] == ["i1 [(a)] one;", "i1 [(b)] two; and", "i1 [(c)] three."]


def test_numbers_after_a_colon_are_items_of_the_numbered_paragraph() -> None:
    text = "5. The Parties shall:\n1. report;\n2. pay.\n\n6. They shall not be late.\n"
    assert body(txt(text)) == [
        "p [5.] The Parties shall:",
        "i1 [1.] report;",
        "i1 [2.] pay.",
        "p [6.] They shall not be late.",
    ]


def test_an_unnumbered_paragraph_between_numbered_ones_has_no_label() -> None:
    text = "18. Eighteen is a sentence.\n\nThis one has no number at all.\n\n19. Nineteen goes on.\n"
    assert body(txt(text)) == [
        "p [18.] Eighteen is a sentence.",
        "p This one has no number at all.",
        "p [19.] Nineteen goes on.",
    ]


def test_a_quotation_after_a_colon_is_a_paragraph_of_its_own() -> None:
    text = "5. The plan says:\n\n“The mechanism was set up” (document 5, page 7)\n\n6. It does.\n"
    assert body(txt(text))[1] == "p “The mechanism was set up” (document 5, page 7)"


@pytest.mark.parametrize(
    "heading", ["Executive summary", "INTRODUCTION", "What is a wetland?", "Приложение", "执行摘要", "ملخص"]
)
def test_a_short_line_alone_before_text_is_a_heading(heading: str) -> None:
    text = f"The title of it\n\n{heading}\n\nThis is the text that stands under the heading.\n"
    assert body(txt(text))[0] == f"h1 {heading}"


@pytest.mark.parametrize(
    "line", ["ends with a point.", "ends with a comma,", "Not this; nor that", "“Quoted words”", "(in brackets)"]
)
def test_a_line_punctuated_as_a_sentence_is_no_heading(line: str) -> None:
    assert body(txt(f"The title of it\n\n{line}\n\nThis is the text that stands under it.\n"))[0] == f"p {line}"


def test_lines_of_an_address_are_no_headings() -> None:
    lines = body(
        txt("The title of it\n\nThe Secretariat\nSaint Jacques\nMontreal\n\nThis is the text, a line of it.\n")
    )
    assert not any(line.startswith("h") for line in lines)


def test_numbers_may_begin_again_in_an_annex() -> None:
    text = "1. One is here.\n\n2. Two is here.\n\nAnnex\n\n1. One again.\n\n2. Two again.\n"
    assert [line.split()[1] for line in body(txt(text)) if line.startswith("p")] == ["[1.]", "[2.]", "[1.]", "[2.]"]
