"""The way through a Word file's body: paragraphs, tables by row and cell, content controls, text boxes, notes."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from commentspace.domain.drafts import Kind
from commentspace.formats import front
from commentspace.formats.word.alternatives import children
from commentspace.formats.word.blocks import Block, joined, large_letter, row, split_off
from commentspace.formats.word.content_controls import is_contents, is_placeholder
from commentspace.formats.word.inline import Inline
from commentspace.formats.word.lines import Around, Mark
from commentspace.formats.word.names import w
from commentspace.formats.word.notes import Notes
from commentspace.formats.word.opened import Opened
from commentspace.formats.word.texts import DELETED, INSERTED

_VAL, _ID = w("val"), w("id")
_THROUGH = frozenset({w("customXml"), w("smartTag"), w("sdtContent")})
_INSERTING = frozenset({w("ins"), w("moveTo")})
_DELETING = frozenset({w("del"), w("moveFrom")})
_MARKS = {w("commentRangeStart"): "start", w("commentRangeEnd"): "end"}
_LARGE = "large"
"""The end of a paragraph that is only the large first letter of the next one."""
_CENTRED = frozenset({"center"})
_LOOKED_AT = 400  # code points from the start in which a table can be that of a title page


class Walk:
    """Goes through one story of a file; `part` is where it stands."""

    def __init__(self, opened: Opened, part: str, inline: Inline | None = None, notes: Notes | None = None):
        self._opened, self._part = opened, part
        self._inline = inline or Inline(opened, part)
        self._is_main = part == opened.package.main
        self._notes = notes or Notes(opened)
        self._seen = 0

    def blocks(self, parent: etree._Element, around: Around = Around()) -> list[Block]:  # noqa: B008  # it is frozen
        """The blocks inside of a body, a cell, a note or a text box."""
        found: list[Block] = []
        waiting = Waiting()
        for element, inner in _parts(parent, around):
            if element.tag == w("p"):
                found += waiting.with_next(*self._paragraph(element, inner))
            elif element.tag == w("tbl"):
                found += [*waiting.all(), *self._table(element, inner)]
            elif element.tag in _MARKS:
                mark = Mark(_MARKS[str(element.tag)], element.get(_ID, ""), 0)
                found += waiting.with_mark(mark)
            else:
                found += waiting.all()
                found.append(Block([], remarks={"part"}))
        return found + waiting.all()

    def _paragraph(self, p: etree._Element, around: Around) -> tuple[Block, str, list[Block]]:
        """The block of a paragraph, the tracked change of its mark, and what stands in its text boxes and notes."""
        printed = self._opened.numbers.of(p) if self._is_main else None
        if printed and "\t" in printed.text:
            printed = replace(printed, text=" ".join(printed.text.split()))
        properties = self._opened.styles.paragraph(p)
        line = self._inline.line(p, around)
        block = Block(
            [f"p{self._opened.index(p)}"] if self._is_main else [],
            line.bits,
            line.marks,
            line.references,
            line.remarks,
            printed=printed,
            properties=properties,
            is_centred=_is_centred(p),
        )
        after = self._notes.after(line.references, self._note)
        for box in line.boxes:
            after += Walk(self._opened, self._part, self._inline.boxed(), self._notes).blocks(box, around)
        self._seen += sum(len(bit.raw) for bit in line.bits)
        change, block.mark_author = _change_of_mark(p)
        return block, change, after

    def _note(self, element: etree._Element, part: str) -> list[Block]:
        return Walk(self._opened, part, notes=self._notes).blocks(element)

    def _table(self, table: etree._Element, around: Around) -> list[Block]:
        """A block a row; a table of one column, or one on the title page, is there for the look: its paragraphs."""
        is_first = self._is_main and self._seen < _LOOKED_AT
        rows = [list(self._cells(each, inner)) for each, inner in _of_kind(table, "tr", around)]
        if all(len(cells) <= 1 for cells in rows) or (is_first and _is_title_page(rows)):
            return [block for cells in rows for cell in cells for block in cell]
        found: list[Block] = []
        for cells in rows:
            notes = [block for cell in cells for block in cell if block.kind is Kind.NOTE]
            whole = row([block for block in cell if block.kind is not Kind.NOTE] for cell in cells)
            if any(block.kind is Kind.ROW for cell in cells for block in cell):
                whole.remarks.add("nested")
            found += [whole, *notes]
        return found

    def _cells(self, each: etree._Element, around: Around) -> Iterator[list[Block]]:
        own = each.find(w("trPr"))
        around = around if own is None else _tracked(own, around, "ins", "del")
        for cell, inner in _of_kind(each, "tc", around):
            its = cell.find(w("tcPr"))
            yield self.blocks(cell, inner if its is None else _tracked(its, inner, "cellIns", "cellDel"))


class Waiting:
    """The paragraph that the next one may be joined with, and marks of comments that stand between paragraphs."""

    def __init__(self) -> None:
        self._block: Block | None = None
        self._change = ""
        self._after: list[Block] = []
        self._marks: list[Mark] = []

    def with_next(self, block: Block, change: str, after: list[Block]) -> list[Block]:
        """Take the next paragraph; answers what is complete."""
        block.marks[:0] = self._marks
        self._marks = []
        complete: list[Block] = []
        is_joined = self._change == DELETED and self._block is not None and not _is_deleted(self._block)
        if self._block is not None and (is_joined or self._change == _LARGE):
            block = joined(self._block, block) if is_joined else large_letter(self._block, block)
            self._after += after
            after = self._after
        elif self._block is not None:
            if self._change == INSERTED:
                split_off(self._block, block)
            complete = [self._block, *self._after]
        self._block, self._change, self._after = block, change, after
        return complete

    def with_mark(self, mark: Mark) -> list[Block]:
        """Take a mark that stands between paragraphs: a range begins at the next one, and ends with the last one."""
        if mark.kind == "end" and self._block is not None:
            self._block.marks.append(Mark("end", mark.comment, len(self._block.bits)))
        else:
            self._marks.append(mark)
        return []

    def all(self) -> list[Block]:
        """All that is left, where something else than a paragraph comes."""
        complete: list[Block] = []
        if self._marks:
            self._block, marks = self._block or Block([]), self._marks
            self._block.marks += [Mark(mark.kind, mark.comment, len(self._block.bits)) for mark in marks]
        if self._block is not None:
            complete = [self._block, *self._after]
        self._block, self._change, self._after, self._marks = None, "", [], []
        return complete


def _parts(parent: etree._Element, around: Around) -> Iterator[tuple[etree._Element, Around]]:
    """The paragraphs, tables and marks of comments inside of an element, whatever is wrapped around them."""
    for child in children(parent):
        tag = str(child.tag)
        if tag in {w("p"), w("tbl"), w("altChunk"), w("subDoc")} or tag in _MARKS:
            yield child, around
        elif tag == w("sdt"):
            content = child.find(w("sdtContent"))
            if content is not None and not is_placeholder(child):
                yield from _parts(content, around._replace(is_contents=around.is_contents or is_contents(child)))
        elif tag in _THROUGH:
            yield from _parts(child, around)
        elif tag in _INSERTING:
            yield from _parts(child, around.inserted(child))
        elif tag in _DELETING:
            yield from _parts(child, around.deleted(child))


def _of_kind(parent: etree._Element, name: str, around: Around) -> Iterator[tuple[etree._Element, Around]]:
    """The rows of a table, or the cells of a row, whatever is wrapped around them."""
    for child in children(parent):
        if child.tag == w(name):
            yield child, around
        elif child.tag == w("sdt"):
            content = child.find(w("sdtContent"))
            if content is not None:
                yield from _of_kind(content, name, around)
        elif child.tag in _THROUGH or child.tag in _INSERTING or child.tag in _DELETING:
            yield from _of_kind(child, name, around)


def _tracked(own: etree._Element, around: Around, inserted: str, deleted: str) -> Around:
    found = own.find(w(inserted))
    if found is not None:
        around = around.inserted(found)
    found = own.find(w(deleted))
    return around if found is None else around.deleted(found)


def _change_of_mark(p: etree._Element) -> tuple[str, str]:
    """What a tracked change has done to the end of a paragraph, and by whom."""
    own = p.find(w("pPr"))
    if own is None:
        return "", ""
    frame, mark = own.find(w("framePr")), own.find(w("rPr"))
    if mark is not None:
        for change, names in ((DELETED, _DELETING), (INSERTED, _INSERTING)):
            found = next((child for child in mark if child.tag in names), None)
            if found is not None:
                return change, found.get(w("author"), "")
    return (_LARGE, "") if frame is not None and frame.get(w("dropCap"), "none") != "none" else ("", "")


def _is_deleted(block: Block) -> bool:
    """Whether all of a paragraph's text was deleted together with its mark."""
    return all(bit.change == DELETED or not (bit.raw.strip() or bit.picture) for bit in block.bits)


def _is_centred(p: etree._Element) -> bool:
    own = p.find(f"{w('pPr')}/{w('jc')}")
    return own is not None and own.get(_VAL) in _CENTRED


def _is_title_page(rows: list[list[list[Block]]]) -> bool:
    """Whether a table holds what stands on a title page, as a symbol or the word for its distribution."""
    every = [block.text().plain for cells in rows for cell in cells for block in cell]
    return any(front.is_sign(line) for text in every for line in text.split("\n"))
