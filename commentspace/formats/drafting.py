"""Pieces become a draft: title page, contents, notes, title, split paragraphs, outline, in this order."""

from collections.abc import Callable

from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.formats import contents, front, mending, notes, outline, warnings
from commentspace.formats.pieces import Piece
from commentspace.text.markdown import to_text


def draft(pieces: list[Piece], language: str, to_markdown: Callable[[str], str]) -> Draft:
    """The draft that `pieces` are; `to_markdown` makes a wording of a piece's text."""
    front.leave_out(pieces)
    contents.leave_out(pieces)
    notes.recognise(pieces)
    title = front.take_title(pieces)
    pieces = mending.mended(pieces)
    outline.settle(pieces)
    paragraphs = tuple(_paragraph(piece, to_markdown) for piece in pieces)
    return Draft(language, paragraphs, to_text(to_markdown(title)), warnings.sentences(paragraphs))


def _paragraph(piece: Piece, to_markdown: Callable[[str], str]) -> DraftParagraph:
    return DraftParagraph(
        kind=piece.kind or Kind.PARAGRAPH,
        markdown=to_markdown(piece.text),
        label=piece.label.text if piece.label else "",
        level=piece.level,
        left_out=piece.left_out,
        language=piece.language,
    )
