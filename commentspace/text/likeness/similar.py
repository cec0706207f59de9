"""Comments that ask for the same in other words: by the stems that they share, the rarer the more they say."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log, sqrt
from typing import Final

from rapidfuzz.distance import Indel

from commentspace.text.likeness import turning
from commentspace.text.likeness.near import ENOUGH, MIDDLE, SHORT, Copies, highest
from commentspace.text.likeness.reading import Told
from commentspace.text.likeness.stems import is_side, row_of, stems_of

ALIKE: Final = 0.21
"""How alike comments on one paragraph are that ask for the same."""
CHINESE: Final = 0.12
"""The same in Chinese, where pairs of characters stand for words, and many pairs are none."""
FAR: Final = 0.6
"""How alike comments on two paragraphs are."""
TO_MIDDLE: Final = 0.8
"""Of that, what a comment shares with the middle of a group at least, if it shares enough with all of it together."""
LONG: Final = 24
"""A comment with fewer words speaks of its paragraph alone."""
LEAST: Final = 3
"""A comment with fewer stems says too little to be like another in other words."""
LEAST_SHARED: Final = 2
"""Stems that two comments share at least, and phrases."""
PHRASE, PHRASE_CHARACTERS = 3, 5
"""So many stems in a row say more than one thing; of Chinese, where a pair of characters is a stem, so many."""
LOOKED_AT: Final = 30
"""With so many of a group a comment is compared by word, to see whether it asks for the opposite."""
LIKELY: Final = 16
"""So many groups are looked at for each comment."""
MOST: Final = 150
"""A stem that more groups of a paragraph have says nothing that would bring two together."""
MOST_ANYWHERE: Final = 30
"""The same of all paragraphs."""


@dataclass(eq=False)
class Sense:
    """What a set of copies asks for: its stems with their weights, together 1 long."""

    copies: Copies
    weights: Mapping[str, float]

    @property
    def told(self) -> Told:
        """The comment in the middle."""
        return self.copies.middle.told


@dataclass(eq=False)
class Alike:
    """Sets of copies that ask for the same as the one in their middle, with how alike they are to it."""

    middle: Sense
    others: list[tuple[Sense, float]] = field(default_factory=list)
    total: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._count(self.middle)

    def put(self, sense: Sense, alike: float) -> None:
        """Let it be one of them."""
        self.others.append((sense, alike))
        self._count(sense)

    def cosine(self, sense: Sense) -> float:
        """How alike it is to all of them together."""
        return cosine(sense.weights, self.total) / (self._length or 1.0)

    def takes(self, sense: Sense) -> bool:
        """Whether none of them asks for the opposite or for another thing, as far as that was looked at."""
        members = (self.middle, *(one for one, _ in self.others[:LOOKED_AT]))
        if _is_other(sense, self.middle):
            return False
        return not any(turning.is_turned(sense.told, each.told) or _is_template(sense, each) for each in members)

    def _count(self, sense: Sense) -> None:
        for stem, weight in sense.weights.items():
            self.total[stem] = self.total.get(stem, 0.0) + weight
        self._length = sqrt(sum([weight * weight for weight in self.total.values()]))


def _is_other(one: Sense, other: Sense) -> bool:
    """Whether they have hardly anything in common, but what their paragraph says."""
    shared = one.weights.keys() & other.weights.keys()
    return len(shared) < LEAST_SHARED or _phrases(row_of(one.told), row_of(other.told), one.told) < LEAST_SHARED


def _phrases(mine: Sequence[str], theirs: Sequence[str], told: Told) -> int:
    """How many phrases are in both: two words in a row may name a place or a thing; a longer row counts twice."""
    shared, beside = {*mine} & {*theirs}, {frozenset(each) for each in pairwise(theirs)}
    enough = PHRASE_CHARACTERS if told.is_chinese else PHRASE
    count, length, before = 0, 0, ""
    for stem in dict.fromkeys(mine):
        if stem not in shared:
            length = 0
        elif length and frozenset((before, stem)) in beside and not (is_side(stem) or is_side(before)):
            length += 1
            count += length == enough
        else:
            count, length = count + 1, 1
        before = stem
    return count


def _is_template(one: Sense, other: Sense) -> bool:
    """Whether they have the same sentence for different things."""
    return (
        max(one.told.size, other.told.size) < MIDDLE
        and bool(Indel.normalized_similarity(one.told.words, other.told.words, score_cutoff=ENOUGH))
        and turning.is_reworded(one.told, other.told)
    )


def senses(found: Sequence[Copies]) -> list[Sense]:
    """What the comments ask for; a stem says the more, the fewer sets of copies have it."""
    stems = [stems_of(each.middle.told) for each in found]
    often = Counter(stem for each in stems for stem in each)
    says = {stem: log(1 + len(found) / count) for stem, count in often.items()}
    return [Sense(each, _weights(mine, says)) for each, mine in zip(found, stems, strict=True)]


def _weights(stems: Mapping[str, float], says: Mapping[str, float]) -> dict[str, float]:
    raw = {stem: count * says[stem] for stem, count in stems.items()}
    length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {stem: weight / length for stem, weight in raw.items()}


def alike(found: Sequence[Sense]) -> list[Alike]:
    """The sets of copies, each with those that ask for the same; most stand alone.

    As copies do, they come to a middle, those first that share most with others, so that nothing is chained.
    """
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    for each in found:
        sums[each.told.piece.paragraph].update(each.weights)
    order = sorted(found, key=lambda each: _rank(each, sums[each.told.piece.paragraph]))
    made: list[Alike] = []
    index = _Index()
    for sense in order:
        place = _place(sense, made, index.likely(sense))
        if place is not None:
            made[place[0]].put(sense, place[1])
            continue
        index.put(sense, len(made))
        made.append(Alike(sense))
    return made


class _Index:
    """The middles of groups by the stems that they have: those on one paragraph, and the long ones anywhere."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int | None, str], list[tuple[int, float]]] = defaultdict(list)

    def put(self, sense: Sense, number: int) -> None:
        """Let a middle be found."""
        for paragraph, _ in self._places(sense):
            for stem, weight in sense.weights.items():
                self._found[sense.told.language, paragraph, stem].append((number, weight))

    def likely(self, sense: Sense) -> list[int]:
        """The middles that share most with it, by the stems without which they could not share enough."""
        telling = sorted(sense.weights.items(), key=lambda each: (-each[1], each[0]))
        scores: dict[int, float] = {}
        for paragraph, least in self._places(sense):
            left, most = 1.0, MOST_ANYWHERE if paragraph is None else MOST
            for stem, weight in telling:
                there = self._found.get((sense.told.language, paragraph, stem), ())
                if left < least * least:
                    break
                if len(there) <= most:
                    for n, theirs in there:
                        scores[n] = scores.get(n, 0.0) + weight * theirs
                left -= weight * weight
        return highest(scores, LIKELY)

    @staticmethod
    def _places(sense: Sense) -> list[tuple[int | None, float]]:
        """Where to look, and how alike a middle has to be there."""
        here = TO_MIDDLE * (CHINESE if sense.told.is_chinese else ALIKE)
        found: list[tuple[int | None, float]] = [(sense.told.piece.paragraph, here)]
        return [*found, (None, FAR)] if sense.told.size >= LONG else found


def _rank(sense: Sense, total: Mapping[str, float]) -> tuple[object, ...]:
    typical = sum(weight * total[stem] for stem, weight in sense.weights.items())
    size = len(sense.copies.texts)
    return -size, -round(typical, 6), sense.told.words, sense.told.piece.key


def _place(sense: Sense, made: Sequence[Alike], likely: Sequence[int]) -> tuple[int, float] | None:
    """The group that it is most alike to, and how alike it is to its middle."""
    ranked = []
    for n in likely:
        least, score = needed(sense.told, made[n].middle.told), cosine(sense.weights, made[n].middle.weights)
        if score >= TO_MIDDLE * least and (all_of_them := made[n].cosine(sense)) >= least:
            ranked.append((-all_of_them, n, score))
    return next(((n, score) for _, n, score in sorted(ranked) if made[n].takes(sense)), None)


def needed(one: Told, other: Told) -> float:
    """How alike two comments have to be; more than can be where they say too little, or speak of other terms."""
    if (one.terms and other.terms and not one.terms & other.terms) or one.language != other.language:
        return 2.0
    if one.piece.paragraph != other.piece.paragraph:
        return FAR if min(one.size, other.size) >= LONG else 2.0
    if min(len(one.heavy), len(other.heavy)) < LEAST or (min(one.size, other.size) < SHORT and one.is_beside(other)):
        return 2.0
    return CHINESE if one.is_chinese and other.is_chinese else ALIKE


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How much two have in common: from 0 to 1, where both are 1 long."""
    return sum([weight * other[stem] for stem, weight in one.items() if stem in other])
