"""What is found in one paragraph of a Word file, and what holds for all that stands inside of an element."""

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from commentspace.formats.word.names import w
from commentspace.formats.word.texts import DELETED, INSERTED, Bit

NOWHERE = "nowhere"
"""The change of what was inserted and deleted again: it is neither in the old text nor in the new one."""


class Around(NamedTuple):
    """What holds for all that stands inside of an element."""

    change: str = ""
    author: str = ""
    link: str = ""
    is_contents: bool = False

    def inserted(self, element: etree._Element) -> "Around":
        """Inside of what a tracked change has inserted, or moved to here."""
        return self._changed(element, INSERTED)

    def deleted(self, element: etree._Element) -> "Around":
        """Inside of what a tracked change has deleted, or moved away."""
        return self._changed(element, DELETED)

    def _changed(self, element: etree._Element, change: str) -> "Around":
        both = change if self.change in {"", change} else NOWHERE
        return self._replace(change=both, author=self.author or element.get(w("author"), ""))


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a comment's range begins ("start"), ends ("end"), or where it is referred to ("reference")."""

    kind: str
    comment: str
    at: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a note: "fn" or "en", its id, the mark that is printed, and whether it was deleted."""

    kind: str
    note: str
    mark: str
    change: str


@dataclass(slots=True)
class Line:
    """What was found in a paragraph, in its order. `remarks` are what a person should know about its reading."""

    bits: list[Bit] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    remarks: set[str] = field(default_factory=set)
