"""What is compared, and what is found."""

from enum import IntEnum
from typing import NamedTuple


class Degree(IntEnum):
    """How alike comments are; a higher one includes the lower."""

    SIMILAR = 1
    """They ask for the same in other words."""
    NEAR = 2
    """Copies of one text, with words or a sentence changed or added."""
    SAME = 3
    """The same words, but for case, signs, greetings and signatures."""


class Piece(NamedTuple):
    """A comment: its plain text, the wording that it proposes, and the paragraph that it is about.

    `key` and `paragraph` are the caller's own numbers. A `language` that is not known is "".
    """

    key: int
    text: str
    proposal: str = ""
    language: str = ""
    paragraph: int = 0
    place: str = ""
    """The words of the paragraph that it is about; empty where that is the whole of it."""


class Group(NamedTuple):
    """Comments that are alike: the middle of the group first, then the others, the likest first.

    `alike` says of each how like the middle it is, from 0 to 1.
    """

    degree: Degree
    keys: tuple[int, ...]
    alike: tuple[float, ...]


class Likeness(NamedTuple):
    """A comment that is like another one."""

    key: int
    degree: Degree
    alike: float
    is_opposed: bool = False
    """They share most words, and ask for the opposite."""
