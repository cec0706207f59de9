"""References to places of a draft, as people write them: "Section II.A, para. 3 (b)", "第二节第3段", "p. 3, l. 12"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from commentspace.formats.matrix.units import RANK, unit
from commentspace.text.numerals import readings
from commentspace.text.search import fold

LONGEST = 300
"""Characters of a reference; what is longer is words."""

_DIGITS = "0-9٠-٩۰-۹０-９"
_HAN = "〇零一二三四五六七八九十百"
_DASH = r"(?:\s*(?:[-‐‑–—~～至到]|\b(?:to|à|au|a|al|по|до)\b|(?:إلى|الى))\s*)"
_HAN_UNIT = "页頁行段落款条條章节節部分项項"
_COUNTED = re.compile(
    rf"第?\s*(?P<n>[{_DIGITS}]{{1,4}}|(?<=第)[{_HAN}]{{1,6}}|(?<=第 )[{_HAN}]{{1,6}})"
    rf"(?P<to>\s*[-‐‑–—~～至到]\s*第?[{_DIGITS}{_HAN}]{{1,6}})?\s*(?P<unit>段落|分段|部分|[{_HAN_UNIT}])"
)
_HAN_WORD = re.compile("(附件|附录|脚注|注释|尾注|段落|目标|原则|建议|[图表])")
_NTH = re.compile(
    rf"\b([{_DIGITS}]{{1,3}})(?:st|nd|rd|th|er|re|e|ème|ª|º|°|-?[йяеи])\s+(?=(?:new\s+)?(?:para|alin|pár|абзац|пункт))",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?P<paren>[(（\[]\s*(?P<inner>[^\W_]{{1,6}})\s*[)）\]])"
    rf"|(?P<dotted>[{_DIGITS}]{{1,4}}(?:[.．][{_DIGITS}]{{1,3}})+)"
    rf"|(?P<mixed>(?:[IVXL]{{1,6}}|[A-Z]|[{_DIGITS}]{{1,3}})(?:\.(?:[IVXL]{{1,6}}|[A-Za-z]|[{_DIGITS}]{{1,3}}))+(?![^\W\d_]))"
    rf"|(?P<number>[{_DIGITS}]{{1,5}})(?P<bis>\s?(?:bis|ter|quater)\b)?(?P<letter>[a-z](?![^\W_]))?"
    rf"|(?P<han>[{_HAN}]{{1,6}}(?![\u3400-\u9fff]))"
    r"|(?P<sign>[¶§]{1,2})"
    r"|(?P<word>[^\W\d_]+(?:['’.-](?=[^\W\d_])[^\W\d_]+)*)(?P<close>\))?"
)
_LISTED = re.compile(r"[,;،、]|\b(?:and|et|y|и|or|ou|o)\b|和|及|\bو")
_RANGE = re.compile(_DASH)
_ROMAN = re.compile("[IVXL]{1,7}")
_CONNECTORS = frozenset(
    fold(word)
    for word in [
        "of",
        "the",
        "in",
        "to",
        "from",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "del",
        "el",
        "los",
        "las",
        "à",
        "a",
        "al",
        "и",
        "в",
        "до",
        "по",
        "من",
        "في",
        "إلى",
        "الفرعية",
        "no",
        "nr",
        "n",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """One step of a reference: "II", "19", "b". `ordinals` are what it can count, `unit` what it says to be, if any."""

    text: str
    unit: str = ""
    ordinals: frozenset[int] = frozenset()

    @property
    def rank(self) -> int:
        """How far within others it stands."""
        return RANK.get(self.unit, 3)


@dataclass(slots=True)
class Reference:
    """Where a row says that it belongs: steps from the outermost in, pages and lines, and what else is said."""

    tokens: list[Token] = field(default_factory=list)
    page: int = 0
    line: int = 0
    words: str = ""
    is_range: bool = False


@lru_cache(50_000)
def token(said: str, of: str = "") -> Token:
    """A step, compared as it should be: digits of all scripts as 0-9, no case, no hamza."""
    plain = "".join(str(int(each)) if each.isdecimal() else each for each in fold(said)).strip(" .()")
    plain = ".".join(part.lstrip("0") or part for part in plain.replace("．", ".").split("."))
    ordinals = frozenset(ordinal for _, ordinal in readings(said.strip(" .()")))
    return Token(plain.strip("ـ"), of, ordinals)


def read(said: str, default: str = "") -> Reference:
    """What a cell refers to; `default` is the unit of numbers and letters that stand without one."""
    found = Reference()
    text = _prepared(said[:LONGEST])
    unit_now, words = "", []
    last_end, last_form = 0, ""
    for part in _PART.finditer(text):
        between = text[last_end : part.start()]
        word = part["sign"] or part["word"]
        if word and (counted := _unit_at(word, text, part.end())):
            unit_now, last_form, last_end = counted, "", part.end()
            continue
        form, steps = _steps(part)
        if not steps:
            if fold(word or "") not in _CONNECTORS and not _LISTED.fullmatch(word or ""):
                words.append(part[0])
            continue
        if _is_more(between, form, last_form):
            found.is_range = True
            last_end = part.end()
            continue
        _add(found, steps, unit_now or ("item" if form == "paren" else default), form)
        unit_now = unit_now if unit_now in {"page", "line"} else ""
        last_end, last_form = part.end(), form
    found.tokens.sort(key=lambda each: each.rank)
    found.words = " ".join(words)
    return found


def _prepared(said: str) -> str:
    """Chinese with the unit before its number and parted by spaces, ordinals of English and French as "nth"."""
    text = _NTH.sub(r" nthly \1 ", said)
    text = _COUNTED.sub(lambda found: f" {found['unit']} {found['n']}{(found['to'] or '').replace('第', '')} ", text)
    return _HAN_WORD.sub(r" \1 ", text)


def _unit_at(word: str, text: str, end: int) -> str | None:
    """The unit that a word is; a letter is one only before a number ("p. 3", "с. 5", "l 12")."""
    if word == "nthly":
        return "nth"
    if len(word) == 1 and word.isascii() and not re.match(rf"[.:]?\s*[{_DIGITS}]", text[end:]):
        return None
    return unit(word)


def _steps(part: re.Match[str]) -> tuple[str, list[str]]:
    """The form of a part, and what it counts; nothing where it is a word."""
    for form, name in (("paren", "inner"), ("number", "dotted"), ("han", "han")):
        if part[name]:
            return form, [part[name]]
    if part["mixed"]:
        return "mixed", part["mixed"].split(".")
    if part["number"]:
        steps = [part["number"] + (part["bis"] or "").strip()]
        return "number", [*steps, part["letter"]] if part["letter"] else steps
    return _word(part["word"] or "", is_closed=bool(part["close"]))


def _word(word: str, *, is_closed: bool) -> tuple[str, list[str]]:
    """A word that counts: "b)", or a Roman number or a capital that stands alone."""
    if is_closed and len(word) <= 5 and readings(word):
        return "paren", [word]
    if _ROMAN.fullmatch(word) or (len(word) == 1 and word.isupper()):
        return "capital", [word]
    return "", []


def _is_more(between: str, form: str, last_form: str) -> bool:
    """Whether a step is the end of a range, or one more of a list, and leads no further in."""
    if not last_form or form != last_form:
        return False
    if form == "paren" and not between.strip():
        return False
    return bool(_RANGE.fullmatch(between)) or bool(_LISTED.search(between)) or form == "number"


def _add(found: Reference, steps: Sequence[str], of: str, form: str) -> None:
    if of in {"page", "line"}:
        number = token(steps[0]).text
        if number.isdecimal() and not getattr(found, of):
            setattr(found, of, int(number))
        return
    if form == "capital" and of == "paragraph" and not found.tokens:
        of = "section"
    if form == "paren" and of in {"paragraph", "article"} and not steps[0].isdecimal():
        of = "item"
    found.tokens.append(token(steps[0], of))
    inner = "item" if form == "number" else of
    found.tokens.extend(token(step, inner) for step in steps[1:])
