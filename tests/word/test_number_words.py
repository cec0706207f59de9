"""Numbers in letters, characters and words, beyond what the set of files has."""

import pytest

from commentspace.formats.word.number_words import in_words


@pytest.mark.parametrize(
    ("number_format", "number", "written"),
    [
        ("upperRoman", 1999, "MCMXCIX"),
        ("upperRoman", 0, "0"),
        ("lowerLetter", 27 * 26 + 1, "a" * 28),
        ("lowerLetter", 10_000, "10000"),
        ("lowerLetter", 0, "0"),
        ("hebrew1", 515, "תקטו"),
        ("hebrew2", 23, "את"),
        ("chicago", 5, "**"),
        ("ideographZodiacTraditional", 61, "甲子"),
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1_003, "一千零三"),
        ("chineseCountingThousand", 10_010, "一万零一十"),
        ("chineseCountingThousand", 0, "零"),
        ("chineseLegalSimplified", 205, "贰佰零伍"),
        ("japaneseCounting", 111, "百十一"),
        ("japaneseLegal", 10, "壱拾"),
        ("koreanLegal", 21, "스물하나"),
        ("koreanCounting", 99, "구십구"),
        ("ideographDigital", 105, "一〇五"),
        ("taiwaneseDigital", 20, "二○"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalZero", 100, "100"),
        ("numberInDash", 7, "- 7 -"),
        ("none", 7, ""),
        ("hindiConsonants", 1, "अ"),
        ("arabicAbjad", 28, "ظ"),
    ],
)
def test_a_number_is_written_in_its_format(number_format: str, number: int, written: str) -> None:
    assert in_words(number, number_format) == written


@pytest.mark.parametrize(
    ("number_format", "language", "written"),
    [
        ("cardinalText", "en-US", "One Two Three Twenty-one Ninety-nine"),
        ("ordinalText", "en-GB", "First Second Third Twenty-first Ninety-ninth"),
        ("ordinal", "en-US", "1st 2nd 3rd 21st 99th"),
        ("cardinalText", "fr-FR", "Un Deux Trois Vingt-et-un Quatre-vingt-dix-neuf"),
        ("ordinalText", "fr-FR", "Premier Deuxième Troisième Vingt-et-unième Quatre-vingt-dix-neuvième"),
        ("ordinal", "fr-FR", "1er 2e 3e 21e 99e"),
        ("ordinalText", "es-ES", "Primero Segundo Tercero Vigesimoprimero Nonagésimo|noveno"),
        ("cardinalText", "es-ES", "Uno Dos Tres Veintiuno Noventa|y|nueve"),
        ("ordinalText", "ru-RU", "Первый Второй Третий Двадцать|первый Девяносто|девятый"),
        ("cardinalText", "ru-RU", "Один Два Три Двадцать|один Девяносто|девять"),
        ("ordinalText", "de-DE", "Erste Zweite Dritte Einundzwanzigste Neunundneunzigste"),
        ("cardinalText", "de-DE", "Eins Zwei Drei Einundzwanzig Neunundneunzig"),
        ("ordinalText", "", "First Second Third Twenty-first Ninety-ninth"),
    ],
)
def test_a_number_is_spelled_in_its_language(number_format: str, language: str, written: str) -> None:
    spelled = [in_words(number, number_format, language=language) for number in (1, 2, 3, 21, 99)]
    assert spelled == [word.replace("|", " ") for word in written.split()]


def test_no_number_is_written_without_end() -> None:
    for number_format in ("lowerLetter", "chicago", "upperRoman", "hebrew2", "russianLower", "cardinalText", "aiueo"):
        assert len(in_words(2_000_000_000, number_format)) < 200
