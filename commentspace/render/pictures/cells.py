"""The paragraphs of a draft as the cells of its strip: one each, or a run of several where there are too many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

MOST = 400
"""Cells of a strip; more would be too narrow to be seen or pressed."""


class Place(Protocol):
    """A paragraph, as far as a strip shows it."""

    @property
    def uid(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def is_heading(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Cell:
    """One paragraph, or some that follow each other; it leads to the first of them that has comments."""

    places: Sequence[Place]

    @property
    def count(self) -> int:
        """The comments on all of it."""
        return sum(place.count for place in self.places)

    @property
    def goes_to(self) -> Place:
        """The paragraph that it leads to."""
        return next((place for place in self.places if place.count), self.places[0])

    @property
    def heading(self) -> Place | None:
        """The first heading in it, the highest one where there are several."""
        return min((place for place in self.places if place.is_heading), key=lambda each: each.level, default=None)

    @property
    def is_silent(self) -> bool:
        """Whether there is text in it, and no comment on any; nobody is expected to comment on a heading."""
        return not self.count and any(not place.is_heading for place in self.places)


def of_places(places: Sequence[Place], most: int = MOST) -> list[Cell]:
    """The cells of a draft, in order: never more than `most`."""
    together = -(-len(places) // most) if places else 1
    return [Cell(places[start : start + together]) for start in range(0, len(places), together)]
