"""Paragraphs that differ from others by a name or a number alone, and were joined to one with another name."""

from collections.abc import Sequence

from commentspace.text.aligning.chaining import Pair
from commentspace.text.aligning.found import Found
from commentspace.text.aligning.vocabulary import Vocabulary, places
from commentspace.text.alignment import Doubt

NAME = 4
"""So many words are a name at most."""
LEAST = 3
"""A family shares so many words at least."""
MOST = 200
"""So many paragraphs are looked at to find the family of one."""
HAS_NAME = 0.25
"""What has the name and is so much alike is the one, however much of it was edited."""
FAR = 0.54
"""What is less alike may as well be another paragraph."""


def named(found: Found, words: Vocabulary) -> None:
    """Give those of a family to what has their name, where something has; all others of another name are doubted."""
    asked = [pair for pair in sorted(found.there.items()) if _is_renamed(words, pair)]
    if not asked:
        return
    there = places(words.old, range(len(words.old))), places(words.new, range(len(words.new)))
    renamed = [pair for pair in asked if _has_family(words, there, pair)]
    for pair in renamed:
        if not _is_told_by_its_place(found, pair):
            found.doubts[pair] = Doubt.ALIKE
    for pair in renamed:
        if not found.is_enclosed(pair):
            _look_for_the_name(found, words, pair, there[1])


def _is_renamed(words: Vocabulary, pair: Pair) -> bool:
    """Whether few words were replaced by few, and all others are the same."""
    one, other = words.old[pair[0]], words.new[pair[1]]
    both = len(one & other)
    return both >= LEAST and 0 < len(one) - both <= min(NAME, both) and 0 < len(other) - both <= min(NAME, both)


def _has_family(words: Vocabulary, there: Sequence[dict[str, list[int]]], pair: Pair) -> bool:
    """Whether others say the same with a name of their own where this pair has two."""
    common = words.old[pair[0]] & words.new[pair[1]]
    rarest = words.rarest(common)
    for side, text in enumerate((words.old, words.new)):
        for at in there[side][rarest][:MOST]:
            if at != pair[side] and common <= text[at] and 0 < len(text[at]) - len(common) <= NAME:
                return True
    return False


def _is_told_by_its_place(found: Found, pair: Pair) -> bool:
    """Whether a neighbour goes with it, and the other too if nothing was taken out or put in between."""
    if found.is_enclosed(pair):
        return True
    beside = [(pair[0] + step, pair[1] + step) for step in (-1, 1)]
    return any(found.there.get(i) == j for i, j in beside) and any(
        (0 <= i < len(found.old) and found.is_free_old(i)) or (0 <= j < len(found.new) and found.is_free_new(j))
        for i, j in beside
    )


def _look_for_the_name(found: Found, words: Vocabulary, pair: Pair, there: dict[str, list[int]]) -> None:
    """Join the old paragraph of a pair to what is left and has its name, where that is but one."""
    name = words.old[pair[0]] - words.new[pair[1]]
    having = [
        (pair[0], at)
        for at in there.get(words.rarest(name), [])
        if found.is_free_new(at) and name <= words.new[at] and found.likeness((pair[0], at)) >= HAS_NAME
    ]
    if len(having) == 1:
        found.part(pair)
        found.doubts.pop(pair, None)
        found.join(having[0])
        if found.likeness(having[0]) < FAR:
            found.doubts[having[0]] = Doubt.FAR
