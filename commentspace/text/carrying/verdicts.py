"""What is said of a place that was carried from one state of a text into the next."""

from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """How a place has come from one state of a text into the next; of several that are true, the last one here.

    That the paragraph or the words also stand elsewhere is said beside it (`Carried.has_moved`).
    """

    EXACT = "exact"
    """The words are the same, in a paragraph that says the same."""
    MOVED = "moved"
    """The same, but the paragraph stands elsewhere, or the words in another place or paragraph."""
    AROUND = "around"
    """The words are the same, their paragraph was edited around them."""
    INSIDE = "inside"
    """The words themselves were edited; of a comment on a whole paragraph, the paragraph."""
    SPLIT = "split"
    MERGED = "merged"
    DELETED = "deleted"
    """The paragraph was taken out, or the words out of their paragraph (which is then where the comment stands)."""
    AMBIGUOUS = "ambiguous"
    """It cannot be told; the comment waits for a person."""


class Stand(NamedTuple):
    """A place in a text: the index of the paragraph, and code points of its words; both None for all of it."""

    paragraph: int
    start: int | None = None
    end: int | None = None


class Carried(NamedTuple):
    """Where it stands then. `paragraph` is an index of the new text, None where no heir of its paragraph is left."""

    paragraph: int | None
    start: int | None
    end: int | None
    verdict: Verdict
    has_moved: bool = False
