"""What the cells of a matrix mean: kinds of comments, dates, marks that repeat the cell above."""

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from commentspace.formats.matrix.titles import KINDS as KIND_TITLES
from commentspace.formats.matrix.titles import OUTCOMES, in_language
from commentspace.text.search import fold

KINDS: Final = ("substantive", "editorial", "question", "translation")

LONGEST_OUTCOME: Final = 80
"""Characters."""
ISO_CODES: Final = {"substantive": "te", "editorial": "ed", "question": "ge", "translation": "ed"}
"""The types of ISO/IEC: general, technical, editorial."""

_WORDS: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_KIND: Final[dict[str, str]] = {
    "".join(filter(str.isalnum, fold(word))): name
    for name in KINDS
    for word in (*_WORDS["kinds"][name], *KIND_TITLES[name].values())
}


def _letters(said: str) -> str:
    return "".join(filter(str.isalpha, fold(said)))


_OUTCOME: Final[dict[str, str]] = {
    **{_letters(word): name for name, words in _WORDS["outcomes"].items() for word in words},
    **{
        _letters(word.replace("{number}", "")): name.removesuffix("_of")
        for name, words in OUTCOMES.items()
        for word in words.values()
    },
}
_DITTO: Final = frozenset(fold(mark) for mark in _WORDS["ditto"])
_DATES: Final = (
    ("%Y-%m-%d %H:%M:%S", re.compile(r"\d{4}-\d\d?-\d\d?[ T]\d\d?:\d\d:\d\d")),
    ("%Y-%m-%d %H:%M", re.compile(r"\d{4}-\d\d?-\d\d?[ T]\d\d?:\d\d")),
    ("%Y-%m-%d", re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?")),
    ("%d-%m-%Y", re.compile(r"(?:1[3-9]|2\d|3[01]|0?[1-9])\.\d\d?\.\d{4}|(?:1[3-9]|2\d|3[01])[-/]\d\d?[-/]\d{4}")),
)
_CHINESE_DATE = re.compile(r"(\d{4})\s*年\s*(\d\d?)\s*月\s*(\d\d?)\s*日")


def kind(said: str) -> str:
    """The kind of comment that a cell names, in any of the six languages or by the codes of ISO; else nothing."""
    whole = "".join(filter(str.isalnum, fold(said)))
    if found := _KIND.get(whole):
        return found
    for word in re.split(r"[\s,;/()]+", said):
        if found := _KIND.get("".join(filter(str.isalnum, fold(word)))):
            return found
    return ""


def kind_title(name: str, language: str) -> str:
    """What a kind is called in a language, in English where there is no word."""
    return in_language(KIND_TITLES[name], language) if name in KIND_TITLES else name


def outcome_title(outcome: str, number: int | None, language: str) -> str:
    """What was decided, in a language, in English where there is no word; a duplicate names the `number` it repeats."""
    if outcome == "duplicate" and number is not None:
        return in_language(OUTCOMES["duplicate_of"], language).format(number=number)
    return in_language(OUTCOMES[outcome], language)


def outcome(said: str) -> str:
    """What a cell says was decided, in any of the six languages; nothing where it says something else.

    Only in a duplicate a number stands beside the words.
    """
    found = _OUTCOME.get(_letters(said), "") if len(said) <= LONGEST_OUTCOME else ""
    return found if found == "duplicate" or not any(map(str.isdigit, said)) else ""


def is_ditto(said: str) -> bool:
    """Whether a cell only says that it is as the one above."""
    return bool(said) and fold(said).strip() in _DITTO


def moment(said: str) -> datetime | None:
    """A date, and the time if it is there, as UTC; None where the order of day and month cannot be told."""
    text = _CHINESE_DATE.sub(r"\1-\2-\3", said.strip()).replace("T", " ").removesuffix("Z").strip()
    for form, pattern in _DATES:
        if not (match := pattern.match(text)):
            continue
        plain = match[0].replace("T", " ")
        if len(form) == len("%Y-%m-%d"):
            plain = re.sub(r"[/.]", "-", plain)
        try:
            return datetime.strptime(plain, form).replace(tzinfo=UTC)
        except ValueError:
            return None
    return None
