"""Promises about pages: their numbers and heads are left out, and split paragraphs are whole."""

import pytest

from tests.formats.shown import body, shown, txt

NUMBERS = [
    "- 3 -",
    "– 12 –",
    "Page 3",
    "page 3 of 12",
    "第 3 页",
    "第3页，共12页",
    "Страница 3",
    "Стр. 3",
    "صفحة ٣",
    "Página 3",
]


@pytest.mark.parametrize("furniture", [*NUMBERS, "/...", "…/", "UNEP/CBD/SBSTTA/10/11", "________", "-----"])
def test_lines_of_the_page_are_left_out_but_not_lost(furniture: str) -> None:
    draft = txt(f"1. One.\n\n{furniture}\n\n2. Two.\n")
    assert body(draft) == ["p [1.] One.", "p [2.] Two."]
    left_out = [paragraph for paragraph in draft.paragraphs if paragraph.left_out]
    assert [paragraph.left_out for paragraph in left_out] == ["furniture"]
    assert left_out[0].markdown.replace("\\", "") == furniture


@pytest.mark.parametrize("furniture", NUMBERS)
def test_a_paragraph_that_a_page_number_splits_is_joined(furniture: str) -> None:
    draft = txt(f"1. The Conference of the Parties decides that this\n\n{furniture}\n\nparagraph is one.\n\n2. Two.\n")
    assert body(draft) == ["p [1.] The Conference of the Parties decides that this paragraph is one.", "p [2.] Two."]


def test_what_splits_a_paragraph_stands_after_it() -> None:
    draft = txt("1. The first half of it\n\n/...\n\nA/1/2\nPage 2\n\nand the second half.\n\n2. Two.\n")
    assert shown(draft) == [
        "p [1.] The first half of it and the second half.",
        "- furniture: /...",
        "- furniture: A/1/2",
        "- furniture: Page 2",
        "p [2.] Two.",
    ]


def test_a_paragraph_that_a_form_feed_splits_is_joined() -> None:
    assert body(txt("1. The Parties shall report on\f\n  what they did.\n\n2. Two.\n"))[0] == (
        "p [1.] The Parties shall report on what they did."
    )


def test_chinese_paragraphs_are_joined_over_pages_without_a_space() -> None:
    text = """\
        1. 缔约方大会决定在这一次会议上通过下列各项决定，并请执行秘书向各缔约方提供关于信息和

        - 2 -

        数据的说明。

        2. 二。
        """
    assert body(txt(text, "zh"))[0].endswith("信息和数据的说明。")


@pytest.mark.parametrize("end", [".", ":", ";", "。", "：", "؟", '."', ".)"])
def test_a_paragraph_that_has_ended_is_not_joined_with_the_next(end: str) -> None:
    draft = txt(f"1. The Conference of the Parties has decided this{end}\n\n- 3 -\n\nIts bureau has met twice since.\n")
    assert len(body(draft)) == 2


def test_a_heading_is_not_joined_with_the_text_on_the_next_page() -> None:
    draft = txt("I. Introduction\n\n- 3 -\n\nThe text begins on this page, and ends on it.\n")
    assert body(draft) == ["h1 [I.] Introduction", "p The text begins on this page, and ends on it."]


def test_running_heads_and_bare_numbers_at_the_edges_of_pages_are_left_out() -> None:
    pages = [f"Draft of the plan\n\n{n}. Number {n}.\n\n{n}\n" for n in range(1, 5)]
    draft = txt("\f".join(pages))
    assert body(draft) == [f"p [{n}.] Number {n}." for n in range(1, 5)]
    assert sum(paragraph.left_out == "furniture" for paragraph in draft.paragraphs) == 8


def test_a_number_alone_within_a_page_is_text() -> None:
    assert "p 12" in body(txt("1. One.\n\n12\n\n2. Two.\n"))
