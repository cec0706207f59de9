"""Promises about broken lines: paragraphs come out whole, whatever broke them."""

import pytest

from tests.formats.shown import body, shown, txt


def test_hard_wrapped_lines_are_joined_with_a_space() -> None:
    text = """\
        The first paragraph of this draft was wrapped by hand
        at a width of some fifty columns and goes on here.

        The second one as well, and its last line is short
        too.
        """
    assert body(txt(text)) == [
        "p The first paragraph of this draft was wrapped by hand at a width of some fifty columns and goes on here.",
        "p The second one as well, and its last line is short too.",
    ]


def test_chinese_lines_are_joined_without_a_space() -> None:
    text = """\
        缔约方大会决定建立信息交换所机制，以促进技
        术和科学合作，并请各缔约方和全球信息库 GISP
        参加。
        """
    assert body(txt(text, "zh")) == [
        "p 缔约方大会决定建立信息交换所机制，以促进技术和科学合作，并请各缔约方和全球信息库 GISP参加。"
    ]


def test_a_hyphen_at_a_lines_end_is_kept() -> None:
    text = """\
        This is about the long-
        term use and the well-
        being of all, 2010 -
        2020.
        """
    assert body(txt(text)) == ["p This is about the long-term use and the well-being of all, 2010 - 2020."]


def test_a_file_with_a_paragraph_a_line_needs_no_blank_lines() -> None:
    long = "This sentence makes the line so long" + " that nobody can have wrapped it by hand" * 3
    text = f"A title\n1. {long} (one).\n{long} (two).\n2. {long} (three).\n"
    draft = txt(text)
    assert draft.title == "A title"
    assert body(draft) == [f"p [1.] {long} (one).", f"p {long} (two).", f"p [2.] {long} (three)."]


def test_a_short_line_ends_its_paragraph() -> None:
    text = """\
        One paragraph that is wrapped at this very width,
        and ends here.
        Another one follows it without any blank line in
        between.
        """
    assert body(txt(text)) == [
        "p One paragraph that is wrapped at this very width, and ends here.",
        "p Another one follows it without any blank line in between.",
    ]


def test_an_indented_first_line_begins_a_paragraph() -> None:
    text = """\
            This paragraph begins further in than the others
        do, as in books, and it ends at the very margin.
            The next one does the same; and no blank line is
        there between the two of them at all.
        """
    assert [line[:20] for line in body(txt(text))] == ["p This paragraph beg", "p The next one does "]


def test_windows_and_old_mac_line_ends_are_line_ends() -> None:
    unix = "1. One\ngoes on.\n\n2. Two.\n"
    assert shown(txt(unix.replace("\n", "\r\n"))) == shown(txt(unix)) == shown(txt(unix.replace("\n", "\r")))


def test_tabs_and_many_spaces_are_one_space() -> None:
    assert body(txt("1.\tOne\t two   three.\n\n(a)\t\tfour;\n")) == ["p [1.] One two three.", "i1 [(a)] four;"]


def test_hanging_indents_belong_to_their_label() -> None:
    text = """\
        1.   The Conference of the Parties decides to adopt
             the plan.
             (a)  The first part of it, which is described in
                  the annex;
             (b)  The second part of it.
        """
    assert body(txt(text)) == [
        "p [1.] The Conference of the Parties decides to adopt the plan.",
        "i1 [(a)] The first part of it, which is described in the annex;",
        "i1 [(b)] The second part of it.",
    ]


@pytest.mark.parametrize(
    "chance", ["12. In the next", "(b) above it is", "2004. There it", "I. Newton says", "1.5 million"]
)
def test_what_looks_like_a_label_by_chance_begins_no_paragraph(chance: str) -> None:
    text = f"1. The matter is dealt with in the paragraph with number\n{chance} said that it is so.\n"
    assert body(txt(text)) == [
        f"p [1.] The matter is dealt with in the paragraph with number {chance} said that it is so."
    ]


def test_a_label_alone_on_its_line_takes_the_next_line() -> None:
    assert body(txt("1.\nThe text of one.\n2.\nThe text of two.\n")) == [
        "p [1.] The text of one.",
        "p [2.] The text of two.",
    ]


def test_a_label_without_any_text_is_kept_as_text() -> None:
    assert body(txt("1. One.\n\n2.\n\n3. Three.\n")) == ["p [1.] One.", "p 2\\.", "p [3.] Three."]
