"""Words are found as people type them: in any script, with or without accents, in pieces of words, in phrases."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.text import normal, search


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("WATER", "the flow of water"),
        ("ecosysteme", "les écosystèmes"),
        ("écosystème", "ECOSYSTEMES"),
        ("strasse", "Straße"),
        ("все еще", "Всё ещё"),
        ("مياه", "الْمِيَاهُ"),
        ("الاراضي", "الأراضي"),
        ("الأراضي", "الاراضي"),
        ("مستوى", "مستوي"),
        ("العربية", "العـــربيّه"),
        ("湿地", "恢复湿地先要恢复水"),
        ("ＷＥＴ", "wet"),
        ("don't", "We don’t know"),
        ("fi", "ﬁsh"),
        ("wetland", "wet\u00adland"),
        ("two  words", "two\nwords"),
    ],
)
def test_what_is_typed_is_found_in_what_is_written(typed: str, written: str) -> None:
    assert search.has_all(search.fold(written), search.terms(f'"{typed}"'))


@pytest.mark.parametrize(("typed", "written"), [("мой", "мои"), ("湿水", "湿地和水"), ("cat", "dog"), ("कि", "कु")])
def test_other_words_are_not_found(typed: str, written: str) -> None:
    assert not search.has_all(search.fold(written), search.terms(typed))


def test_all_words_must_be_there_in_any_order_and_phrases_as_they_are() -> None:
    text = search.fold("Restoring the flow of water comes before any planting.")
    assert search.has_all(text, search.terms("planting water"))
    assert not search.has_all(text, search.terms("planting birds"))
    for phrase in ('"flow of water"', "“flow of water”", "«flow of water»", "„flow of water“", "「flow of water」"):
        assert search.terms(phrase) == ("flow of water",)
        assert search.has_all(text, search.terms(phrase))
    assert not search.has_all(text, search.terms('"water flow"'))
    assert search.terms('peat "old creek') == ("peat", "old", "creek")


def test_nothing_asked_is_nothing() -> None:
    assert search.terms("") == search.terms("  ") == search.terms('""') == search.terms("\u0301 \u0640") == ()


def test_a_question_is_bounded() -> None:
    assert len(search.terms(" ".join(f"w{n}" for n in range(500)))) == search.MOST_TERMS
    assert all(len(term) <= search.LONGEST for term in search.terms("x" * 5000))


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = search.fold(normal.clean(text))
    assert search.fold(folded) == folded


@given(st.text(max_size=60), st.text(alphabet="abcéёа水مأ", min_size=1, max_size=8), st.text(max_size=60))
def test_a_word_between_spaces_is_always_found(before: str, word: str, after: str) -> None:
    text = normal.clean(f"{before} {word} {after}")
    assert search.has_all(search.fold(text), search.terms(word))


@pytest.mark.parametrize("piece", ["é", "Ё", "أَ", "湿", "a\u0301\u0323", "ﷺ", "\u0301"])
def test_folding_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        text = normal.clean(piece * times)
        began = time.perf_counter()
        search.fold(text)
        return time.perf_counter() - began

    short = min(seconds(20_000) for _ in range(3))
    assert min(seconds(80_000) for _ in range(3)) < 16 * max(short, 0.002)
