"""Proposed wordings as Word's tracked changes: what is taken out and put in, word by word."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from commentspace.formats.word.names import w
from commentspace.formats.word_out.elements import element, words
from commentspace.formats.word_out.lines import Line, Piece
from commentspace.text.differences import Run, runs

_TEXT = frozenset(map(w, ("t", "br", "tab", "cr", "noBreakHyphen", "softHyphen", "sym")))
_REVISED = (w("ins"), w("del"))


@dataclass(frozen=True, slots=True)
class Change:
    """What a proposal does at a place: the words [start, end) go, `put` comes after them."""

    start: int
    end: int
    put: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who proposes, and when, as a file says it."""

    name: str
    at: str


class Proposing:
    """Tracks changes in a file; `identity` is the first number of a change that is not taken yet."""

    def __init__(self, identity: int):
        self._identity = identity

    def tracked(self, line: Line, start: int, end: int, proposal: str, by: Author) -> bool:
        """Propose `proposal` for the words [start, end) of a line.

        Nothing is done, and False said, where that cannot be shown: the words overlap those of an earlier change,
        or they go over places that are no text, as from one cell of a table into the next, or they are computed.
        """
        found = list(changes(line.text[start:end], proposal, start))
        if not found or not all(self._can(line, change) for change in found):
            return False
        for change in found:
            self._track(line, change, {"author": by.name, "date": by.at})
        return True

    def _can(self, line: Line, change: Change) -> bool:
        pieces = line.within(change.start, change.end)
        if sum(piece.end - piece.start for piece in pieces) != change.end - change.start:
            return False
        if any(piece.element.tag not in _TEXT or _is_changed(piece) for piece in pieces):
            return False
        neighbours = pieces or [piece for piece in (_before(line, change.end), _at(line, change.end)) if piece]
        if any(map(_is_computed, neighbours)):
            return False
        return bool(neighbours) and not all(map(_is_changed, neighbours))

    def _track(self, line: Line, change: Change, by: dict[str, str]) -> None:
        pieces = line.within(change.start, change.end)
        for run in dict.fromkeys(piece.run for piece in pieces):
            _take_out(run, self._mark("del", by))
        if not change.put:
            return
        put = self._mark("ins", by)
        before, at = _before(line, change.end), _at(line, change.end)
        if before is not None and (pieces or not _is_changed(before)):
            near = before.run
            place = near.getparent() if _is_changed(before) else near
            assert place is not None  # noqa: S101  # a run that was taken out stands in the mark of that
            place.addnext(put)
        else:
            assert at is not None  # noqa: S101  # `_can` has found one of the two
            near = at.run
            near.addprevious(put)
        put.append(_run_like(near, change.put))

    def _mark(self, name: str, by: dict[str, str]) -> etree._Element:
        self._identity += 1
        return element(name, id=str(self._identity - 1), **by)


def changes(old: str, proposal: str, start: int = 0) -> Iterator[Change]:
    """What differs between the words from `start` on and those proposed for them, but for white space at the ends."""
    inner = old.strip()
    place = start + (old.find(inner) if inner else 0)
    out: Run | None = None
    for run in [*runs(inner, proposal.strip()), Run("kept", "")]:
        if run.kind == "out":
            out = run
            continue
        if run.kind == "in" or out is not None:
            size = len(out.text) if out else 0
            yield Change(place, place + size, run.text if run.kind == "in" else "")
            place, out = place + size, None
        if run.kind == "kept":
            place += len(run.text)


def _is_changed(piece: Piece) -> bool:
    parent = piece.run.getparent()
    return parent is not None and parent.tag in _REVISED


def _is_computed(piece: Piece) -> bool:
    """Whether the words are the result of a field: Word computes them anew, LibreOffice keeps no changes in them."""
    holder = next(piece.element.iterancestors(w("p")), None)
    if holder is None or next(piece.element.iterancestors(w("fldSimple")), None) is not None:
        return True
    depth = 0
    for each in holder.iter(w("fldChar"), piece.element.tag):
        if each is piece.element:
            break
        kind = each.get(w("fldCharType")) if each.tag == w("fldChar") else ""
        depth += {"begin": 1, "end": -1}.get(kind or "", 0)
    return depth > 0


def _before(line: Line, at: int) -> Piece | None:
    """The piece that ends at a place."""
    index = line.cut(at) - 1
    return line.pieces[index] if index >= 0 and line.pieces[index].end == at else None


def _at(line: Line, at: int) -> Piece | None:
    """The piece that begins at a place."""
    index = line.cut(at)
    return line.pieces[index] if index < len(line.pieces) and line.pieces[index].start == at else None


def _take_out(run: etree._Element, mark: etree._Element) -> None:
    run.addprevious(mark)
    mark.append(run)
    for text in run.findall(w("t")):
        text.tag = w("delText")


def _run_like(near: etree._Element, text: str) -> etree._Element:
    """A run with a text in the look of another."""
    run = element("r")
    look = near.find(w("rPr"))
    if look is not None:
        run.append(deepcopy(look))
    words(run, text)
    return run
