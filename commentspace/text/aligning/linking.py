"""Links made of what was found."""

from collections.abc import Sequence

from commentspace.text.aligning.found import Found
from commentspace.text.aligning.likeness import shared
from commentspace.text.alignment import Doubt, Link, Piece, Relation


def links(found: Found, old: Sequence[Piece], new: Sequence[Piece]) -> list[Link]:
    """A link for each pair, split and merge, and for what is left."""
    rising = set(found.rising(found.there.items()))
    made = []
    for pair in found.there.items():
        i, j = pair
        mine, theirs = sorted([i, *found.sources.get(j, [])]), sorted([j, *found.parts.get(i, [])])
        relation, heir = _relation(old[i], new[j]), 0
        if len(theirs) > 1:
            relation, heir = Relation.SPLIT, _most([shared(found.new[n].words, found.old[i].words) for n in theirs])
        elif len(mine) > 1:
            relation, heir = Relation.MERGED, _most([shared(found.old[n].words, found.new[j].words) for n in mine])
        has_moved = pair not in rising
        doubt = found.doubts.get(pair, Doubt.NONE)
        made.append(
            Link(tuple(mine), tuple(theirs), relation, has_moved, round(found.likeness(pair), 3), doubt, heir)
        )
    for at in found.free_old():
        made.append(Link((at,), (), Relation.DELETED, likeness=0.0, doubt=_lost(at in found.lost_old)))
    for at in found.free_new():
        made.append(Link((), (at,), Relation.NEW, likeness=0.0, doubt=_lost(at in found.lost_new)))
    return made


def _lost(is_lost: bool) -> Doubt:
    return Doubt.LOST if is_lost else Doubt.NONE


def _most(shares: Sequence[int]) -> int:
    return shares.index(max(shares))


def _relation(old: Piece, new: Piece) -> Relation:
    if old.text != new.text:
        return Relation.EDITED
    return Relation.UNCHANGED if old == new else Relation.RENUMBERED


def ordered(made: Sequence[Link]) -> list[Link]:
    """By the new text; what was taken out stands after what stood before it."""
    by_old = {at: link for link in made for at in link.old}
    after: dict[int, list[Link]] = {}
    keys: dict[int, int] = {}
    for at in sorted(by_old):
        link = by_old[at]
        if link.new:
            keys[at] = link.new[0]
        else:
            keys[at] = keys.get(at - 1, -1)
            after.setdefault(keys[at], []).append(link)
    result = after.get(-1, [])[:]
    for link in sorted((link for link in made if link.new), key=lambda link: link.new[0]):
        result.append(link)
        result += after.get(link.new[0], [])
    return result
