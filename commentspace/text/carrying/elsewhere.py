"""Words that stand in another place than they did: taken out here, and newly written there.

Only what says enough is looked for, and only one old place and one new one may say it. Else nobody can tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from commentspace.text.carrying.comparison import Comparison
from commentspace.text.carrying.sentences import LEAST, Sentences, Written
from commentspace.text.carrying.words import Range, Words

NEAR = 16
"""Letters of words that do not come about twice in a paragraph by chance."""


@dataclass(frozen=True)
class Found:
    """Where words stand now: among the new ones of this. `place` is None where it cannot be told."""

    there: Comparison
    place: Range | None
    is_whole: bool = True
    """Whether all of them stand there."""


class Elsewhere:
    """The sentences of both texts, by what they say."""

    def __init__(self, comparisons: Sequence[Comparison]):
        self._old = Sentences((each, each.old) for each in comparisons)
        self._new = Sentences((each, each.new) for each in comparisons)
        self._written = Written(comparisons)

    def find(self, here: Comparison, part: Range) -> Found | None:
        """Where words stand that were taken out of their place; None where nothing says that they do."""
        return self._sentence(here, part) or _nearby(here, part)

    def _sentence(self, here: Comparison, part: Range) -> Found | None:
        """By the sentence that they stand in; of several, the one that says most."""
        said = here.old.main_sentence(part)
        if here.old.weight(range(*said)) < LEAST or not here.difference.is_mostly_lost(said):
            return None
        is_alike = self._old.has_look_alikes(here.old, said)
        places = [(there, place) for there, place in self._new.places(here.old, said) if _is_new(there, place)]
        if not places:
            near = None if is_alike else self._written.near(here.old, said)
            return Found(near, None) if near else None
        there, place = places[0]
        if is_alike or self._new.has_look_alikes(here.old, said):
            return Found(there, None)
        return _around(here.old, there, said, place, part)


def _is_new(there: Comparison, place: Range) -> bool:
    """Whether most of these new words were written newly: a few may be those of an old paragraph by chance."""
    return 5 * there.difference.written(place) >= 3 * there.new.weight(range(*place))


def _around(old: Words, there: Comparison, said: Range, place: Range, part: Range) -> Found:
    """The place of some words, of which a sentence stands at this place; others may stand before and after it."""
    new = there.new
    first, at = said.first, place.first
    while first > part.first and at > 0 and old.texts[first - 1] == new.texts[at - 1]:
        first, at = first - 1, at - 1
    shift = at - first
    end = first
    while end < part.end and end + shift < len(new.texts) and old.texts[end] == new.texts[end + shift]:
        end += 1
    start = max(first, part.first)
    if 4 * old.weight(range(start, end)) < 3 * old.weight(range(*part)):
        return Found(there, None)
    return Found(there, Range(start + shift, end + shift), Range(start, end) == part)


def _nearby(here: Comparison, part: Range) -> Found | None:
    """By the words taken out around them, in the paragraphs that theirs has become."""
    lost = _lost(here, part)
    texts = here.old.texts[lost.first : lost.end]
    if here.old.weight(range(*lost)) < NEAR or not (lost.first <= part.first and part.end <= lost.end):
        return None
    places = [place for place in _places(here.new.texts, texts) if _is_new(here, place)]
    if not places:
        return None
    if len(places) > 1 or len(_places(here.old.texts, texts)) > 1:
        return Found(here, None)
    return _around(here.old, here, lost, places[0], part)


def _lost(here: Comparison, part: Range) -> Range:
    """The stretch of words taken out around some, in their sentences."""
    whole = here.old.sentences_of(part)
    image = here.difference.image
    first, end = part
    while first > whole.first and image[first - 1] < 0:
        first -= 1
    while end < whole.end and image[end] < 0:
        end += 1
    return Range(first, end)


def _places(texts: Sequence[str], said: Sequence[str]) -> list[Range]:
    """Where these words stand in a row."""
    size = len(said)
    starts = [at for at, text in enumerate(texts[: len(texts) - size + 1]) if text == said[0]]
    return [Range(at, at + size) for at in starts if texts[at : at + size] == said]
