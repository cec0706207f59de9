"""What the blocks of a Word file are: headings, numbered paragraphs, items, notes, contents, title page, title.

What the file itself says (styles, outline levels, automatic numbers) comes first; what it only shows, as labels that
are typed and bold lines, is recognised as in plain text.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from commentspace.domain.drafts import Kind
from commentspace.formats import contents, front, labels, notes, outline, page_furniture, sentences
from commentspace.formats.label_forms import Form
from commentspace.formats.labels import Label, Reading
from commentspace.formats.pieces import Piece, Series
from commentspace.formats.word.blocks import Block
from commentspace.formats.word.numbering import Printed
from commentspace.formats.word.texts import DELETED, Text

_LONGEST_HEADING = 400
_LIST_DEPTH = 4
_MOST_TITLE_LINES = 5
_LIST_STYLE = re.compile(r"list (?:bullet|number) ([2-5])", re.IGNORECASE)
_NUMBER_AND_TAB = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})*|[IVXLC]{1,6}|[A-Z])[ ]*\t")
_CONTENTS_STYLES = ("toc ", "toc heading", "table of figures", "contents ", "contents heading")


@dataclass(slots=True, kw_only=True)
class Recognised(Piece):
    """A piece with the block that it is made of, and that block's plain text."""

    of: Block
    plain: Text
    root: str = ""
    """The series of its automatic number, "" without one."""
    is_of_contents: bool = False


@dataclass(slots=True)
class _Counted:
    """Automatic labels of no known form are counted one by one."""

    counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def label(self, printed: Printed) -> Label:
        """What a printed number can count."""
        found = labels.read(f"{printed.text} x") or labels.read(printed.text)
        if found and found[1] in {"x", ""} and found[0].text == printed.text:
            return found[0]
        if printed.is_bullet:
            return Label(printed.text, Form.BULLET, (Reading(printed.text, 0, step=0),))
        key = (printed.series, printed.level)
        self.counts[key] += 1
        return Label(printed.text, Form.NUMBER, (Reading(f"{key}", self.counts[key]),))


def recognised(blocks: Sequence[Block], texts: Sequence[Text]) -> tuple[list[Recognised], str]:
    """The pieces that the blocks are, settled, and the draft's title, which is no longer among them."""
    pieces = _pieces(blocks, texts)
    title = _take_title(pieces)
    plain: list[Piece] = list(pieces)
    front.leave_out(plain)
    contents.leave_out(plain)
    for piece in pieces:
        if piece.is_of_contents and not piece.left_out:
            piece.leave_out("contents")
    notes.recognise(plain)
    title = title or _guess_title(pieces)
    _settle(pieces)
    return pieces, title


def _pieces(blocks: Sequence[Block], texts: Sequence[Text]) -> list[Recognised]:
    series, counted = Series(), _Counted()
    has_headings = any(_is_heading(block, text.plain) for block, text in zip(blocks, texts, strict=True))
    pieces = []
    for number, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        piece = Recognised(text.plain, block=number, of=block, plain=text)
        pieces.append(piece)
        if block.kind is Kind.NOTE and block.printed:
            mark = block.printed.text
            piece.kind, piece.label = Kind.NOTE, Label(mark, Form.NOTE, (Reading(mark, 0, step=0),))
        elif block.kind is Kind.ROW:
            piece.kind = Kind.ROW
        else:
            _name(piece, series, counted, has_headings=has_headings)
        if block.is_deleted():
            piece.leave_out("deleted")
    return pieces


def _name(piece: Recognised, series: Series, counted: _Counted, *, has_headings: bool) -> None:
    """Give a paragraph its label, and the kind that the file itself says."""
    block, plain = piece.of, piece.text
    properties, printed = block.properties, block.printed
    if printed and printed.text:
        piece.label, piece.depth, piece.root = counted.label(printed), _LIST_DEPTH * printed.level, printed.series
    elif found := _typed(plain, series) or _tabbed(block, plain):
        piece.label, piece.text = found
    if piece.label:
        series.add(piece.label)
    piece.is_of_contents = _is_said_contents(block)
    if piece.is_of_contents or _looks_like_contents(block):
        piece.leave_out("contents")
    elif not piece.label and page_furniture.is_page_line(plain):
        piece.leave_out("furniture")
    elif _is_heading(block, plain):
        piece.kind, piece.level = Kind.HEADING, (properties.outline or 0) + 1
    elif not piece.label and (has_headings or not _stands_out(block, plain)):
        piece.kind = Kind.PARAGRAPH


def _is_heading(block: Block, plain: str) -> bool:
    """Whether the file says that a paragraph is a heading, and it is not a long sentence with a heading's number."""
    if block.kind is not None or (block.properties.outline is None and not block.properties.is_title) or not plain:
        return False
    if block.printed and block.printed.text:
        return sentences.can_be_heading(plain, labelled=True) or len(plain) <= sentences.LONGEST_HEADING // 2
    return len(plain) <= _LONGEST_HEADING


def _typed(plain: str, series: Series) -> tuple[Label, str] | None:
    """A label that is typed, and the words after it; a doubtful one only where its series goes on with it."""
    found = labels.read(plain)
    return found if found and found[1] and (not found[0].weak or series.fits(found[0])) else None


def _tabbed(block: Block, plain: str) -> tuple[Label, str] | None:
    """A number without a sign after it, as "1" or "A", that a tab parts from the words of a heading."""
    if not _is_heading(block, plain) or not (match := _NUMBER_AND_TAB.match(_with_tabs(block))):
        return None
    if not (found := labels.read(f"{match[1]}. x")) or not plain.startswith(f"{match[1]} "):
        return None
    return replace(found[0], text=match[1], weak=False), plain[len(match[1]) :].strip()


def _is_said_contents(block: Block) -> bool:
    """Whether the file itself says that a paragraph is of the contents list: by its style, a field, or a control."""
    if block.properties.name.lower().startswith(_CONTENTS_STYLES):
        return True
    shown = [bit.is_contents for bit in block.bits if bit.raw.strip()]
    return bool(shown) and all(shown)


def _looks_like_contents(block: Block) -> bool:
    """Whether a paragraph ends with the number of a page, after a tab or dots."""
    text = _with_tabs(block)
    return text[-1:].isdecimal() and contents.is_entry(text)


def _with_tabs(block: Block) -> str:
    return "".join(bit.raw for bit in block.bits if bit.change != DELETED).strip()


def _stands_out(block: Block, plain: str) -> bool:
    """Whether a short paragraph looks like a heading: bold, in the middle, or all capitals."""
    letters = [bit for bit in block.bits if bit.change != DELETED and any(map(str.isalpha, bit.raw))]
    return bool(letters) and (all(bit.is_bold for bit in letters) or block.is_centred or plain.isupper())


def _take_title(pieces: list[Recognised]) -> str:
    """Take out the first paragraphs in the style of a title; what comments are at stays as a heading.

    A line among them that says whose text it is ends the title, and is furniture.
    """
    titles = [number for number, piece in enumerate(pieces) if piece.of.properties.is_title and not piece.left_out]
    titles = [number for place, number in enumerate(titles) if number == titles[0] + place][:_MOST_TITLE_LINES]
    byline = next((place for place, number in enumerate(titles) if place and front.is_byline(pieces[number])), None)
    if byline is not None:
        pieces[titles[byline]].leave_out("furniture")
        del titles[byline:]
    words = " ".join(pieces[number].plain.plain.replace("\n", " ") for number in titles)
    if any(_is_kept(pieces[number]) for number in titles):
        return words
    for number in reversed(titles):
        del pieces[number]
    return words


def _is_kept(piece: Recognised) -> bool:
    """Whether more stands at a title than its words."""
    block = piece.of
    return bool(block.marks or block.earlier) or any(bit.change or bit.picture for bit in block.bits)


def _guess_title(pieces: list[Recognised]) -> str:
    """Take out the title as in plain text; a first heading is the title where it is the only one of its rank."""
    first = next((piece for piece in pieces if not piece.left_out), None)
    if first is None or _is_kept(first) or first.label or first.kind in {Kind.ROW, Kind.NOTE}:
        return ""
    if first.kind is Kind.HEADING:
        ranks = Counter(piece.level for piece in pieces if piece.kind is Kind.HEADING and not piece.left_out)
        if first.level != 1 or ranks[1] != 1 or len(ranks) == 1:
            return ""
    elif first.kind is not None and not _stands_out(first.of, first.text):
        return ""
    else:
        first.kind = None
    rest: list[Piece] = list(pieces)
    title = front.take_title(rest)
    left = set(map(id, rest))
    pieces[:] = [piece for piece in pieces if id(piece) in left]
    return title


def _settle(pieces: Sequence[Recognised]) -> None:
    """Kinds and levels, as in plain text, but that automatic numbers know their levels themselves."""
    said = {id(piece) for piece in pieces if piece.kind is Kind.HEADING and not piece.left_out}
    outline.settle(pieces)
    text = [piece for piece in pieces if not piece.left_out and piece.kind not in {Kind.NOTE, Kind.ROW}]
    roots: dict[str, Kind | None] = {}
    for piece, following in zip(text, [*text[1:], None], strict=False):
        is_guessed = piece.label is not None and piece.kind is Kind.HEADING and id(piece) not in said
        if is_guessed and not _can_be_guessed(piece, following, has_headings=bool(said)):
            piece.kind, piece.level = Kind.PARAGRAPH, 1
        printed = piece.of.printed
        if not piece.root or printed is None:
            continue
        if printed.level == 0 and not printed.is_bullet:
            roots[piece.root] = piece.kind
        if id(piece) not in said:
            _place(piece, printed, roots.get(piece.root))


def _can_be_guessed(piece: Recognised, following: Recognised | None, *, has_headings: bool) -> bool:
    """Whether a short text with a label is a heading though the file does not say so."""
    return _stands_out(piece.of, piece.text) or (
        not has_headings and following is not None and following.label is None and following.kind is not Kind.HEADING
    )


def _place(piece: Recognised, printed: Printed, root: Kind | None) -> None:
    """The kind and level of a paragraph of a list, of which `root` is the kind of its first level."""
    if printed.is_bullet:
        piece.kind, piece.level = Kind.ITEM, printed.level + 1 + _deeper(piece.of)
    elif printed.level and root is Kind.HEADING and piece.kind is Kind.HEADING:
        piece.level = printed.level + 1
    elif printed.level == 1 and root is Kind.HEADING:
        piece.kind, piece.level = Kind.PARAGRAPH, 1
    elif printed.level:
        piece.kind, piece.level = Kind.ITEM, printed.level + (root not in {Kind.PARAGRAPH, Kind.HEADING})
    elif _deeper(piece.of):
        piece.kind, piece.level = Kind.ITEM, _deeper(piece.of)


def _deeper(block: Block) -> int:
    """How many levels further in a list of its own is by its style, as "List Bullet 2" is by one."""
    found = _LIST_STYLE.fullmatch(block.properties.name)
    return int(found[1]) - 1 if found else 0
