"""Groups as they are kept: what was found, put right by what moderators said. Pure, and done in a child process."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from commentspace.domain.likeness.gathering import Said
from commentspace.text.likeness import Degree, Group, Piece, groups

BY_HAND = "hand"
"""The degree of a comment that a moderator has put into a group."""


class Placed(NamedTuple):
    """A comment in its groups, each named by the key of its first comment; 0 where it is in none."""

    near: int
    similar: int
    degree: str
    score: int
    """How like the first it is, in thousandths."""


def looked(pieces: Sequence[Piece], drafts: Mapping[int, str], words: Sequence[Said]) -> dict[int, Placed]:
    """What is alike among the comments of a document, after what moderators said."""
    return settled(groups(pieces, drafts), words, {each.key for each in pieces})


def settled(found: Iterable[Group], words: Sequence[Said], keys: set[int]) -> dict[int, Placed]:
    """The groups by comment. What was said last of two comments counts; a group of one is none.

    Of two that are not alike the first is taken out of the group in which both are; where the second has gone, out of
    any group.
    """
    near, similar = _Sets(), _Sets()
    for group in found:
        (similar if group.degree is Degree.SIMILAR else near).put(group)
    for each in _last(words):
        if {each.comment, each.other} <= keys:
            (_together if each.is_alike else _apart)(near, similar, each)
        elif each.comment in keys and not each.is_alike:
            _alone(near, similar, each.comment)
    near.drop_single_ones()
    similar.drop_single_ones()
    return {key: _placed(key, near, similar) for key in sorted({*near.first, *similar.first})}


def _last(words: Sequence[Said]) -> list[Said]:
    """The last word of each two, in the order in which these were said."""
    found: dict[frozenset[int], Said] = {}
    for each in words:
        pair = frozenset((each.comment, each.other))
        found.pop(pair, None)
        found[pair] = each
    return [*found.values()]


class _Sets:
    """Comments in groups that do not overlap, and how like the first of its group each is."""

    def __init__(self) -> None:
        self.first: dict[int, int] = {}
        self.how: dict[int, tuple[str, int]] = {}

    def put(self, group: Group) -> None:
        """A group that was found."""
        for key, alike in zip(group.keys, group.alike, strict=True):
            self.first[key] = group.keys[0]
            degree = Degree.SAME if alike == 1.0 and group.degree is not Degree.SIMILAR else group.degree
            self.how[key] = (
                (min(degree, Degree.NEAR).name.lower() if alike < 1.0 else degree.name.lower()),
                round(1000 * alike),
            )

    def leave(self, key: int, heir: int) -> None:
        """Take one out; where it was the first, `heir` is now."""
        if self.first.pop(key) == key:
            self.first = {each: heir if first == key else first for each, first in self.first.items()}

    def join(self, key: int, other: int) -> None:
        """Put one beside another."""
        self.first.setdefault(other, other)
        self.how.setdefault(other, (Degree.SAME.name.lower(), 1000))
        self.first[key], self.how[key] = self.first[other], (BY_HAND, 0)

    def are_together(self, one: int, other: int) -> bool:
        """Whether both are in one group."""
        return one in self.first and self.first[one] == self.first.get(other)

    def drop_single_ones(self) -> None:
        """A group of one is none."""
        sizes = Counter(self.first.values())
        self.first = {key: first for key, first in self.first.items() if sizes[first] > 1}


def _apart(near: _Sets, similar: _Sets, said: Said) -> None:
    for sets in (near, similar):
        if sets.are_together(said.comment, said.other):
            sets.leave(said.comment, said.other)


def _together(near: _Sets, similar: _Sets, said: Said) -> None:
    if near.are_together(said.comment, said.other):
        return
    _alone(near, similar, said.comment)
    near.join(said.comment, said.other)
    if said.other in similar.first:
        similar.join(said.comment, said.other)


def _alone(near: _Sets, similar: _Sets, key: int) -> None:
    for sets in (near, similar):
        if key in sets.first:
            sets.leave(key, _next(sets, key))


def _next(sets: _Sets, key: int) -> int:
    """The first of a group after `key` has left it."""
    return min((each for each, first in sets.first.items() if first == sets.first[key] and each != key), default=key)


def _placed(key: int, near: _Sets, similar: _Sets) -> Placed:
    in_near = key in near.first
    return Placed(near.first.get(key, 0), similar.first.get(key, 0), *(near if in_near else similar).how[key])
