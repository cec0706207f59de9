"""Where a paragraph stands in the draft, as a matrix says it: the headings over it and the labels down to its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from commentspace.domain.exported import ExportedParagraph

LONGEST_HEADING = 80
FIRST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Stands:
    """A paragraph: the heading over it, its label with those that it stands in ("19 (b)"), and its text."""

    uid: str = ""
    section: str = ""
    label: str = ""
    text: str = ""
    language: str = ""
    is_heading: bool = False
    position: int = -1

    @property
    def words(self) -> str:
        """Its label, or the first words where it has none, for forms that do not show its text."""
        if self.label or len(self.text) <= FIRST_WORDS:
            return self.label or self.text
        return self.text[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"


def outline(paragraphs: Sequence[ExportedParagraph]) -> dict[str, Stands]:
    """Where each paragraph stands, by its name outside."""
    found: dict[str, Stands] = {}
    headings: list[tuple[int, str]] = []
    above: list[tuple[int, str]] = []
    for position, paragraph in enumerate(paragraphs):
        label = whole = paragraph.label.strip()
        if paragraph.kind == "heading":
            del headings[_shallower(headings, paragraph.level) :]
            above.clear()
        section = headings[-1][1] if headings else ""
        if paragraph.kind == "heading":
            headings.append((paragraph.level, _heading(paragraph)))
        elif label and paragraph.kind in {"paragraph", "item"}:
            rank = paragraph.level if paragraph.kind == "item" else 0
            del above[_shallower(above, rank) :]
            whole = " ".join([*(said for _, said in above), label])
            above.append((rank, label))
        found[paragraph.uid] = Stands(
            paragraph.uid, section, whole, paragraph.text, paragraph.language, paragraph.kind == "heading", position
        )
    return found


def _shallower(stack: Sequence[tuple[int, str]], rank: int) -> int:
    """How many of the open ones a new one of this rank leaves open."""
    return next((depth for depth, (other, _) in enumerate(stack) if other >= rank), len(stack))


def _heading(paragraph: ExportedParagraph) -> str:
    said = f"{paragraph.label} {paragraph.text}".strip()
    return said if len(said) <= LONGEST_HEADING else said[:LONGEST_HEADING].rsplit(" ", 1)[0] + "…"
