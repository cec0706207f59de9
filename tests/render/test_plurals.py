"""A sentence with a number has its plural forms, in every language as many as CLDR tells."""

import re

import pytest

from commentspace.render import catalogues
from tests.messages import found, messages, words

TRANSLATED = sorted(catalogues.PLURALS)
COUNTED = re.compile(r"%\((?:num|count|minutes|hours|days|comments|members|people|paragraphs)\)[sd]\s+[a-z]")
"""A number with the word that it counts; `%(most)s` is a fixed bound, and `%(number)s` names a thing."""


def test_a_sentence_that_counts_is_one_of_ngettext() -> None:
    single = [message.id for message in messages(found()) if isinstance(message.id, str)]
    assert [sentence for sentence in single if COUNTED.search(sentence) or "%(num)s" in sentence] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_counting_sentence_has_a_form_for_each_of_its_numbers(language: str) -> None:
    wanted = int(catalogues.PLURALS[language].partition("nplurals=")[2].partition(";")[0])
    catalog = catalogues.catalogue(language)
    counting = [message for message in messages(catalog) if isinstance(message.id, tuple)]
    assert len(counting) > 5
    assert {len(words(message)) for message in counting} == {wanted}
    assert [message.id for message in counting if not all(words(message))] == []
