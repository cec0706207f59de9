"""Proposals that change the same words: said before one of them is taken over."""

from collections.abc import Sequence
from itertools import combinations

from commentspace.domain.revisions.offers import Fits, Offer
from commentspace.text.merging import overlaps

MOST = 60
"""Proposals for one paragraph that are compared each with each; beyond, all count as one group."""
OPEN = (Fits.FITS, Fits.MERGED, Fits.COLLIDES)


def groups(offers: Sequence[Offer]) -> list[list[Offer]]:
    """The proposals that are still open in groups: those that change the same words of a paragraph stand together."""
    by_paragraph: dict[str, list[Offer]] = {}
    for each in offers:
        if each.fits in OPEN:
            by_paragraph.setdefault(each.comment.paragraph, []).append(each)
    return [group for some in by_paragraph.values() for group in _joined(some)]


def _joined(offers: Sequence[Offer]) -> list[list[Offer]]:
    """The groups of the proposals for one paragraph, in their order."""
    told = [each for each in offers if each.mine is not None]
    group = {each.comment.uid: [each] for each in offers}
    if len(told) > MOST:
        whole = list(told)
        return [whole, *([each] for each in offers if each.mine is None)]
    for one, other in combinations(told, 2):
        mine, theirs = group[one.comment.uid], group[other.comment.uid]
        if mine is not theirs and _overlap(one, other):
            mine += theirs
            for each in theirs:
                group[each.comment.uid] = mine
    found = {id(each): each for each in group.values()}
    return list(found.values())


def _overlap(one: Offer, other: Offer) -> bool:
    """Whether both change the same words."""
    return overlaps(one.base, one.mine or "", other.mine or "")


def rivals(offers: Sequence[Offer]) -> dict[str, list[Offer]]:
    """For the comment of each open proposal the others that change the same words."""
    return {
        each.comment.uid: [other for other in group if other is not each] for group in groups(offers) for each in group
    }
