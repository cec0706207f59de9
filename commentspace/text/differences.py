"""The difference between two texts, as a reader wants it: by words, by characters where a script parts no words.

The units that both texts have in common are found as a longest common subsequence (bit-parallel, by rapidfuzz: after
Hyyrö, "A note on bit-parallel alignment computation", 2004). What is common only by chance is then given up, so that
a rewritten passage is shown as one passage, and a word that was put in is shown where a sentence begins if it can be.

Cost: what both texts begin and end with is left out first, so that small edits cost no more than reading the texts.
For the rest of N and M units it is N·M/64 steps and N·M/8 octets: at 10,000 words each about 0.1 s and 20 MB (most of
the time goes into cutting words). Beyond `MOST` pairs sentences are compared first, and words only inside of those
that differ; a stretch that is still too large counts as rewritten.
"""

import html
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

from commentspace.text import controls
from commentspace.text.matching import Block, readable
from commentspace.text.segments import Unit, units

MOST = 150_000_000
"""Pairs of units that are compared one with another."""

Kind = Literal["kept", "out", "in"]


class Run(NamedTuple):
    """Words that both texts have ("kept"), only the first ("out"), or only the second ("in")."""

    kind: Kind
    text: str


def runs(before: str, after: str) -> list[Run]:
    """What became of `before`: its text is that of the runs "kept" and "out", that of `after` "kept" and "in".

    No two neighbours are of one kind, none is empty, and what was taken out stands before what was put in its place.
    """
    return list(_joined(_said(before, after)))


def kept(old: Sequence[Unit], new: Sequence[Unit], *, from_the_end: bool = False) -> list[Block]:
    """The stretches of units that both have, in order, without what they have in common only by chance.

    Where several differences are as short, it is the one found from the beginning or from the end of the texts.
    """
    if not from_the_end:
        return readable(old, new, _common(old, new))
    turned = [
        Block(len(old) - block.old_end, len(new) - block.new_end, block.size)
        for block in reversed(_common(old[::-1], new[::-1]))
    ]
    return readable(old, new, turned)


def to_html(found: Sequence[Run]) -> str:
    """The runs as HTML of `<del>`, `<ins>` and escaped text, controls that turn the direction shown."""
    tags = {"kept": "{}", "out": "<del>{}</del>", "in": "<ins>{}</ins>"}
    return controls.shown("".join(tags[run.kind].format(html.escape(run.text, quote=False)) for run in found))


def _said(before: str, after: str) -> Iterator[Run]:
    """Runs that may be empty or next to one of their kind."""
    (lead, old), (new_lead, new) = units(before), units(after)
    yield from _glue(lead, new_lead)
    at = at_new = 0
    for block in [*kept(old, new), Block(len(old), len(new), 0)]:
        yield from _changed(old[at : block.old], new[at_new : block.new])
        for one, other in zip(old[block.old : block.old_end], new[block.new : block.new_end], strict=True):
            yield Run("kept", one.text)
            yield from _glue(one.glue, other.glue)
        at, at_new = block.old_end, block.new_end


def _glue(before: str, after: str) -> Iterator[Run]:
    """White space between the same words."""
    if before == after:
        yield Run("kept", before)
    else:
        yield from (Run("out", before), Run("in", after))


def _changed(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Run]:
    yield Run("out", "".join(unit.text + unit.glue for unit in old))
    yield Run("in", "".join(unit.text + unit.glue for unit in new))


def _joined(said: Iterator[Run]) -> Iterator[Run]:
    """Neighbours of one kind put together, changes in order: first what was taken out, then what was put in."""
    for kind, group in groupby(_ordered(said), key=lambda run: run.kind):
        yield Run(kind, "".join(run.text for run in group))


def _ordered(said: Iterator[Run]) -> Iterator[Run]:
    for is_kept, group in groupby((run for run in said if run.text), key=lambda run: run.kind == "kept"):
        together = list(group)
        if is_kept:
            yield from together
        else:
            out, put = ("".join(run.text for run in together if run.kind == kind) for kind in ("out", "in"))
            yield from _without_common_spaces(out, put)


def _without_common_spaces(out: str, put: str) -> Iterator[Run]:
    """A change, without the white space with which both of its sides begin or end: that is kept."""
    lead = _spaces(out, put)
    out, put = out[len(lead) :], put[len(lead) :]
    tail = _spaces(out[::-1], put[::-1])
    out, put = out[: len(out) - len(tail)], put[: len(put) - len(tail)]
    found = (Run("kept", lead), Run("out", out), Run("in", put), Run("kept", tail[::-1]))
    yield from (run for run in found if run.text)


def _spaces(one: str, other: str) -> str:
    """The white space that both begin with."""
    alike = takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), zip(one, other, strict=False))
    return "".join(pair[0] for pair in alike)


def _common(old: Sequence[Unit], new: Sequence[Unit]) -> list[Block]:
    """The stretches of units that both have, in order."""
    numbers: dict[str, int] = {}
    mine, theirs = ([numbers.setdefault(unit.text, len(numbers)) for unit in each] for each in (old, new))
    start, end = _same_ends(mine, theirs)
    inner = (mine[start : len(mine) - end], theirs[start : len(theirs) - end])
    blocks = [Block(0, 0, start)]
    if len(inner[0]) * len(inner[1]) <= MOST:
        found: Iterable[Block] = _matched(*inner)
    else:
        found = _by_sentence((old[start : len(old) - end], new[start : len(new) - end]), inner)
    blocks += [Block(block.old + start, block.new + start, block.size) for block in found]
    return [block for block in [*blocks, Block(len(old) - end, len(new) - end, end)] if block.size]


def _same_ends(one: Sequence[int], other: Sequence[int]) -> tuple[int, int]:
    """How many units both begin with, and how many of the others both end with."""
    shorter, start, end = min(len(one), len(other)), 0, 0
    while start < shorter and one[start] == other[start]:
        start += 1
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return start, end


def _matched(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Block]:
    if not one or not other:
        return []
    return [
        Block(step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in LCSseq.opcodes(one, other)
        if step.tag == "equal"
    ]


def _by_sentence(said: tuple[Sequence[Unit], Sequence[Unit]], numbers: tuple[list[int], list[int]]) -> Iterator[Block]:
    """The same for long texts: whole sentences first, then the words between those that both have."""
    cuts = [_sentences(each) for each in said]
    whole = [[tuple(each[start:end]) for start, end in pairwise(cut)] for each, cut in zip(numbers, cuts, strict=True)]
    found = _matched(*_numbered(whole)) if len(whole[0]) * len(whole[1]) <= MOST else []
    at = at_new = 0
    for block in [*found, Block(len(whole[0]), len(whole[1]), 0)]:
        old, new = cuts[0][block.old], cuts[1][block.new]
        inner = (numbers[0][at:old], numbers[1][at_new:new])
        between = _matched(*inner) if len(inner[0]) * len(inner[1]) <= MOST else []
        yield from (Block(each.old + at, each.new + at_new, each.size) for each in between)
        at, at_new = cuts[0][block.old_end], cuts[1][block.new_end]
        yield Block(old, new, at - old)


def _numbered(sentences: Sequence[Sequence[tuple[int, ...]]]) -> tuple[list[int], list[int]]:
    numbers: dict[tuple[int, ...], int] = {}
    one, other = ([numbers.setdefault(sentence, len(numbers)) for sentence in each] for each in sentences)
    return one, other


def _sentences(said: Sequence[Unit]) -> list[int]:
    """Where sentences begin, and the end of the last."""
    return [0, *(at for at, unit in enumerate(said[:-1], start=1) if unit.ends), len(said)]
