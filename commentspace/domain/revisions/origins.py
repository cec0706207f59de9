"""Which paragraphs of the revision before stand behind those of a draft that is being edited."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.revisions import alignments
from commentspace.domain.revisions.plans import Plan


class Origins:
    """For each place of a draft the names of the issued paragraphs that it comes from, as far as that is known."""

    def __init__(self, names: Sequence[tuple[str, ...]], order: Sequence[str]):
        self.names = names
        self._order = order

    @classmethod
    def of(cls, plan: Plan, paragraphs: Sequence[DraftParagraph]) -> "Origins":
        """Of a draft in a state: as it was edited here, as a moderator said, or as it was aligned last."""
        said = alignments.read_given(plan.given).origins
        known = [said.get(each.key) or tuple(each.paragraph.split()) for each in paragraphs]
        if not all(known):
            aligned = _aligned(plan)
            known = [names or aligned.get(each.key, ()) for names, each in zip(known, paragraphs, strict=True)]
        return cls(known, [each.uid for each in plan.old])

    @cached_property
    def _rows(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, names in enumerate(self.names):
            for name in names:
                found.setdefault(name, []).append(at)
        return found

    def rows_of(self, name: str) -> list[int]:
        """The places of the draft that come from this paragraph: several where it was divided."""
        return self._rows.get(name, [])

    @cached_property
    def moved(self) -> frozenset[int]:
        """The places that stand in another order than before: the fewest that have to be put elsewhere."""
        places = {name: at for at, name in enumerate(self._order)}
        known = [(at, places[names[0]]) for at, names in enumerate(self.names) if names and names[0] in places]
        return frozenset(at for at, _ in known) - _in_order(known)


def _aligned(plan: Plan) -> dict[str, tuple[str, ...]]:
    """By keys, what a draft from a file was aligned with, where that is still its alignment."""
    paragraphs = plan.paragraphs
    of = alignments.mark(plan.base_id, plan.version, paragraphs, plan.given)
    links = alignments.read(plan.kept_links, of) or ()
    return {paragraphs[at].key: tuple(plan.old[n].uid for n in link.old) for link in links for at in link.new}


def _in_order(known: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Of pairs of a new and an old place, by the new: a longest choice of new places whose old ones never go down."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, old) in enumerate(known):
        length = bisect_left(tails, old + 1)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [old]
        ends[length : length + 1] = [n]
    found, n = set(), ends[-1] if ends else -1
    while n >= 0:
        found.add(known[n][0])
        n = before[n]
    return frozenset(found)
