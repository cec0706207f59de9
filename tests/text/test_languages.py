"""Promises about language tags, directions and guesses."""

import pytest

from commentspace.text.languages import direction, guess, known


@pytest.mark.parametrize(
    "tag", ["en", "zh", "ar", "pt-BR", "zh-Hant-TW", "es-419", "sr-Latn", "ZH-hans", "ckb", "de-1996"]
)
def test_language_tags_are_known(tag: str) -> None:
    assert known(tag)


@pytest.mark.parametrize(
    "tag", ["", "e", "english", "xx", "en_GB", "zh-", "-zh", "en GB", "zh-Hant-TW-", "tlh-x-a", "e1"]
)
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    assert not known(tag)


@pytest.mark.parametrize("tag", ["ar", "ar-EG", "fa", "he", "ur", "AR", "pa-Arab", "az-Arab-IR", "prs"])
def test_languages_written_from_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "zh", "ru", "ar-Latn", "pa", "az-Latn", "", "??", "az"])
def test_languages_written_from_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Conference of the Parties", "en"),
        ("La Conférence des Parties", "en"),
        ("缔约方大会 (UNEP/CBD/SBSTTA/10/11) 第七届会议", "zh"),
        ("مؤتمر الأطراف", "ar"),
        ("Конференция Сторон", "ru"),
        ("締約国会議は次のことを決定する", "ja"),
        ("당사국총회", "ko"),
        ("ועידת הצדדים", "he"),
        ("123 -- 456", "en"),
        ("", "en"),
    ],
)
def test_a_language_is_guessed_by_script_alone(text: str, language: str) -> None:
    assert guess(text) == language
