"""Ordinals as they are written in labels: 3, ٣, iii, c, 三, ③, ج, в, ثالثا."""

import re
import unicodedata
from collections.abc import Iterator

# Higher roman numbers are left alone: nobody counts that far in them, but "(mix)" and "(CV)" are words.
_HIGHEST_ROMAN = 89
_ROMAN = re.compile(r"(?=.)(L?X{0,3}|XL)(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}

_ALPHABETS = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    # Russian lists pass over ё and ъ, ы, ь; some pass over й too.
    "cyrillic": "абвгдежзиклмнопрстуфхцчшщэюя",
    "cyrillic with й": "абвгдежзийклмнопрстуфхцчшщэюя",
    # The old order of numbers, and that of dictionaries.
    "abjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "hija": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
}
_ARABIC_NAMES = "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون سين"
_ARABIC_UNITS = "أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا"
_ARABIC_TEENS = "حادي ثاني ثالث رابع خامس سادس سابع ثامن تاسع"
_ARABIC_WORDS = {
    **{("arabic name", word): place for place, word in enumerate(_ARABIC_NAMES.split(), 1)},
    **{("arabic ordinal", word): place for place, word in enumerate(_ARABIC_UNITS.split(), 1)},
    **{("arabic ordinal", f"{word} عشر"): place for place, word in enumerate(_ARABIC_TEENS.split(), 11)},
    ("arabic ordinal", "عشرون"): 20,
}
_VOWEL_SIGNS_AND_TATWEEL = re.compile("[\u064b-\u0652\u0640]")

_CHINESE_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
_CHINESE_UNITS = {"十": 10, "百": 100}


def readings(token: str) -> list[tuple[str, int]]:
    """All (family, ordinal) that `token` can mean: "v" is the roman 5 and the letter 22; a word is nothing."""
    return [*_numbers(token), *_romans(token), *_letters(token), *_arabic_words(token)]


def _numbers(token: str) -> Iterator[tuple[str, int]]:
    if token.isdecimal():
        yield "number", int(token)
    elif len(token) == 1 and unicodedata.category(token) == "No":
        yield "circled", int(unicodedata.numeric(token))
    elif token and all(character in _CHINESE_DIGITS or character in _CHINESE_UNITS for character in token):
        yield "chinese", _chinese(token)


def _chinese(token: str) -> int:
    """Up to 999: 十二 is 12, 二十 is 20, 一百零五 is 105; and digit by digit, 二〇 is 20."""
    if not any(character in _CHINESE_UNITS for character in token):
        return int("".join(str(_CHINESE_DIGITS[character]) for character in token))
    total = digit = 0
    for character in token:
        if character in _CHINESE_UNITS:
            total += (digit or 1) * _CHINESE_UNITS[character]
            digit = 0
        else:
            digit = _CHINESE_DIGITS[character]
    return total + digit


def _romans(token: str) -> Iterator[tuple[str, int]]:
    plain = unicodedata.normalize("NFKC", token)
    if not plain.isascii() or not _ROMAN.fullmatch(plain.upper()):
        return
    values = [_ROMAN_VALUES[letter] for letter in plain.upper()]
    total = sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))
    if total <= _HIGHEST_ROMAN and (plain.isupper() or plain.islower()):
        yield "Roman" if plain.isupper() else "roman", total


def _letters(token: str) -> Iterator[tuple[str, int]]:
    """One letter, or one doubled as lists go on after "z": "aa" is 27."""
    letter = token[:-1] if token.endswith("\u0640") else token
    if len(letter) not in {1, 2} or len(set(letter)) != 1:
        return
    plain = {"ا": "أ", "آ": "أ", "إ": "أ"}.get(letter[0], letter[0].lower())
    for name, alphabet in _ALPHABETS.items():
        if plain in alphabet:
            family = name.capitalize() if letter.isupper() else name
            yield family, alphabet.index(plain) + 1 + len(alphabet) * (len(letter) - 1)


def _arabic_words(token: str) -> Iterator[tuple[str, int]]:
    plain = _VOWEL_SIGNS_AND_TATWEEL.sub("", token)
    for family in ("arabic name", "arabic ordinal"):
        if ordinal := _ARABIC_WORDS.get((family, plain)):
            yield family, ordinal
