"""Footnotes: a mark in the text, and the same mark before the note."""

import re
from collections import Counter
from collections.abc import Sequence

from commentspace.domain.drafts import Kind
from commentspace.formats.label_forms import Form
from commentspace.formats.labels import Label, Reading
from commentspace.formats.pieces import Piece

_EMPHASIS = re.compile(r"\*\*(?=\S)[^*]{1,2000}\*\*|(?<![\w*\\])\*(?=[^\s*])[^*]{1,500}(?<=[^\s*])\*(?![\w*])")
_REFERENCE = re.compile(r"(?<=[^\s*\\])\*{1,4}(?!\*)|\[[0-9]{1,3}\]")
_MARK = re.compile(r"\*{1,4}(?=[^\s*])")


def recognise(pieces: Sequence[Piece]) -> None:
    """Say of the pieces with a note's mark whether they are notes, items of a list, or neither.

    A star begins a note where the text before has referred to one that has not come yet, and no neighbour
    begins with a star too; otherwise it is a bullet.
    """
    expected: Counter[str] = Counter()
    for index, piece in enumerate(pieces):
        mark = _mark_of(piece)
        is_list = _has_mark(pieces, index - 1, mark) or _has_mark(pieces, index + 1, mark)
        if mark and expected[mark] > 0 and not is_list:
            expected[mark] -= 1
            _make_note(piece, mark)
        elif piece.label and piece.label.form is Form.NOTE:
            piece.kind = Kind.NOTE
        elif piece.label and piece.label.form is Form.BRACKET:
            piece.text, piece.label = piece.whole(), None
        expected.update(_REFERENCE.findall(_EMPHASIS.sub("", piece.text)))


def _mark_of(piece: Piece) -> str:
    if piece.label:
        return piece.label.text if piece.label.form in {Form.MARK, Form.BRACKET} else ""
    mark = _MARK.match(piece.text[:8])
    is_alone = mark is not None and piece.text.count("*") == len(mark[0])
    return mark[0] if mark and is_alone and not piece.left_out else ""


def _has_mark(pieces: Sequence[Piece], index: int, mark: str) -> bool:
    return 0 <= index < len(pieces) and (label := pieces[index].label) is not None and label.text == mark


def _make_note(piece: Piece, mark: str) -> None:
    if piece.label is None:
        piece.text = piece.text[len(mark) :]
        piece.label = Label(mark, Form.NOTE, (Reading(mark, 0, step=0),))
    piece.kind = Kind.NOTE
