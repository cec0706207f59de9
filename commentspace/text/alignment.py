"""The alignment of two states of a text: which paragraph of the one has become which of the other.

An alignment is a partition: each paragraph of both texts stands in exactly one link. Indices count from 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Relation(StrEnum):
    """What became of the paragraphs of a link, but for where they stand (`Link.has_moved`)."""

    UNCHANGED = "unchanged"
    RENUMBERED = "renumbered"
    """The same words under another label, level or kind."""
    EDITED = "edited"
    SPLIT = "split"
    """One old, several new."""
    MERGED = "merged"
    """Several old, one new."""
    DELETED = "deleted"
    NEW = "new"


class Doubt(StrEnum):
    """Why a link may be wrong; a person has to look at it before anything is moved along it in silence."""

    NONE = ""
    ALIKE = "alike"
    """Another paragraph is as likely: look-alikes of which one was taken out, put in or moved."""
    FAR = "far"
    """Few words are the same: it may as well be another paragraph."""
    LOST = "lost"
    """Taken out or put in, though something not unlike it stands on the other side."""


class Piece(NamedTuple):
    """A paragraph as it is compared: its plain text, its printed label, and what it is."""

    text: str
    label: str = ""
    kind: str = "paragraph"
    level: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """Old paragraphs and what they have become, both in the order of their texts; one side may be empty.

    `heir` says who keeps the identity: of a split, which of `new` keeps that of the one old; of a merge, which of
    `old` the one new keeps; an index into that side. `likeness` is from 0 to 1. `is_given` where a person has said so:
    that is never doubtful.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    relation: Relation
    has_moved: bool = False
    """It stands elsewhere among its neighbours, not merely further down because something was put in above."""
    likeness: float = 1.0
    doubt: Doubt = Doubt.NONE
    heir: int = 0
    is_given: bool = False

    @property
    def kept(self) -> tuple[int, int] | None:
        """The old paragraph and the new one that has its identity; None where one side is empty."""
        if not self.old or not self.new:
            return None
        return (self.old[0], self.new[self.heir]) if len(self.old) == 1 else (self.old[self.heir], self.new[0])


def is_partition(links: Iterable[Link], old: int, new: int) -> bool:
    """Whether each of so many old and new paragraphs stands in exactly one link."""
    links = list(links)
    mine = sorted(n for link in links for n in link.old)
    theirs = sorted(n for link in links for n in link.new)
    return mine == list(range(old)) and theirs == list(range(new))
