"""Whether two comments that have most words in common ask for the opposite, or for another thing."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from commentspace.text.carrying import spellings
from commentspace.text.likeness import opposites
from commentspace.text.likeness.countries import countries
from commentspace.text.likeness.reading import Told, is_light, tokens_of

MEETING = 0.6
"""Two sentences that have so much in common say the same, or the opposite."""
COPIES = 0.5
"""Comments that have less in common do not say the same sentence with another word."""
SMALL = 5
"""A change of more words is another sentence: its negations are its own."""
SMALL_CHARACTERS = 8
PARTING = 2
"""Words that part two changes; fewer are in both by chance."""
PARTING_CHARACTERS = 3
AROUND = 2
"""Characters beside a change with which it may be a word in Chinese."""


class Change(NamedTuple):
    """Words of the one that stand in the place of words of the other; one side may be empty."""

    old: Sequence[str]
    new: Sequence[str]


def is_turned(one: Told, other: Told) -> bool:
    """Whether the one asks for the opposite of the other, as far as single words tell.

    Verbs with an opposite count wherever they stand. Negations count between sentences that have most words in common,
    and where few words differ: those of a sentence that only one of them has turn nothing.
    """
    if opposites.are_opposed(one.stance, other.stance):
        return True
    if any(opposites.turns(a) != opposites.turns(b) for a, b in _meeting(one, other)):
        return True
    if not Indel.normalized_similarity(one.words, other.words, score_cutoff=COPIES):
        return False
    return any(_turns(change) for change in _small(one, other, AROUND if one.is_chinese else 0))


def is_reworded(one: Told, other: Told) -> bool:
    """Whether they differ by single words that say something, and are neither names nor slips."""
    names = one.names | other.names | countries()
    return any(
        not _is_slip(change) and any(word not in names and not is_light(word) for word in (*change.old, *change.new))
        for change in _small(one, other)
    )


def _turns(change: Change) -> bool:
    return opposites.turns(" ".join(change.old)) != opposites.turns(" ".join(change.new))


def _is_slip(change: Change) -> bool:
    """Whether the words are the same in another spelling."""
    return len(change.old) == len(change.new) and all(map(spellings.is_alike, change.old, change.new))


def _meeting(one: Told, other: Told) -> Iterator[tuple[str, str]]:
    """The sentences of both that are alike and not the same."""
    mine, theirs = (
        [each for each in told.sentences if each not in beside.sentences]
        for told, beside in ((one, other), (other, one))
    )
    for a, b in product(mine, theirs):
        if Indel.normalized_similarity(tokens_of(a), tokens_of(b), score_cutoff=MEETING):
            yield a, b


def _small(one: Told, other: Told, around: int = 0) -> Iterator[Change]:
    """The changes of few words, with some words around them; those that few words part are one."""
    old, new = one.words, other.words
    most, parting = (SMALL_CHARACTERS, PARTING_CHARACTERS) if one.is_chinese else (SMALL, PARTING)
    for first, end, first_new, end_new in _changes(old, new, parting):
        if max(end - first, end_new - first_new) <= most:
            yield Change(old[max(0, first - around) : end + around], new[max(0, first_new - around) : end_new + around])


def _changes(old: Sequence[str], new: Sequence[str], parting: int) -> list[tuple[int, int, int, int]]:
    """Where words were taken out and put in, with at least `parting` words between two changes."""
    found: list[tuple[int, int, int, int]] = []
    for step in LCSseq.opcodes(old, new):
        if step.tag == "equal":
            continue
        if found and step.src_start - found[-1][1] < parting:
            found[-1] = (found[-1][0], step.src_end, found[-1][2], step.dest_end)
        else:
            found.append((step.src_start, step.src_end, step.dest_start, step.dest_end))
    return found
