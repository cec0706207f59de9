"""Promises about warnings: what is odd about labels is said, with its place, and nothing else is."""

import pytest

from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.formats import warnings
from tests.formats.shown import txt


def findings(kind: Kind, *labels: str, level: int = 1) -> list[tuple[str, int]]:
    paragraphs = [DraftParagraph(kind, f"Words of {label}", label, level) for label in labels]
    return [(finding.sentence, finding.position) for finding in warnings.findings(paragraphs)]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("1. 2. 3.", []),
        ("1. 2. 2. 3.", [(warnings.TWICE, 3)]),
        ("12. 14.", [(warnings.JUMP, 2)]),
        ("12. 14. 13.", [(warnings.JUMP, 2), (warnings.BACK, 3)]),
        ("1. 2. 1. 2.", [(warnings.AGAIN, 3)]),
        ("1. 2. 1. 2. 2.", [(warnings.AGAIN, 3), (warnings.TWICE, 5)]),
        ("1.1 1.2 2.1 2.2", []),
        ("1.1 1.2 1.4", [(warnings.JUMP, 3)]),
        ("9.1 9.2 10.2", [(warnings.JUMP, 3)]),
        ("١- ٢- ٤-", [(warnings.JUMP, 3)]),
        ("第一条 第二条 第四条", [(warnings.JUMP, 3)]),
    ],
)
def test_numbered_paragraphs_that_repeat_or_jump_are_told(labels: str, expected: list[tuple[str, int]]) -> None:
    assert findings(Kind.PARAGRAPH, *labels.split()) == expected


def test_a_number_put_in_between_is_no_jump() -> None:
    assert findings(Kind.PARAGRAPH, "12.", "12 bis.", "12 ter.", "13.") == []


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("(a) (b) (c)", []),
        ("(a) (b) (b)", [(warnings.TWICE, 3)]),
        ("(a) (b) (a)", [(warnings.TWICE, 3)]),
        ("(h) (i) (j)", []),
        ("(i) (ii) (iv)", [(warnings.JUMP, 3)]),
        ("а) з) и) й) к)", [(warnings.JUMP, 2)]),
        ("- - -", []),
    ],
)
def test_items_that_repeat_or_jump_are_told(labels: str, expected: list[tuple[str, int]]) -> None:
    assert findings(Kind.ITEM, *labels.split()) == expected


def test_items_begin_again_under_each_paragraph() -> None:
    assert txt("1. One:\n(a) a;\n(b) b.\n\n2. Two:\n(a) a;\n(b) b.\n").warnings == ()


def test_inner_headings_begin_again_under_each_outer_one() -> None:
    inner = "A. In\n\nText here.\n\nB. In\n\nText here.\n"
    assert txt(f"I. One\n\n{inner}\nII. Two\n\n{inner}").warnings == ()


def test_numbers_that_begin_again_under_a_heading_are_nothing_to_tell() -> None:
    text = "Article 1. Aim\n\n1. One is here.\n2. Two is here.\n\nArticle 2. Use\n\n1. One again.\n2. Two again.\n"
    assert txt(text).warnings == ()


def test_what_is_left_out_counts_nothing() -> None:
    paragraphs = [
        DraftParagraph(Kind.PARAGRAPH, "One", "1."),
        DraftParagraph(Kind.PARAGRAPH, "One", "1.", left_out="contents"),
        DraftParagraph(Kind.NOTE, "Note", "1/"),
        DraftParagraph(Kind.PARAGRAPH, "Two", "2."),
    ]
    assert list(warnings.findings(paragraphs)) == []


def test_a_warning_is_a_sentence_with_place_label_and_first_words() -> None:
    draft = txt("1. The first words of one.\n\n2. Two is here.\n\n2. The same number twice is here.\n")
    assert draft.warnings == ('No. 3: the label "2." stands twice ("The same number twice is here.").',)


def test_many_warnings_are_cut_short_and_counted() -> None:
    paragraphs = [DraftParagraph(Kind.PARAGRAPH, "Text", f"{number}.") for number in range(1, 500, 2)]
    sentences = warnings.sentences(paragraphs)
    assert len(sentences) == 101
    assert sentences[-1] == "More such places: 149."
