"""Which paragraphs of a draft have the label that a row says, and stand where it says."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from commentspace.domain.submitted import KnownParagraph
from commentspace.formats.matrix import references
from commentspace.formats.matrix.chains import Chain
from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.references import Reference, Token
from commentspace.text.search import fold

MOST = 200
"""Paragraphs of one label that are looked at."""
_LONGEST_HEADING = 200


class Labelled:
    """The paragraphs by the last step of their chains, and the headings by their words."""

    def __init__(self, paragraphs: Sequence[KnownParagraph], chains: Sequence[Chain]):
        self._paragraphs = paragraphs
        self._chains = chains
        self._by_text: dict[str, list[int]] = defaultdict(list)
        self._by_ordinal: dict[int, list[int]] = defaultdict(list)
        self._headings: dict[str, list[int]] = defaultdict(list)
        self._under: dict[int, list[int]] = defaultdict(list)
        self._above: dict[int, frozenset[int]] = {}
        for at, chain in enumerate(chains):
            for last in chain.own[-1:]:
                self._by_text[last.text].append(at)
                for ordinal in last.ordinals:
                    self._by_ordinal[ordinal].append(at)
            if paragraphs[at].kind == "heading":
                self._headings[_plain(paragraphs[at].text)].append(at)
            elif chain.heading >= 0:
                self._under[chain.heading].append(at)

    def find(self, facts: Facts) -> tuple[list[int], bool]:
        """The paragraphs that it may mean, and whether they have every step that it says."""
        section = references.read(facts.section, "section")
        inner = references.read(facts.label, "paragraph")
        extra = [references.read(said, unit) for said, unit in ((facts.element, "paragraph"), (facts.place, ""))]
        tokens = [*section.tokens, *(token for each in (inner, *extra) for token in each.tokens)]
        tokens = [token for token in tokens if token.unit != "figure"]
        titled = self._titled(section, inner, facts)
        if not tokens:
            return titled, bool(titled) and not facts.label and not facts.element
        ordered = sorted(tokens, key=lambda each: each.rank)
        return self._found(_distinct(ordered), titled)

    def _found(self, steps: list[Token], titled: list[int]) -> tuple[list[int], bool]:
        if steps[-1].unit == "nth":
            return self._nth(steps, titled), False
        whole = self._having(steps, titled)
        if whole:
            return whole, True
        split = _split(steps)
        if split != steps and (found := self._having(split, titled)):
            return found, True
        fewer = [[*steps[:at], *steps[at + 1 :]] for at in range(len(steps))]
        for some in fewer if len(steps) > 1 else ():
            if found := self._having(some, []):
                return found, False
        if titled and (found := self._having(steps, [])):
            return found, False
        return self._counting(steps), False

    def _having(self, steps: list[Token], titled: list[int]) -> list[int]:
        """The paragraphs with these steps, under one of these headings where there are any."""
        last = steps[-1]
        likely = self._by_text.get(last.text, [])[:MOST]
        found = [at for at in likely if _agrees(steps, self._chains[at], _same)]
        found = found or [at for at in likely if _agrees(steps, self._chains[at], _alike)]
        if titled:
            under = frozenset(titled)
            found = [at for at in found if self.is_under(at, under)]
        return self._of_unit(found, last)

    def _of_unit(self, found: list[int], last: Token) -> list[int]:
        """Those of the kind that the last step names, where there are any: headings, notes, or what is neither."""
        wanted = {"section": ("heading",), "annex": ("heading",), "note": ("note",)}.get(last.unit)
        if wanted:
            return [at for at in found if self._paragraphs[at].kind in wanted] or found
        if last.unit in {"paragraph", "item", "article"}:
            fit = [at for at in found if self._paragraphs[at].kind not in {"heading", "note"}]
            return fit or [at for at in found if self._paragraphs[at].kind != "note"]
        return [at for at in found if self._paragraphs[at].kind != "note"] or found

    def _nth(self, steps: list[Token], titled: list[int]) -> list[int]:
        """The paragraph counted from its heading; a label of that number first."""
        number = steps[-1].text
        headings = [at for at in (self._having(steps[:-1], []) if len(steps) > 1 else titled) if at in self._under]
        counted = [self._under[at][int(number) - 1 :][:1] for at in headings if number.isdecimal() and int(number) > 0]
        return [at for places in counted for at in places] + self._having(
            [replace(steps[-1], unit="paragraph")], titled
        )

    def _counting(self, steps: list[Token]) -> list[int]:
        """What counts as far, in other letters or digits: "2" for "II.", "б" for "b"."""
        last = steps[-1]
        alike = dict.fromkeys(at for ordinal in sorted(last.ordinals) for at in self._by_ordinal[ordinal][:MOST])
        return self._of_unit(list(alike), last)[:20]

    def _titled(self, section: Reference, inner: Reference, facts: Facts) -> list[int]:
        """The headings that it names by their words."""
        for said in (section.words, facts.section, inner.words, facts.label, facts.place, facts.element):
            plain = _plain(said[:_LONGEST_HEADING])
            if len(plain) >= 2 and (found := self._headings.get(plain)):
                return found
        for said in (section.words, inner.words):
            plain = _plain(said)
            if len(plain) >= 8 or (len(plain) >= 3 and not plain.isascii()):
                begun = [at for title, places in self._headings.items() if plain in title for at in places]
                if begun:
                    return begun[:20]
        return []

    def is_under(self, at: int, headings: Collection[int]) -> bool:
        """Whether a paragraph stands under one of these headings, or is one."""
        return at in headings or self._chains[at].heading in headings or not self._over(at).isdisjoint(headings)

    def _over(self, at: int) -> frozenset[int]:
        """The headings over a paragraph: its own, and those whose steps begin its chain."""
        heading = self._chains[at].heading
        if heading not in self._above:
            self._above[heading] = frozenset(self._beginning(heading))
        return self._above[heading]

    def _beginning(self, heading: int) -> Iterable[int]:
        steps = self._chains[heading].steps if heading >= 0 else ()
        for before in range(heading, max(-1, heading - 400), -1):
            chain = self._chains[before]
            if before == heading or (
                self._paragraphs[before].kind == "heading"
                and chain.own
                and len(chain.steps) < len(steps)
                and steps[: len(chain.steps)] == chain.steps
            ):
                yield before


def _agrees(steps: Sequence[Token], chain: Chain, same: Callable[[Token, Token], bool]) -> bool:
    """Whether all steps are in the chain, in their order, the last of them at its end."""
    wanted = list(steps[:-1])
    for have in reversed(chain.steps[:-1]):
        if wanted and same(wanted[-1], have):
            wanted.pop()
    return not wanted and same(steps[-1], chain.steps[-1])


def _same(said: Token, have: Token) -> bool:
    """Whether two steps are the same, a section no annex."""
    return _alike(said, have) and (have.unit != "annex" or said.unit == "annex")


def _alike(said: Token, have: Token) -> bool:
    """The same of somebody who does not say that it is an annex."""
    return said.text == have.text and (said.unit != "annex" or have.unit == "annex")


def _distinct(steps: Sequence[Token]) -> list[Token]:
    """Without steps that are said twice, as "5.1" in one cell and "5.1 (a)" in the next."""
    found: list[Token] = []
    for step in steps:
        if all(step.text != other.text or step.rank != other.rank for other in found):
            found.append(step)
    return found


def _split(steps: Sequence[Token]) -> list[Token]:
    """ "2.3" as 2 and 3, where no label is "2.3"."""
    return [
        Token(part, step.unit if part else "", step.ordinals)
        for step in steps
        for part in (step.text.split(".") if "." in step.text else [step.text])
    ]


def _plain(text: str) -> str:
    return "".join(each for each in fold(text) if each.isalnum())
