"""The walk over a page: what each element adds to the draft, in document order."""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from commentspace.domain.drafts import Kind, Picture
from commentspace.errors import marked
from commentspace.formats import escaping, html_inline, labels
from commentspace.formats.html_inline import Format
from commentspace.formats.html_lists import List
from commentspace.formats.html_notes import Notes
from commentspace.formats.html_pictures import Pictures
from commentspace.formats.html_styles import Sheet
from commentspace.formats.html_tables import is_layout, rows
from commentspace.formats.label_forms import Form
from commentspace.formats.labels import Label, Reading
from commentspace.formats.pieces import Piece, Series
from commentspace.formats.runs_of_text import Run, after, plain, tidy, to_markdown

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td "
    "tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_LISTS = frozenset(["ul", "ol", "menu", "dir"])
_HEADING = re.compile("h[1-6]")
_FURNITURE = frozenset(["footer"])
_DEPTH = 4  # columns of a list level
_CONTENTS = re.compile(r"mso(?:toc)[1-9]|toc-?(?:entry|[1-9])", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"level([1-9])")


@dataclass(slots=True)
class _Place:
    """What the elements around a text say about it."""

    heading: int = 0
    quotations: int = 0
    left_out: str = ""
    note: str | None = None


@dataclass(slots=True)
class Walk:
    """Where the reader is on the page, and what it has found so far."""

    sheet: Sheet
    notes: Notes
    pieces: list[Piece] = field(default_factory=list)
    found: Pictures = field(default_factory=Pictures)
    has_hidden: bool = False
    _bare: list[Piece] = field(default_factory=list)
    _series: Series = field(default_factory=Series)
    _lists: list[List] = field(default_factory=list)
    _marker: str = ""
    _runs: list[Run] = field(default_factory=list)
    _place: _Place = field(default_factory=_Place)

    @property
    def pictures(self) -> list[Picture]:
        """The pictures that are in the page itself."""
        return self.found.taken

    def warnings(self) -> list[str]:
        """What should be looked at in the whole, in English."""
        said = []
        if self.has_hidden:
            said.append(marked("The page has text that it does not show; it is left out."))
        if self.found.left:
            said.append(
                f"Pictures that are not in the file, or of a kind that is not taken, are left out: {self.found.left}."
            )
        return said

    def over(self, root: etree._Element) -> None:
        """Go over the whole page; in one without headings, short paragraphs may be some, as in plain text."""
        self._element(root, Format())
        self._flush()
        if not any(piece.kind is Kind.HEADING for piece in self.pieces):
            for piece in self._bare:
                piece.kind = None

    def _element(self, element: etree._Element, format_: Format) -> None:
        tag = str(element.tag)
        style = self.sheet.style(element)
        if html_inline.is_dropped(element):
            return
        if html_inline.is_hidden(element, style):
            self.has_hidden = self.has_hidden or bool(html_inline.words(element).strip())
            return
        if element in self.notes.backs:
            return
        if tag in _BLOCKS:
            self._flush()
            self._block(element, tag, html_inline.within(element, style, format_), style)
            self._flush()
        elif element in self.notes.references:
            self._runs.append(Run(f"[{self.notes.references[element]}]", language=format_.language))
        else:
            self._inline(element, tag, html_inline.within(element, style, format_), style)

    def _inline(self, element: etree._Element, tag: str, format_: Format, style: dict[str, str]) -> None:
        if tag == "br":
            self._runs.append(Run("\n"))
        elif tag == "img":
            self._runs.extend(self.found.run(element))
        elif style.get("mso-list") == "ignore":
            self._marker = " ".join(html_inline.words(element).split())
        else:
            self._content(element, format_)

    def _content(self, element: etree._Element, format_: Format) -> None:
        """The text and the elements within an element, each with the text after it."""
        self._text(element.text, format_)
        for child in element:
            self._element(child, format_)
            self._text(child.tail, format_)

    def _text(self, text: str | None, format_: Format) -> None:
        if text:
            self._runs.append(format_.run(text))

    def _block(self, element: etree._Element, tag: str, format_: Format, style: dict[str, str]) -> None:
        outer, self._place = self._place, self._placed(element, tag)
        if tag in _LISTS:
            unordered = sum(1 for each in self._lists if each.step and each.style in ("disc", "circle", "square"))
            self._lists.append(List.of(element, self.sheet, unordered))
            self._content(element, format_)
            self._flush()
            self._lists.pop()
        elif tag == "table" and not is_layout(element):
            self._table(element, format_)
        elif tag == "pre":
            self._preformatted(element)
        else:
            if tag == "li" and self._lists:
                self._marker = self._lists[-1].label(element, self.sheet)
            level = _WORD_LEVEL.search(style.get("mso-list", ""))
            self._content_within(int(level[1]) if level else 0, element, format_)
        self._flush()
        self._place = outer

    def _content_within(self, levels: int, element: etree._Element, format_: Format) -> None:
        """The content of an element; that of an item of Word's within so many lists, which Word does not write."""
        outer = len(self._lists)
        self._lists.extend(List("none") for _ in range(levels))
        self._content(element, format_)
        self._flush()
        del self._lists[outer:]

    def _placed(self, element: etree._Element, tag: str) -> _Place:
        """What the elements around say, with what this one adds."""
        place = replace(self._place)
        if _HEADING.fullmatch(tag):
            place.heading = int(tag[1])
        elif tag == "blockquote":
            place.quotations += 1
        elif tag in _FURNITURE and (parent := element.getparent()) is not None and parent.tag == "body":
            place.left_out = "furniture"
        if any(_CONTENTS.fullmatch(name) for name in (element.get("class") or "").split()):
            place.left_out = "contents"
        place.note = self.notes.bodies.get(element, place.note)
        return place

    def _table(self, table: etree._Element, format_: Format) -> None:
        """A paragraph a row; what stands in the cells is read like any text, and put between bars."""
        for element in table:
            if element.tag == "caption":
                self._element(element, format_)
        for cells in rows(table):
            texts = [self._cell(cell, format_) if cell is not None else ("", "") for cell in cells]
            if any(text for text, _ in texts):
                markdown = " | ".join(text.replace("\\|", "|").replace("|", "\\|") for text, _ in texts)
                self._add(escaping.inline(markdown.strip(" ")), None, Kind.ROW, texts[0][1])

    def _cell(self, cell: etree._Element, format_: Format) -> tuple[str, str]:
        """The Markdown of a cell in one line, and its language."""
        walk = Walk(self.sheet, self.notes, found=self.found)
        walk._content(cell, html_inline.within(cell, self.sheet.style(cell), format_))
        walk._flush()
        self.has_hidden = self.has_hidden or walk.has_hidden
        text = " ".join(piece.whole() for piece in walk.pieces)
        return " ".join(text.replace("\\\n", " ").split()), next((piece.language for piece in walk.pieces), "")

    def _preformatted(self, element: etree._Element) -> None:
        text = html_inline.words(element).strip("\n").rstrip()
        if text.strip():
            fence = "~~~~" if "```" in text else "```"
            label = self._take_marker()
            self._add(f"{fence}\n{text}\n{fence}", label, None if label else Kind.PARAGRAPH)

    def _flush(self) -> None:
        """End the text that is open, and make a piece of it."""
        runs, self._runs = tidy(self._runs), []
        if not runs:
            return
        place = self._place
        language = html_inline.language(runs)
        if place.note is not None:
            mark, place.note = place.note, ""
            self._add(to_markdown(runs), _note(mark) if mark else None, Kind.NOTE, language)
        elif place.left_out or html_inline.leads_inside(runs):
            self._add(plain(runs), self._take_marker(), Kind.PARAGRAPH, language)
            self.pieces[-1].leave_out(place.left_out or "contents")
        elif place.quotations:
            quoted = "> " + to_markdown(runs).replace("\n", "\n> ")
            self._add(quoted, self._take_marker(), Kind.PARAGRAPH, language)
        else:
            self._paragraph(runs, place, language)

    def _paragraph(self, runs: list[Run], place: _Place, language: str) -> None:
        label = self._take_marker()
        is_marked, is_listed = label is not None, label is not None and bool(self._lists)
        words = plain(runs)
        found = labels.read(words)
        can_be = label is None or label.form in {Form.BULLET, Form.MARK}
        if can_be and found and found[1] and self._is_label(found[0]):
            label, runs = found[0], after(runs, len(words) - len(found[1]))
        if label:
            self._series.add(label)
        kind: Kind | None = Kind.PARAGRAPH
        if place.heading:
            kind = Kind.HEADING
        elif label:
            kind = Kind.ITEM if is_listed else None
        elif self._lists and not is_marked:
            kind = Kind.ITEM
        self._add(to_markdown(runs), label, kind, language)
        if place.heading:
            self.pieces[-1].level = place.heading
        elif kind is Kind.PARAGRAPH:
            self._bare.append(self.pieces[-1])

    def _is_label(self, label: Label) -> bool:
        return not label.weak or self._series.fits(label)

    def _take_marker(self) -> Label | None:
        marker, self._marker = self._marker, ""
        if not marker:
            return None
        found = labels.read(f"{marker} x")
        is_whole = found is not None and found[1] == "x"
        return found[0] if found and is_whole else Label(marker, Form.ITEM, (Reading(marker, 0, step=0),))

    def _add(self, text: str, label: Label | None, kind: Kind | None, language: str = "") -> None:
        if text:
            depth = _DEPTH * (len(self._lists) - 1) if self._lists else 0
            self.pieces.append(Piece(text, label, depth, block=len(self.pieces), kind=kind, language=language))


def _note(mark: str) -> Label:
    printed = f"[{mark}]"
    return Label(printed, Form.NOTE, (Reading(printed, 0, step=0),))
