"""A paragraph is found by what a person would call it, and a doubtful name is refused."""

import pytest

from commentspace.demo.places import find
from commentspace.demo.spans import minutes
from commentspace.domain.drafts import DraftParagraph, Kind

DRAFT = (
    DraftParagraph(Kind.HEADING, "Purpose", "I.", left_out="contents"),
    DraftParagraph(Kind.HEADING, "Purpose", "I."),
    DraftParagraph(Kind.PARAGRAPH, "First.", "1."),
    DraftParagraph(Kind.ITEM, "one", "(a)"),
    DraftParagraph(Kind.ITEM, "deeper", "(i)", level=2),
    DraftParagraph(Kind.ITEM, "two", "(b)"),
    DraftParagraph(Kind.PARAGRAPH, "Between the numbers."),
    DraftParagraph(Kind.PARAGRAPH, "Second.", "2 -"),
    DraftParagraph(Kind.ITEM, "one", "(أ)"),
    DraftParagraph(Kind.PARAGRAPH, "Twice.", "3."),
    DraftParagraph(Kind.PARAGRAPH, "Twice.", "3."),
)


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("I.", 1),
        ("1.", 2),
        ("1. (a)", 3),
        ("1. (a) (i)", 4),
        ("1. (b)", 5),
        ("Between the", 6),
        ("2.", 7),
        ("2. (أ)", 8),
    ],
)
def test_a_name_finds_its_paragraph(name: str, index: int) -> None:
    assert find(DRAFT, name) == index


@pytest.mark.parametrize("name", ["3.", "4.", "(a)", "First", "Nowhere"])
def test_a_name_that_means_none_or_two_is_refused(name: str) -> None:
    with pytest.raises(LookupError):
        find(DRAFT, name)


@pytest.mark.parametrize(("span", "expected"), [("25m", 25), ("1h 6m", 66), ("9d 20h 5m", 14_165), ("8d", 11_520)])
def test_a_span_of_time_is_counted_in_minutes(span: str, expected: int) -> None:
    assert minutes(span) == expected


@pytest.mark.parametrize("span", ["", "soon", "3", "2d 4x", "-1h"])
def test_what_is_no_span_of_time_is_refused(span: str) -> None:
    with pytest.raises(ValueError, match="span of time"):
        minutes(span)
