"""The text of a paragraph as it lies in the runs of a Word file, cut where something begins or ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from commentspace.formats.word.names import w
from commentspace.formats.word.texts import Bit, Span
from commentspace.formats.word_out.elements import SPACE, element

_AFTER = frozenset(map(w, ("bookmarkEnd", "commentRangeEnd")))


@dataclass(slots=True)
class Piece:
    """An element of a run ("w:t", "w:br", "w:tab"), and the code points [start, end) that it gives."""

    element: etree._Element
    start: int
    end: int

    @property
    def run(self) -> etree._Element:
        """The run that it is in; what stands in none, as an equation, is its own."""
        run = self.element.getparent()
        return run if run is not None and run.tag == w("r") else self.element


class Line:
    """The text of a paragraph, which stands in `holders` (its "w:p" elements) by `pieces` in order."""

    def __init__(self, text: str, holders: Sequence[etree._Element], pieces: Sequence[Piece]):
        self.text, self.holders = text, list(holders)
        self.pieces = [piece for piece in pieces if piece.end > piece.start]
        self._starts = [piece.start for piece in self.pieces]

    def cut(self, at: int) -> int:
        """Make a run begin at this place of the text; the number of the first piece that begins there or later."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and self.pieces[index].start < at < self.pieces[index].end:
            self._cut_piece(index, at)
        index = bisect_left(self._starts, at)
        if index < len(self.pieces) and self._has_before(self.pieces[index]):
            _part(self.pieces[index].element)
        return index

    def within(self, start: int, end: int) -> list[Piece]:
        """The pieces of [start, end), each of them in a run in which nothing else of the text is."""
        first = self.cut(start)
        return self.pieces[first : self.cut(end)]

    def holder(self, piece: Piece) -> etree._Element | None:
        """The paragraph element that a piece stands in."""
        return next(piece.element.iterancestors(w("p")), None)

    def _cut_piece(self, index: int, at: int) -> None:
        """Divide a piece of words in two; what is no plain text stays whole."""
        piece = self.pieces[index]
        said = piece.element.text or ""
        if piece.element.tag != w("t"):
            return
        inside = Span(Bit(said), piece.start, piece.end).index(self.text, at)
        rest = deepcopy(piece.element)
        rest.tail = None
        piece.element.text, rest.text = said[:inside], said[inside:]
        for each in (piece.element, rest):
            each.set(SPACE, "preserve")
        piece.element.addnext(rest)
        self.pieces.insert(index + 1, Piece(rest, at, piece.end))
        self._starts.insert(index + 1, at)
        piece.end = at

    def _has_before(self, piece: Piece) -> bool:
        """Whether its run holds something before it."""
        before = piece.element.getprevious()
        return piece.run is not piece.element and before is not None and before.tag != w("rPr")


def _part(first: etree._Element) -> None:
    """Give an element and what follows it in its run a run of their own, of the same look."""
    run = first.getparent()
    if run is None:
        return
    rest = element("r")
    look = run.find(w("rPr"))
    if look is not None:
        rest.append(deepcopy(look))
    for following in [first, *first.itersiblings()]:
        rest.append(following)
    rest.tail, run.tail = run.tail, None
    run.addnext(rest)


def marked(line: Line, start: int, end: int, name: int) -> bool:
    """Put the marks of a comment's range, and the reference to it, around the words [start, end).

    A range stays within one paragraph element, the one that it begins in. False where there are no words to mark.
    """
    pieces = line.within(start, end)
    if not pieces:
        return False
    holder = line.holder(pieces[0])
    last = next(piece for piece in reversed(pieces) if line.holder(piece) is holder)
    pieces[0].run.addprevious(element("commentRangeStart", id=str(name)))
    _after(last.run, name)
    return True


def marked_whole(holder: etree._Element, name: int) -> None:
    """The same for a paragraph in which there are no words: at its beginning."""
    properties = holder.find(w("pPr"))
    start = element("commentRangeStart", id=str(name))
    if properties is None:
        holder.insert(0, start)
    else:
        properties.addnext(start)
    _after(start, name)


def _after(place: etree._Element, name: int) -> None:
    """The end of a range after those that end there already, so that threads stand in their order."""
    while (following := place.getnext()) is not None and (_is_reference(following) or following.tag in _AFTER):
        place = following
    reference = element("r")
    reference.append(element("commentReference", id=str(name)))
    end = element("commentRangeEnd", id=str(name))
    end.tail = None
    place.addnext(end)
    end.addnext(reference)


def _is_reference(run: etree._Element) -> bool:
    return run.tag == w("r") and run.find(w("commentReference")) is not None
