"""The stems of a comment: by these it is known what it asks for."""

from collections import defaultdict
from functools import cache
from itertools import pairwise
from math import log
from typing import Final

import snowballstemmer

from commentspace.text.likeness import opposites
from commentspace.text.likeness.reading import Told, is_character
from commentspace.text.likeness.stop_words import LIGHT, LIGHT_CHARACTERS

SIDE: Final = 1.6
"""What a verb with an opposite counts more than another word."""
QUOTED: Final = 0.25
"""What quoted words count."""
DRAFT: Final = 0.5
"""What a word counts that stands in the paragraph: comments on it are about it, whatever they ask for."""
TERM: Final = 1.5
"""What a word counts between quotation marks, a few at a time: it is what the comment is about."""

_STEMMERS: Final = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}


def stems_of(told: Told) -> dict[str, float]:
    """The stems of a comment and how much of each it has; what is there again and again counts less each time."""
    counts: dict[str, float] = defaultdict(float)
    stemmed = _stemmer(told.language)
    for at, word in enumerate(told.words):
        if not is_character(word) and word not in LIGHT:
            quoted = QUOTED if at in told.quoted else 1
            counts[_stem(word, stemmed)] += TERM if word in told.terms else min(quoted, _newness(told, word))
    for pair in _pairs(told):
        counts[pair] += TERM if told.terms.issuperset(pair) else _newness(told, pair)
    for side in _sides(told):
        counts[side] += 1
    return {stem: _felt(count) * (SIDE if is_side(stem) else 1) for stem, count in counts.items()}


def row_of(told: Told) -> list[str]:
    """The stems in the order of the words: none that its paragraph has, but for terms, nor "not", "may" and such."""
    stemmed, draft = _stemmer(told.language), told.draft.words
    words = (word for word in told.words if not is_character(word) and word not in LIGHT)
    row = [
        _stem(word, stemmed)
        for word in words
        if word in told.terms or not (word in draft or any(opposites.turns(word)))
    ]
    row += (pair for pair in _pairs(told) if told.terms.issuperset(pair) or pair not in draft)
    return row + _sides(told)


def _newness(told: Told, word: str) -> float:
    return DRAFT if word in told.draft.words else 1


def _pairs(told: Told) -> list[str]:
    """The pairs of Chinese characters, but for light ones."""
    return [
        one + other
        for one, other in pairwise(told.own)
        if is_character(one) and is_character(other) and not {one, other} & LIGHT_CHARACTERS
    ]


def _sides(told: Told) -> list[str]:
    """The verbs with an opposite in a Chinese comment."""
    found = opposites.chinese(" ".join(told.sentences)) if told.is_chinese else []
    return [_side(side) for sides in found for side in sides]


def _felt(count: float) -> float:
    return count if count < 1 else 1 + log(count)


def _stem(word: str, stemmed: "_Stems") -> str:
    sides = opposites.sides(word)
    return _side(sides[0]) if sides else stemmed[word]


def is_side(stem: str) -> bool:
    """Whether it is a verb with an opposite."""
    return stem.startswith("±")


def _side(number: int) -> str:
    return f"±{number}"


class _Stems(dict[str, str]):
    """The stem of each word of a language, found once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stemmer = snowballstemmer.stemmer(_STEMMERS[language]) if language in _STEMMERS else None

    def __missing__(self, word: str) -> str:
        stem: str = self._stemmer.stemWord(word) if self._stemmer else word
        self[word] = stem
        return stem


@cache
def _stemmer(language: str) -> _Stems:
    return _Stems(language)
