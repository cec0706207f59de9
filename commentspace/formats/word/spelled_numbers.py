"""Numbers in words, as Word spells them at the head of a paragraph: with a capital ("Twenty-one", "Premier").

The languages are those of the United Nations in which Word does so, and German; it writes English words in others.
"""

from collections.abc import Callable

_HIGHEST = 9_999


def _words(listed: str) -> list[str]:
    return listed.split()


_EN = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_TENS = _words("- - twenty thirty forty fifty sixty seventy eighty ninety")
_EN_ORDINALS = {
    **{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"},
    **{"twelve": "twelfth"},
}
_FR = _words(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_FR_TENS = _words("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
_ES = _words(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_ES_TENS = _words("- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_ORDINALS = _words("- primero segundo tercero cuarto quinto sexto séptimo octavo noveno")
_ES_ORDINAL_TENS = _words(
    "- décimo vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo"
)
_RU = _words(
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
    "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
_RU_TENS = _words("- - двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто")
_RU_ORDINALS = _words(
    "нулевой первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый одиннадцатый двенадцатый "
    "тринадцатый четырнадцатый пятнадцатый шестнадцатый семнадцатый восемнадцатый девятнадцатый"
)
_RU_ORDINAL_TENS = _words(
    "- - двадцатый тридцатый сороковой пятидесятый шестидесятый семидесятый восьмидесятый девяностый"
)
_DE = _words("null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn")
_DE += ["siebzehn", "achtzehn", "neunzehn"]
_DE_TENS = _words("- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_DE_ORDINALS = {1: "erste", 3: "dritte", 7: "siebte", 8: "achte"}


def cardinal(number: int, language: str) -> str | None:
    """A number as a word ("One"), or None where it is not spelled."""
    return _capital(_spelled(number, _CARDINALS, language))


def ordinal(number: int, language: str) -> str | None:
    """An ordinal number as a word ("First"), or None where it is not spelled."""
    return _capital(_spelled(number, _ORDINALS, language))


def short_ordinal(number: int, language: str) -> str:
    """An ordinal number with its ending ("1st", "2e", "3.")."""
    ending = {"fr": "er" if number == 1 else "e", "es": "º", "pt": "º", "it": "°", "de": ".", "ru": "-й", "nl": "e"}
    primary = language.lower().partition("-")[0]
    return f"{number}{ending.get(primary, _english_ending(number))}"


def _english_ending(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _spelled(number: int, languages: dict[str, Callable[[int], str | None]], language: str) -> str | None:
    spell = languages.get(language.lower().partition("-")[0], languages["en"])
    return spell(number) if 0 <= number <= _HIGHEST else None


def _capital(word: str | None) -> str | None:
    return word[:1].upper() + word[1:] if word else None


def _english(number: int) -> str:
    if number < 20:
        return _EN[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _EN_TENS[tens] + (f"-{_EN[ones]}" if ones else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    many, rest = divmod(number, size)
    return f"{_english(many)} {name}" + (f" {_english(rest)}" if rest else "")


def _english_ordinal(number: int) -> str:
    words = _english(number)
    last = words.replace("-", " ").split()[-1]
    plain = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return words[: len(words) - len(last)] + _EN_ORDINALS.get(last, plain)


def _french(number: int) -> str | None:
    if number >= 100:
        return None
    if number < 20:
        return _FR[number]
    tens, ones = divmod(number, 10)
    if tens in {7, 9}:
        ones += 10
    if ones == 0:
        return _FR_TENS[tens] + ("s" if tens == 8 else "")
    return f"{_FR_TENS[tens]}-{'et-' if ones in {1, 11} and tens < 8 else ''}{_FR[ones]}"


def _french_ordinal(number: int) -> str | None:
    words = _french(number)
    if words is None or number == 1:
        return words and "premier"
    if words.endswith("quatre-vingts"):
        return "quatre-vingtième"
    if words.endswith(("cinq", "neuf")):
        return f"{words.removesuffix('f') + 'v' if words.endswith('f') else words + 'u'}ième"
    return f"{words.removesuffix('e')}ième"


def _spanish(number: int) -> str | None:
    if number < 30:
        return _ES[number]
    tens, ones = divmod(number, 10)
    return _ES_TENS[tens] + (f" y {_ES[ones]}" if ones else "") if tens < 10 else None


def _spanish_ordinal(number: int) -> str | None:
    tens, ones = divmod(number, 10)
    if tens > 9 or not number:
        return None
    if not tens:
        return _ES_ORDINALS[ones]
    if tens > 2 or not ones:
        return _ES_ORDINAL_TENS[tens] + (f" {_ES_ORDINALS[ones]}" if ones else "")
    stem = {1: "decimo", 2: "vigesimo"}[tens]
    return "decimoctavo" if number == 18 else stem + _ES_ORDINALS[ones]


def _russian(number: int) -> str | None:
    tens, ones = divmod(number, 10)
    if number < 20:
        return _RU[number]
    return _RU_TENS[tens] + (f" {_RU[ones]}" if ones else "") if tens < 10 else None


def _russian_ordinal(number: int) -> str | None:
    tens, ones = divmod(number, 10)
    if number < 20:
        return _RU_ORDINALS[number]
    if tens > 9:
        return None
    return f"{_RU_TENS[tens]} {_RU_ORDINALS[ones]}" if ones else _RU_ORDINAL_TENS[tens]


def _german(number: int) -> str | None:
    tens, ones = divmod(number, 10)
    if number < 20:
        return _DE[number]
    if tens > 9:
        return None
    return f"{_DE[ones].removesuffix('s') if ones == 1 else _DE[ones]}und{_DE_TENS[tens]}" if ones else _DE_TENS[tens]


def _german_ordinal(number: int) -> str | None:
    words = _german(number)
    return words and _DE_ORDINALS.get(number, words + ("te" if number < 20 else "ste"))


_CARDINALS: dict[str, Callable[[int], str | None]] = {
    "en": _english,
    "fr": _french,
    "es": _spanish,
    "ru": _russian,
    "de": _german,
}
_ORDINALS: dict[str, Callable[[int], str | None]] = {
    "en": _english_ordinal,
    "fr": _french_ordinal,
    "es": _spanish_ordinal,
    "ru": _russian_ordinal,
    "de": _german_ordinal,
}
