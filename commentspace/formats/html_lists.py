"""What a browser prints before the items of a list (CSS Counter Styles Level 3)."""

from dataclasses import dataclass

from lxml import etree

from commentspace.formats.html_styles import Sheet

_BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ALPHABETS = {
    "lower-alpha": "abcdefghijklmnopqrstuvwxyz",
    "lower-latin": "abcdefghijklmnopqrstuvwxyz",
    "upper-alpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "upper-latin": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
}
_DIGITS = {
    "arabic-indic": "٠١٢٣٤٥٦٧٨٩",
    "persian": "۰۱۲۳۴۵۶۷۸۹",
    "devanagari": "०१२३४५६७८९",
    "bengali": "০১২৩৪৫৬৭৮৯",
    "thai": "๐๑๒๓๔๕๖๗๘๙",
    "cjk-decimal": "〇一二三四五六七八九",
}
_CHINESE = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal")
_HAN_DIGITS = "〇一二三四五六七八九"
_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")]
_ROMAN += [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
_MOST = 3_999
_LONGEST_NUMBER = 9


@dataclass(slots=True)
class List:
    """An open list: how it counts, its next number, and which way it goes; `marker` is Google's own form of it."""

    style: str
    number: int = 1
    step: int = 1
    marker: tuple[str, str, str] | None = None

    @classmethod
    def of(cls, element: etree._Element, sheet: Sheet, within: int) -> "List":
        """The list that an `ol`, `ul` or `menu` opens inside of so many unordered ones."""
        marker = next((sheet.markers[name] for name in _classes(element) if name in sheet.markers), None)
        style = list_style(sheet.style(element))
        if element.tag != "ol":
            return cls(style or ("disc", "circle", "square")[min(within, 2)], marker=marker)
        items = sum(1 for child in element if child.tag == "li")
        is_back = element.get("reversed") is not None
        start = whole(element.get("start"), items if is_back else 1)
        counted = style or _TYPES.get(element.get("type") or "", "decimal")
        return cls(counted, start, -1 if is_back else 1, marker)

    def label(self, item: etree._Element, sheet: Sheet) -> str:
        """What is printed before an item; "" where the list has no marks."""
        self.number = whole(item.get("value"), self.number)
        number, self.number = self.number, self.number + self.step
        style = list_style(sheet.style(item)) or _TYPES.get(item.get("type") or "", self.style)
        if self.marker is None:
            return label(number, style)
        before, counted, after = self.marker
        return f"{before}{ordinal(number, counted) if counted else ''}{after}"


def list_style(style: dict[str, str]) -> str:
    """The name of a list's style in its properties, or ""."""
    words = [*style.get("list-style-type", "").split(), *style.get("list-style", "").split()]
    known = {*_BULLETS, *_ALPHABETS, *_DIGITS, *_CHINESE, "none", "decimal", "decimal-leading-zero"}
    return next((word for word in words if word in known or word.endswith("-roman")), "")


def label(number: int, style: str) -> str:
    """A number as a browser prints it before an item, with its point."""
    if style == "none":
        return ""
    if bullet := _BULLETS.get(style):
        return bullet
    return ordinal(number, style) + ("、" if style in _CHINESE else ".")


def ordinal(number: int, style: str) -> str:
    """A number in a counter style; in decimal digits where the style does not reach it."""
    if letters := _ALPHABETS.get(style):
        return _lettered(number, letters) if number > 0 else str(number)
    if style == "decimal-leading-zero":
        return f"{number:02d}"
    if style in ("lower-roman", "upper-roman") and 0 < number <= _MOST:
        roman = _roman(number)
        return roman.upper() if style == "upper-roman" else roman
    if style in _CHINESE and style != "cjk-decimal":
        return _chinese(number) if 0 < number < 100 else str(number)
    if digits := _DIGITS.get(style):
        return str(number).translate(str.maketrans("0123456789", digits))
    return str(number)


def whole(typed: str | None, otherwise: int) -> int:
    """The whole number in an attribute; `otherwise` where there is none."""
    typed = (typed or "").strip()
    digits = typed.removeprefix("-")
    return int(typed) if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else otherwise


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def _lettered(number: int, letters: str) -> str:
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, len(letters))
        text = letters[rest] + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    text = "" if tens == 0 else ("" if tens == 1 else _HAN_DIGITS[tens]) + "十"
    return text + (_HAN_DIGITS[ones] if ones else "")
