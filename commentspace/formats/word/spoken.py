"""The languages of a Word file's paragraphs: what the file says of them, where their script bears it out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from commentspace.formats.word.texts import Text
from commentspace.text.languages import guess, known

_SCRIPTS = {
    "ar": "ar fa ur ps ckb ug sd ks prs arc",
    "he": "he yi",
    "ru": "ru uk be bg sr mk kk ky mn tg tt ba cv ab os sah",
    "zh": "zh yue",
    "ja": "ja",
    "ko": "ko",
    "el": "el",
    "hi": "hi mr ne sa",
    "th": "th",
}
"""By the language that `guess` takes a script for: all that are written in it. All others are written in Latin."""
_SCRIPT = {language: script for script, languages in _SCRIPTS.items() for language in languages.split()}
_OTHER_SCRIPTS = frozenset(
    ["am", "as", "bn", "bo", "dv", "gu", "hy", "ka", "km", "kn", "lo", "ml", "my", "or", "pa", "si", "ta", "te"]
)
_LATIN = "en"
_TRADITIONAL = frozenset({"tw", "hk", "mo", "hant"})
_FEWEST_OF_A_SCRIPT, _FEWEST_OF_A_LANGUAGE = 10, 20
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Spoken:
    """Of a paragraph: the language that its script is guessed as, the one that the file says, and its letters."""

    script: str
    said: str
    letters: int


def spoken(text: Text) -> Spoken:
    """What can be known of a paragraph's language."""
    plain = text.plain
    script = _LATIN if plain.isascii() else guess(plain)
    said: Counter[str] = Counter()
    letters = 0
    for span in text.spans:
        if span.end > span.start:
            letters += span.end - span.start
            said[span.bit.language] += span.end - span.start
    best, count = said.most_common(1)[0] if said else ("", 0)
    tag = _tag(best) if count >= _NEARLY_ALL * letters else ""
    if tag in _OTHER_SCRIPTS and script == _LATIN and not plain.isascii():
        return Spoken(tag, tag, letters)
    return Spoken(script, tag if _script_of(tag) == script else "", letters)


def of_all(every: Sequence[Spoken]) -> str:
    """The language that most of a file is in."""
    counts: Counter[str] = Counter()
    for each in every:
        counts[each.script] += each.letters * (3 if each.script in {"zh", "ja"} else 1)
    if not counts:
        return _LATIN
    script = counts.most_common(1)[0][0]
    return _most_said(every, script) or script


def of_each(every: Sequence[Spoken], language: str) -> list[str]:
    """The language of each paragraph where it differs from that of the draft, else "".

    Within one script a file's word is taken only for what it says of few paragraphs: many files say of all
    that they are in the language of the program that wrote them.
    """
    usual = {script: _most_said(every, script) or script for script in {each.script for each in every}}
    of_draft = _script_of(language.partition("-")[0].lower()) or _LATIN
    return [_differing(each, usual[each.script], of_draft, language) for each in every]


def _differing(each: Spoken, usual: str, of_draft: str, language: str) -> str:
    if each.script != of_draft:
        found = (each.said or usual) if each.letters >= _FEWEST_OF_A_SCRIPT else ""
    else:
        found = each.said if each.letters >= _FEWEST_OF_A_LANGUAGE and each.said != usual else ""
    return "" if found.partition("-")[0] == language.partition("-")[0].lower() else found


def _most_said(every: Sequence[Spoken], script: str) -> str:
    counts: Counter[str] = Counter()
    for each in every:
        if each.said and each.script == script:
            counts[each.said] += each.letters
    return counts.most_common(1)[0][0] if counts else ""


def _tag(said: str) -> str:
    """The tag as drafts have it: without a region, but for what is written in another way there."""
    parts = said.lower().replace("_", "-").split("-")
    if not known(parts[0]):
        return ""
    return "zh-Hant" if parts[0] == "zh" and _TRADITIONAL.intersection(parts[1:]) else parts[0]


def _script_of(tag: str) -> str:
    primary = tag.partition("-")[0]
    return _SCRIPT.get(primary, primary if primary in _OTHER_SCRIPTS else _LATIN) if primary else ""
