"""What two language versions of a paragraph have in common without any dictionary: its number, and how it looks.

Numbers, names in Latin letters and addresses are written alike in most languages; a text is about as long in one
language as in another, times a factor that is the same for the whole document.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from commentspace.text.alignment import Piece
from commentspace.text.numerals import readings

_WORDS = re.compile(r"https?://\S+|[^\W_]{1,80}(?:[-.@][^\W_]{1,80}){0,20}")
_ENDS = re.compile(r"[.!?。！？؟।](?:\s|$|(?<=[。！？]))")
_LATIN = re.compile(r"[A-Za-z][A-Za-z.@/:-]+")
_SHORTEST_NAME = 2
_SHORT = 12
"""Weight of a text below which its length says little."""

ENOUGH = 5
"""Paragraphs of the same number by which the lengths of two languages can be compared."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of a paragraph."""

    kind: str
    level: int
    label: frozenset[tuple[int, ...]]
    """What its label can mean; empty without one."""
    weight: int
    length: float
    """The logarithm of that."""
    sentences: int
    numbers: frozenset[str]
    names: frozenset[str]


def features(piece: Piece) -> Features:
    """Look at one paragraph."""
    text = unicodedata.normalize("NFKC", piece.text)
    tokens = _WORDS.findall(text)
    numbers = frozenset(_digits(token) for token in tokens if token.isdecimal())
    names = frozenset(token.casefold() for token in tokens if _is_name(token))
    sentences = max(1, len(_ENDS.findall(text)))
    label, weight = ordinals(piece.label), _weight(text)
    return Features(piece.kind, piece.level, label, weight, log(weight + _SHORT), sentences, numbers, names)


def together(parts: Sequence[Features]) -> Features:
    """What is compared of paragraphs that stand in one."""
    first, weight = parts[0], sum(each.weight for each in parts)
    return Features(
        first.kind,
        first.level,
        first.label,
        weight,
        log(weight + _SHORT),
        sum(each.sentences for each in parts),
        frozenset().union(*(each.numbers for each in parts)),
        frozenset().union(*(each.names for each in parts)),
    )


def ordinals(label: str) -> frozenset[tuple[int, ...]]:
    """What a printed label can mean, whatever its numerals: "12.", "十二、" and "١٢ -" are the same."""
    plain = unicodedata.normalize("NFKC", label)
    parts = re.findall(r"[^\W_]+", plain)
    found: set[tuple[int, ...]] = {()}
    for part in parts:
        values = {value for _, value in readings(part)} or _counted(part)
        if values:
            found = {(*before, value) for before in found for value in values}
    return frozenset(found - {()})


def _counted(word: str) -> set[int]:
    """The number in a label such as 第三条 or §12."""
    inner = re.search(r"\d+|[〇零一二三四五六七八九十百]+", word)
    return {value for _, value in readings(inner[0])} if inner else set()


def _digits(token: str) -> str:
    return str(int(token))


def _is_name(token: str) -> bool:
    if any(letter.isdigit() for letter in token) and not token.isdecimal():
        return token.isascii()
    return len(token) >= _SHORTEST_NAME and _LATIN.fullmatch(token) is not None


def _weight(text: str) -> int:
    """How long it is: letters and digits, and a character of a script without spaces as two and a half."""
    return sum(5 if "\u2e80" <= letter <= "\u9fff" else 2 for letter in text if letter.isalnum()) // 2 + 1


class Costs:
    """How unlikely it is that two paragraphs are the same one: 0 for what is as like as can be, about 4 for chance."""

    def __init__(self, old: Sequence[Features], new: Sequence[Features]):
        self._factor = _factor(old, new)
        self._rare = {*_rare(each.names for each in old)} & {*_rare(each.names for each in new)}
        self._rare_numbers = {*_rare(each.numbers for each in old)} & {*_rare(each.numbers for each in new)}

    def of(self, old: Features, new: Features) -> float:
        """The cost of saying that they are the same."""
        return self._length(old, new) + self._label(old, new) + _structure(old, new) + self._words(old, new)

    def _length(self, old: Features, new: Features) -> float:
        smaller = min(old.weight, new.weight) + _SHORT
        distance = (new.length - old.length - self._factor) / (0.18 + 1 / sqrt(smaller))
        return min(distance * distance / 2, 6.0)

    @staticmethod
    def _label(old: Features, new: Features) -> float:
        if not old.label and not new.label:
            return 0.0
        if not old.label or not new.label:
            return 0.8
        return -1.6 if old.label & new.label else 1.6

    def _words(self, old: Features, new: Features) -> float:
        sentences = min(0.25 * abs(old.sentences - new.sentences), 1.0)
        if not (old.numbers or new.numbers or old.names):
            return sentences
        numbers, names = old.numbers & new.numbers, old.names & new.names
        common = 1.4 * len(numbers) + 1.0 * len(names)
        common += 1.5 * len(numbers & self._rare_numbers) + 2.0 * len(names & self._rare)
        only = 0.5 * min(3, len(old.numbers ^ new.numbers))
        return only - min(common, 7.0) + sentences


def _structure(old: Features, new: Features) -> float:
    if (old.kind == "heading") != (new.kind == "heading"):
        return 5.0
    if old.kind == new.kind:
        return 0.8 * (old.level != new.level)
    return 2.0 if "note" in (old.kind, new.kind) else 0.6


def _factor(old: Sequence[Features], new: Sequence[Features]) -> float:
    """By how much the one language is longer, as a logarithm: the middle one of paragraphs that have the same number.

    The whole texts are no measure, as a version may lack much of the original.
    """
    mine, theirs = _numbered(old), _numbered(new)
    found = sorted(theirs[mark].length - mine[mark].length for mark in mine.keys() & theirs.keys())
    return found[len(found) // 2] if len(found) >= ENOUGH else 0.0


def _numbered(side: Sequence[Features]) -> dict[tuple[int, ...], Features]:
    """Paragraphs by what their labels mean, where that is one thing, and stands at one of them only."""
    found: dict[tuple[int, ...], list[Features]] = {}
    for each in side:
        if each.kind == "paragraph" and len(each.label) == 1:
            found.setdefault(next(iter(each.label)), []).append(each)
    return {mark: those[0] for mark, those in found.items() if len(those) == 1}


def _rare(sets: Iterable[frozenset[str]]) -> list[str]:
    """Words that stand in one paragraph only."""
    times: dict[str, int] = {}
    for words in sets:
        for word in words:
            times[word] = times.get(word, 0) + 1
    return [word for word, number in times.items() if number == 1]
