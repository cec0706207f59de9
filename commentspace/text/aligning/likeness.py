"""How alike two paragraphs are, from 0 to 1."""

from rapidfuzz.distance import Indel, LCSseq

from commentspace.text.aligning.reading import Paragraph

SHORT = 8
"""Up to so many words, single letters are compared too: one word more or less says little of so few."""
LONG = 4_000_000
"""Two paragraphs whose words multiplied are more are compared by which words they have, not by their order."""


def likeness(one: Paragraph, other: Paragraph) -> float:
    """The part of their words that they share in the same order, and of the pairs of neighbouring words."""
    if one.key == other.key:
        return 1.0
    if not one.words or not other.words:
        return 0.0
    if len(one.words) * len(other.words) > LONG:
        return _of_bags(one.pairs, other.pairs)
    words = of_words(one, other)
    if min(one.size, other.size) > SHORT:
        return (words + Indel.normalized_similarity(one.pairs, other.pairs)) / 2
    letters = Indel.normalized_similarity(one.key, other.key)
    return max(words, 1.6 * letters - 0.6)


def of_words(one: Paragraph, other: Paragraph) -> float:
    """The part of their words that two paragraphs share in the same order."""
    if len(one.words) * len(other.words) > LONG:
        return _of_bags(one.words, other.words)
    return Indel.normalized_similarity(one.words, other.words)


def shared(one: str, other: str) -> int:
    """How many letters two strings share, in the same order."""
    if len(one) * len(other) > LONG:
        return round(_of_bags(one, other) * (len(one) + len(other)) / 2)
    return LCSseq.similarity(one, other)


def _of_bags(one: str, other: str) -> float:
    counts: dict[str, int] = {}
    for letter in one:
        counts[letter] = counts.get(letter, 0) + 1
    both = 0
    for letter in other:
        if counts.get(letter, 0) > 0:
            counts[letter] -= 1
            both += 1
    return 2 * both / (len(one) + len(other) or 1)
