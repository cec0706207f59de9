"""A proposed wording put onto a text that has changed since: a merge of three texts, by words."""

from enum import StrEnum
from typing import NamedTuple


class Fit(StrEnum):
    """Whether a change that was proposed for one wording can be made to another."""

    SAME = "same"
    """The words are as they were."""
    MERGED = "merged"
    """They were edited elsewhere than where the proposal changes them: both changes stand together."""
    TAKEN = "taken"
    """They say already what is proposed."""
    COLLIDES = "collides"
    """They were edited where the proposal changes them, or are gone: a person has to write the wording."""


class Merge(NamedTuple):
    """The proposal as it reads for the text of today; where it collides, as it was written."""

    text: str
    fit: Fit


def merged(base: str, mine: str, theirs: str) -> Merge:
    """Make to `theirs` the change that `mine` makes to `base`."""
    if theirs == mine:
        return Merge(mine, Fit.TAKEN)
    return Merge(mine, Fit.SAME if theirs == base else Fit.COLLIDES)
