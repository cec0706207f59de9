"""The blocks of a Markdown file become pieces."""

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from commentspace.domain.drafts import Kind
from commentspace.formats import contents, escaping, labels, lines
from commentspace.formats.label_forms import Form
from commentspace.formats.labels import Label, Reading
from commentspace.formats.markdown_parser import blocks
from commentspace.formats.pieces import Piece, Series

_LIST_DEPTH = 4
_ESCAPED_LABEL = re.compile(r"(\W{0,2}\w{1,7})\\([.)])")


def pieces(text: str) -> list[Piece]:
    """The pieces of a Markdown file in their order.

    In a file without any heading of Markdown's own, short paragraphs may be headings, as in plain text.
    """
    walk = _Walk()
    for token in blocks(text):
        walk.step(token)
    if not any(piece.kind is Kind.HEADING for piece in walk.pieces):
        for piece in walk.bare:
            piece.kind = None
    return walk.pieces


@dataclass(slots=True)
class _List:
    """An open list: the number of its last item, and whether all items have the number of the first."""

    number: int = 0
    items: int = 0
    is_lazy: bool = False

    def next_number(self, typed: int) -> int:
        """What a list shows before an item: "1. 1. 1." counts up, any other numbers stand as they were typed."""
        self.is_lazy = self.is_lazy or (self.items == 1 and typed == self.number)
        self.items += 1
        self.number = self.number + 1 if self.is_lazy else typed
        return self.number


@dataclass(slots=True)
class _Walk:
    """Where the reader is among the tokens, and the pieces it has made."""

    pieces: list[Piece] = field(default_factory=list)
    bare: list[Piece] = field(default_factory=list)  # paragraphs that nothing marks as anything else
    series: Series = field(default_factory=Series)
    lists: list[_List] = field(default_factory=list)
    marker: str = ""  # of the item that has begun, until its first words come
    heading: int = 0
    quotations: int = 0
    cells: list[str] | None = None

    def step(self, token: Token) -> None:
        """Go past one token."""
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1:])
            case "heading_close":
                self.heading = 0
            case "bullet_list_open" | "ordered_list_open":
                self.lists.append(_List())
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                number = str(self.lists[-1].next_number(int(token.info))) if token.info else ""
                self.marker = number + token.markup
            case "blockquote_open" | "blockquote_close":
                self.quotations += token.nesting
            case "tr_open":
                self.cells = []
            case "tr_close":
                self._row()
            case "inline":
                self._inline(token.content)
            case "fence" | "code_block":
                self._code(token)
            case "note":
                mark = f"[{token.info}]"
                note = Label(mark, Form.NOTE, (Reading(mark, 0, step=0),))
                self._add(_unbroken(token.content.split("\n")), note, Kind.NOTE)

    def _inline(self, source: str) -> None:
        if self.cells is not None:
            self.cells.append(source.replace("|", "\\|"))
        elif self.heading:
            label, text = self._labelled(_unbroken(source.split("\n")))
            if label:
                self.series.add(label)
            self._add(text, label, Kind.HEADING)
            self.pieces[-1].level = self.heading
        elif self.quotations:
            quoted = "> " + _unbroken(source.split("\n")).replace("\n", "\n> ")
            self._add(quoted, self._take_marker(), Kind.PARAGRAPH)
        else:
            self._paragraph(source.split("\n"))

    def _paragraph(self, source: list[str]) -> None:
        """A paragraph, or several where lines within it begin with labels that follow on each other."""
        label = self._take_marker()
        is_marked = label is not None
        parts: list[str] = []
        for number, line in enumerate(source):
            found, text = self._labelled(line)
            is_entry = contents.is_entry(line)
            if number and (is_entry or (found and self.series.fits(found))):
                self._paragraph_piece(parts, label, is_marked)
                label, parts = found, []
            elif not number and found and (label is None or label.form in {Form.BULLET, Form.MARK}):
                label = found
            else:
                text = line
            if label:
                self.series.add(label)
            parts.append(text)
        self._paragraph_piece(parts, label, is_marked)

    def _paragraph_piece(self, parts: list[str], label: Label | None, is_marked: bool) -> None:
        text = _unbroken(parts)
        if label or (text.startswith("**") and text.endswith("**")):
            kind = None
        else:
            kind = Kind.ITEM if self.lists and not is_marked else Kind.PARAGRAPH
        self._add(text, label, kind)
        if kind is Kind.PARAGRAPH and text:
            self.bare.append(self.pieces[-1])
        if len(parts) == 1 and contents.is_entry(text):
            self.pieces[-1].leave_out("contents")

    def _labelled(self, line: str) -> tuple[Label | None, str]:
        """The label typed at the start of a line, and the text after it made safe to stand alone."""
        found = labels.read(_ESCAPED_LABEL.sub(r"\1\2", line, count=1) if _ESCAPED_LABEL.match(line) else line)
        if found is None or not found[1] or (found[0].weak and not self.series.fits(found[0])):
            return None, line
        return found[0], escaping.inline(found[1])

    def _take_marker(self) -> Label | None:
        found = labels.read(f"{self.marker} x") if self.marker else None
        self.marker = ""
        return found[0] if found else None

    def _row(self) -> None:
        if self.cells and any(self.cells):
            self._add(escaping.inline(" | ".join(self.cells)), None, Kind.ROW)
        self.cells = None

    def _code(self, token: Token) -> None:
        fence = token.markup or ("~~~~" if "```" in token.content else "```")
        label = self._take_marker()
        self._add(f"{fence}{token.info}\n{token.content.rstrip()}\n{fence}", label, None if label else Kind.PARAGRAPH)

    def _add(self, text: str, label: Label | None, kind: Kind | None) -> None:
        if text:
            depth = _LIST_DEPTH * (len(self.lists) - 1) if self.lists else 0
            self.pieces.append(Piece(text, label, depth, block=len(self.pieces), kind=kind))


def _unbroken(source: list[str]) -> str:
    """Broken lines as one, but for the breaks that Markdown means: two spaces or a backslash at a line's end."""
    parts: list[str] = []
    for number, line in enumerate(source):
        is_meant = number < len(source) - 1 and (line.endswith("  ") or line.endswith("\\"))
        parts.append(f"{line.strip()}  \n" if is_meant and not line.endswith("\\") else line.strip() + "\n" * is_meant)
    return lines.joined(parts)
