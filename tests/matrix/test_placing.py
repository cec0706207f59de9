"""Promises about places: sure only where one paragraph clearly leads, else the likeliest first."""

import dataclasses
from typing import Any

import pytest

from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.placing import Places
from tests.matrix import made
from tests.matrix.tally import tallied

PLACES = Places(made.known())


def row(**said: Any) -> Facts:
    """A row about nothing in particular."""
    return Facts((), **{"comment": "Please explain."} | said)


@pytest.mark.parametrize(
    ("said", "paragraph"),
    [
        ({"paragraph": made.GAUGES, "label": "3"}, made.GAUGES),
        ({"label": "2 (b) (i)"}, made.INNER),
        ({"label": "第3段"}, made.ARABIC),
        ({"section": "II", "label": "1"}, made.FROGS),
        ({"section": "Living things", "label": "para. 1"}, made.FROGS),
        ({"place": "Section I, para 1"}, made.FIRST),
        ({"place": "Annex I, para 1"}, made.GAUGES),
        ({"section": "II."}, made.LIVING),
        ({"label": "footnote 1"}, made.NOTE),
    ],
)
def test_a_label_with_all_its_steps_is_a_sure_place(said: dict[str, str], paragraph: str) -> None:
    verdict, candidates = PLACES.place(row(**said))
    assert (verdict, [each.paragraph for each in candidates]) == ("sure", [paragraph])


def test_a_label_that_stands_twice_is_doubtful_and_all_its_places_are_offered() -> None:
    verdict, candidates = PLACES.place(row(label="1"))
    assert verdict == "doubtful"
    assert {made.FIRST, made.FROGS, made.GAUGES} == {each.paragraph for each in candidates if each.why == "label"}


def test_words_that_are_quoted_decide_between_two_labels_and_are_marked() -> None:
    verdict, (best, *_) = PLACES.place(row(label="1", comment="“Herons next; nobody plants” is too strong."))
    text = made.paragraphs()[9].text
    assert (verdict, best.paragraph) == ("sure", made.FROGS)
    assert text[best.start : best.end] == "herons next; nobody plants"


def test_words_quoted_from_another_paragraph_make_a_label_doubtful() -> None:
    verdict, candidates = PLACES.place(
        row(section="I", label="2", quotation="nobody plants trees in the first three years")
    )
    assert verdict == "doubtful"
    assert candidates[0].paragraph == made.FROGS or candidates[1].paragraph == made.FROGS


def test_a_quotation_alone_tells_its_paragraph_also_with_words_left_out() -> None:
    verdict, (best, *_) = PLACES.place(row(quotation="Gauges are certified … does not own them"))
    assert (verdict, best.paragraph, best.why) == ("sure", made.GAUGES, "quotation")


def test_arabic_is_found_without_its_vowel_signs_and_chinese_without_spaces() -> None:
    assert PLACES.place(row(quotation="تبدأ استعادة الأراضيّ الرطبة بعودة"))[1][0].paragraph == made.ARABIC
    assert PLACES.place(row(quotation="恢复湿地先要恢复水"))[1][0].paragraph == made.CHINESE


def test_a_changed_wording_is_put_where_it_changes_words() -> None:
    wording = "Gauges are certified every second year by an institute that does not own them."
    verdict, (best, *_) = PLACES.place(row(proposal=wording))
    assert (verdict, best.paragraph, best.why) == ("sure", made.GAUGES, "words")


@pytest.mark.parametrize("said", [{"label": "General"}, {"page": "0", "line": "0"}, {"comment": "General comment"}])
def test_what_is_about_the_whole_document_is_offered_at_its_beginning(said: dict[str, str]) -> None:
    verdict, candidates = PLACES.place(row(**said))
    assert (verdict, [each.paragraph for each in candidates]) == ("doubtful", [made.TITLE])


def test_what_says_nothing_of_a_place_is_not_placed() -> None:
    assert PLACES.place(row(comment="Thank you.")) == ("unplaced", ())


def test_a_label_that_is_not_there_is_never_sure_by_words_alone() -> None:
    assert PLACES.place(row(label="77", quotation="nobody plants trees in the first three years"))[0] == "doubtful"


def test_pages_and_lines_of_a_text_file_lead_to_its_paragraphs() -> None:
    paragraphs = made.paragraphs()
    pages = "\f".join(
        "\n".join(f"{each.label} {each.text}" for each in part) for part in (paragraphs[:9], paragraphs[9:])
    )
    places = Places(made.known(source=pages.encode()))
    verdict, (best, *_) = places.place(row(page="2", line="1"))
    assert (verdict, best.paragraph, best.why) == ("sure", made.FROGS, "line")


def test_in_a_long_draft_with_repeated_labels_what_is_sure_is_right() -> None:
    tally = tallied(paragraphs=250, rows=250, seed=7)
    assert tally.precision >= 0.995
    assert tally.found >= 0.95
    assert tally.verdicts["sure"] > tally.verdicts["doubtful"]


def test_a_draft_without_paragraphs_takes_no_row() -> None:
    assert Places(dataclasses.replace(made.known(), paragraphs=())).place(row(label="1")) == ("unplaced", ())
