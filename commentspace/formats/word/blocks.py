"""Blocks: the paragraphs, rows and notes of a Word file, in reading order, each with all that is known about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from commentspace.domain.drafts import Kind
from commentspace.formats.word.lines import Mark, Reference
from commentspace.formats.word.numbering import Printed
from commentspace.formats.word.styles import ParagraphProperties
from commentspace.formats.word.texts import BAR, DELETED, INSERTED, Bit, Text, accepted, squeezed


@dataclass(slots=True)
class Block:
    """One future paragraph of the draft.

    `earlier` are bits that stood in this paragraph before a tracked change has made a paragraph of their own of
    them, and `is_split_off` says so of that one. `mark_author` is who has inserted or deleted the mark at its end.
    """

    sources: list[str]
    bits: list[Bit] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    remarks: set[str] = field(default_factory=set)
    kind: Kind | None = None
    printed: Printed | None = None
    properties: ParagraphProperties = field(default_factory=ParagraphProperties)
    is_centred: bool = False
    mark_author: str = ""
    is_split_off: bool = False
    earlier: list[Bit] = field(default_factory=list)

    def text(self) -> Text:
        """The plain text, tracked changes carried out."""
        return squeezed(accepted(self.bits))

    def add(self, other: "Block", between: Sequence[Bit] = ()) -> None:
        """Go on with what is in another block; its number and its look stay behind."""
        moved = len(self.bits) + len(between)
        self.sources += other.sources
        self.bits += [*between, *other.bits]
        self.marks += [replace(mark, at=mark.at + moved) for mark in other.marks]
        self.references += other.references
        self.remarks |= other.remarks
        self.earlier += other.earlier

    def is_deleted(self) -> bool:
        """Whether a tracked change has deleted all that there was in it."""
        words = [bit for bit in self.bits if not bit.is_bar and (bit.picture or bit.raw.strip())]
        return bool(words) and all(bit.change == DELETED for bit in words)

    def is_empty(self) -> bool:
        """Whether there is nothing in it, neither now nor before, that anybody could see."""
        if self.printed and self.printed.text and not self.printed.is_bullet:
            return False
        return not any(bit.picture or (bit.raw.strip() and not bit.is_bar) for bit in self.bits)

    def in_a_cell(self) -> "Block":
        """The same as a part of a row: its number is text, its line breaks are spaces."""
        bits = [replace(bit, raw=" ", is_bar=False) if bit.is_bar or bit.raw == "\n" else bit for bit in self.bits]
        label = [Bit(f"{self.printed.text} ")] if self.printed and self.printed.text else []
        cell = Block([], label)
        cell.add(replace(self, bits=bits))
        return cell


def row(cells: Iterable[Sequence[Block]]) -> Block:
    """A row of a table: the texts of its cells, one after the other with a bar between them."""
    whole = Block([], kind=Kind.ROW)
    for number, cell in enumerate(cells):
        between = [Bit(BAR, is_bar=True)] if number else []
        if not cell:
            whole.bits += between
        for block in cell:
            whole.add(block.in_a_cell(), between)
            between = [Bit(" ")]
    return whole


def joined(first: Block, second: Block) -> Block:
    """Two paragraphs that are one since the mark between them was deleted; the second one's mark is left."""
    return _one(first, second, [Bit("\n", change=DELETED, author=first.mark_author)])


def large_letter(first: Block, second: Block) -> Block:
    """A paragraph whose large first letter is a paragraph of its own."""
    return _one(first, second, [])


def split_off(first: Block, second: Block) -> None:
    """Two paragraphs that were one until a mark was inserted between them; the second one's mark was there."""
    first.is_split_off = True
    mark = Bit("", change=INSERTED, author=first.mark_author)
    second.earlier = first.earlier
    second.earlier += [*(bit for bit in first.bits if bit.change != INSERTED), mark]
    first.earlier = []
    first.bits.append(mark)


def _one(first: Block, second: Block, between: Sequence[Bit]) -> Block:
    first.add(second, between)
    first.printed, first.properties, first.mark_author = second.printed, second.properties, second.mark_author
    first.is_centred = second.is_centred
    return first
