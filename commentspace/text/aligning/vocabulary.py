"""Which paragraphs of two texts have a word, and how much it says that they share some."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log

from commentspace.text.aligning.reading import Paragraph


class Vocabulary:
    """The words of two texts. A word that stands in few paragraphs says more than one that stands in many."""

    def __init__(self, old: Sequence[Paragraph], new: Sequence[Paragraph]):
        self.old = [frozenset(each.words) for each in old]
        self.new = [frozenset(each.words) for each in new]
        self._count = Counter(word for words in (*self.old, *self.new) for word in words)
        self._all = len(old) + len(new)

    def says(self, words: Iterable[str]) -> int:
        """How much these words say, in whole numbers."""
        return sum(round(1000 * log(self._all / self._count[word])) for word in words)

    def overlap(self, pair: tuple[int, int]) -> float:
        """How much two paragraphs say together, as a part of what both say, whatever the order."""
        one, other = self.old[pair[0]], self.new[pair[1]]
        both = self.says(one) + self.says(other)
        return 2 * self.says(one & other) / both if both else 0.0

    def rarest(self, words: Iterable[str]) -> str:
        """Of some words the one in the fewest paragraphs."""
        return min(words, key=lambda word: (self._count[word], word))


def places(texts: Sequence[frozenset[str]], among: Iterable[int]) -> dict[str, list[int]]:
    """For each word those of these paragraphs that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for at in among:
        for word in texts[at]:
            found[word].append(at)
    return found
