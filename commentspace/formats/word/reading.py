"""A Word file becomes a draft: every paragraph once, as it is printed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.errors import Invalid, marked
from commentspace.formats import warnings
from commentspace.formats.word import comments, remarks, spoken
from commentspace.formats.word.blocks import Block
from commentspace.formats.word.lines import Around
from commentspace.formats.word.names import w
from commentspace.formats.word.opened import Opened
from commentspace.formats.word.package import Package
from commentspace.formats.word.recognising import Recognised, recognised
from commentspace.formats.word.texts import DELETED, Bit, Text, rejected, squeezed
from commentspace.formats.word.walking import Walk
from commentspace.formats.word.wording import markdown


def read(data: bytes, language: str | None = None) -> Draft:
    """The draft in a .docx; `language` is a BCP 47 tag, or None for the one that most of the text is in.

    Automatic numbers are labels, as are those that are typed; tracked changes are carried out, and the text before
    them is kept beside; notes come after the paragraph that refers to them; comments are at their words.
    Raises Invalid (field "file") for a file that is broken, hostile, or has nothing in it.
    """
    opened = Opened(Package(data))
    blocks = _kept(_walked(opened))
    if not blocks:
        raise Invalid(marked("There is nothing in this file. Choose the file that has the draft in it."), field="file")
    texts = [block.text() for block in blocks]
    pieces, title = recognised(blocks, texts)
    wordings = [_Wording(piece) for piece in pieces]
    said = [spoken.spoken(wording.text) for wording in wordings]
    language = language or spoken.of_all(said)
    places = [wording.place() for wording in wordings]
    found = comments.placed(opened, places)
    paragraphs = tuple(
        replace(wording.paragraph(), language=its_language, comments=found.get(number, ()))
        for number, (wording, its_language) in enumerate(zip(wordings, spoken.of_each(said, language), strict=True))
    )
    sentences = (*remarks.sentences(pieces), *warnings.sentences(paragraphs))
    return Draft(language, paragraphs, title, sentences, tuple(opened.pictures.taken))


def _walked(opened: Opened) -> list[Block]:
    body = opened.root.find(w("body"))
    return [] if body is None else Walk(opened, opened.package.main).blocks(body, Around())


def _kept(blocks: Iterable[Block]) -> list[Block]:
    """The blocks without those in which nothing is; what comments are at such a one goes to the next."""
    kept: list[Block] = []
    waiting = Block([])
    for block in blocks:
        if block.is_empty():
            waiting.marks += [replace(mark, at=0) for mark in block.marks]
            waiting.remarks |= block.remarks
            continue
        block.marks[:0] = waiting.marks
        block.remarks |= waiting.remarks
        waiting = Block([])
        if block.printed and not any(bit.raw.strip() or bit.picture for bit in block.bits):
            block.bits, block.printed = [Bit(block.printed.text)], None
        kept.append(block)
    if kept:
        last = kept[-1]
        last.marks += [replace(mark, at=len(last.bits)) for mark in waiting.marks]
        last.remarks |= waiting.remarks
    return kept


class _Wording:
    """What a piece says: the plain text without its label, and which bits it has come from."""

    def __init__(self, piece: Recognised):
        self.piece = piece
        bits, self._taken = _shown(piece)
        text, printed = piece.plain, piece.of.printed
        if printed and printed.text and piece.label is None:
            bits, self._taken = [Bit(f"{printed.text} "), *bits], [-1, *self._taken]
        if len(bits) != len(text.spans):
            text = squeezed(bits)
        is_typed = piece.label is not None and not piece.root and piece.of.kind is None
        self._cut = len(text.plain) - len(piece.text) if is_typed else 0
        self.text = text.without_start(self._cut) if self._cut else text

    def place(self) -> comments.Place:
        """Where comments can be at."""
        block = self.piece.of
        return comments.place(self.piece.kind or Kind.PARAGRAPH, self.text, block.marks, self._taken, len(block.bits))

    def paragraph(self) -> DraftParagraph:
        """The paragraph, all but its language and its comments."""
        piece = self.piece
        wording = self._markdown(self.text)
        before = self._before()
        is_changed = before is not None and (before != wording or piece.left_out == "deleted")
        return DraftParagraph(
            kind=piece.kind or Kind.PARAGRAPH,
            markdown=wording,
            label=piece.label.text if piece.label else "",
            level=piece.level,
            left_out=piece.left_out,
            source=" ".join(piece.of.sources),
            before=before if is_changed else None,
            changed_by=_authors([*piece.of.bits, *piece.of.earlier]) if is_changed else "",
        )

    def _before(self) -> str | None:
        block = self.piece.of
        if not (block.is_split_off or block.earlier or any(bit.change for bit in block.bits)):
            return None
        bits = [] if block.is_split_off else rejected([*block.earlier, *block.bits])
        text = squeezed(bits)
        if not any(bit.picture for bit in bits) and not text.plain.strip(" |"):
            return ""
        typed = self.piece.plain.plain[: self._cut]
        return self._markdown(text.without_start(self._cut) if typed and text.plain.startswith(typed) else text)

    def _markdown(self, text: Text) -> str:
        """The wording; a heading is not bold besides."""
        is_heading = self.piece.kind is Kind.HEADING
        return markdown(text, bold=not (is_heading and _is_all_bold(text)))


def _shown(piece: Recognised) -> tuple[list[Bit], list[int]]:
    """The bits whose text is shown, with their numbers: those now there, or of what was deleted, those before."""
    bits = piece.of.bits
    is_deleted = piece.left_out == "deleted"
    taken = [number for number, bit in enumerate(bits) if (bit.change != DELETED) or is_deleted]
    return [bits[number] for number in taken], taken


def _is_all_bold(text: Text) -> bool:
    return all(span.bit.is_bold for span in text.spans if any(map(str.isalpha, text.plain[span.start : span.end])))


def _authors(bits: Sequence[Bit]) -> str:
    return ", ".join(dict.fromkeys(" ".join(bit.author.split()) for bit in bits if bit.change and bit.author))
