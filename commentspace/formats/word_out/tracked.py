"""Two revisions as one Word file with tracked changes: all accepted it is the newer text, all rejected the older.

Words are taken out and put in ("w:del", "w:ins"); paragraphs are by their marks, so that a split is a mark put in, and
a merge one taken out. What moved stands at both places ("w:moveFrom", "w:moveTo"): at the newer one without the words
that it has lost on the way, as nobody needs to take out there what was never there. Rows of tables are lines of text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO

import docx
from lxml import etree

from commentspace.formats.word.names import w
from commentspace.formats.word_out import paragraphs, walking
from commentspace.formats.word_out.elements import element, moment, safe, under, words
from commentspace.formats.word_out.languages import look_of, set_document_language
from commentspace.formats.word_out.leading import Balloons, Leading
from commentspace.formats.word_out.walking import Stretch
from commentspace.text.comparing import BREAK, Move, Passage, Row, Said, said
from commentspace.text.comparing.parting import in_order

_APART = timedelta(minutes=2)
"""LibreOffice takes changes of one minute that meet at a paragraph's mark for one, and the mark for part of it."""
_NOTE_SIZE = "18"  # half points
_TAGS = {"out": "del", "in": "ins", "gone": "moveFrom", "come": "moveTo"}


@dataclass(frozen=True, slots=True)
class Tracked:
    """What such a file says of itself, and its rows; `by` is to whom the changes are ascribed, `at` their moment."""

    title: str
    language: str
    by: str
    at: datetime
    rows: Sequence[Row]
    leading: Mapping[str, Sequence[Leading]] = field(default_factory=dict)
    """The comments that led to each row, by its name."""


def write(tracked: Tracked) -> bytes:
    """The file."""
    file = docx.Document()
    body = file.element.body
    end = body[-1]  # the properties of the last section stand last
    set_document_language(file, tracked.language)
    properties = file.core_properties
    properties.title, properties.author, properties.comments = safe(tracked.title)[:255], safe(tracked.by)[:255], ""
    properties.created = properties.modified = tracked.at.replace(tzinfo=None)
    look = look_of(tracked.language)
    title = paragraphs.holder_of("Title", look)
    paragraphs.say(title, [Stretch(tracked.title)], look)
    end.addprevious(title)
    balloons = Balloons(tracked.language)
    for made in _Writer(tracked, balloons).body():
        end.addprevious(made)
    with BytesIO() as target:
        file.save(target)
        return balloons.put_into(target.getvalue())


class _Writer:
    """Makes the paragraphs of a file; numbers its changes and its moves."""

    def __init__(self, tracked: Tracked, balloons: Balloons):
        self._leading, self._balloons = tracked.leading, balloons
        self._rows = in_order(tracked.rows)
        self._by = [{"author": safe(tracked.by), "date": moment(at)} for at in (tracked.at, tracked.at + _APART)]
        self._count = 0
        self._moved = {row.name for row in self._rows if row.has_moved}

    def body(self) -> Iterator[etree._Element]:
        """All paragraphs, with the ends of moves between them; the last one is of both texts."""
        is_of_both = True
        for row in self._rows:
            yield from self._marked(row)
            is_of_both = bool(row.match.old and row.match.new) and not row.has_moved
        if not is_of_both:
            yield element("p")

    def _marked(self, row: Row) -> Iterator[etree._Element]:
        """The paragraphs of a row, the first marked with the comments that led to it."""
        waiting = () if row.is_left else self._leading.get(row.name, ())
        for made in self._row(row):
            if waiting and made.tag == w("p"):
                self._balloons.mark(made, waiting)
                waiting = ()
            yield made

    def _row(self, row: Row) -> Iterator[etree._Element]:
        if row.has_moved:
            yield from self._whole_move(row)
        else:
            mark = "" if row.match.old and row.match.new else "ins" if row.match.new else "del"
            yield from _Paragraphs(self, row, said(row), mark).made()

    def _whole_move(self, row: Row) -> Iterator[etree._Element]:
        """One of the two places of a row that has moved, in its range."""
        side, name = ("moveFrom", row.other) if row.is_left else ("moveTo", row.name)
        start = self.range_start(side, name)
        for number, made in enumerate(_Paragraphs(self, row, _one_side(row), side).made()):
            if not number:
                properties = made.find(w("pPr"))
                made.insert(0 if properties is None else 1, start)
            yield made
        yield element(f"{side}RangeEnd", id=start.get(w("id"), ""))

    def change(self, tag: str) -> etree._Element:
        """An element that says a change, who made it, and when."""
        self._count += 1
        return element(tag, id=str(self._count), **self._by[0])

    def turn(self) -> None:
        """Keep the changes so far apart from those after a mark that did not change."""
        self._by.reverse()

    def range_start(self, side: str, name: str) -> etree._Element:
        """Where a move begins; both of its ends have the same name."""
        found = self.change(f"{side}RangeStart")
        found.set(w("name"), name)
        return found

    def is_whole(self, row: Row, move: Move) -> bool:
        """Whether neither of the rows between which words moved has moved itself: else they went out and came in."""
        return row.name not in self._moved and move.other not in self._moved


def _one_side(row: Row) -> list[Said]:
    """A moved row: where it stood what it said, where it stands what it says, and which of that is new."""
    if row.is_left:
        return [Said("gone", BREAK.join(each.text for each in row.match.old))]
    found = said(row) if row.match.is_reworded else [Said("kept", row.match.new[0].text)]
    return [
        Said("in" if each.kind == "in" else "come", each.text) for each in found if each.kind in ("kept", "in", "come")
    ]


class _Paragraphs:
    """The paragraphs of a row. `mark` is what their marks are, unless a mark alone was put in or taken out."""

    def __init__(self, writer: _Writer, row: Row, found: Sequence[Said], mark: str):
        self._writer, self._row, self._found, self._mark = writer, row, found, mark
        self._old, self._new = _Looks(row.match.old), _Looks(row.match.new)
        self._labels = [iter(row.match.old), iter(row.match.new)]
        if row.is_left or mark in ("del",):
            self._labels[1] = iter(())
        if mark == "moveTo":
            self._labels[0] = iter(())

    def made(self) -> Iterator[etree._Element]:
        """Paragraph by paragraph."""
        holder = self._begun("kept")
        for each in self._found:
            for number, part in enumerate(each.text.split(BREAK)):
                if number:
                    self._end(holder, {"in": "ins", "out": "del", "kept": ""}.get(each.kind, self._mark) or self._mark)
                    yield holder
                    self._take(each.kind, 1)
                    holder = self._begun(each.kind)
                self._say(holder, each, part)
        # LibreOffice leaves an empty paragraph where a mark that moved follows words that came in
        ends_new = self._mark == "moveTo" and (not self._found or self._found[-1].kind == "in")
        self._end(holder, "ins" if ends_new else self._mark)
        yield holder

    def _begun(self, kind: str) -> etree._Element:
        """The next paragraph, with the labels of the passages that begin with it."""
        old = next(self._labels[0], None) if kind not in ("in", "come") or self._mark == "moveTo" else None
        new = next(self._labels[1], None) if kind not in ("out", "gone") or self._mark == "moveFrom" else None
        shown = new or old or (self._row.match.new or self._row.match.old)[-1]
        look = look_of(shown.language)
        holder = paragraphs.holder_of(paragraphs.style_of(shown), look)
        before, after = (each.label if each else "" for each in (old, new))
        if before or after:
            paragraphs.hang(holder, shown)
        if before == after and self._mark == "":
            self._put(holder, "", [Stretch(f"{before}\t")] if before else [], shown)
            return holder
        for label, passage, tag in ((before, old, self._mark or "del"), (after, new, self._mark or "ins")):
            if label and passage:
                self._put(holder, tag, [Stretch(f"{label}\t")], passage)
        return holder

    def _say(self, holder: etree._Element, each: Said, part: str) -> None:
        looks = self._old if self._is_old(each) else self._new
        stretches, passage = looks.taken(len(part))
        if not self._is_old(each) and each.kind == "kept":
            self._old.taken(len(part))
        if not part:
            return
        tag = "" if each.kind == "kept" else _TAGS[each.kind]
        if each.move is None:
            self._put(holder, tag if self._mark in ("", "moveFrom", "moveTo") else self._mark, stretches, passage)
        elif self._writer.is_whole(self._row, each.move):
            self._move(holder, tag, f"move-{each.move.number}", stretches, passage)
        else:
            self._put(holder, "del" if each.kind == "gone" else "ins", stretches, passage)

    def _is_old(self, each: Said) -> bool:
        return each.kind in ("out", "gone")

    def _take(self, kind: str, size: int) -> None:
        """Go on over a break."""
        if kind not in ("in", "come"):
            self._old.taken(size)
        if kind not in ("out", "gone"):
            self._new.taken(size)

    def _move(
        self, holder: etree._Element, tag: str, name: str, stretches: Sequence[Stretch], passage: Passage
    ) -> None:
        start = self._writer.range_start(tag, name)
        holder.append(start)
        self._put(holder, tag, stretches, passage)
        under(holder, f"{tag}RangeEnd", id=start.get(w("id"), ""))

    def _put(self, holder: etree._Element, tag: str, stretches: Sequence[Stretch], passage: Passage) -> None:
        """Words at the end of a paragraph, within the change that they are."""
        look, size = look_of(passage.language), _NOTE_SIZE if passage.kind == "note" else ""
        place = holder
        if tag and stretches:
            place = self._writer.change(tag)
            holder.append(place)
        for each in stretches:
            words(paragraphs.run(place, each, look, size), each.text, name="delText" if tag == "del" else "t")

    def _end(self, holder: etree._Element, mark: str) -> None:
        """Say of a paragraph's mark what became of it."""
        if not mark:
            self._writer.turn()
            return
        properties = holder.find(w("pPr"))
        if properties is None:
            properties = element("pPr")
            holder.insert(0, properties)
        under(properties, "rPr").append(self._writer.change(mark))


class _Looks:
    """The words of one side in their looks, taken from the beginning to the end."""

    def __init__(self, passages: Sequence[Passage]):
        self._waiting = [(each, stretch) for passage in passages for each, stretch in _with_break(passage)]
        self._last = passages[-1] if passages else None

    def taken(self, size: int) -> tuple[list[Stretch], Passage]:
        """The next words, and the passage in which they begin."""
        found: list[Stretch] = []
        passage = self._waiting[0][0] if self._waiting else self._last
        while size and self._waiting:
            owner, stretch = self._waiting.pop(0)
            if len(stretch.text) > size:
                self._waiting.insert(0, (owner, _part(stretch, size, len(stretch.text))))
                stretch = _part(stretch, 0, size)
            size -= len(stretch.text)
            found.append(stretch)
        if passage is None:
            raise ValueError("nothing was said on this side")
        return found, passage


def _with_break(passage: Passage) -> Iterator[tuple[Passage, Stretch]]:
    yield from ((passage, each) for each in walking.stretches(passage.html) if each.text)
    yield passage, Stretch(BREAK)


def _part(stretch: Stretch, start: int, end: int) -> Stretch:
    return Stretch(stretch.text[start:end], stretch.bold, stretch.italic, stretch.code, stretch.href)
