"""What each piece is: the kind and the level that its label, its place and its neighbours give it."""

from collections.abc import Iterator, Sequence

from commentspace.domain.drafts import Kind
from commentspace.formats import sentences, vocabulary
from commentspace.formats.label_forms import Form
from commentspace.formats.labels import Label
from commentspace.formats.pieces import Piece
from commentspace.formats.runs import SLACK, Runs


def settle(pieces: Sequence[Piece]) -> None:
    """Set the kind and the level of every piece whose kind is not known yet."""
    outline = _Outline()
    _raise_headings(pieces)
    before: Piece | None = None
    for piece, following in _with_following(pieces):
        outline.place(piece, before, following)
        before = piece


def _raise_headings(pieces: Sequence[Piece]) -> None:
    """The highest headings that the format itself has named get level 1; their title has taken "#" before them."""
    named = [piece for piece in pieces if piece.kind is Kind.HEADING and not piece.left_out]
    highest = min((piece.level for piece in named), default=1)
    for piece in named:
        piece.level -= highest - 1


def _with_following(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece | None]]:
    """Each piece of the draft's own text with the next one; notes, rows and what is left out are passed over."""
    text = [piece for piece in pieces if not piece.left_out and piece.kind not in {Kind.NOTE, Kind.ROW}]
    following: list[Piece | None] = [*text[1:], None]
    yield from zip(text, following, strict=False)


class _Outline:
    """The series of headings, numbered paragraphs and items that are open at a place in the draft."""

    def __init__(self) -> None:
        self._headings = Runs()
        self._paragraphs = Runs()
        self._items = Runs()
        self._depth = 0  # of the last numbered paragraph
        self._interrupted = False  # whether a paragraph without a label has come after the last item

    def place(self, piece: Piece, before: Piece | None, following: Piece | None) -> None:
        """Say what `piece` is, and remember what may go on after it."""
        announced = before is not None and sentences.announces(before.text)
        if piece.kind is Kind.HEADING:
            self._items.clear()
        elif piece.label is None:
            self._place_bare(piece, before, following)
        elif self._is_heading(piece, piece.label, following):
            self._items.clear()
            piece.kind, piece.level = Kind.HEADING, self._headings.enter(piece.label, 0)
        elif piece.label.form is Form.NUMBER and not self._is_nested(piece, piece.label, announced):
            self._items.clear()
            self._paragraphs.enter(piece.label, 0, restarts=True)
            piece.kind, piece.level, self._depth = Kind.PARAGRAPH, 1, piece.depth
        else:
            piece.kind, piece.level = Kind.ITEM, self._item(piece, piece.label, announced)

    def _place_bare(self, piece: Piece, before: Piece | None, following: Piece | None) -> None:
        if piece.kind is Kind.ITEM and (level := self._items.leave(piece.depth)):
            piece.level = level  # it goes on with the item before it
        elif piece.kind is None and _is_bare_heading(piece, before, following):
            self._items.clear()
            piece.kind, piece.level = Kind.HEADING, self._bare_level(piece)
        else:
            piece.kind, self._interrupted = Kind.PARAGRAPH, True

    def _bare_level(self, piece: Piece) -> int:
        """A heading without a label stands below the labelled one before it, but an annex starts anew."""
        if piece.text.casefold().startswith(vocabulary.ANNEXES):
            self._headings.clear()
        return 1 if piece.text.isupper() else len(self._headings) + 1

    def _is_heading(self, piece: Piece, label: Label, following: Piece | None) -> bool:
        """Whether a short text with a label is a heading, and not the next of a list or of numbered paragraphs."""
        if piece.kind is Kind.ITEM or label.form not in {Form.NUMBER, Form.HEAD}:
            return False  # of a list, as the format itself says; or with a label that no heading has
        if not sentences.can_be_heading(piece.text, labelled=True):
            return False
        after = following.label if following else None
        if after and (after.repeats(label) or after.stands_below(label)):
            return True
        if self._items.goes_on(label, piece.depth) or self._paragraphs.goes_on(label, 0):
            return False
        if after and after.follows(label):
            return False
        return following is not None or self._headings.goes_on(label, 0)

    def _is_nested(self, piece: Piece, label: Label, announced: bool) -> bool:
        """Whether a label that can number paragraphs is that of an item."""
        is_deeper = piece.depth > self._depth + SLACK
        if self._items.goes_on(label, piece.depth):
            return True
        if not self._paragraphs:
            return self._items.is_left_of(piece.depth)
        if self._paragraphs.goes_on(label, 0):
            return is_deeper
        return is_deeper or (announced and any(reading.begins() for reading in label.readings))

    def _item(self, piece: Piece, label: Label, announced: bool) -> int:
        if self._interrupted and not self._items.goes_on(label, piece.depth):
            self._items.clear()
        self._interrupted = False
        return self._items.enter(label, piece.depth, announced=announced)


def _is_bare_heading(piece: Piece, before: Piece | None, following: Piece | None) -> bool:
    """Whether a short text without a label is a heading: alone between blank lines, or before a longer text."""
    if following is None or not sentences.can_be_heading(piece.text, labelled=False):
        return False
    if before and before.block == piece.block and not sentences.is_ended(before.text):
        return False
    is_one_of_many = following.label is None and sentences.can_be_heading(following.text, labelled=False)
    return not (following.block == piece.block and is_one_of_many)
