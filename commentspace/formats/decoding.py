"""Bytes of a text file become text, or a sentence that says why they cannot. No byte is dropped."""

import codecs
import re

from commentspace.errors import Invalid, marked

_BYTE_ORDER_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
# What files were written in before UTF-8, by language; and the letters that prove it.
_OLDER = {
    **dict.fromkeys(["zh"], "gb18030"),
    **dict.fromkeys(["ar", "fa", "ur"], "windows-1256"),
    **dict.fromkeys(["ru", "uk", "be", "bg", "mk", "sr"], "windows-1251"),
}
_TRADITIONAL_CHINESE = re.compile(r"zh-(?:hant|tw|hk|mo)\b")
_WESTERN = "windows-1252"
_LETTERS = {
    "gb18030": re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u203b\u00b7]"),
    "big5": re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\ufe30-\ufe4f\u2010-\u203b\u00b7]"),
    "windows-1256": re.compile("[\u0600-\u06ff\u200c-\u200f\u2010-\u203a\u00a0\u00a7\u00ab\u00b0\u00bb]"),
    "windows-1251": re.compile("[\u0400-\u045f\u0490\u0491\u2010-\u203a\u2116\u00a0\u00a7\u00ab\u00b0\u00bb]"),
    _WESTERN: re.compile("[\u00a0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u20ac\u2010-\u203a]"),
}
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_CHANGED_CASE = re.compile("[\u0430-\u045f\u00df-\u00ff][\u0410-\u042f\u00c0-\u00de]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f]")

_MOST_CONTROLS = 0.01  # some are left over where text was taken out of a PDF
_ENOUGH = 0.97  # of the characters beyond ASCII, to be taken for letters of the language
_MOST_ACCENTED = 0.3  # of all letters, in a Western language; in the others at least so many are beyond ASCII
_MOST_CHANGED_CASE = 0.05
_MOSTLY = 10  # times as many good as broken characters: a damaged file rather than another encoding
_LOOKED_AT = 200_000


def decode(data: bytes, language: str | None) -> tuple[str, str]:
    """The text, and the encoding it was in: UTF-8, UTF-16 or UTF-32, else the one usual for `language`.

    Raises Invalid (field "file") where the bytes are no text, are damaged, or fit no encoding of the language.
    """
    for start, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(start):
            return _checked(_strictly(data[len(start) :], encoding)), encoding
    if b"\x00" in data:
        return _without_mark(data)
    try:
        return _checked(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as broken:
        _refuse_damaged(data, broken)
    return _older(data, (language or "").lower())


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise Invalid(
            marked("The file says that it is %(encoding)s, but it is damaged (byte %(byte)d). Save it again as UTF-8."),
            field="file",
            encoding=encoding.upper(),
            byte=broken.start,
        ) from broken


def _without_mark(data: bytes) -> tuple[str, str]:
    """Text with zero bytes can only be UTF-16 whose mark is missing; spaces and line ends tell which way round."""
    is_big = data[::2].count(0) > data[1::2].count(0)
    try:
        text = data.decode("utf-16-be" if is_big else "utf-16-le")
    except UnicodeDecodeError as broken:
        raise _no_text() from broken
    return _checked(text), "utf-16"


def _checked(text: str) -> str:
    """`text`, unless it has a zero or many other control characters: such a file is no text, whatever its name."""
    if "\x00" in text or len(_CONTROLS.findall(text)) > len(text) * _MOST_CONTROLS:
        raise _no_text()
    return text


def _no_text() -> Invalid:
    return Invalid(
        marked("This is not a text file. Open it in the program that made it and save it as text in UTF-8."),
        field="file",
    )


def _refuse_damaged(data: bytes, broken: UnicodeDecodeError) -> None:
    """Raise for UTF-8 with a few wrong bytes, which another encoding would turn into nonsense."""
    shown = data[:_LOOKED_AT].decode("utf-8", errors="replace")  # to count only; this text is never kept
    wrong = shown.count("\ufffd")
    good = len(_BEYOND_ASCII.findall(shown)) - wrong
    if good >= _MOSTLY * wrong:
        raise Invalid(
            marked("The file is UTF-8, but line %(line)d has bytes that are not. Save it again as UTF-8."),
            field="file",
            line=data.count(b"\n", 0, broken.start) + 1,
        )


def _older(data: bytes, language: str) -> tuple[str, str]:
    encoding = _OLDER.get(language.partition("-")[0], _WESTERN)
    for candidate in ["big5", encoding] if _TRADITIONAL_CHINESE.match(language) else [encoding]:
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        if language and _is_plausible(text[:_LOOKED_AT], candidate):
            return _checked(text), candidate
    raise Invalid(
        marked(
            "The letters of this file cannot be read in this language. "
            "Choose the language it is written in, or save the file as UTF-8."
        ),
        field="file",
    )


def _is_plausible(text: str, encoding: str) -> bool:
    """Whether text in an older encoding, which takes almost any bytes, is made of the letters it should be.

    It finds most wrong languages, not all: short texts can look right in two.
    """
    beyond = _BEYOND_ASCII.findall(text)
    letters = sum(map(str.isalpha, text))
    if (encoding == _WESTERN) is (len(beyond) > letters * _MOST_ACCENTED):
        return False
    if encoding == "windows-1251" and sum(map(str.isupper, beyond)) > sum(map(str.islower, beyond)):
        return False  # KOI8 read as this encoding has its cases changed
    changed = len(_CHANGED_CASE.findall(text))
    enough = len(beyond) * _ENOUGH
    return len(_LETTERS[encoding].findall(text)) >= enough and changed <= len(beyond) * _MOST_CHANGED_CASE
