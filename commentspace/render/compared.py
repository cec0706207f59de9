"""The rows of a comparison as a page shows them: side by side, or as one text in which both stand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Literal

from markupsafe import Markup, escape

from commentspace.errors import marked
from commentspace.render.weaving import Mark, woven
from commentspace.text.comparing import BREAK, Passage, Row, Said, said
from commentspace.text.languages import direction

Shape = Literal["side", "inline"]

OUT, IN = marked("taken out:"), marked("put in:")
GONE, COME = marked("moved from here:"), marked("moved to here:")
_SAID = {"out": ("del", OUT), "in": ("ins", IN), "gone": ("del", GONE), "come": ("ins", COME)}


@dataclass(frozen=True, slots=True)
class Cell:
    """A paragraph as it is shown: its label and its words with what has changed in them."""

    uid: str
    kind: str
    level: int
    label: Markup
    html: Markup
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The two sides of a row; in line there is but one, `new`."""

    old: tuple[Cell, ...]
    new: tuple[Cell, ...]


def shown(row: Row, shape: Shape, translate: Callable[[str], str]) -> Shown:
    """A row in a shape, in the language of `translate`."""
    teller = _Teller(translate)
    if row.is_left:
        return teller.sides(row, (), is_left=True)
    if not row.match.is_reworded and not (row.gone or row.come):
        return teller.whole(row, shape)
    found = said(row)
    return teller.inline(row, found) if shape == "inline" else teller.sides(row, found)


class _Teller:
    def __init__(self, translate: Callable[[str], str]):
        self._translate = translate

    def whole(self, row: Row, shape: Shape) -> Shown:
        """Passages of which nothing differs but their labels, or that stand on one side alone."""
        old, new = row.match.old, row.match.new
        if old and new:
            if shape == "inline":
                return Shown((), (self._cell(new[0], self._labels(row, 0), woven(new[0].html, ())),))
            is_same = old[0].label == new[0].label
            labels = [self._label(each.label, "" if is_same else tag, said) for each, tag, said in _pairs(row)]
            before, after = (
                self._cell(each[0], label, woven(each[0].html, ()))
                for each, label in zip((old, new), labels, strict=True)
            )
            return Shown((before,), (after,))
        cells = tuple(
            self._cell(each, self._label(each.label, tag, said), woven(each.html, [self._mark(each, tag, said)]))
            for each, tag, said in _pairs(row)
        )
        return Shown((), cells) if shape == "inline" or new else Shown(cells, ())

    def sides(self, row: Row, found: Sequence[Said], *, is_left: bool = False) -> Shown:
        """Each side with what only it has."""
        if is_left:
            gone = self._translate(GONE)
            old = (
                self._cell(each, escape(each.label), woven(each.html, [Mark(0, len(each.text), "del", gone, "moved")]))
                for each in row.match.old
            )
            return Shown(tuple(old), ())
        sides = []
        for passages, mine, tag, words in (
            (row.match.old, ("kept", "out", "gone"), "del", OUT),
            (row.match.new, ("kept", "in", "come"), "ins", IN),
        ):
            others = {each.label for each in (row.match.new if tag == "del" else row.match.old)}
            marks = _parted(list(self._marks([each for each in found if each.kind in mine])), passages)
            sides.append(
                tuple(
                    self._cell(
                        each, self._label(each.label, "" if each.label in others else tag, words), woven(each.html, own)
                    )
                    for each, own in zip(passages, marks, strict=True)
                )
            )
        return Shown(sides[0], sides[1])

    def inline(self, row: Row, found: Sequence[Said]) -> Shown:
        """The newer passages with what was taken out put in its place; the older where there is no newer one."""
        if not row.match.new:
            return Shown((), self.sides(row, found).old)
        marks = _parted(list(self._marks(found, row.match.old, is_inline=True)), row.match.new)
        cells = (
            self._cell(each, self._labels(row, at), woven(each.html, own))
            for at, (each, own) in enumerate(zip(row.match.new, marks, strict=True))
        )
        return Shown((), tuple(cells))

    def _marks(self, found: Sequence[Said], old: Sequence[Passage] = (), *, is_inline: bool = False) -> Iterator[Mark]:
        """Marks by the place in the whole side; in line, what only the older side has is put in at a place."""
        at, passed = 0, 0
        for each in found:
            is_put = is_inline and each.kind in ("out", "gone")
            begun = each.text.split(BREAK) if each.kind not in ("in", "come") else [each.text]
            signs = [f"¶ {one.label}".rstrip() + " " for one in old[passed + 1 : passed + len(begun)]]
            passed += len(begun) - 1
            if each.kind != "kept" and (each.text.strip() or (is_put and BREAK in each.text)):
                tag, words = _SAID[each.kind]
                name, sign = ("moved", f"⇅{each.move.number}") if each.move else ("", "")
                text = "".join(chain(*zip_longest(begun, signs, fillvalue=""))) if is_put else ""
                end = at if is_put else at + len(each.text)
                yield Mark(at, end, tag, self._translate(words), name, sign, text)
            at += 0 if is_put else len(each.text)

    def _mark(self, each: Passage, tag: str, words: str) -> Mark:
        """All of a passage."""
        return Mark(0, len(each.text), tag, self._translate(words))

    def _cell(self, each: Passage, label: Markup, words: Markup) -> Cell:
        return Cell(each.uid, each.kind, each.level, label, words, each.language, direction(each.language))

    def _labels(self, row: Row, at: int) -> Markup:
        """The labels of both sides before one passage of the newer."""
        mine, before = row.match.new[at].label, row.match.old[0].label
        if mine == before or (at and mine in (each.label for each in row.match.old)):
            return escape(mine)
        gone = self._label(before, "del", OUT) + " " if before and not at else Markup("")
        return gone + self._label(mine, "ins", IN)

    def _label(self, label: str, tag: str, words: str) -> Markup:
        if not label or not tag:
            return escape(label)
        mark = Mark(0, 0, tag, self._translate(words))
        return Markup(mark.opens(is_first=True) + str(escape(label)) + mark.closes(is_last=True))  # noqa: S704  # escaped


def _pairs(row: Row) -> Iterator[tuple[Passage, str, str]]:
    """The passages of both sides, each with the tag and the words for what only that side has."""
    yield from ((each, "del", OUT) for each in row.match.old)
    yield from ((each, "ins", IN) for each in row.match.new)


def _parted(marks: Sequence[Mark], passages: Sequence[Passage]) -> list[list[Mark]]:
    """The marks of a side by its passages; one that goes over several is in each of them."""
    parted: list[list[Mark]] = []
    start, waiting = 0, list(marks)
    for number, each in enumerate(passages):
        end, is_last = start + len(each.text), number == len(passages) - 1
        mine: list[Mark] = []
        for mark in list(waiting):
            if mark.start == mark.end:
                if mark.start <= end or is_last:
                    mine.append(_moved(mark, min(mark.start, end) - start, min(mark.start, end) - start))
                    waiting.remove(mark)
            elif mark.start < end and mark.end > start:
                mine.append(_moved(mark, max(mark.start, start) - start, min(mark.end, end) - start))
        parted.append(mine)
        start = end + 1
    return parted


def _moved(mark: Mark, start: int, end: int) -> Mark:
    return Mark(max(0, start), end, mark.tag, mark.said, mark.name, mark.sign, mark.text)
