"""Finding words: folding that lets people type as they do, in any script, and asking for all words at once.

Words are found inside others, with no boundaries: Chinese has none, and Arabic puts articles and prepositions in front.
The script `static/js/found.js` folds in the same way, to mark what was found.
"""

import re
import unicodedata
from collections.abc import Sequence

from commentspace.text import normal

LONGEST = 200
"""Characters of a question; no page is asked more."""
MOST_TERMS = 12

# Marks on Latin, Greek and Cyrillic letters; points of Hebrew; vowel signs and Quranic marks of Arabic. Marks of other
# scripts stay: in Devanagari or Thai they are the vowels.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
# What is not seen: soft hyphens, joiners, marks of direction, and the Arabic tatweel, which only makes words longer.
_UNSEEN = re.compile("[\u00ad\u034f\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_SHORT_I = "и\u0306"
"""й taken apart: another letter than и, while ё is written е by many."""
_ALIKE = str.maketrans(
    {"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "’": "'", "‘": "'", "ʼ": "'", "‑": "-", "–": "-"}
)

_PHRASE = re.compile('["“”„«]([^"“”„«»]*)["“”„»]|「([^「」]*)」|(\\S+)')
_QUOTES = '"“”„«»「」'


def fold(text: str) -> str:
    """`text` as it is compared: without regard to case, width, accents, vowel signs, or ways to write one letter.

    Linear in the length of texts that `normal.clean` has let in.
    """
    if text.isascii():
        return _SPACES.sub(" ", text.lower())
    taken_apart = unicodedata.normalize("NFKD", text.casefold()).replace(_SHORT_I, "й")
    bare = _UNSEEN.sub("", _MARKS.sub("", taken_apart)).translate(_ALIKE)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", bare).casefold())


def terms(question: str) -> tuple[str, ...]:
    """The folded words of a question, and its phrases, which stand between quotation marks of any kind."""
    asked = normal.clean(question)[:LONGEST]
    found = (fold(next(filter(None, groups), "").strip(_QUOTES)).strip() for groups in _PHRASE.findall(asked))
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_TERMS]


def has_all(folded: str, wanted: Sequence[str]) -> bool:
    """Whether each of these terms stands in a folded text."""
    return all(term in folded for term in wanted)
