"""The forms of labels, as patterns. Each is bounded, and is tried at the start of a line only.

In a pattern `n` is the ordinal, `above` the levels above it, `unit` the word that says what is counted,
`bis` that it was put in between.
"""

import re
from enum import Enum, auto

from commentspace.formats import vocabulary

# No label is longer, so no line is looked at further: reading stays linear on any text.
LONGEST = 64


class Form(Enum):
    """What a label can stand before."""

    NUMBER = auto()  # headings, and paragraphs numbered through: "12.", "II.", "一、", "Article 5."
    HEAD = auto()  # headings and items: "（一）"
    ITEM = auto()  # items only: "(a)", "1)", "①"
    BULLET = auto()
    MARK = auto()  # an item or a note, by its neighbours: "*"
    NOTE = auto()  # "1/", "¹", "†"
    BRACKET = auto()  # a note where its number was referred to, else no label: "[1]"


_DIGITS = "0-9\uff10-\uff19\u0660-\u0669\u06f0-\u06f9"
_NUMBER = f"[{_DIGITS}]{{1,4}}"
_HAN = "[〇零一二三四五六七八九十百]"
_BIS = "(?P<bis>[ \u00a0]?(?:bis|ter|quater|quinquies))?"
# Scripts that need no space after a label.
_CLOSE_UP = "\u0600-\u06ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“‘《「"
_GAP = rf"(?=\s|$|[{_CLOSE_UP}])"
_DASH = "[ \u00a0]?[-–—]"
_ROMAN = "[IVXL]{1,7}|[\u2160-\u216b]"
_ARABIC_WORD = "[\u0621-\u0652]{2,9}"
_NUMBERED = "|".join(vocabulary.NUMBERED)

# In the order in which they are tried: the pattern, the form, and what the style of its series is called.
NUMBERINGS: list[tuple[re.Pattern[str], Form, str]] = [
    (re.compile(pattern), form, style)
    for pattern, form, style in [
        (rf"[(（]\s?(?P<n>{_HAN}{{1,5}})\s?[)）]", Form.HEAD, "({})"),
        (rf"（\s?(?P<n>{_NUMBER}|[a-zA-Z]{{1,5}})\s?）", Form.ITEM, "({})"),
        (rf"\(\s?(?P<n>{_NUMBER}|[a-zA-Z]{{1,7}}|[а-яА-Я]|[ء-ي]ـ?){_BIS}\s?\){_GAP}", Form.ITEM, "({})"),
        (
            rf"(?P<above>(?:[{_DIGITS}]{{1,3}}[.．]){{1,5}})(?P<n>[{_DIGITS}]{{1,3}})(?:、|[.．)]?{_GAP})",
            Form.NUMBER,
            "{}.{}.",
        ),
        (rf"(?P<n>{_NUMBER}){_BIS}[.．](?=\s|$|[{_CLOSE_UP}A-ZА-Я])", Form.NUMBER, "{}."),
        (rf"(?P<n>{_NUMBER})、", Form.NUMBER, "{}、"),
        (rf"(?P<n>{_NUMBER})[°º]{_GAP}", Form.NUMBER, "{}°"),
        (rf"(?P<n>{_NUMBER}){_DASH}(?!\s?[{_DIGITS}]){_GAP}", Form.NUMBER, "{}-"),
        (rf"(?P<n>{_NUMBER}){_BIS}[)）]{_GAP}", Form.ITEM, "{})"),
        (rf"§§?\s?(?P<n>{_NUMBER})[.:：]?{_GAP}", Form.NUMBER, "§{}"),
        (rf"(?P<n>{_ROMAN}|[A-ZА-Я])(?:[.．、]|{_DASH}(?=\s)){_GAP}", Form.NUMBER, "{}."),
        (rf"(?P<n>{_ROMAN}|[ivxl]{{1,7}}|[a-zA-Zа-яА-Я])\){_GAP}", Form.ITEM, "{})"),
        (r"(?P<n>[ivxl]{1,7}|[a-z])\.(?=\s|$)", Form.ITEM, "{}."),
        (rf"(?P<n>{_HAN}{{1,6}})[、．.]", Form.NUMBER, "{}、"),
        (
            rf"第\s?(?P<n>{_HAN}{{1,6}}|{_NUMBER})\s?(?P<unit>[条條章节節款项項编編篇]|部分)(?:[:：]|(?=\s|$|【))",
            Form.NUMBER,
            "第{}",
        ),
        (r"(?P<n>[\u2460-\u2473\u2474-\u2487\u2776-\u277f\u3251-\u325f])", Form.ITEM, "{}"),
        (rf"(?P<n>[ء-ي]ـ?)(?:{_DASH}|[.)]){_GAP}", Form.HEAD, "{}-"),
        (rf"(?P<n>{_ARABIC_WORD}(?:\s{_ARABIC_WORD})?)(?:{_DASH}|[ \u00a0]?[:：.]){_GAP}", Form.NUMBER, "{}"),
        (
            rf"(?P<unit>(?i:{_NUMBERED}))\s(?P<n>{_NUMBER}|{_ROMAN}|[A-Z])(?:\s?[.:：](?=\s|$)|{_DASH}(?=\s)|$)",
            Form.NUMBER,
            "{}",
        ),
    ]
]
BOLD = re.compile(r"\*\*([^*]{1,32})\*\*(?=\s)")
MARKS: list[tuple[re.Pattern[str], Form]] = [
    (re.compile(r"\*{1,4}/(?=\s)|[0-9]{1,3}/(?=\s)|[¹²³⁰⁴-⁹]{1,3}(?=\s|\w)|[†‡]{1,2}(?=\s|\w)"), Form.NOTE),
    (re.compile(r"\[[0-9]{1,3}\](?=\s)"), Form.BRACKET),
    (re.compile(r"\*{1,4}(?=\s)"), Form.MARK),
    (re.compile(r"[•◦‣⁃▪▫●○■□◆◇➢➤✓\uf000-\uf0ff]|[-–—+·](?=\s)|[o§](?=\t|  )"), Form.BULLET),
]
