"""A text that knows of each of its characters where it came from."""

from collections.abc import Iterable
from typing import NamedTuple

Origin = tuple[int, int] | None
"""A paragraph of the old text and a place in it; None for what was written new."""


class Span(NamedTuple):
    """Characters from one place: `of` is a paragraph of the old text, `at` where they began there."""

    text: str
    of: int | None = None
    at: int = 0


class Written:
    """A text of spans; it never changes, edits make new ones."""

    def __init__(self, spans: Iterable[Span]):
        self.spans = tuple(span for span in spans if span.text)
        self.text = "".join(span.text for span in self.spans)

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: "Written | str") -> "Written":
        return Written((*self.spans, *(other.spans if isinstance(other, Written) else (Span(other),))))

    def cut(self, start: int, end: int) -> "Written":
        """What stands from `start` to `end`."""
        kept, begin = [], 0
        for text, of, at in self.spans:
            low, high = max(start - begin, 0), min(end - begin, len(text))
            if low < high:
                kept.append(Span(text[low:high], of, at + low))
            begin += len(text)
        return Written(kept)

    def replaced(self, start: int, end: int, by: "Written | str") -> "Written":
        """With `by` in the place of what stands from `start` to `end`."""
        return self.cut(0, start) + by + self.cut(end, len(self))

    def stripped(self) -> "Written":
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def kept(self, of: int) -> int:
        """How many characters came from an old paragraph."""
        return sum(len(span.text) for span in self.spans if span.of == of)

    def origin(self) -> list[Origin]:
        """Where each character came from."""
        return [
            None if span.of is None else (span.of, span.at + place)
            for span in self.spans
            for place in range(len(span.text))
        ]


def new(text: str) -> Written:
    """What nobody has written before."""
    return Written([Span(text)])


def old(text: str, of: int) -> Written:
    """A paragraph of the old text as it stood."""
    return Written([Span(text, of)])
