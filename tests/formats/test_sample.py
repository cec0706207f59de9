"""Promises about the sample: a real Chinese draft, taken out of a PDF, with all the traps of its kind."""

import re
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest

from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.formats.reading import read

SAMPLE = Path(__file__).parents[2].parent / "shared" / "samples" / "unep-cbd-sbstta-10-11-zh.txt"

pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="the sample draft is not here")


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read(SAMPLE.read_bytes(), SAMPLE.name, "zh")


@pytest.fixture(scope="module")
def body(draft: Draft) -> list[DraftParagraph]:
    return [paragraph for paragraph in draft.paragraphs if not paragraph.left_out]


def of_kind(body: list[DraftParagraph], kind: Kind) -> list[DraftParagraph]:
    return [paragraph for paragraph in body if paragraph.kind is kind]


def starting(body: list[DraftParagraph], words: str) -> int:
    (index,) = (index for index, paragraph in enumerate(body) if paragraph.markdown.startswith(words))
    return index


def numbered(body: list[DraftParagraph], number: int) -> int:
    (index,) = (
        i for i, paragraph in enumerate(body) if (paragraph.kind, paragraph.label) == (Kind.PARAGRAPH, f"{number}.")
    )
    return index


def test_the_numbered_paragraphs_are_there_once_each_and_in_order(body: list[DraftParagraph]) -> None:
    labels = [paragraph.label for paragraph in of_kind(body, Kind.PARAGRAPH) if paragraph.label]
    assert labels == [f"{number}." for number in range(1, 46)]


def test_the_title_is_found(draft: Draft) -> None:
    assert draft.title == "信息交换所机制在促进实现 2010 年目标方面进行技术合作及便利就所取得的进展进行信息交流的作用"


def test_headings_are_headings_with_their_levels(body: list[DraftParagraph]) -> None:
    headings = [(heading.label, heading.level) for heading in of_kind(body, Kind.HEADING)]
    assert headings == [
        *[("", 1), ("", 1), ("I.", 1), ("II.", 1), ("A.", 2), ("B.", 2), ("1.", 3), ("2.", 3), ("3.", 3)],
        *[
            ("C.", 2),
            ("D.", 2),
            ("E.", 2),
            ("F.", 2),
            ("III.", 1),
            ("IV.", 1),
            ("A.", 2),
            ("B.", 2),
            ("C.", 2),
            ("D.", 2),
        ],
        *[("V.", 1), ("A.", 2), ("B.", 2), ("C.", 2), ("D.", 2), ("VI.", 1)],
    ]


def test_items_stand_under_their_paragraphs_with_their_own_labels(body: list[DraftParagraph]) -> None:
    parents: dict[str, list[str]] = {}
    parent = ""
    for paragraph in body:
        if paragraph.kind is Kind.PARAGRAPH:
            parent = paragraph.label or paragraph.markdown[:4]
        elif paragraph.kind is Kind.ITEM:
            parents.setdefault(parent, []).append(f"{paragraph.label}{paragraph.level}")
    assert parents == {
        "科学、技": ["(a)1", "(i)2", "(ii)2", "(iii)2", "(b)1", "(i)2", "(ii)2", "(iii)2"],
        "8.": ["(a)1", "(b)1", "(c)1", "(d)1", "(e)1", "(f)1", "(g)1"],
        "21.": ["(a)1", "(b)1"],
        "27.": ["(a)1", "(b)1", "(c)1", "(d)1", "(e)1", "(f)1"],
        "28.": ["(a)1", "(b)1", "(c)1", "(d)1", "(e)1"],
        "34.": ["(a)1", "(b)1"],
    }


def test_the_unnumbered_paragraph_after_18_has_no_label(body: list[DraftParagraph]) -> None:
    after = body[numbered(body, 18) + 1]
    assert (after.kind, after.label) == (Kind.PARAGRAPH, "")
    assert after.markdown.startswith("根据缔约方大会第 VII/23 号决定（科技合作与信息交换所机制）第 7(c)段")
    assert after.markdown.endswith("下的活动。")


def test_the_quotation_after_5_is_a_paragraph_of_its_own(body: list[DraftParagraph]) -> None:
    after = body[numbered(body, 5) + 1]
    assert (after.kind, after.label) == (Kind.PARAGRAPH, "")
    assert after.markdown.startswith("“信息交换所机制由联合国")
    assert body[numbered(body, 5) + 2].label == "6."


def test_the_item_that_a_footnote_splits_is_whole_and_the_note_stands_after_it(body: list[DraftParagraph]) -> None:
    index = starting(body, "外来侵入物种端口。")
    assert (body[index].kind, body[index].label) == (Kind.ITEM, "(b)")
    assert "信息交流和分析工具的能力建设, 包括风险评估方面的能力。" in body[index].markdown
    assert body[index].markdown.endswith("已建立了十个不同的讨论专题区。")
    assert (body[index + 1].kind, body[index + 1].label) == (Kind.NOTE, "*")
    assert body[index + 2].label == "35."


def test_there_are_two_notes(body: list[DraftParagraph]) -> None:
    notes = of_kind(body, Kind.NOTE)
    assert [note.label for note in notes] == ["*", "*"]
    assert notes[0].markdown == "UNEP/CBD/SBSTTA/10/1."
    assert notes[1].markdown.startswith("一位代表在通过该决定的进程中")
    assert notes[1].markdown.endswith("第 294-324 段。")


def test_title_page_and_contents_are_left_out_each_together(draft: Draft) -> None:
    reasons = [
        (reason, len(list(group))) for reason, group in groupby(paragraph.left_out for paragraph in draft.paragraphs)
    ]
    assert [group for group in reasons if group[0]] == [("furniture", 12), ("contents", 9)]


def test_bold_words_stay_bold(body: list[DraftParagraph]) -> None:
    assert "**更方便和更及时地提供现有的生物多样性数据**" in body[numbered(body, 27)].markdown


def test_there_is_nothing_to_warn_of(draft: Draft) -> None:
    assert draft.warnings == ()
    assert draft.language == "zh"


def test_every_character_of_the_file_is_kept_exactly_once(draft: Draft) -> None:
    """But for the bullets before "(a)" and "(i)", which whoever converted the PDF has put there."""
    text = re.sub(r"^ ?- (?=\()", "", SAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    kept = [draft.title, *(f"{paragraph.label}{paragraph.markdown}" for paragraph in draft.paragraphs)]
    assert Counter("".join("".join(kept).split())) == Counter("".join(text.split()))


def test_paragraphs_stand_in_the_order_of_the_file(draft: Draft) -> None:
    text = "".join(SAMPLE.read_text(encoding="utf-8").split())
    places, last = [], 0
    for paragraph in draft.paragraphs:
        start = "".join((paragraph.label + paragraph.markdown).split())[:60]
        last = text.find(start, last)
        places.append(last)
    assert -1 not in places
    assert places == sorted(places)
