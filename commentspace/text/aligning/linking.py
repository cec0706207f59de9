"""Links made of what was found and what was said."""

from collections.abc import Sequence
from dataclasses import replace

from commentspace.text.aligning.found import Found
from commentspace.text.aligning.given import Group
from commentspace.text.aligning.likeness import likeness, shared
from commentspace.text.aligning.reading import Paragraph
from commentspace.text.alignment import Doubt, Link, Piece, Relation


class Linking:
    """Makes links between the paragraphs of two texts."""

    def __init__(self, found: Found, old: Sequence[Piece], new: Sequence[Piece]):
        self._found, self._old, self._new = found, old, new

    def links(self, given: Sequence[Group]) -> list[Link]:
        """A link for each pair, split and merge, for what was said, and for what is left; in order."""
        found = self._found
        made = [self._link(group, is_given=True) for group in given]
        for i, j in found.there.items():
            group = tuple(sorted([i, *found.sources.get(j, [])])), tuple(sorted([j, *found.parts.get(i, [])]))
            made.append(self._link(group, found.doubts.get((i, j), Doubt.NONE)))
        made += [self._link(((at,), ()), _lost(at in found.lost_old)) for at in found.free_old()]
        made += [self._link(((), (at,)), _lost(at in found.lost_new)) for at in found.free_new()]
        return _ordered(self._with_moves(made))

    def _link(self, group: Group, doubt: Doubt = Doubt.NONE, is_given: bool = False) -> Link:
        old, new = group
        mine, theirs = [self._found.old[n] for n in old], [self._found.new[n] for n in new]
        relation, heir, alike = self._relation(old, new), 0, 0.0
        if len(theirs) > 1:
            heir = _heir(theirs, mine[0])
        elif len(mine) > 1 and theirs:
            heir = _heir(mine, theirs[0])
        if mine and theirs:
            alike = round(max(likeness(mine[0], each) for each in theirs), 3)
            alike = alike if len(mine) == 1 else round(max(likeness(each, theirs[0]) for each in mine), 3)
        return Link(old, new, relation, likeness=alike, doubt=doubt, heir=heir, is_given=is_given)

    def _relation(self, old: Sequence[int], new: Sequence[int]) -> Relation:
        if not old or not new:
            return Relation.DELETED if old else Relation.NEW
        if len(old) > 1 or len(new) > 1:
            return Relation.MERGED if len(old) > 1 else Relation.SPLIT
        one, other = self._old[old[0]], self._new[new[0]]
        if one.text != other.text:
            return Relation.EDITED
        return Relation.UNCHANGED if one == other else Relation.RENUMBERED

    def _with_moves(self, made: Sequence[Link]) -> list[Link]:
        rising = set(self._found.rising(link.kept for link in made if link.kept))
        return [link if not link.kept or link.kept in rising else replace(link, has_moved=True) for link in made]


def _heir(parts: Sequence[Paragraph], whole: Paragraph) -> int:
    """Which of the parts has the most of the whole."""
    shares = [shared(part.words, whole.words) for part in parts]
    return shares.index(max(shares))


def _lost(is_lost: bool) -> Doubt:
    return Doubt.LOST if is_lost else Doubt.NONE


def _ordered(made: Sequence[Link]) -> list[Link]:
    """By the new text; what was taken out stands after what stood before it."""
    places: dict[int, int] = {}
    after: dict[int, list[Link]] = {}
    by_old = {at: link for link in made for at in link.old}
    for at in sorted(by_old):
        link = by_old[at]
        places[at] = link.new[0] if link.new else places.get(at - 1, -1)
        if not link.new:
            after.setdefault(places[at], []).append(link)
    ordered = after.get(-1, [])[:]
    for link in sorted((link for link in made if link.new), key=lambda link: link.new[0]):
        ordered += [link, *after.get(link.new[0], [])]
    return ordered
