"""What speaks for which paragraphs: the label that a row says, words that it quotes, its page and line, its words."""

from dataclasses import dataclass

from commentspace.domain.submitted import Known
from commentspace.formats.matrix import pages, quotes, references
from commentspace.formats.matrix.chains import chains
from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.labelled import Labelled
from commentspace.formats.matrix.likeness import Likeness, words

MOST_LOOKED_INTO = 100
"""Paragraphs in which a quotation is looked for, letter by letter."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """About one row; paragraphs are their indexes in the draft.

    `is_whole` says that the labelled ones have every step of the label, `is_line` that the file itself tells the
    paragraphs at the line, `has_label` that a label is said, found or not. `said` are all of its words, `wording` those
    of its quotation or else its proposal, where there are enough to tell. `near` share the rarest of these.
    """

    labelled: tuple[int, ...]
    is_whole: bool
    has_label: bool
    quoted: tuple[int, ...]
    paged: tuple[int, ...]
    is_line: bool
    page: int
    said: frozenset[str]
    wording: frozenset[str]
    near: tuple[int, ...]


class Draft:
    """A draft with its indexes, which tell what speaks for its paragraphs."""

    def __init__(self, known: Known):
        self.texts = [paragraph.text for paragraph in known.paragraphs]
        self.likeness = Likeness(self.texts)
        self.labelled = Labelled(known.paragraphs, chains(known.paragraphs))
        self._source, self._language = known.source, (known.languages or ("en",))[0]
        self._pages: pages.Pages | None = None
        self._has_looked = False

    @property
    def pages(self) -> pages.Pages | None:
        """The pages of the file that the draft was read from, if they can be told; looked for when first asked."""
        if not self._has_looked:
            self._has_looked = True
            self._pages = pages.of(self._source, self._language, self.likeness) if self._source else None
        return self._pages

    def evidence(self, facts: Facts) -> Evidence:
        """What speaks for which paragraphs."""
        labelled, is_whole = self.labelled.find(facts)
        page, line = _page_and_line(facts)
        paged, is_line = self._paged(page, line)
        wording = words(facts.quotation or facts.proposal)
        said = [*wording, *words(facts.proposal if facts.quotation else ""), *words(facts.comment)]
        tells = quotes.weight(facts.quotation or facts.proposal) >= quotes.TELLS
        near = [*(self.likeness.nearest(wording) if tells else ()), *self.likeness.nearest(said)]
        return Evidence(
            labelled=tuple(labelled),
            is_whole=is_whole,
            has_label=bool(labelled) or _has_label(facts),
            quoted=tuple(self._quoted(facts)),
            paged=tuple(paged),
            is_line=is_line,
            page=page,
            said=frozenset(said),
            wording=frozenset(wording) if tells else frozenset(),
            near=tuple(dict.fromkeys(at for at, _ in near)),
        )

    def _quoted(self, facts: Facts) -> list[int]:
        """The paragraphs that have words which the row quotes, of the first quotation that is long enough to tell."""
        for exact in [facts.quotation, *quotes.quoted(facts.comment), *quotes.quoted(facts.proposal)]:
            if quotes.weight(exact) < quotes.TELLS:
                continue
            for said in (words(exact), quotes.keys(exact)):
                likely = self.likeness.places(said)[:MOST_LOOKED_INTO]
                if found := [at for at in likely if quotes.stands_in(self.texts[at], exact)]:
                    return found
        return []

    def _paged(self, page: int, line: int) -> tuple[list[int], bool]:
        """The paragraphs at a page and line, and whether it is the line that tells them."""
        drawn = self.pages if page else None
        if drawn is None:
            return [], False
        exact = drawn.at(page, line) if line else []
        return (exact, True) if exact else (drawn.at(page, 0), False)


def _page_and_line(facts: Facts) -> tuple[int, int]:
    found = references.read(facts.place)
    page = references.read(facts.page, "page").page or found.page
    return page, references.read(facts.line, "line").line or found.line


def _has_label(facts: Facts) -> bool:
    return any(references.read(each, "paragraph").tokens for each in (facts.label, facts.element, facts.place))
