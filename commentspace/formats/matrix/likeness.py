"""How alike words of a row and paragraphs are, by how rare the words are that they share.

Words that are in few paragraphs say more than those that are in many. Chinese is compared by pairs of characters.
Every question looks at a bounded number of words and of paragraphs for each, whatever the length of the draft.
"""

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from commentspace.text.search import fold

LONGEST = 6_000
"""Characters of a text that are compared."""
MOST_WORDS = 30
FEWEST_WORDS = 4
MOST_OF_COMMON = 600
"""So many words are looked up however common they are, in so many paragraphs at most."""
MOST_PARAGRAPHS = 80
"""In more paragraphs than this a word of a long draft helps to find none; it still counts where two are compared."""

_HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff"
_WORD = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(f"[{_HAN}]")
_ARABIC_ARTICLE = re.compile("^(?:[وف]?(?:بال|كال|ال)|[وف]?لل)(?=.{3})")


def words(text: str) -> list[str]:
    """The words of a text as they are compared: pairs of characters in Chinese, without the article in Arabic."""
    found: list[str] = []
    for run in _WORD.findall(fold(text[:LONGEST])):
        if not _IS_HAN.match(run):
            found.append(_ARABIC_ARTICLE.sub("", run))
        elif len(run) == 1:
            found.append(run)
        else:
            found.extend(run[at : at + 2] for at in range(len(run) - 1))
    return found


class Likeness:
    """The words of a draft's paragraphs, and which paragraphs are like some words."""

    def __init__(self, texts: Sequence[str]):
        self._words = [frozenset(words(text)) for text in texts]
        self._places: dict[str, list[int]] = defaultdict(list)
        for index, said in enumerate(self._words):
            for word in said:
                self._places[word].append(index)
        count = max(len(texts), 1)
        self._rarity = {word: math.log(1 + count / len(places)) for word, places in self._places.items()}
        self._unknown = math.log(1 + count)
        self._sums = [self._sum(said) for said in self._words]
        self._most = max(MOST_PARAGRAPHS, len(texts) // 50)

    def nearest(self, said: Iterable[str], most: int = 6) -> list[tuple[int, float]]:
        """The paragraphs that share the rarest words, with how much they share; the likeliest first."""
        known = sorted({word for word in said if word in self._places}, key=lambda word: len(self._places[word]))
        shared: defaultdict[int, float] = defaultdict(float)
        for rank, word in enumerate(known[:MOST_WORDS]):
            places, rarity = self._places[word], self._rarity[word]
            if len(places) > self._most and rank >= FEWEST_WORDS:
                break
            for place in places[:MOST_OF_COMMON]:
                shared[place] += rarity
        best = heapq.nlargest(most * 3, shared, key=shared.__getitem__)
        wanted = frozenset(said)
        ranked = sorted(((place, self.shared(wanted, place)) for place in best), key=lambda each: (-each[1], each[0]))
        return ranked[:most]

    def shared(self, said: frozenset[str], place: int) -> float:
        """How much the words share with a paragraph, by their rarity."""
        return self._sum(said & self._words[place])

    def rare(self, said: frozenset[str], place: int) -> int:
        """How many words that are in hardly any paragraph they share."""
        most = max(2, len(self._words) // 300)
        return sum(1 for word in said & self._words[place] if len(word) > 1 and len(self._places[word]) <= most)

    def alike(self, said: frozenset[str], place: int) -> float:
        """How far two texts are the same, from 0 to 1: what they share of what both say (Dice)."""
        whole = self._sum(said) + self._sums[place]
        return 2 * self.shared(said, place) / whole if whole else 0.0

    def within(self, said: frozenset[str], place: int) -> float:
        """How much of the words the paragraph has, from 0 to 1."""
        whole = self._sum(said)
        return self.shared(said, place) / whole if whole else 0.0

    def places(self, said: Sequence[str]) -> list[int]:
        """The paragraphs that have all of these words; none where one is in no paragraph."""
        lists = sorted((self._places.get(word, []) for word in set(said)), key=len)
        if not lists or not lists[0]:
            return []
        rarest = frozenset(said)
        return [place for place in lists[0] if rarest <= self._words[place]]

    def _sum(self, said: Iterable[str]) -> float:
        return sum(self._rarity.get(word, self._unknown) for word in said)
