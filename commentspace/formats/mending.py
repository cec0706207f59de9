"""Paragraphs that a page's end or a footnote has split are joined again."""

from collections.abc import Iterable

from commentspace.domain.drafts import Kind
from commentspace.formats import sentences
from commentspace.formats.lines import joined
from commentspace.formats.pieces import Piece


def mended(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with each paragraph whole, and what stood in its midst after it."""
    whole: list[Piece] = []
    parts: list[Piece] = []  # of the last paragraph, as far as it has come
    interrupted = False  # whether something of the page has come after them
    for piece in pieces:
        if piece.left_out or piece.kind is Kind.NOTE:
            interrupted = True
        elif parts and (interrupted or piece.page != parts[-1].last_page) and _goes_on(parts, piece):
            parts.append(piece)
            continue
        else:
            _join(parts)
            parts, interrupted = [piece], False
        whole.append(piece)
    _join(parts)
    return whole


def _join(parts: list[Piece]) -> None:
    if len(parts) > 1:
        parts[0].text = joined(part.text for part in parts)


def _goes_on(parts: list[Piece], piece: Piece) -> bool:
    """Whether `piece` is the rest of a sentence that the last of `parts` leaves open."""
    before = parts[-1]
    if piece.label or piece.kind or before.kind or sentences.is_ended(before.text):
        return False
    if sentences.goes_on(piece.text):
        return True
    if (len(parts) == 1 and sentences.is_surely_short(before.text)) or sentences.can_be_heading(
        piece.text, labelled=False
    ):
        return False
    return not (sentences.ends_with_comma(before.text) and piece.text[:1].isupper())
