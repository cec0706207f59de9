"""Promises about footnotes: told from bullets, and out of the way of the paragraph they split."""

import pytest

from tests.formats.shown import body, md, txt


def test_a_star_that_was_referred_to_is_a_note() -> None:
    draft = txt("1. The decision* says so.\n\n* One delegation objected.\n\n2. Two.\n")
    assert body(draft)[1] == "note [*] One delegation objected."


@pytest.mark.parametrize(
    "text", ["1. Parties shall:\n\n* report;\n* pay.\n", "1. The decision* says:\n\n* report;\n* pay.\n"]
)
def test_stars_in_a_row_are_bullets(text: str) -> None:
    assert body(txt(text))[1:] == ["i1 [*] report;", "i1 [*] pay."]


def test_a_star_that_nothing_refers_to_is_a_bullet() -> None:
    assert body(txt("1. All *soft* and **bold** words.\n\n* An item.\n\n2. Two.\n"))[1] == "i1 [*] An item."


def test_two_marks_are_two_notes() -> None:
    draft = txt("1. The decision* and the other** say so.\n\n* One.\n\n** Two.\n")
    assert body(draft)[1:] == ["note [*] One.", "note [**] Two."]


def test_a_mark_without_a_space_is_a_note_where_it_was_referred_to() -> None:
    assert body(txt("1. 决定*第 24 段。\n\n*一位代表表示反对。\n", "zh"))[1] == "note [*] 一位代表表示反对。"


@pytest.mark.parametrize("mark", ["1/", "12/", "¹", "¹²", "†"])
def test_other_marks_are_always_notes(mark: str) -> None:
    assert body(txt(f"1. It says so.\n\n{mark} See the annex.\n"))[1] == f"note [{mark}] See the annex."


def test_a_number_in_brackets_is_a_note_only_where_it_was_referred_to() -> None:
    assert body(txt("1. It says so [1] here.\n\n[1] See the annex.\n"))[1] == "note [[1]] See the annex."
    assert body(txt("1. It says so here.\n\n[1] See the annex.\n"))[1] == "p [1] See the annex."


def test_an_item_that_a_note_splits_is_whole_and_the_note_stands_after_it() -> None:
    split = "(b) The portal of decision* 24 supports the capacity\n\n* One objected.\n\nfor analysis.\n"
    assert body(txt(f"34. Two examples:\n\n{split}\n35. Next.\n")) == [
        "p [34.] Two examples:",
        "i1 [(b)] The portal of decision* 24 supports the capacity for analysis.",
        "note [*] One objected.",
        "p [35.] Next.",
    ]


def test_a_note_of_several_lines_is_one() -> None:
    text = """\
        1. The decision* says that it is so, and it says it well.

        * One delegation objected to the adoption of the decision
        and explained why it did.
        """
    assert (
        body(txt(text))[1]
        == "note [*] One delegation objected to the adoption of the decision and explained why it did."
    )


def test_a_notes_text_is_not_joined_with_the_paragraph_after_it() -> None:
    text = "1. The first says* it.\n\n* See document ten\n\nThis is a paragraph of its own, a whole one.\n"
    assert body(txt(text))[2] == "p This is a paragraph of its own, a whole one."


def test_markdown_notes_are_notes_and_their_references_look_like_their_labels() -> None:
    text = "# Title\n\nText[^1] and more[^b].\n\n[^1]: First\n    note.\n[^b]: Second.\n\nLast paragraph.\n"
    assert body(md(text)) == [
        "p Text[1] and more[b].",
        "note [[1]] First note.",
        "note [[b]] Second.",
        "p Last paragraph.",
    ]


def test_a_markdown_note_that_is_an_address_is_not_swallowed() -> None:
    assert body(md("# Title\n\nText[^1].\n\n[^1]: https://example.org/a\n"))[1] == "note [[1]] https://example.org/a"
