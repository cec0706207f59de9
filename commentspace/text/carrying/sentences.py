"""The sentences of a text, found by what they say, whole or nearly."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from commentspace.text.carrying.comparison import Comparison
from commentspace.text.carrying.words import Range, Words

LEAST = 32
"""Letters of a sentence that is worth being found again: it does not come about twice by chance."""
SHINGLE = 3
"""Words in a row by which a sentence that was edited is found."""
RARE = 2
"""Paragraphs in which words in a row may be newly written; what is written in more says nothing of one of them."""
SURE = 6
"""Shingles of a sentence that can be told from others though it was edited."""


class Sentences:
    """The sentences of one of two texts, of which each paragraph stands in a comparison."""

    def __init__(self, rows: Iterable[tuple[Comparison, Words]]):
        self._places: dict[str, list[tuple[Comparison, Range]]] = {}
        self._halves: Counter[str] = Counter()
        for comparison, words in rows:
            for sentence in map(Range._make, pairwise(words.sentences)):
                if words.weight(range(*sentence)) >= LEAST:
                    self._places.setdefault("\n".join(_said(words, sentence)), []).append((comparison, sentence))
                    self._halves.update(_halves(words, sentence))

    def places(self, words: Words, sentence: Range) -> list[tuple[Comparison, Range]]:
        """Where the same is said."""
        return self._places.get("\n".join(_said(words, sentence)), [])

    def has_look_alikes(self, words: Words, sentence: Range) -> bool:
        """Whether two sentences or more of this text begin or end like this one."""
        return any(self._halves[half] > 1 for half in _halves(words, sentence))


class Written:
    """What was newly written in the new text, by words in a row."""

    def __init__(self, comparisons: Sequence[Comparison]):
        self._by_shingle: dict[tuple[str, ...], list[int]] = {}
        self._comparisons = comparisons
        for number, each in enumerate(comparisons):
            if not each.is_same:
                for shingle in {*_written_shingles(each)}:
                    self._by_shingle.setdefault(shingle, []).append(number)

    def near(self, words: Words, sentence: Range) -> Comparison | None:
        """Where half of a sentence or more was newly written; the first of the places where most was."""
        texts = words.texts
        asked = {tuple(texts[at : at + SHINGLE]) for at in range(sentence.first, sentence.end - SHINGLE + 1)}
        if len(asked) < SURE:
            return None
        said = [self._by_shingle.get(shingle, []) for shingle in asked]
        votes = Counter(number for places in said if len(places) <= RARE for number in places)
        if not votes:
            return None
        number = min(votes, key=lambda each: (-votes[each], each))
        return self._comparisons[number] if 2 * votes[number] >= len(asked) else None


def _written_shingles(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    texts, is_kept = comparison.new.texts, comparison.difference.is_kept
    for at in range(len(texts) - SHINGLE + 1):
        if not any(is_kept[at : at + SHINGLE]):
            yield tuple(texts[at : at + SHINGLE])


def _said(words: Words, part: Range) -> Sequence[str]:
    """The words of a sentence, without white space and the sign that ends it."""
    end = part.end
    while end > part.first and not words.weights[end - 1]:
        end -= 1
    return words.texts[part.first : end]


def _halves(words: Words, sentence: Range) -> Iterator[str]:
    """How a sentence begins, and how it ends: of look-alikes that one word tells apart, one is the same."""
    said = _said(words, sentence)
    middle = len(said) // 2
    yield "<" + "\n".join(said[:middle])
    yield ">" + "\n".join(said[middle:])
