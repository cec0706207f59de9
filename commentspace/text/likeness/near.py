"""Copies of one text: which comments are near-identical, and around which they stand."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from rapidfuzz.distance import Indel, LCSseq

from commentspace.text.likeness import opposites, turning
from commentspace.text.likeness.reading import Alphabet, Told

SHORT = 16
"""A comment with fewer words speaks of its paragraph: it is a copy of one on the same paragraph alone, and then only
if nothing but light words are other ones."""
MIDDLE = 26
"""In a comment with fewer words a single other word may be all that it is about, unless it is a name."""
ENOUGH = 0.66
"""The part of the words that copies have in common, in the same order."""
ADDED = 0.56
"""The same where one of them has nearly all that the other says, and more."""
WHOLE = 0.92
QUOTING = 0.5
"""The part that all words have in common, quotations among them."""
SHARED = 0.25
"""The part of the shingles that copies have in common, at least."""
SHINGLE, CHARACTERS = 3, 5
"""Words of a shingle; characters of one where no spaces part words."""
LOOKED_AT = 12
"""Of the texts that share shingles so many are compared."""


@dataclass(eq=False)
class Text:
    """All comments with the same words, of which one stands for all."""

    told: Told
    alphabet: Alphabet
    all: list[Told] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = self.alphabet.spelled(self.told.words)
        self.own = self.alphabet.spelled(self.told.own)

    @property
    def shingles(self) -> set[str]:
        """Words in a row of its own; of a short one, what it says at all of its paragraph."""
        if self.told.size < SHORT:
            return {f"{self.told.piece.paragraph} {self.alphabet.spelled(self.told.heavy)}"} if self.own else set()
        length = min(CHARACTERS if self.told.is_chinese else SHINGLE, len(self.own))
        return {self.own[at : at + length] for at in range(len(self.own) - length + 1)}


@dataclass(eq=False)
class Copies:
    """Texts that are copies of the one in their middle, with how alike they are to it."""

    middle: Text
    others: list[tuple[Text, float]] = field(default_factory=list)

    @property
    def texts(self) -> list[Text]:
        """All of them, the middle first."""
        return [self.middle, *(text for text, _ in self.others)]

    def takes(self, text: Text) -> bool:
        """Whether none of them asks for the opposite."""
        mine = text.told.stance
        return not any(opposites.are_opposed(mine, each.told.stance) for each in self.texts)


def same(told: Sequence[Told]) -> list[Text]:
    """The comments by what they say: those with the same words stand together, short ones of one paragraph alone."""
    alphabet = Alphabet(word for each in told for word in each.words)
    found: dict[object, Text] = {}
    for each in told:
        about = (each.piece.paragraph, each.place) if each.size < SHORT else None
        says = each.words or each.proposal
        key = (each.words, each.proposal, each.rest, about) if says else each.piece.key
        found.setdefault(key, Text(each, alphabet)).all.append(each)
    return list(found.values())


def copies(texts: Sequence[Text]) -> list[Copies]:
    """The texts, each in one set of copies; most sets have one text alone.

    Texts come to a middle in order: those first that others have most in common with. So a copy is compared with the
    middle of a set, never with another copy, and no chain of small steps leads from a text to an unlike one.
    """
    shingles = [text.shingles for text in texts]
    often = Counter(shingle for each, text in zip(shingles, texts, strict=True) for shingle in each)
    order = sorted(range(len(texts)), key=lambda at: _rank(texts[at], shingles[at], often))
    found: list[Copies] = []
    index: dict[str, list[int]] = defaultdict(list)
    for at in order:
        telling = _telling(shingles[at], often)
        place = _place(texts[at], found, Counter(n for shingle in telling for n in index.get(shingle, ())))
        if place is not None:
            found[place[0]].others.append((texts[at], place[1]))
            continue
        for shingle in telling:
            index[shingle].append(len(found))
        found.append(Copies(texts[at]))
    return found


def _telling(shingles: set[str], often: Mapping[str, int]) -> list[str]:
    """The shingles of a text that others have too, the rarest first; without those that copies need not share."""
    shared = sorted([(often[shingle], shingle) for shingle in shingles if often[shingle] > 1])
    alone = len(shingles) - len(shared)
    return [shingle for _, shingle in shared[: max(0, len(shingles) - int(SHARED * len(shingles)) + 1 - alone)]]


def _rank(text: Text, shingles: set[str], often: Counter[str]) -> tuple[object, ...]:
    typical = sum(often[shingle] - 1 for shingle in shingles) / (len(shingles) or 1)
    return -len(text.all), -round(typical, 6), text.told.words, min(each.piece.key for each in text.all)


def _place(text: Text, found: Sequence[Copies], hits: Counter[int]) -> tuple[int, float] | None:
    """The set that this text belongs to, with how alike it is to its middle."""
    alike = [(round(score, 6), -n) for n in highest(hits, LOOKED_AT) if (score := alikeness(text, found[n].middle))]
    return next(((-n, score) for score, n in sorted(alike, reverse=True) if found[-n].takes(text)), None)


def highest(scores: Mapping[int, float], most: int) -> list[int]:
    """The keys with the highest scores, the highest first; of equal ones the lowest."""
    if len(scores) > most:
        least = nlargest(most, scores.values())[-1]
        scores = {key: score for key, score in scores.items() if score >= least}
    return sorted(scores, key=lambda key: (-scores[key], key))[:most]


def alikeness(one: Text, other: Text) -> float:
    """The part of the words that two copies have in common, from 0 to 1; 0 where they are no copies of one text."""
    if one.told.proposal != other.told.proposal or one.told.rest != other.told.rest:
        return 0.0
    smaller = min(one.told.size, other.told.size)
    if smaller < SHORT:
        return _of_short(one, other)
    own = Indel.normalized_similarity(one.own, other.own, score_cutoff=ADDED)
    if own < ENOUGH and not (own and _holds(one, other)):
        return 0.0
    if (one.told.quoted or other.told.quoted) and Indel.normalized_similarity(one.words, other.words) < QUOTING:
        return 0.0
    if turning.is_turned(one.told, other.told) or (smaller < MIDDLE and turning.is_reworded(one.told, other.told)):
        return 0.0
    return own


def _of_short(one: Text, other: Text) -> float:
    """The same for short comments, in which every word counts."""
    if one.told.piece.paragraph != other.told.piece.paragraph or one.told.is_beside(other.told):
        return 0.0
    if one.told.heavy != other.told.heavy:
        return 0.0
    return 0.0 if turning.is_turned(one.told, other.told) else Indel.normalized_similarity(one.words, other.words)


def _holds(one: Text, other: Text) -> bool:
    """Whether the longer says nearly all that the shorter does."""
    return LCSseq.similarity(one.own, other.own) >= WHOLE * min(len(one.own), len(other.own))
