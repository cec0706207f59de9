"""Numbers in Chinese characters, Hangul, and the digits of other scripts (17.18.59)."""

from dataclasses import dataclass

_HAN = "零一二三四五六七八九"
_DIGITS = {
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
    "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙",
    "hindiNumbers": "०१२३४५६७८९",
    "ideographDigital": "〇一二三四五六七八九",
    "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "koreanDigital": "영일이삼사오육칠팔구",
    "koreanDigital2": _HAN,
    "taiwaneseDigital": "○一二三四五六七八九",
}
_TO_NINETY_NINE = {"chineseCounting", "taiwaneseCounting"}
"""They count to 99 and go on digit by digit."""


@dataclass(frozen=True, slots=True)
class _Counting:
    """Digits and units, as they are read aloud; `zero` fills a gap, and `one` is said before a unit or not."""

    digits: str
    units: tuple[str, str, str, str]
    myriad: str
    zero: str = ""
    says_one: bool = True
    says_one_ten: bool = True


_COUNTING = {
    "chineseCountingThousand": _Counting(_HAN, ("", "十", "百", "千"), "万", "零", says_one_ten=False),
    "taiwaneseCountingThousand": _Counting(_HAN, ("", "十", "百", "千"), "萬", "零", says_one_ten=False),
    "chineseLegalSimplified": _Counting("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), "万", "零"),
    "ideographLegalTraditional": _Counting("零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"), "萬", "零"),
    "japaneseCounting": _Counting(_HAN, ("", "十", "百", "千"), "万", says_one=False, says_one_ten=False),
    "japaneseLegal": _Counting("零壱弐参四伍六七八九", ("", "拾", "百", "阡"), "萬"),
    "koreanCounting": _Counting(
        "영일이삼사오육칠팔구", ("", "십", "백", "천"), "만", says_one=False, says_one_ten=False
    ),
}
_HIGHEST = 99_999
_KOREAN_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_KOREAN_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")


def in_characters(number: int, name: str) -> str | None:
    """A number in the characters of this format, or None where it has none for it: digits are written then."""
    if number < 0:
        return None
    if name in _DIGITS:
        return _by_digits(number, _DIGITS[name])
    if name in _TO_NINETY_NINE:
        counts = 0 < number <= 99
        return _counted(number, _COUNTING["chineseCountingThousand"]) if counts else _by_digits(number, "○" + _HAN[1:])
    if name == "koreanLegal":
        return _KOREAN_TENS[number // 10] + _KOREAN_ONES[number % 10] if 0 < number <= 99 else None
    counting = _COUNTING.get(name)
    if counting is None or number > _HIGHEST:
        return None
    return _counted(number, counting) or counting.digits[0]


def _by_digits(number: int, digits: str) -> str:
    return str(number).translate({ord("0") + value: digit for value, digit in enumerate(digits)})


def _counted(number: int, how: _Counting) -> str:
    myriads, rest = divmod(number, 10_000)
    written = _below_myriad(myriads, how) + how.myriad if myriads else ""
    return written + _below_myriad(rest, how, follows=bool(written))


def _below_myriad(number: int, how: _Counting, *, follows: bool = False) -> str:
    """A number of up to four digits; one zero stands for a gap inside."""
    written = ""
    gap = follows and 0 < number < 1000
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            gap = gap or bool(written)
            continue
        written += (how.zero if gap else "") + _spoken(digit, place, how, first=not written and not follows)
        gap = False
    return written


def _spoken(digit: int, place: int, how: _Counting, *, first: bool) -> str:
    is_silent = digit == 1 and place > 0 and (not how.says_one or (place == 1 and first and not how.says_one_ten))
    return ("" if is_silent else how.digits[digit]) + how.units[place]
