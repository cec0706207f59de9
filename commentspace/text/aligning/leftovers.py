"""What is left on both sides: once more compared, with weight on the words that few paragraphs have."""

from collections.abc import Iterator, Mapping, Sequence

from commentspace.text.aligning import candidates
from commentspace.text.aligning.chaining import Pair
from commentspace.text.aligning.found import Found
from commentspace.text.aligning.vocabulary import Vocabulary, places
from commentspace.text.alignment import Doubt

RARE = 3
"""A word that more of what is left have on a side finds no counterpart."""
MOST = 12
"""So many counterparts of one paragraph are compared."""
LIKE = 0.9
"""From here on two are joined, with a doubt; likeness and overlap of both, together."""
MAYBE = 0.85
"""From here on what is taken for deleted and for new may be one after all."""
MAYBE_FEW = 0.6
"""The same for few words: of these one is a great part."""
FEW = 4
OUT = 0.08
"""No other counterpart of either is as good, by so much in likeness and overlap each."""
OTHER = 0.8
"""What is so much alike and still was not joined is told apart by its words."""


def compared(found: Found, words: Vocabulary) -> None:
    """Join what is most likely one, with a doubt; of what may be one say that it is lost."""
    scores = {pair: (found.quality(pair), words.overlap(pair)) for pair in _pairs(found, words)}
    best = sorted((-sum(score), pair) for pair, score in scores.items() if sum(score) >= MAYBE_FEW)
    beside_old, beside_new = _beside(scores)
    for negative, pair in best:
        others = [each for each in (*beside_old[pair[0]], *beside_new[pair[1]]) if each != pair]
        if not found.is_free(pair) or not _is_out(scores, pair, others):
            continue
        few = max(found.old[pair[0]].size, found.new[pair[1]].size) <= FEW
        if -negative >= LIKE and not few and scores[pair][0] < OTHER:
            found.join(pair)
            found.doubts[pair] = Doubt.FAR
        elif few or -negative >= MAYBE:
            found.lost_old.add(pair[0])
            found.lost_new.add(pair[1])


def _pairs(found: Found, words: Vocabulary) -> list[Pair]:
    """Those with words in a row in common, with a rare word in common, and those beside what has moved along."""
    mine, theirs = found.free_old(), found.free_new()
    pairs = set(candidates.by_shingles(found.old, found.new, mine, theirs))
    pairs.update(_by_words(words, mine, theirs))
    for i in mine:
        for step in (-1, 1):
            if (at := found.there.get(i + step)) is not None:
                pairs.add((i, at - step))
    return sorted(pair for pair in pairs if 0 <= pair[1] < len(found.new) and found.is_free(pair))


def _by_words(words: Vocabulary, mine: Sequence[int], theirs: Sequence[int]) -> Iterator[Pair]:
    here, there = places(words.old, mine), places(words.new, theirs)
    for i in mine:
        count: dict[int, int] = {}
        for word in words.old[i]:
            if len(here[word]) <= RARE:
                for j in there.get(word, [])[: RARE + 1]:
                    count[j] = count.get(j, 0) + 1
        yield from ((i, j) for j in sorted(count, key=lambda j: (-count[j], j))[:MOST])


def _beside(pairs: Mapping[Pair, object]) -> tuple[dict[int, list[Pair]], dict[int, list[Pair]]]:
    old: dict[int, list[Pair]] = {}
    new: dict[int, list[Pair]] = {}
    for pair in pairs:
        old.setdefault(pair[0], []).append(pair)
        new.setdefault(pair[1], []).append(pair)
    return old, new


def _is_out(scores: Mapping[Pair, tuple[float, float]], pair: Pair, others: Sequence[Pair]) -> bool:
    """Whether a pair is better than others of its paragraphs in both ways."""
    alike, overlap = scores[pair]
    return all(scores[each][0] <= alike - OUT and scores[each][1] <= overlap - OUT for each in others)
