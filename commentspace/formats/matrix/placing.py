"""Where in the draft a row belongs: by name, label, page and line, quotation, words, and its neighbours.

"sure" is said only where one paragraph clearly leads and nothing that the row says speaks for another: numbers repeat
in real drafts, and people mistake them. What is doubtful comes with the likeliest paragraphs, for the sender to choose.
"""

from dataclasses import dataclass

from commentspace.domain.submitted import Candidate, Known, Verdict
from commentspace.formats.matrix import quotes, units
from commentspace.formats.matrix.evidence import Draft
from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.judging import HIGHEST, Judge, Place
from commentspace.formats.matrix.likeness import words

MOST_CANDIDATES = 5
NEXT, BETWEEN = 0.22, 0.14
"""What a place gains that is the next after the row before, or stands anywhere between the neighbours."""
REACH = 60
"""Paragraphs that are looked at from a row's neighbour on, where the rows are in no order."""

Placed = tuple[Verdict, tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row by itself: the verdict, and the places that something speaks for, the likeliest first."""

    verdict: Verdict
    places: tuple[Place, ...] = ()
    is_general: bool = False

    @property
    def sure(self) -> int | None:
        """The paragraph, where that is sure."""
        return self.places[0][0] if self.verdict == "sure" else None


def place(facts: Facts, known: Known) -> Placed:
    """Where one row belongs; `Places` is for many."""
    return Places(known).place(facts)


class Places:
    """A draft made ready for placing rows in it; near linear in its length and in the rows.

    `last_page` is the last page that the rows speak of, to tell how far into the draft a page is.
    """

    def __init__(self, known: Known, last_page: int = 0):
        self._paragraphs = known.paragraphs
        self._index = {paragraph.uid: at for at, paragraph in enumerate(known.paragraphs)}
        self._draft = Draft(known)
        self._judge = Judge(self._draft)
        self._last_page = last_page

    def place(self, facts: Facts) -> Placed:
        """Where a row belongs that stands alone."""
        return self.between(facts, self.ranked(facts), None, None)

    def ranked(self, facts: Facts) -> Ranked:
        """Whether its place is sure or doubtful, with what speaks for any; "unplaced" where nothing does."""
        if not self._paragraphs:
            return Ranked("unplaced")
        if facts.paragraph in self._index:
            return Ranked("sure", ((self._index[facts.paragraph], 1.0, "name"),))
        if _is_general(facts):
            return Ranked("doubtful", ((0, 0.3, "label"),), is_general=True)
        evidence = self._draft.evidence(facts)
        if sure := self._judge.sure(facts, evidence):
            return Ranked("sure", (sure,))
        places = tuple(self._judge.scores(facts, evidence, self._last_page))
        return Ranked("doubtful" if places else "unplaced", places)

    def between(self, facts: Facts, ranked: Ranked, before: int | None, after: int | None) -> Placed:
        """The likeliest places, also by those of the last sure row before it and of the next.

        People go through a draft from its beginning on: what stands between the neighbours is likelier, and of that
        what is next.
        """
        places = list(ranked.places)
        if ranked.verdict != "sure" and not ranked.is_general and (before is not None or after is not None):
            places = self._beside(facts, places, before, after)
        candidates = tuple(self._candidate(facts, each) for each in places[:MOST_CANDIDATES])
        return ("doubtful" if candidates and ranked.verdict == "unplaced" else ranked.verdict), candidates

    def alike(self, text: str, paragraph: str) -> float:
        """How far a text is the wording of a paragraph, from 0 to 1."""
        at = self._index.get(paragraph)
        return self._draft.likeness.alike(frozenset(words(text)), at) if at is not None else 0.0

    def _beside(self, facts: Facts, places: list[Place], before: int | None, after: int | None) -> list[Place]:
        first, stop = before or 0, len(self._paragraphs) if after is None else after
        if first > stop:
            stop = first + REACH
        inner = sorted(at for at, _, _ in places if first <= at <= stop)
        gains = {at: BETWEEN if rank else NEXT for rank, at in enumerate(inner)}
        gained = [(at, min(score + gains.get(at, 0.0), HIGHEST), why) for at, score, why in places]
        gained.sort(key=lambda each: -each[1])
        if before is not None and before not in inner and len(inner) < 2 and not facts.label:
            gained.append((before, 0.15, "order"))
        return gained

    def _candidate(self, facts: Facts, at_place: Place) -> Candidate:
        """A place as it is told, with the words there that the row quotes."""
        at, confidence, why = at_place
        paragraph, confidence = self._paragraphs[at], round(confidence, 3)
        for exact in [facts.quotation, *quotes.quoted(facts.comment)]:
            if quotes.weight(exact) >= quotes.SHORTEST and (found := quotes.locate(paragraph.text, exact)):
                if not quotes.is_whole(paragraph.text, *found):
                    return Candidate(paragraph.uid, confidence, why, *found)
                break
        return Candidate(paragraph.uid, confidence, why)


def _is_general(facts: Facts) -> bool:
    """Whether a row is about the whole document: it says so, or that it is on page or line 0."""
    where = [each for each in (facts.section, facts.label, facts.element, facts.place) if each.strip()]
    if where or facts.quotation:
        return bool(where) and all(map(units.is_general, where))
    lines = {each.strip() for each in (facts.page, facts.line) if each.strip()}
    return (bool(lines) and all(map(units.is_general, lines))) or units.is_general(facts.comment)
