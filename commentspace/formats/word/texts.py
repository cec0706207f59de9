"""The plain text of a Word paragraph, and which element of the file gives which code points of it.

A paragraph is read as bits: what one element (`w:t`, `w:tab`, `w:br`, `w:sym`, a reference to a note, ...) gives to its
text, in the order in which it is read. Plain text and Markdown are both made of the same bits, so that
`text.markdown.to_text` of the Markdown is the plain text: `places.Places` gives it for what a draft calls a source.

What is squeezed on the way from the file to the plain text: tabs and runs of spaces are one space; line breaks are
one "\\n", with no space around it; nothing stands before the first word and after the last; soft hyphens, controls
and marks that turn the direction of text are left out; letters are composed (NFC). Words that only a format shows in
capitals are as they were typed; raised and lowered digits are signs of their own ("m²").
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from commentspace.text.normal import MOST_MARKS, clean

INSERTED, DELETED = "inserted", "deleted"
BAR = " | "
"""What stands between two cells of a row."""

# Invisible, and of no use in text that is broken into lines anew: soft hyphens, embeddings, overrides, isolates.
_DROPPED = dict.fromkeys([0xAD, *range(0x202A, 0x202F), *range(0x2066, 0x2070)])
_UNEVEN = re.compile(r"[ \t]{2,}|\t|[ \t]*\n[ \t\n]*")


@dataclass(frozen=True, slots=True)
class Bit:
    """What one element of the file gives to a paragraph's text; `element` is None for what no element holds.

    `raw` is its text as the file has it. `picture` is the Markdown of a picture, which has no text. `change` says
    whether a tracked change by `author` has inserted or deleted it. `language` is a BCP 47 tag, or "".
    """

    raw: str
    element: etree._Element | None = None
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""
    change: str = ""
    author: str = ""
    language: str = ""
    picture: str = ""
    is_bar: bool = False
    is_contents: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A bit, and the code points of the plain text that it gives: `start` up to, not including, `end`."""

    bit: Bit
    start: int
    end: int

    def index(self, plain: str, at: int) -> int:
        """The place in the element's own text (`bit.raw`) that is at `at` in `plain`, the paragraph's plain text."""
        raw, place, here = self.bit.raw, 0, self.start
        while here < at and place < len(raw):
            taken = _taken(raw, place, plain[here])
            place += taken or 1
            here += taken > 0
        while here < self.end and place < len(raw) and not _taken(raw, place, plain[here]):
            place += 1
        return place


@dataclass(frozen=True, slots=True)
class Text:
    """A plain text and its spans, in order; a bit that gives nothing has an empty span."""

    plain: str
    spans: tuple[Span, ...]

    def without_start(self, length: int) -> "Text":
        """The text without its first `length` code points, as a label that is typed."""
        moved = (replace(span, start=max(span.start - length, 0), end=max(span.end - length, 0)) for span in self.spans)
        return Text(self.plain[length:], tuple(moved))


def squeezed(bits: Sequence[Bit]) -> Text:
    """The plain text of these bits."""
    parts = _parts(bits)
    _strip(parts)
    plain = "".join(parts)
    if not plain.isascii() and clean(plain) != plain:
        _compose(parts)
        plain = "".join(parts)
    spans: list[Span] = []
    at = 0
    for bit, part in zip(bits, parts, strict=True):
        spans.append(Span(bit, at, at + len(part)))
        at += len(part)
    return Text(plain, tuple(spans))


def accepted(bits: Iterable[Bit]) -> list[Bit]:
    """The bits as they are with all tracked changes carried out."""
    return [bit for bit in bits if bit.change != DELETED]


def rejected(bits: Iterable[Bit]) -> list[Bit]:
    """The bits as they were before all tracked changes."""
    return [bit for bit in bits if bit.change != INSERTED]


def _parts(bits: Sequence[Bit]) -> list[str]:
    """The text of each bit: white space between words is one space or one line break, of the bit that begins it."""
    parts: list[str] = []
    space, owner = "", -1  # white space that waits for a word after it, and the bit that it began in
    is_open = False  # whether something stands before on this line
    for number, bit in enumerate(bits):
        if bit.is_bar:
            parts.append(BAR)
            space, is_open = "", False
            continue
        before, core, after = _apart(bit.raw)
        if before:
            space, owner = _wider(space, before), owner if space else number
        if core:
            parts.append("")
            if space and is_open:
                parts[owner] += space
            parts[number] += core
            is_open, space = True, ""
        else:
            parts.append("")
        if after:
            space, owner = _wider(space, after), owner if space else number
    return parts


def _apart(raw: str) -> tuple[str, str, str]:
    """White space, words, white space."""
    text = raw if raw.isascii() and raw.isprintable() else _tidy(raw)
    core = text.strip(" \t\n")
    if len(core) == len(text):
        return "", _even(text), ""
    if not core:
        return text, "", ""
    start = text.index(core[0])
    return text[:start], _even(core), text[start + len(core) :]


def _tidy(raw: str) -> str:
    return clean(raw.translate(_DROPPED))


def _even(core: str) -> str:
    if "  " not in core and "\t" not in core and "\n" not in core:
        return core
    return _UNEVEN.sub(lambda run: "\n" if "\n" in run[0] else " ", core)


def _wider(space: str, more: str) -> str:
    return "\n" if "\n" in space or "\n" in more else " "


def _strip(parts: list[str]) -> None:
    """Nothing before the first word and after the last, whatever kind of space it is."""
    for number, part in enumerate(parts):
        parts[number] = part.lstrip()
        if parts[number]:
            break
    for number in reversed(range(len(parts))):
        parts[number] = parts[number].rstrip()
        if parts[number]:
            break


def _compose(parts: list[str]) -> None:
    """Marks that begin a bit go to the letter before them, which they are composed with."""
    last = -1
    for number in range(len(parts)):
        moved = _marks(parts[last][-1], parts[number]) if last >= 0 and parts[number] else 0
        if moved:
            tail = parts[last][-MOST_MARKS:] + parts[number][:moved]
            parts[last] = parts[last][:-MOST_MARKS] + clean(tail)
            parts[number] = parts[number][moved:]
        if parts[number]:
            last = number
    whole = "".join(parts)
    if clean(whole) != whole:  # more marks on one letter than anybody writes
        parts[:] = [clean(whole), *[""] * (len(parts) - 1)]


def _marks(before: str, part: str) -> int:
    """How many characters a part begins with that belong to the letter before it."""
    moved = 0
    while moved < min(len(part), MOST_MARKS) and not _stands_apart(before, part[moved]):
        moved += 1
    return moved


def _stands_apart(before: str, character: str) -> bool:
    return not unicodedata.combining(character) and unicodedata.is_normalized("NFC", before + character)


def _taken(raw: str, place: int, character: str) -> int:
    """How many characters of `raw` from `place` on are `character` of the plain text; 0 where this one gives none."""
    if raw[place] == character or (raw[place].isspace() and character.isspace()):
        end = place + 1
        while character in " \n" and end < len(raw) and raw[end] in " \t\n":
            end += 1
        return end - place
    if ord(raw[place]) in _DROPPED or not clean(raw[place]) or raw[place] in " \t\n":
        return 0
    end = place + 1
    while end < len(raw) and unicodedata.combining(raw[end]):
        end += 1
    return end - place
