"""Reasons are kept in one column so that each sentence can still be translated when it is shown."""

import json

from hypothesis import given
from hypothesis import strategies as st

from commentspace.domain import why
from commentspace.domain.why import MOST, Sentence
from commentspace.errors import Invalid


def shouted(message: str) -> str:
    """A language that can be told from English: capitals, but for the places."""
    return {"It is %(what)s.": "IT IS %(what)s.", "Nothing.": "NOTHING."}.get(message, message)


def test_one_sentence_is_kept_as_it_stands_and_translated_when_it_is_shown() -> None:
    assert why.kept("Nothing.") == "Nothing."
    assert why.said("Nothing.", shouted) == "NOTHING."
    assert why.said(why.kept("")) == ""


def test_several_sentences_are_translated_each_with_what_fills_it_in() -> None:
    refusal = Sentence.of(Invalid("It is %(what)s.", what="late"))
    reason = why.kept([refusal, Sentence("Nothing."), refusal])
    assert why.said(reason, shouted) == "IT IS late. NOTHING."
    assert why.said(reason) == "It is late. Nothing."


def test_a_sentence_that_does_not_fit_is_left_out_and_the_others_stay_whole() -> None:
    reason = why.kept([Sentence("Nothing."), Sentence("It is %(what)s.", {"what": "x" * MOST}), Sentence("Late.")])
    assert why.said(reason, shouted) == "NOTHING. Late."
    alone = why.kept([Sentence("It is %(what)s.", {"what": "x" * MOST})])
    assert (len(alone), why.said(alone)[:9]) == (MOST, "It is xxx")


@given(st.one_of(st.text(max_size=200), st.text(max_size=30).map(lambda text: json.dumps([[text, {"a": text}]]))))
def test_what_a_person_typed_is_shown_as_they_typed_it_whatever_it_looks_like(typed: str) -> None:
    assert why.said(why.kept(typed)) == typed
