"""Promises about differences: nothing is lost, small changes stay small, and what is shown can be read."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.text.differences import Run, runs, to_html
from commentspace.text.segments import units

scripts = st.text(alphabet="ab .,\n恢复水。أًُ\u200d👩🏽🌾🇰🇪ที่ก'1", max_size=60)
WORDS = ["the", "water", "flows", ".", "fish", ",", "水", "鱼", "and", "الماء\n"]
sentences = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


def shown(before: str, after: str) -> str:
    """The difference in one line: [-taken out-]{+put in+}."""
    marks = {"kept": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    return "".join(marks[run.kind].format(run.text) for run in runs(before, after))


@given(st.one_of(scripts, sentences, st.text(max_size=60)), st.one_of(scripts, sentences, st.text(max_size=60)))
def test_the_runs_put_together_are_both_texts(before: str, after: str) -> None:
    found = runs(before, after)
    assert "".join(run.text for run in found if run.kind != "in") == before
    assert "".join(run.text for run in found if run.kind != "out") == after
    assert all(run.text for run in found)
    neighbours = {(one.kind, other.kind) for one, other in pairwise(found)}
    assert neighbours <= {("kept", "out"), ("kept", "in"), ("out", "in"), ("out", "kept"), ("in", "kept")}


@given(st.one_of(scripts, sentences))
def test_equal_texts_have_no_difference(text: str) -> None:
    assert runs(text, text) == ([Run("kept", text)] if text else [])


@given(sentences, st.integers(0, 60), st.sampled_from(["fresh", "يوم", "湖"]))
def test_a_word_that_is_put_in_is_all_that_is_shown(text: str, at: int, word: str) -> None:
    words = text.split(" ")
    longer = " ".join([*words[:at], word, *words[at:]])
    changed = [run for run in runs(text, longer) if run.kind != "kept"]
    assert [(run.kind, run.text.strip()) for run in changed] == [("in", word)]


@given(scripts)
def test_units_are_the_whole_text_and_none_begins_with_a_mark(text: str) -> None:
    lead, found = units(text)
    assert lead + "".join(unit.text + unit.glue for unit in found) == text
    for before, unit in pairwise(found):
        assert before.glue or not unicodedata.category(unit.text[0]).startswith("M")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The flow of water.", "The flow of fresh water, daily.", "The flow of {+fresh +}water{+, daily+}."),
        ("Shall take urgent steps.", "Must do urgent steps.", "[-Shall take-]{+Must do+} urgent steps."),
        ("shall take the measures", "should adopt the steps", "[-shall take the measures-]{+should adopt the steps+}"),
        ("of water", "in the light of the water", "{+in the light +}of {+the +}water"),
        ("Fish. Birds.", "Fish. Frogs. Birds.", "Fish. {+Frogs. +}Birds."),
        ("恢复水，鱼会回来。", "恢复河水，鱼类将会回来。", "恢复{+河+}水，鱼{+类将+}会回来。"),
        ("ผมรักน้ำ", "ผมชอบน้ำ", "ผม[-รัก-]{+ชอบ+}น้ำ"),
        ("أعيدوا الماءَ.", "أعيدوا الماءُ كله.", "أعيدوا [-الماءَ-]{+الماءُ كله+}."),
        ("1,000.5 ha; don't", "1,500.5 ha; do", "[-1,000.5-]{+1,500.5+} ha; [-don't-]{+do+}"),
        ("👩🏽‍🌾 in 🇰🇪", "👩🏽 in 🇰🇬", "[-👩🏽‍🌾-]{+👩🏽+} in [-🇰🇪-]{+🇰🇬+}"),
        ("One\ntwo", "One two", "One[-\n-]{+ +}two"),
        ("Gone.", "", "[-Gone.-]"),
    ],
)
def test_what_is_shown_can_be_read(before: str, after: str, expected: str) -> None:
    assert shown(before, after) == expected


def test_a_rewritten_sentence_is_shown_as_one_and_not_as_confetti() -> None:
    before = "Parties are invited to measure the water of each pond in the spring."
    after = "The Secretariat shall count the fish in every lake of the region and report on it."
    assert len([run for run in runs(before, after) if run.kind != "kept"]) == 2


@pytest.mark.parametrize("sentence", ["Water {} is kept. ", "a b ", "水{}鱼"])
def test_ten_thousand_words_and_far_more_are_compared_whole(sentence: str) -> None:
    before = "".join(sentence.format(number % 977) for number in range(12_000))
    after = "".join(sentence.format(number * 7 % 983) for number in range(12_000))
    found = runs(before, after)
    assert "".join(run.text for run in found if run.kind != "out") == after


def test_long_texts_are_compared_sentence_by_sentence() -> None:
    said = [f"Water number {number} flows." for number in range(6_000)]
    other = [*said]
    other[0], other[3_000], other[-1] = "First.", "Water number 3000 stands.", "Last."
    changed = [run for run in runs(" ".join(said), " ".join(other)) if run.kind != "kept"]
    assert ("out", "flows") in changed
    assert len(changed) == 6


def test_the_html_is_escaped_and_turning_controls_are_shown() -> None:
    html = to_html(runs("A <bold> name & \u202emore", "A <plain> name & \u202emore"))
    said = 'A &lt;<del>bold</del><ins>plain</ins>&gt; name &amp; <span class="control">U+202E</span>more'
    assert html == said
