"""Pieces: what a file falls into before it is known which of them are headings, items or notes."""

from dataclasses import dataclass

from commentspace.domain.drafts import Kind
from commentspace.formats.labels import Label, Reading


@dataclass(slots=True)
class Piece:
    """One future paragraph. Its text is as the file has it; what is recognised about it is added step by step.

    `block` counts the groups of lines between blank lines; `kind` and `level` are set where the format itself,
    or an earlier step, has said them. `depth` counts list levels and columns alike: only larger or smaller matters.
    """

    text: str
    label: Label | None = None
    depth: int = 0
    block: int = 0
    page: int = 0  # where it begins
    last_page: int = 0
    kind: Kind | None = None
    level: int = 1
    left_out: str = ""
    language: str = ""  # where it differs from the draft's

    def whole(self) -> str:
        """The text with its label before it, as it stands in the file."""
        return f"{self.label.text} {self.text}".strip() if self.label else self.text

    def leave_out(self, reason: str) -> None:
        """Keep the piece, but not as something to comment on; its label is text again and counts nothing."""
        self.text, self.label, self.kind, self.left_out = self.whole(), None, Kind.PARAGRAPH, reason


class Series:
    """The series of labels met so far, to tell a label from words that only look like one."""

    def __init__(self) -> None:
        self._last: dict[str, Reading] = {}

    def fits(self, label: Label) -> bool:
        """Whether a series begins or goes on with this label."""
        return any(map(self._fits, label.readings))

    def add(self, label: Label) -> None:
        """Remember that the label was met: as what fits, or where nothing does, as all that it can be."""
        fitting = [reading for reading in label.readings if self._fits(reading)]
        for reading in fitting or label.readings:
            self._last[reading.style] = reading

    def _fits(self, reading: Reading) -> bool:
        last = self._last.get(reading.style)
        return reading.begins() or (last is not None and (reading.follows(last) or reading.ordinal == last.ordinal))
