"""Footnotes and endnotes: where a paragraph refers to them, and what is in them."""

from collections.abc import Callable, Iterable

from lxml import etree

from commentspace.domain.drafts import Kind
from commentspace.formats.word.blocks import Block
from commentspace.formats.word.lines import Reference
from commentspace.formats.word.names import w
from commentspace.formats.word.numbering import Printed
from commentspace.formats.word.opened import Opened
from commentspace.formats.word.texts import Bit

_PARTS = {"fn": ("footnotes", w("footnote")), "en": ("endnotes", w("endnote"))}
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class Notes:
    """The notes of a file by their ids."""

    def __init__(self, opened: Opened):
        self._opened = opened
        self._found: dict[str, dict[str, etree._Element]] = {}

    def after(self, references: Iterable[Reference], read: Callable[[etree._Element, str], list[Block]]) -> list[Block]:
        """The notes that a paragraph refers to, in their order, each as one block."""
        found: list[Block] = []
        for reference in references:
            part, note = self._note(reference)
            if note is not None:
                found.append(_whole(reference, read(note, part)))
        return found

    def _note(self, reference: Reference) -> tuple[str, etree._Element | None]:
        suffix, tag = _PARTS[reference.kind]
        part = self._opened.package.related(self._opened.package.main, suffix) or ""
        if reference.kind not in self._found:
            root = self._opened.package.part(part) if part else None
            notes = () if root is None else root.iter(tag)
            self._found[reference.kind] = {
                note.get(w("id"), ""): note for note in notes if note.get(w("type"), "") not in _NO_NOTES
            }
        return part, self._found[reference.kind].pop(reference.note, None)


def _whole(reference: Reference, blocks: list[Block]) -> Block:
    """One block of all paragraphs of a note; a line break parts them."""
    note = Block([f"{reference.kind}:{reference.note}"], kind=Kind.NOTE)
    for number, block in enumerate(blocks):
        note.add(block, [Bit("\n")] if number else [])
        note.properties = block.properties
    note.printed = Printed(reference.mark.strip(), 0, False, reference.kind)
    return note
