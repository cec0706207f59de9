"""Numbers as letters and signs: how each alphabet counts, and goes on after its last letter (17.18.59).

Where Word does otherwise than the standard says, Word is followed (MS-OI29500, 2.1.540).
"""

from collections.abc import Callable

MOST_REPEATED = 100
"""Letters that are written in a row before the number is written in digits instead."""

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_HINDI_CONSONANTS = "".join(map(chr, range(0x915, 0x93A)))
_HINDI_VOWELS = [*map(chr, range(0x905, 0x915)), "अं", "अः"]
_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_HALF_KATAKANA = "".join(map(chr, [*range(0xFF71, 0xFF9D), 0xFF66, 0xFF9D]))
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_HALF_IROHA = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"

_REPEATED: dict[str, str | list[str]] = {
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "russianLower": _RUSSIAN,
    "russianUpper": _RUSSIAN.upper(),
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضغظ",
    "thaiLetters": _THAI,
    # Word has the two names the wrong way round.
    "hindiVowels": _HINDI_CONSONANTS,
    "hindiConsonants": _HINDI_VOWELS,
    "chicago": "*†‡§",
}
_CYCLING = {
    "aiueo": _HALF_KATAKANA,
    "aiueoFullWidth": _KATAKANA,
    "iroha": _HALF_IROHA,
    "irohaFullWidth": _IROHA,
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
}
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ENDING = {
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
    "decimalEnclosedCircle": "".join(map(chr, range(0x2460, 0x2474))),
    "decimalEnclosedCircleChinese": "".join(map(chr, range(0x2460, 0x2474))),
    "decimalEnclosedFullstop": "".join(map(chr, range(0x2488, 0x249C))),
    "decimalEnclosedParen": "".join(map(chr, range(0x2474, 0x2488))),
    "ideographEnclosedCircle": "".join(map(chr, range(0x3220, 0x322A))),
}
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_HIGHEST_ROMAN = 32_767
_HEBREW_HUNDREDS = ("", "ק", "ר", "ש", "ת", "תק", "תר", "תש", "תת", "תתק")
_HEBREW_TENS: tuple[str, ...] = ("", *"יכלמנסעפצ")
_HEBREW_ONES: tuple[str, ...] = ("", *"אבגדהוזחט")


def in_letters(number: int, name: str) -> str | None:
    """A number in the letters of this format, or None where it has none for it: digits are written then."""
    if number < 1:
        return None
    if name in _REPEATED:
        return _repeated(number, _REPEATED[name])
    if name in _CYCLING:
        return _CYCLING[name][(number - 1) % len(_CYCLING[name])]
    if name in _ENDING:
        return _ENDING[name][number - 1] if number <= len(_ENDING[name]) else None
    special = _SPECIAL.get(name)
    return special(number) if special else None


def _repeated(number: int, letters: str | list[str]) -> str | None:
    """After the last letter each is doubled, then tripled: "z" is followed by "aa" and "bb"."""
    times, place = divmod(number - 1, len(letters))
    letter: str = letters[place]
    return letter * (times + 1) if times < MOST_REPEATED else None


def roman(number: int) -> str | None:
    """A number in capital Roman numerals, as far as Word counts."""
    if not 0 < number <= _HIGHEST_ROMAN:
        return None
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written + _ROMAN_ONES[number]


def _hebrew_numeral(number: int) -> str | None:
    """Letters by value; fifteen and sixteen are written so that they do not spell a name of God."""
    if number > 999:
        return None
    hundreds, rest = divmod(number, 100)
    if rest in {15, 16}:
        return _HEBREW_HUNDREDS[hundreds] + ("טו" if rest == 15 else "טז")
    tens, ones = divmod(rest, 10)
    return _HEBREW_HUNDREDS[hundreds] + _HEBREW_TENS[tens] + _HEBREW_ONES[ones]


def _hebrew_letter(number: int) -> str | None:
    """The alphabet; after its end each letter has one more tav behind it."""
    times, place = divmod(number - 1, len(_HEBREW))
    return _HEBREW[place] + "ת" * times if times < MOST_REPEATED else None


def _small_roman(number: int) -> str | None:
    written = roman(number)
    return written.lower() if written else None


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


_SPECIAL: dict[str, Callable[[int], str | None]] = {
    "upperRoman": roman,
    "lowerRoman": _small_roman,
    "hebrew1": _hebrew_numeral,
    "hebrew2": _hebrew_letter,
    "ideographZodiacTraditional": _sexagenary,
}
