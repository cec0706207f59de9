"""The contents list of a draft: it repeats the headings, and nobody comments on it."""

from collections import Counter
from collections.abc import Sequence

from commentspace.domain.drafts import Kind
from commentspace.formats import labels, sentences, vocabulary
from commentspace.formats.pieces import Piece
from commentspace.text.normal import normal

_MOST_DIGITS = 4
_FEWEST_DOTS = 3
_FEWEST_ENTRIES = 3
_LONGEST_HEADING = 40
# Lines between two entries: the first part of a long entry, or the word "Page" above the numbers.
_WIDEST_GAP = 2
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"


def is_entry(text: str) -> bool:
    """Whether a line ends with a page number after a leader of dots or a tab, or is a link to a heading."""
    before = text.rstrip(_DIGITS)
    if not 0 < len(text) - len(before) <= _MOST_DIGITS:
        return False
    entry = before.rstrip(" .…·\t")
    leader = before[len(entry) :]
    dots = leader.count(".") + leader.count("·") + _FEWEST_DOTS * leader.count("…")
    return bool(entry) and (dots >= _FEWEST_DOTS or "\t" in leader)


def leave_out(pieces: Sequence[Piece]) -> None:
    """Mark the contents list, under its heading or by its page numbers, as left out."""
    repeated = Counter(normal(piece.whole()) for piece in pieces if len(piece.text) <= sentences.LONGEST_HEADING)
    index = 0
    while index < len(pieces):
        if _is_heading(pieces[index]):
            end = _end_of_entries(pieces, index + 1) or _end_of_repeated(pieces, index + 1, repeated)
            if end:
                _mark(pieces, index, end)
                index = end
        index += 1
    _keep_stray_entries(pieces)


def _is_heading(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST_HEADING and normal(piece.text.strip("*")) in vocabulary.CONTENTS


def _end_of_entries(pieces: Sequence[Piece], start: int) -> int:
    """Where the entries with page numbers that begin at `start` end; 0 where there are none."""
    end = gap = 0
    for index in range(start, len(pieces)):
        piece = pieces[index]
        if piece.left_out == "contents" or "](#" in piece.text:
            end, gap = index + 1, 0
        elif piece.left_out != "furniture":
            gap += 1
        if gap > _WIDEST_GAP:
            break
    return end


def _end_of_repeated(pieces: Sequence[Piece], start: int, repeated: Counter[str]) -> int:
    """Where the entries that stand again further down end, with or without numbers of pages; 0 where there are none."""
    end = start
    met: set[str] = set()
    while end < len(pieces) and (words := _repeated(pieces[end].whole(), repeated)) and words not in met:
        met.add(words)
        end += 1
    return end if end > start else 0


def _repeated(entry: str, repeated: Counter[str]) -> str:
    """The words of an entry that stand again further down; "" of one whose words do not."""
    words, unpaged = normal(entry), normal(entry.rstrip(_DIGITS))
    if repeated[words] > 1:
        return words
    return unpaged if unpaged != words and repeated[unpaged] else ""


def _mark(pieces: Sequence[Piece], start: int, end: int) -> None:
    for piece in pieces[start:end]:
        if piece.left_out != "furniture":
            piece.leave_out("contents")
    pieces[start].kind = Kind.HEADING


def _keep_stray_entries(pieces: Sequence[Piece]) -> None:
    """One or two lines that end with dots and a number, outside of a contents list, are paragraphs after all."""
    run: list[Piece] = []
    for piece in [*pieces, Piece("")]:
        if piece.left_out == "contents":
            run.append(piece)
            continue
        if len(run) < _FEWEST_ENTRIES and not any(_is_heading(entry) for entry in run):
            for entry in run:
                entry.left_out, entry.kind = "", None
                if found := labels.read(entry.text):
                    entry.label, entry.text = found
        run = []
