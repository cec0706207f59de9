"""Sentences that went out of one row and came into another, in the same words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from commentspace.text.comparing.rows import Move, Row
from commentspace.text.comparing.saying import BREAK, sides
from commentspace.text.segments import units

LEAST = 32
"""Letters of a sentence that does not come about twice by chance; a Chinese character says as much as three."""


_MOST_SAID = 3
_SENTENCE = re.compile(
    rf"[^\n{BREAK}]*?(?:[.!?;:؟؛।]+(?=\s)|[。！？；：]+|[\n{BREAK}]|\Z)[^\S{BREAK}]*{BREAK}?", re.DOTALL
)
"""Up to a sign that ends it, or to the end of a line, with the white space that follows."""
_LETTERS = re.compile(r"\w+")


class _Sentence(NamedTuple):
    row: int
    start: int
    end: int


class Moves(NamedTuple):
    """The moves of a row: what is gone from its old side, and what has come into its new one."""

    gone: tuple[Move, ...]
    come: tuple[Move, ...]


def moved(rows: Sequence[Row]) -> dict[int, Moves]:
    """What has moved between these rows, by the number of the row: only what went out once and came in once."""
    out, put = _changed(rows)
    both = (said for said in out.keys() & put.keys() if _is_single(said, out, put) and _is_long_enough(said))
    pairs = sorted((out[said][0], put[said][0]) for said in both)
    gone: dict[int, list[Move]] = defaultdict(list)
    come: dict[int, list[Move]] = defaultdict(list)
    for number, (one, other) in enumerate(_whole(pairs), start=1):
        gone[one.row].append(Move(one.start, one.end, number, rows[other.row].name))
        come[other.row].append(Move(other.start, other.end, number, rows[one.row].name))
    return {
        each: Moves(tuple(sorted(gone[each], key=_start)), tuple(sorted(come[each], key=_start)))
        for each in {*gone, *come}
    }


def _start(move: Move) -> int:
    return move.start


def _is_single(said: str, out: Mapping[str, Sequence[_Sentence]], put: Mapping[str, Sequence[_Sentence]]) -> bool:
    return len(out[said]) == len(put[said]) == 1 and out[said][0].row != put[said][0].row


def _changed(rows: Sequence[Row]) -> tuple[dict[str, list[_Sentence]], dict[str, list[_Sentence]]]:
    """The sentences that only the old side of their row has, and those that only the new one has."""
    out: dict[str, list[_Sentence]] = defaultdict(list)
    put: dict[str, list[_Sentence]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row.is_left or not (row.match.is_reworded or row.match.relation in ("deleted", "new")):
            continue
        old, new = (list(_sentences(text)) for text in sides(row))
        before, after = {said for said, _, _ in old}, {said for said, _, _ in new}
        for mine, others, found in ((old, after, out), (new, before, put)):
            for said, start, end in mine:
                if said not in others:
                    found[said].append(_Sentence(number, start, end))
    return out, put


def _sentences(text: str) -> Iterator[tuple[str, int, int]]:
    """What each sentence says, and where it stands with the white space after it; a break belongs to none."""
    for found in _SENTENCE.finditer(text):
        said = " ".join(_LETTERS.findall(found[0]))
        if len(said) * _MOST_SAID >= LEAST:
            yield said, found.start(), found.start() + len(found[0].rstrip(BREAK))


def _is_long_enough(said: str) -> bool:
    return sum(unit.weight for unit in units(said)[1]) >= LEAST


def _whole(pairs: Sequence[tuple[_Sentence, _Sentence]]) -> Iterator[tuple[_Sentence, _Sentence]]:
    """Sentences that follow each other on both sides, as one."""
    waiting: tuple[_Sentence, _Sentence] | None = None
    for one, other in pairs:
        if waiting and (waiting[0][0], waiting[0].end) == one[:2] and (waiting[1][0], waiting[1].end) == other[:2]:
            waiting = (waiting[0]._replace(end=one.end), waiting[1]._replace(end=other.end))
            continue
        if waiting:
            yield waiting
        waiting = (one, other)
    if waiting:
        yield waiting
