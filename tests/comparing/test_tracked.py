"""The file with tracked changes holds both texts, to the letter."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from commentspace.formats.word_out.tracked import Tracked, write
from commentspace.text.comparing import Passage, Row
from tests.comparing.passages import NEW, OLD, both, compared, passages
from tests.comparing.tracked_text import lines, resolved

WHEN = datetime(2026, 3, 3, 12, tzinfo=UTC)


def tracked(rows: list[Row], language: str = "en") -> bytes:
    return write(Tracked("Rules", language, "Revision 2", WHEN, rows))


def test_all_accepted_is_the_newer_text_and_all_rejected_the_older() -> None:
    content = tracked(both())
    assert resolved(content, accepted=True) == lines("Rules", NEW)
    assert resolved(content, accepted=False) == lines("Rules", OLD)


def test_chinese_and_arabic_too() -> None:
    for language, words, changed in (
        ("zh", "缔约方应当保护百分之三十的陆地。", "缔约方必须保护百分之三十的陆地和海洋。"),
        ("ar", "ينبغي للأطراف أن تحمي الأرض.", "يجب على الأطراف أن تحمي الأرض والبحر."),
    ):
        old = passages(f"a|1.|{words}", f"b||{words}", language=language)
        new = passages(f"b||{words}", f"a|1.|{changed}", language=language)
        content = tracked(compared(old, new), language)
        assert resolved(content, accepted=True) == lines("Rules", new)
        assert resolved(content, accepted=False) == lines("Rules", old)


_SAID = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "six.", "seven,"]), max_size=9).map(" ".join)
_TEXT = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from(["", "1.", "2."]), _SAID), max_size=6)


@settings(max_examples=60, deadline=None)
@given(_TEXT, _TEXT, st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=9))
def test_whatever_came_of_paragraphs_both_texts_are_there(
    old: list[tuple[str, str, str]], new: list[tuple[str, str, str]], descents: list[tuple[str, str]]
) -> None:
    before, after = (_once(each) for each in (old, new))
    content = tracked(compared(before, after, *descents))
    assert resolved(content, accepted=True) == lines("Rules", after)
    assert resolved(content, accepted=False) == lines("Rules", before)


def _once(said: list[tuple[str, str, str]]) -> list[Passage]:
    return passages(*("|".join(each) for each in {each[0]: each for each in said}.values()))
