"""A draft as it was recognised in a file: values only, before anything is issued."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a paragraph is in its draft."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """One recognised paragraph.

    `level` counts from 1: the rank of a heading, the nesting of an item; other kinds have 1.
    `label` is what is printed before the text ("19.", "(a)", "II."), or empty; it is not in `markdown`.
    `left_out` says why the paragraph is not offered for comments ("contents", "furniture"), or is empty;
    what is left out stays in the draft, so that a preview can show it and take it in again.
    """

    kind: Kind
    markdown: str
    label: str = ""
    level: int = 1
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft in one language (a BCP 47 tag such as "zh"), in reading order."""

    language: str
    paragraphs: tuple[DraftParagraph, ...]
    title: str = ""
    warnings: tuple[str, ...] = field(default=())
