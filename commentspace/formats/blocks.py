"""A plain text file falls into pieces: by blank lines, by labels, and by how its lines were broken."""

from commentspace.formats import contents, labels, lines, page_furniture, sentences
from commentspace.formats.labels import Label
from commentspace.formats.lines import Line
from commentspace.formats.pieces import Piece, Series

# Of the width: a line that ends before this ends its paragraph, whatever its last word is.
_LONG_ENOUGH = 0.6
_FIRST_LINE_INDENT = 2


def pieces(text: str) -> list[Piece]:
    """The pieces of a plain text file in their order; lines of the page among them are left out already."""
    every = lines.split(text)
    gathering = _Gathering(lines.wrapped_at(every))
    running = page_furniture.running(every)
    for index, line in enumerate(every):
        if not line.text:
            gathering.end_block()
        elif index in running or page_furniture.is_page_line(line.text):
            gathering.add_apart(line, "furniture")
        elif contents.is_entry(line.text):
            gathering.add_apart(line, "contents")
        else:
            gathering.add(line)
    gathering.end_block()
    return gathering.pieces


class _Gathering:
    """Lines become pieces: the lines of the piece that is open, and the pieces that are complete."""

    def __init__(self, width: int | None) -> None:
        self.pieces: list[Piece] = []
        self._width = width
        self._series = Series()
        self._block = 0
        self._label: Label | None = None
        self._lines: list[Line] = []
        self._texts: list[str] = []

    def end_block(self) -> None:
        """A blank line, or the end of the file."""
        self._close()
        self._block += 1

    def add_apart(self, line: Line, reason: str) -> None:
        """A line that is a piece of its own and is left out."""
        self._close()
        self.pieces.append(Piece(lines.spaced(line.text), block=self._block, page=line.page))
        self.pieces[-1].leave_out(reason)

    def add(self, line: Line) -> None:
        """A line that begins a piece, or goes on with the open one."""
        found = labels.read(line.text)
        if found and self._is_label(found[0], line):
            self._open(line, *found)
        elif self._lines and (not self._texts[-1] or self._continues(line)):
            self._lines.append(line)
            self._texts.append(line.text)
        else:
            self._open(line, None, line.text)

    def _open(self, line: Line, label: Label | None, text: str) -> None:
        self._close()
        self._label, self._lines, self._texts = label, [line], [text]
        if label:
            self._series.add(label)

    def _close(self) -> None:
        if not self._lines:
            return
        first, text, label = self._lines[0], lines.spaced(lines.joined(self._texts)), self._label
        if label and not text:
            text, label = label.text, None
        self.pieces.append(Piece(text, label, first.indent, self._block, first.page, self._lines[-1].page))
        self._label, self._lines, self._texts = None, [], []

    def _is_label(self, label: Label, line: Line) -> bool:
        """Within a broken paragraph, a line may start with what is a label only by chance: "... paragraph\\n12. In"."""
        fits = self._series.fits(label)
        if not self._lines or self._width is None or not self._texts[-1]:
            return fits or not label.weak
        if self._label and label.follows(self._label):
            return True
        before = self._lines[-1]
        return fits and (sentences.is_ended(before.text) or not lines.is_full(before, line, self._width))

    def _continues(self, line: Line) -> bool:
        """Whether the line belongs to the paragraph of the line before, with no blank line between them."""
        if self._width is None:
            return False
        before = self._lines[-1]
        is_ended = sentences.is_ended(before.text)
        if is_ended and len(self._lines) > 1 and line.indent >= before.indent + _FIRST_LINE_INDENT:
            return False
        if sentences.goes_on(line.text) or lines.is_full(before, line, self._width):
            return True
        return before.right >= self._width * _LONG_ENOUGH and not is_ended
