"""Which passages of two revisions answer to each other: by identity and lineage, never by guessing again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from commentspace.text.comparing.rows import Match, Passage


class Descent(NamedTuple):
    """In some revision the paragraph `to` came from the paragraph `origin`, by a split or a merge."""

    origin: str
    to: str


def matched(old: Sequence[Passage], new: Sequence[Passage], descents: Iterable[Descent]) -> list[Match]:
    """Every passage of both sides in exactly one match; `descents` are those of the revisions between, in order.

    A paragraph that stands in both answers to itself, whatever happened between. One that stands in the old alone
    answers to those that came from it through splits and merges, over any number of revisions; and the other way.
    """
    heirs = _heirs([each.uid for each in old], descents)
    standing, before = {each.uid for each in new}, {each.uid for each in old}
    joined = _Joined()
    for uid, reached in heirs.items():
        for to in reached & standing:
            if to == uid or not (uid in standing and to in before):
                joined.put(("old", uid), ("new", to))
    through = _through(heirs, standing)
    sides: dict[object, tuple[list[Passage], list[Passage]]] = {}
    for side, passages in (("old", old), ("new", new)):
        for each in passages:
            sides.setdefault(joined.root((side, each.uid)), ([], []))[side == "new"].append(each)
    return [
        Match(tuple(mine), tuple(theirs), frozenset().union(*(through[each.uid] for each in (*mine, *theirs))))
        for mine, theirs in sides.values()
    ]


def _heirs(uids: Sequence[str], descents: Iterable[Descent]) -> dict[str, set[str]]:
    """Each paragraph with all that came from it, and itself."""
    origins: dict[str, set[str]] = defaultdict(set)
    for uid in uids:
        origins[uid].add(uid)
    for each in descents:
        origins[each.to] |= origins[each.origin]
    heirs: dict[str, set[str]] = {uid: {uid} for uid in uids}
    for to, found in origins.items():
        for uid in found:
            heirs[uid].add(to)
    return heirs


def _through(heirs: Mapping[str, set[str]], standing: set[str]) -> dict[str, set[str]]:
    """For a passage of either side: the paragraphs of the ways that lead to it or from it."""
    found: dict[str, set[str]] = {uid: {uid} for uid in {*heirs, *standing}}
    for uid, reached in heirs.items():
        found[uid] |= {each for each in reached if each not in standing or each == uid}
        for to in reached & standing:
            found[to].add(uid)
    return found


class _Joined:
    """Sets that grow together (a disjoint-set forest with path halving)."""

    def __init__(self) -> None:
        self._above: dict[object, object] = {}

    def root(self, each: object) -> object:
        """What stands for the set of this one."""
        while (above := self._above.get(each, each)) != each:
            self._above[each] = self._above.get(above, above)
            each = above
        return each

    def put(self, one: object, other: object) -> None:
        """Let both be of one set."""
        self._above[self.root(other)] = self.root(one)
