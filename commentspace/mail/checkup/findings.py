"""What was looked at, and how it is."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: it is good, it is odd (mail may go wrong by it), or bad (mail goes wrong by it)."""

    mark: Literal["good", "odd", "bad"]
    what: str
    sentence: str


def good(what: str, sentence: str) -> Finding:
    """It is as it should be."""
    return Finding("good", what, sentence)


def odd(what: str, sentence: str) -> Finding:
    """Mail may go wrong by it."""
    return Finding("odd", what, sentence)


def bad(what: str, sentence: str) -> Finding:
    """Mail goes wrong by it."""
    return Finding("bad", what, sentence)
