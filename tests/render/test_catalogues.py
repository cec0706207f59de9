"""The interface is complete in six languages: every message, with its places, its tags and its plural forms."""

import gettext
from collections import defaultdict

import pytest
from babel import Locale

from commentspace.domain.people import LANGUAGES
from commentspace.render import catalogues
from commentspace.render.environment import interface
from tests.messages import PLACE, TAG, found, messages, words

TRANSLATED = sorted(catalogues.PLURALS)


def test_every_language_of_the_interface_but_english_has_a_catalogue() -> None:
    assert {"en", *TRANSLATED} == set(LANGUAGES)
    assert sorted(path.stem for path in catalogues.FOLDER.glob("*.po")) == TRANSLATED


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_no_other_is_kept(language: str) -> None:
    wanted = {(message.id, message.context) for message in messages(found())}
    catalog = catalogues.catalogue(language)
    assert {(message.id, message.context) for message in messages(catalog)} == wanted
    assert [message.id for message in messages(catalog) if not all(words(message))] == []
    assert [message.id for message in catalog if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_places_and_tags_stand_in_every_form(language: str) -> None:
    for message in messages(catalogues.catalogue(language)):
        original = message.id if isinstance(message.id, str) else message.id[-1]
        for form in words(message):
            assert sorted(PLACE.findall(form)) == sorted(PLACE.findall(original)), form
            assert sorted(TAG.findall(form)) == sorted(TAG.findall(original)), form


@pytest.mark.parametrize("language", TRANSLATED)
def test_numbers_choose_their_forms_as_cldr_has_it(language: str) -> None:
    rule = gettext.c2py(catalogues.PLURALS[language].partition("plural=")[2].rstrip(";"))
    category = Locale.parse(language).plural_form
    forms = defaultdict(set)
    for number in range(1_000):
        forms[category(number)].add(rule(number))
    assert all(len(chosen) == 1 for chosen in forms.values()), forms
    assert len({min(chosen) for chosen in forms.values()}) == len(forms)


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("zh", "ltr"), ("ru", "ltr"), ("en", "ltr")])
def test_a_page_is_told_its_direction(language: str, direction: str) -> None:
    assert interface(language)["direction"] == direction
