"""Places of one text carried into the next."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

from commentspace.text.alignment import Link
from commentspace.text.carrying.comparison import Comparison
from commentspace.text.carrying.difference import Fate, Reading
from commentspace.text.carrying.elsewhere import Elsewhere, Found
from commentspace.text.carrying.verdicts import Carried, Stand, Verdict
from commentspace.text.carrying.words import Range, Words, cut_alike
from commentspace.text.segments import units


class Carrier:
    """Carries places from one text into the next: `old` and `new` are plain texts, `links` their alignment.

    Paragraphs are compared when a place in them is asked for, once; all of them when words have to be looked for.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], links: Sequence[Link]):
        self._old, self._new, self._all = old, new, links
        self._numbers = {at: number for number, link in enumerate(links) for at in link.old}
        self._compared: dict[int, Comparison] = {}
        self._cut = lru_cache(maxsize=None)(units)

    def carry(self, at: Stand) -> Carried:
        """Where a place of the old text stands in the new one."""
        link = self._all[self._numbers[at.paragraph]]
        heir = link.kept[1] if link.kept else None
        if link.doubt and not link.is_given:
            return Carried(heir, None, None, Verdict.AMBIGUOUS, link.has_moved)
        if at.start is None or at.end is None:
            return self._paragraph(link, at.paragraph)
        if self._is_same(link) and self._old[at.paragraph] == self._new[link.new[0]]:
            return Carried(heir, at.start, at.end, _unchanged(link), link.has_moved)
        return self._words(link, at.paragraph, at.start, at.end)

    def _paragraph(self, link: Link, at: int) -> Carried:
        """A whole paragraph's place: what has its identity, and of a merged one the words that come from it."""
        if link.kept is None:
            return Carried(None, None, None, Verdict.DELETED)
        here = self._comparison(at)
        if len(link.old) > 1 and self._old[at].strip():
            reading = here.difference.reading(here.old.whole(at))
            if reading.fate < Fate.GONE:
                return Carried(*here.new.span(reading.place), Verdict.MERGED, link.has_moved)
        verdict = _restructured(link) or (_unchanged(link) if self._is_same(link) else Verdict.INSIDE)
        return Carried(link.kept[1], None, None, verdict, link.has_moved)

    def _words(self, link: Link, at: int, start: int, end: int) -> Carried:
        """The place of words of a paragraph that was changed."""
        here = self._comparison(at)
        part = here.old.within(at, start, end)
        if part.first == part.end:
            return _nowhere(link, Verdict.DELETED)
        reading = here.reading(part)
        if reading is None:
            return _nowhere(link, Verdict.AMBIGUOUS)
        if here.difference.is_mostly_lost(part):
            found = self._elsewhere.find(here, part)
            if found:
                return self._moved(link, here, part, found, (start, end))
        if reading.fate is Fate.GONE:
            return _nowhere(link, Verdict.DELETED)
        place = here.spot(part, reading.place, start, end)
        return Carried(*place, self._verdict(link, reading), link.has_moved)

    def _verdict(self, link: Link, reading: Reading) -> Verdict:
        if restructured := _restructured(link):
            return restructured
        if reading.fate is not Fate.WHOLE:
            return Verdict.INSIDE
        return _unchanged(link) if self._is_same(link) else Verdict.AROUND

    def _moved(self, link: Link, here: Comparison, part: Range, found: Found, within: tuple[int, int]) -> Carried:
        """The place of words that were put elsewhere."""
        if found.place is None:
            return _nowhere(link, Verdict.AMBIGUOUS)
        new, exactly = found.there.new, within if found.is_whole else (0, None)
        place = cut_alike(here.old, part, new, found.place, exactly)
        verdict = Verdict.MOVED if found.is_whole else Verdict.INSIDE
        if found.there is here:
            verdict = _restructured(link) or verdict
        return Carried(*place, verdict, has_moved=True)

    def _is_same(self, link: Link) -> bool:
        """Whether one paragraph has become one that says the same, but for white space."""
        if len(link.old) != 1 or len(link.new) != 1:
            return False
        old, new = self._old[link.old[0]], self._new[link.new[0]]
        return old == new or self._comparison(link.old[0]).is_same

    @cached_property
    def _elsewhere(self) -> Elsewhere:
        return Elsewhere([self._compare(number) for number in range(len(self._all))])

    def _comparison(self, at: int) -> Comparison:
        return self._compare(self._numbers[at])

    def _compare(self, number: int) -> Comparison:
        found = self._compared.get(number)
        if found is None:
            link = self._all[number]
            old = Words([(at, *self._cut(self._old[at])) for at in link.old])
            new = Words([(at, *self._cut(self._new[at])) for at in link.new])
            found = self._compared[number] = Comparison(old, new)
        return found


def _unchanged(link: Link) -> Verdict:
    return Verdict.MOVED if link.has_moved else Verdict.EXACT


def _restructured(link: Link) -> Verdict | None:
    if len(link.old) > 1:
        return Verdict.MERGED
    return Verdict.SPLIT if len(link.new) > 1 else None


def _nowhere(link: Link, verdict: Verdict) -> Carried:
    """Beside the paragraph where the words would stand."""
    return Carried(link.kept[1] if link.kept else None, None, None, verdict, link.has_moved)
