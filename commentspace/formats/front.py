"""The title page: what stands before the title is furniture, and so is the line that says whose text it is."""

import re
from collections.abc import Sequence

from commentspace.domain.drafts import Kind
from commentspace.formats import page_furniture, sentences, vocabulary
from commentspace.formats.label_forms import Form
from commentspace.formats.lines import joined
from commentspace.formats.pieces import Piece
from commentspace.text.normal import normal

_LOOKED_AT = 60  # pieces from the start
_FEWEST_SIGNS = 2
_LONGEST_LINE = 100
_LONGEST_TITLE = 400
_MOST_TITLE_LINES = 5

_DIGIT = "[0-9\u0660-\u0669]"
_DATE = re.compile(
    rf"(?:\D{{0,40}}\b)?{_DIGIT}{{1,2}}(?:\s?[-–]\s?{_DIGIT}{{1,2}})?\s\D{{3,24}}\s{_DIGIT}{{4}}(?:\s?г(?:ода|\.))?(?:,\D{{0,40}})?"
    rf"|[A-Z][a-zé]{{2,12}}\s{_DIGIT}{{1,2}},\s{_DIGIT}{{4}}"
    rf"|(?:\D{{0,40}}[，,]\s?)?{_DIGIT}{{4}}\s?年\s?{_DIGIT}{{1,2}}\s?月[^。]{{0,40}}"
)


def leave_out(pieces: Sequence[Piece]) -> None:
    """Mark the title page, up to the last line that is surely a part of it, as furniture.

    Its notes, and the head of the next page, stand below the title: they do not reach back over it.
    """
    signs = [index for index, piece in enumerate(_start(pieces)) if is_sign(piece.text)]
    if len(signs) >= _FEWEST_SIGNS:
        above = [index for index in signs if not (pieces[index].left_out or _is_note(pieces[index]))]
        for piece in pieces[: max(above, default=-1) + 1]:
            piece.leave_out("furniture")


def take_title(pieces: list[Piece]) -> str:
    """Take the title out of `pieces`: the first words that are not left out, where they can be a title.

    A line right after it that says whose text it is becomes furniture. Without a title the answer is empty.
    """
    first = next((index for index, piece in enumerate(pieces) if not piece.left_out), None)
    if first is None or normal(pieces[first].text) in vocabulary.CONTENTS:
        return ""
    last = _end_of_title(pieces, first)
    title = joined(piece.text for piece in pieces[first:last])
    if all(piece.left_out for piece in pieces[last:]) or not _can_be_title(pieces[first:last], title):
        return ""
    del pieces[first:last]
    if first < len(pieces) and is_byline(pieces[first]):
        pieces[first].leave_out("furniture")
    return title


def _start(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces before the first that can only be the draft itself."""
    start: list[Piece] = []
    for piece in pieces[:_LOOKED_AT]:
        is_text = len(piece.text) > _LONGEST_LINE and sentences.is_ended(piece.text)
        is_numbered = piece.label is not None and piece.label.form is not Form.MARK
        if is_text or is_numbered or piece.left_out == "contents" or normal(piece.text) in vocabulary.CONTENTS:
            break
        start.append(piece)
    return start


def is_sign(text: str) -> bool:
    """Whether a line can stand on a title page only."""
    if len(text) > _LONGEST_LINE:
        return False
    words, small = normal(text), text.casefold()
    return (
        page_furniture.is_symbol(text)
        or words in vocabulary.DISTRIBUTION | vocabulary.LANGUAGES
        or (small.startswith(vocabulary.BEGINNINGS) and not sentences.is_ended(text.rstrip(".")))
        or _DATE.fullmatch(text) is not None
        or (any(word in small for word in vocabulary.AGENDA) and any(map(str.isdecimal, text)))
    )


def _end_of_title(pieces: Sequence[Piece], first: int) -> int:
    """A title may take some lines of its own block; a file without blank lines has its title on one."""
    last = first + 1
    while last < len(pieces) and pieces[last].block == pieces[first].block and not pieces[last].left_out:
        last += 1
    return last if last - first <= _MOST_TITLE_LINES and _are_lines(pieces[first:last]) else first + 1


def _are_lines(pieces: Sequence[Piece]) -> bool:
    return all(piece.label is None and sentences.can_be_heading(piece.text, labelled=True) for piece in pieces)


def _can_be_title(pieces: Sequence[Piece], title: str) -> bool:
    first = pieces[0]
    if first.kind is not None:
        return first.kind is Kind.HEADING and first.level == 1
    return first.label is None and len(title) <= _LONGEST_TITLE and _are_lines(pieces)


def _is_note(piece: Piece) -> bool:
    return piece.text.startswith("*") or (piece.label is not None and piece.label.text.startswith("*"))


def is_byline(piece: Piece) -> bool:
    """Whether a line under the title says whose text it is."""
    if piece.label or len(piece.text) > _LONGEST_LINE:
        return False
    small = piece.text.casefold()
    return small.startswith(vocabulary.BYLINE_BEGINNINGS) or small.endswith(vocabulary.BYLINE_ENDS)
