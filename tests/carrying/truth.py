"""Comments on the old text of an edited draft, and what a reader who knows every edit would say of them.

A reader may allow two readings: words that were taken out where others were written may be called gone or replaced.
The first answer is the plain one, the others are as true.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import NamedTuple

from commentspace.text.alignment import Link
from commentspace.text.carrying import Carried, Stand, Verdict
from commentspace.text.segments import units
from tests.aligning.generator import Edited
from tests.carrying.passages import passages

Place = tuple[int, int]
"""A paragraph of the new text and a place in it."""


class Answer(NamedTuple):
    """A right answer. Words must stand from `core` on, and may reach as far as `most`; None for a whole paragraph."""

    paragraph: int | None
    verdicts: frozenset[Verdict]
    core: tuple[int, int] | None = None
    most: tuple[int, int] | None = None

    def allows(self, said: Carried) -> bool:
        """Whether this is what was said."""
        return said.verdict in self.verdicts and self.is_there(said)

    def is_there(self, said: Carried) -> bool:
        """Whether the place is right, whatever the verdict."""
        if said.paragraph != self.paragraph:
            return False
        if said.start is None or said.end is None or self.most is None:
            return (said.start is None) == (self.most is None)
        has_core = self.core is None or (said.start <= self.core[0] and self.core[1] <= said.end)
        return has_core and self.most[0] <= said.start and said.end <= self.most[1]


def stands(edited: Edited, chance: Random, count: int) -> Iterator[Stand]:
    """Comments on whole paragraphs, sentences, phrases and single words."""
    for _ in range(count):
        at = chance.randrange(len(edited.old))
        text = edited.old[at].text
        lead, found = units(text)
        kind = chance.choice(("whole", "sentence", "phrase", "phrase", "word"))
        if kind == "whole" or not found:
            yield Stand(at)
            continue
        starts = [len(lead)]
        for unit in found:
            starts.append(starts[-1] + len(unit.text + unit.glue))
        if kind == "sentence":
            cuts = [0, *(n for n, unit in enumerate(found[:-1], 1) if unit.text in ".。؟"), len(found)]
            first, end = chance.choice(list(pairwise(cuts)))
        else:
            first = chance.choice([n for n, unit in enumerate(found) if unit.weight] or [0])
            end = min(len(found), first + (1 if kind == "word" else chance.randint(2, 9)))
        yield Stand(at, starts[first], starts[end - 1] + len(found[end - 1].text))


def _same(one: str, other: str, before: str) -> int:
    """How many letters both begin with; of a word that begins with them, after `before`, all or none."""
    count = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    whole = count
    while 0 < whole < max(len(one), len(other)) and _is_spaced(one[whole - 1]):
        if not any(_is_spaced(text[whole : whole + 1]) for text in (one, other)):
            break
        whole -= 1
    return count if _is_spaced(before) and not whole else whole


def _is_spaced(letter: str) -> bool:
    """Whether it is a letter of a word with spaces around it."""
    return letter.isalnum() and letter < "\u2e80"


class Truth:
    """What became of every place of an edited draft."""

    def __init__(self, edited: Edited):
        self._edited = edited
        self._links = {at: link for link in edited.links for at in link.old}
        self._to: dict[Place, Place] = {}
        for there, row in enumerate(edited.origin):
            for place, origin in enumerate(row):
                if origin:
                    self._to[origin] = (there, place)
        self._add_rewritten_as_it_was()

    def _add_rewritten_as_it_was(self) -> None:
        """What was typed anew in its own place, letter by letter, nobody can tell from what stood there."""
        for there, row in enumerate(self._edited.origin):
            mapped = [(place, origin) for place, origin in enumerate(row) if origin]
            if not mapped:
                continue
            first, last = mapped[0][1][0], mapped[-1][1][0]
            ends = [(-1, (first, -1))], [(len(row), (last, len(self._edited.old[last].text)))]
            for (place, one), (next_place, other) in pairwise([*ends[0], *mapped, *ends[1]]):
                if one[0] != other[0] or other[1] <= one[1]:
                    continue
                was = self._edited.old[one[0]].text[one[1] + 1 : other[1]]
                now = self._edited.new[there].text[place + 1 : next_place]
                text = self._edited.new[there].text
                start = _same(was, now, text[max(0, place) : place + 1])
                end = _same(was[start:][::-1], now[start:][::-1], text[next_place : next_place + 1])
                places = [(one[1] + 1 + n, place + 1 + n) for n in range(start)]
                places += [(other[1] - 1 - n, next_place - 1 - n) for n in range(end)]
                self._to.update({(one[0], old): (there, new) for old, new in places})

    def is_undecidable(self, at: Stand) -> bool:
        """Whether nobody could tell what became of its paragraph."""
        return self._edited.is_undecidable(self._links[at.paragraph])

    def answers(self, at: Stand) -> list[Answer]:
        """What may be said; the plain one first."""
        return [answer for answer in self._answers(at) if answer.paragraph is None or self._says(answer)]

    def _says(self, answer: Answer) -> bool:
        """Whether it names a paragraph, or words in one."""
        assert answer.paragraph is not None
        if answer.most is None or answer.core is not None:
            return True
        return any(c.isalnum() for c in self._edited.new[answer.paragraph].text[slice(*answer.most)])

    def _answers(self, at: Stand) -> list[Answer]:
        link = self._links[at.paragraph]
        if at.start is None or at.end is None:
            return list(self._whole(link, at.paragraph))
        letters = [n for n in range(at.start, at.end) if not self._edited.old[at.paragraph].text[n].isspace()]
        images = [self._to.get((at.paragraph, n)) for n in letters]
        there = Counter(image[0] for image in images if image)
        said = {unit.text for unit in units(self._edited.old[at.paragraph].text[at.start : at.end])[1]}
        if not there:
            gone = list(self._gone(link, at.paragraph, letters))
            return gone + self._as_passages(at.paragraph, gone, said)
        found: list[Answer] = []
        for paragraph, count in there.most_common():
            if 3 * count >= there.most_common(1)[0][1]:
                found += self._standing(link, at.paragraph, letters, paragraph)
        found += self._as_passages(at.paragraph, found, said)
        if 2 * sum(there.values()) <= len(letters):  # what is left of the words may be called nothing of them
            found += self._gone(link, at.paragraph, letters)
        return found

    def _whole(self, link: Link, at: int) -> Iterator[Answer]:
        if not link.new:
            yield Answer(None, frozenset([Verdict.DELETED]))
        elif len(link.old) > 1:
            place = [self._to[at, n] for n in range(len(self._edited.old[at].text)) if (at, n) in self._to]
            yield self._hull(link.new[0], [image[1] for image in place], {at}, frozenset([Verdict.MERGED]))
        elif len(link.new) > 1:
            for heir in sorted(self._edited.open_heirs(link), key=lambda n: n != link.heir):
                yield Answer(link.new[heir], frozenset([Verdict.SPLIT]))
        else:
            is_same = self._edited.old[at].text.split() == self._edited.new[link.new[0]].text.split()
            verdict = (Verdict.MOVED if link.has_moved else Verdict.EXACT) if is_same else Verdict.INSIDE
            yield Answer(link.new[0], frozenset([verdict]))

    def _standing(self, link: Link, at: int, letters: list[int], paragraph: int) -> Iterator[Answer]:
        """Words of which some stand in a paragraph."""
        images = [self._to.get((at, n)) for n in letters]
        here = [image[1] for image in images if image and image[0] == paragraph]
        text = self._edited.new[paragraph].text
        said = "".join(text[min(here) : max(here) + 1].split())
        is_whole = len(here) == len(letters) and len(said) == len(letters) and here == sorted(here)
        is_home = paragraph in link.new
        verdict = self._restructured(link) if is_home else None
        if verdict is None and is_whole and is_home:
            is_same = self._edited.old[at].text.split() == text.split()
            verdict = Verdict.AROUND if not is_same else Verdict.MOVED if link.has_moved else Verdict.EXACT
        elif verdict is None:
            verdict = Verdict.MOVED if is_whole else Verdict.INSIDE
        yield self._hull(paragraph, here, set(letters) if is_home else set(), frozenset([verdict]), at)

    def _gone(self, link: Link, at: int, letters: list[int]) -> Iterator[Answer]:
        """Words of which none stands: gone, or what was written between what stands on both sides of them."""
        heir = link.kept[1] if link.kept else None
        yield Answer(heir, frozenset([Verdict.DELETED]))
        size = len(self._edited.old[at].text)
        before = next((self._to[at, n] for n in range(letters[0], -1, -1) if self._is_home(link, at, n)), None)
        after = next((self._to[at, n] for n in range(letters[-1], size) if self._is_home(link, at, n)), None)
        for paragraph in link.new:
            text = self._edited.new[paragraph].text
            low = before[1] + 1 if before and before[0] == paragraph else 0
            high = after[1] if after and after[0] == paragraph else len(text)
            said = self._edited.old[at].text[letters[0] : letters[-1] + 1]
            for start in (low - len(said), low - len(said) - 1, text.find(said, low, high), high, high + 1):
                if start >= 0 and text[start : start + len(said)] == said:  # written anew where it stood, or slid
                    verdict = self._restructured(link) or Verdict.AROUND
                    yield Answer(paragraph, frozenset([verdict]), None, (start, start + len(said)))
            if low <= high:
                verdict = self._restructured(link) or Verdict.INSIDE
                yield Answer(paragraph, frozenset([verdict]), None, self._wide(text, low, high))

    def _as_passages(self, at: int, found: list[Answer], said: set[str]) -> list[Answer]:
        """The same, where the words stand in a passage that was rewritten: all of it stands in their place."""
        wider = []
        for answer in found:
            if answer.paragraph is None or answer.most is None:
                continue
            low, high = answer.most
            text = self._edited.new[answer.paragraph].text
            for start, end in self._passages(at, answer.paragraph):
                if start <= high and end >= low:
                    low, high = min(low, start), max(high, end)
            verdict = self._restructured(self._links[at]) or Verdict.INSIDE
            low, high = self._slid(*self._wide(text, low, high), text, said)
            wider.append(Answer(answer.paragraph, frozenset([verdict]), answer.core, (low, high)))
        return wider

    @staticmethod
    def _slid(low: int, high: int, text: str, said: set[str]) -> tuple[int, int]:
        """With a word beside it that the comment's words have too: it may be the one that stood there."""
        before, after = units(text[:low])[1][-1:], units(text[high:].lstrip())[1][:1]
        if before and before[0].text in said:
            low -= len(before[0].text + before[0].glue)
        if after and after[0].text in said:
            high += len(text[high:]) - len(text[high:].lstrip()) + len(after[0].text)
        return low, high

    def _passages(self, at: int, paragraph: int) -> list[tuple[int, int]]:
        """What was rewritten of an old paragraph in a new one."""
        size = len(self._edited.old[at].text)
        images = ((n, self._to.get((at, n))) for n in range(size))
        back = {image[1]: n for n, image in images if image and image[0] == paragraph}
        return passages(self._edited.new[paragraph].text, self._edited.old[at].text, back)

    def _is_home(self, link: Link, at: int, n: int) -> bool:
        image = self._to.get((at, n))
        return image is not None and image[0] in link.new and self._edited.old[at].text[n].isalnum()

    def _hull(
        self, paragraph: int, here: list[int], own: set[int], verdicts: frozenset[Verdict], at: int | None = None
    ) -> Answer:
        """From the first to the last of these places; at most up to what came from elsewhere."""
        row, text = self._edited.origin[paragraph], self._edited.new[paragraph].text
        low, high = min(here), max(here) + 1
        said = [place for place in here if text[place].isalnum()] or here
        core = (min(said), max(said) + 1)

        def is_own(place: int) -> bool:
            origin = row[place]
            return origin is None or text[place].isspace() or (origin[0] in own if at is None else origin[1] in own)

        while low > 0 and is_own(low - 1):
            low -= 1
        while high < len(row) and is_own(high):
            high += 1
        return Answer(paragraph, verdicts, core, self._wide(text, low, high))

    @staticmethod
    def _wide(text: str, low: int, high: int) -> tuple[int, int]:
        """As far as the words go that these places touch."""
        lead, found = units(text)
        start, bounds = len(lead), []
        for unit in found:
            bounds.append((start, start + len(unit.text)))
            start += len(unit.text + unit.glue)
        touched = [bound for bound in bounds if bound[0] < high and low < bound[1]]
        return (min([low, *(bound[0] for bound in touched)]), max([high, *(bound[1] for bound in touched)]))

    @staticmethod
    def _restructured(link: Link) -> Verdict | None:
        if len(link.old) > 1:
            return Verdict.MERGED
        return Verdict.SPLIT if len(link.new) > 1 else None
