"""What differs in a row reads well in every script, and its parts are the texts again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.text.comparing import BREAK, Said, said
from tests.comparing.passages import REPORT, both, compared, passages


def shown(old: str, new: str, language: str = "en") -> str:
    """One paragraph's change with brackets: [-out-] and [+in+]."""
    signs = {"kept": "{}", "out": "[-{}-]", "in": "[+{}+]"}
    [row] = compared(passages(f"a||{old}", language=language), passages(f"a||{new}", language=language))
    return "".join(signs[each.kind].format(each.text) for each in said(row))


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        (
            "en",
            "Parties should protect thirty per cent.",
            "Parties must protect thirty per cent.",
            "Parties [-should-][+must+] protect thirty per cent.",
        ),
        (
            "zh",
            "缔约方应当保护至少百分之三十的陆地。",
            "缔约方必须保护至少百分之三十的陆地和海洋。",
            "缔约方[-应当-][+必须+]保护至少百分之三十的陆地[+和海洋+]。",
        ),
        (
            "ar",
            "ينبغي للأطراف أن تحمي ثلاثين في المائة من الأرض.",
            "يجب على الأطراف أن تحمي ثلاثين في المائة من الأرض والبحر.",
            "[-ينبغي للأطراف-][+يجب على الأطراف+] أن تحمي ثلاثين في المائة من الأرض[+ والبحر+].",
        ),
        ("th", "น้ำต้องสะอาดและใสเสมอ", "น้ำต้องสะอาดมากและใสเสมอ", "น้ำต้องสะอาด[+มาก+]และใสเสมอ"),
    ],
)
def test_changes_begin_and_end_where_a_reader_would_put_them(language: str, old: str, new: str, expected: str) -> None:
    assert shown(old, new, language) == expected


def test_a_sentence_that_stands_in_another_paragraph_now_has_moved() -> None:
    rows = {row.name: row for row in both()}
    [gone], [come] = rows["r-edited"].gone, rows["r-split"].come
    assert (gone.number, gone.other, come.number, come.other) == (1, "r-split", 1, "r-edited")
    assert [each.text for each in said(rows["r-edited"]) if each.kind == "gone"] == [REPORT]
    assert [each.text for each in said(rows["r-split"]) if each.kind == "come"] == [REPORT]


def test_a_sentence_that_is_said_twice_or_is_short_has_not_moved() -> None:
    old = passages(f"a||One. {REPORT} Yes.", f"b||Two. {REPORT}", "c||Three.")
    new = passages("a||One.", "b||Two.", f"c||Three. {REPORT} Yes.")
    assert not any(row.gone or row.come for row in compared(old, new))


_WORDS = st.lists(st.sampled_from(["water", "land.", REPORT, "sea", "all fish swim in the clear water."]), max_size=6)


@given(st.lists(_WORDS, min_size=3, max_size=3), st.lists(_WORDS, min_size=3, max_size=3))
def test_the_parts_are_both_texts_again(old: list[list[str]], new: list[list[str]]) -> None:
    before, after = (
        passages(*(f"{name}||{' '.join(words)}" for name, words in zip("abc", side, strict=True)))
        for side in (old, new)
    )
    for row in compared(before, after, ("a", "b")):
        if not row.is_left:
            found = said(row)
            assert _joined(found, "in", "come") == BREAK.join(each.text for each in row.match.old)
            assert _joined(found, "out", "gone") == BREAK.join(each.text for each in row.match.new)


def _joined(found: list[Said], *without: str) -> str:
    return "".join(each.text for each in found if each.kind not in without)
