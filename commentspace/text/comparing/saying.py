"""What differs between the two sides of a row, word by word, with the sentences that moved left out of it."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from commentspace.text.comparing.rows import Move, Row
from commentspace.text.differences import runs

BREAK = "\u2029"
"""Stands between the passages of a side (U+2029, the paragraph separator)."""


class Said(NamedTuple):
    """Words of both sides ("kept"), of the old alone ("out", "gone"), or of the new alone ("in", "come").

    What is "gone" stands in another row now, and what has "come" stood in another; `move` says which.
    """

    kind: Literal["kept", "out", "in", "gone", "come"]
    text: str
    move: Move | None = None


def sides(row: Row) -> tuple[str, str]:
    """The words of both sides, each passage parted from the next by a `BREAK`."""
    old, new = (BREAK.join(each.text.replace(BREAK, "\n") for each in side) for side in (row.match.old, row.match.new))
    return old, new


def said(row: Row) -> list[Said]:
    """The difference: "kept", "out" and "gone" are the old side again, "kept", "in" and "come" the new one."""
    old, new = sides(row)
    plain = list(_plain(_without(old, row.gone), _without(new, row.come)))
    return [each for each in _put_back(plain, _cut(old, row.gone, "gone"), _cut(new, row.come, "come")) if each.text]


def _plain(old: str, new: str) -> Iterator[Said]:
    """The difference of what did not move; where there is nothing to compare, nothing is."""
    if old == new:
        yield Said("kept", old)
    elif not old or not new:
        yield from (Said("out", old), Said("in", new))
    else:
        yield from (Said(run.kind, run.text) for run in runs(old, new))


def _without(text: str, moves: Sequence[Move]) -> str:
    parts, at = [], 0
    for move in moves:
        parts.append(text[at : move.start])
        at = move.end
    return "".join([*parts, text[at:]])


def _cut(text: str, moves: Sequence[Move], kind: Literal["gone", "come"]) -> list[tuple[int, Said]]:
    """What was left out, each with its place in what is left."""
    found, before = [], 0
    for move in moves:
        found.append((move.start - before, Said(kind, text[move.start : move.end], move)))
        before += move.end - move.start
    return found


def _put_back(plain: Sequence[Said], gone: list[tuple[int, Said]], come: list[tuple[int, Said]]) -> Iterator[Said]:
    at = at_new = 0
    for each in plain:
        old, new = each.kind != "in", each.kind != "out"
        cuts = [(place - at, one) for place, one in gone if old and at <= place < at + len(each.text)]
        cuts += [(place - at_new, one) for place, one in come if new and at_new <= place < at_new + len(each.text)]
        gone, come = ([pair for pair in pairs if pair[1] not in {one for _, one in cuts}] for pairs in (gone, come))
        done = 0
        for place, one in sorted(cuts, key=lambda pair: pair[0]):
            yield each._replace(text=each.text[done:place])
            yield one
            done = place
        yield each._replace(text=each.text[done:])
        at, at_new = at + len(each.text) * old, at_new + len(each.text) * new
    yield from (one for _, one in [*gone, *come])
