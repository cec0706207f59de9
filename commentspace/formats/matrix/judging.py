"""How sure a place is: a paragraph that clearly leads, or a score for each that something speaks for."""

from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate

from commentspace.formats.matrix import quotes
from commentspace.formats.matrix.evidence import Draft, Evidence
from commentspace.formats.matrix.facts import Facts

Place = tuple[int, float, str]
"""A paragraph by its index, how likely it is, and why."""

SURE_LABEL = 0.97
SURE_QUOTATION = 0.96
SURE_BOTH = 0.995
SURE_WORDS = 0.93
"""How likely a place is that is said to be sure, by what makes it so."""
HIGHEST = 0.9
"""How likely a doubtful place is at most."""

LIKE, UNLIKE = 0.7, 0.45
"""How alike a wording and a paragraph are, at least, to tell by themselves; and the next one at most."""
CONTRADICTS = 0.5
"""A wording this like another paragraph, and hardly like the labelled one, makes the label doubtful."""
TELLING = 2
"""Rare words that a paragraph shares with a row, and no other of the same label does, to be the one that is meant."""
FEWEST_PAGES = 5
"""Of fewer pages none says how far into the draft a row is."""
MOST_RANKED = 220
MOST_COMPARED = 40
"""Paragraphs of the same label whose words are compared."""


class Judge:
    """Weighs what speaks for the paragraphs of a draft."""

    def __init__(self, draft: Draft):
        self._draft = draft
        self._likeness = draft.likeness
        self._lengths = list(accumulate(map(len, draft.texts)))

    def sure(self, facts: Facts, evidence: Evidence) -> Place | None:
        """The one paragraph that clearly leads, if there is one."""
        if evidence.is_whole and evidence.labelled:
            return self._by_label(evidence)
        if evidence.has_label:
            return None
        if len(evidence.quoted) == 1:
            return evidence.quoted[0], SURE_QUOTATION, "quotation"
        if evidence.is_line and len(evidence.paged) == 1 and not evidence.quoted:
            at = evidence.paged[0]
            return None if self._speaks_against(at, evidence) else (at, SURE_WORDS, "line")
        return self._by_wording(facts, evidence)

    def scores(self, facts: Facts, evidence: Evidence, last_page: int) -> list[Place]:
        """How much speaks for each paragraph, and what says most for it; the likeliest first.

        `last_page` is the last that the rows of the file speak of.
        """
        found: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
        by_label = 0.62 if evidence.is_whole else 0.4
        for rank, at in enumerate(evidence.labelled):
            found[at].append((by_label - min(rank, 20) * 0.004, "label"))
        for at in evidence.quoted[:20]:
            found[at].append((0.66, "quotation"))
        for at in evidence.paged[:50]:
            found[at].append((0.5 if evidence.is_line else 0.25, "line"))
        for at in dict.fromkeys((*evidence.near, *evidence.labelled[:MOST_COMPARED], *evidence.paged[:50])):
            found[at].append((self._likelihood(evidence, at), "words"))
            if facts.quotation and quotes.stands_in(self._draft.texts[at], facts.quotation):
                found[at].append((0.2, "quotation"))
        for at in self._about_as_far(evidence.page, last_page):
            found[at].append((0.12, "line"))
        places = [(at, _together(reasons), max(reasons)[1]) for at, reasons in found.items()]
        places.sort(key=lambda place: (-place[1], place[0]))
        return [(at, min(score, HIGHEST), why) for at, score, why in places[:MOST_RANKED] if score > 0.02]

    def _by_label(self, evidence: Evidence) -> Place | None:
        labelled, quoted = evidence.labelled, evidence.quoted
        if quoted:
            both = [at for at in quoted if at in labelled] or [
                at for at in quoted if self._draft.labelled.is_under(at, labelled)
            ]
            return (both[0], SURE_BOTH, "label") if len(both) == 1 else None
        if len(labelled) > 1:
            chosen = self._chosen(evidence)
            return (chosen, SURE_WORDS, "label") if chosen is not None else None
        return None if self._speaks_against(labelled[0], evidence) else (labelled[0], SURE_LABEL, "label")

    def _by_wording(self, facts: Facts, evidence: Evidence) -> Place | None:
        """A paragraph of which the row has the whole wording, a little changed."""
        if quotes.weight(facts.quotation or facts.proposal) < 2 * quotes.TELLS or not evidence.near:
            return None
        found = sorted(((self._likeness.alike(evidence.wording, at), at) for at in evidence.near), reverse=True)
        second = found[1][0] if len(found) > 1 else 0.0
        return (found[0][1], SURE_WORDS, "words") if found[0][0] >= LIKE and second <= UNLIKE else None

    def _speaks_against(self, at: int, evidence: Evidence) -> bool:
        """Whether the wording that the row has is that of another paragraph."""
        here = self._likeness.alike(evidence.wording, at)
        others = [self._likeness.alike(evidence.wording, other) for other in evidence.near if other != at]
        return max(others, default=0.0) >= CONTRADICTS and max(others) > 1.5 * here

    def _chosen(self, evidence: Evidence) -> int | None:
        """The one of several with the same label that the words clearly are about."""
        shared = sorted(((self._likeness.rare(evidence.said, at), at) for at in evidence.labelled), reverse=True)
        return shared[0][1] if shared[0][0] >= TELLING and shared[1][0] == 0 else None

    def _likelihood(self, evidence: Evidence, at: int) -> float:
        """How much the words say for a paragraph: the wording most, where there is one."""
        share = min(1.0, self._likeness.shared(evidence.said, at) / 40)
        said = 0.7 * self._likeness.alike(evidence.said, at) + 0.3 * share
        return max(said, 0.85 * self._likeness.alike(evidence.wording, at))

    def _about_as_far(self, page: int, last_page: int) -> list[int]:
        """The paragraphs about as far into the draft as a page is into the pages, where nothing else tells pages."""
        if not page or last_page < FEWEST_PAGES or self._draft.pages is not None:
            return []
        reach = self._lengths[-1] / last_page
        centre = (page - 0.5) * reach
        first, stop = bisect_left(self._lengths, centre - reach), bisect_left(self._lengths, centre + reach)
        return list(range(first, min(stop + 1, len(self._lengths))))[:60]


def _together(reasons: list[tuple[float, str]]) -> float:
    against = 1.0
    for confidence, _ in reasons:
        against *= 1 - max(0.0, min(confidence, 0.99))
    return 1 - against
