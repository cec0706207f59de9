"""A proposed wording put onto a text that has changed since: a merge of three texts, by words.

After diff3 (Khanna, Kunal and Pierce, "A formal investigation of diff3", 2007): both changes stand where words that
neither touches lie between them. Where the differences can be found in two ways that merge differently, it collides.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from commentspace.text.differences import kept
from commentspace.text.matching import Block
from commentspace.text.segments import Unit, units


class Fit(StrEnum):
    """Whether a change that was proposed for one wording can be made to another."""

    SAME = "same"
    """The words are as they were."""
    MERGED = "merged"
    """They were edited elsewhere than where the proposal changes them: both changes stand together."""
    TAKEN = "taken"
    """They say already what is proposed."""
    COLLIDES = "collides"
    """They were edited where the proposal changes them, or are gone: a person has to write the wording."""


class Merge(NamedTuple):
    """The proposal as it reads for the text of today; where it collides, as it was written."""

    text: str
    fit: Fit


def merged(base: str, mine: str, theirs: str) -> Merge:
    """Make to `theirs` the change that `mine` makes to `base`. Texts that differ in white space alone say the same."""
    if theirs == base:
        return Merge(mine, Fit.SAME)
    if _words(mine) == _words(theirs):
        return Merge(theirs, Fit.TAKEN)
    found = [_merged(base, mine, theirs, from_the_end=from_the_end) for from_the_end in (False, True)]
    if found[0] is None or found[1] is None or _words(found[0]) != _words(found[1]):
        return Merge(mine, Fit.COLLIDES)
    if found[0] == theirs:
        return Merge(theirs, Fit.TAKEN)
    return Merge(found[0], Fit.SAME if _words(base) == _words(theirs) else Fit.MERGED)


def overlaps(base: str, one: str, other: str) -> bool:
    """Whether two proposals for the same words cannot both be made, as they change the same of them differently."""
    return Fit.COLLIDES in (merged(base, one, other).fit, merged(base, other, one).fit)


def _words(text: str) -> list[str]:
    return [unit.text for unit in units(text)[1]]


class _Edit(NamedTuple):
    """Words from `first` up to before `end` of the base that became others; none where something was put in."""

    first: int
    end: int
    put: tuple[str, ...]
    units: Sequence[Unit]


class _Change:
    """What a text changes of its base: the words, and the white space after those that stay."""

    def __init__(self, base: Sequence[Unit], text: str, *, from_the_end: bool):
        self.lead, found = units(text)
        blocks = kept(base, found, from_the_end=from_the_end)
        self.edits = list(_edits(base, found, blocks))
        self.glue = {
            block.old + n: found[block.new + n].glue
            for block in blocks
            for n in range(block.size)
            if found[block.new + n].glue != base[block.old + n].glue
        }


def _edits(base: Sequence[Unit], found: Sequence[Unit], blocks: Sequence[Block]) -> Iterator[_Edit]:
    at = there = 0
    for block in [*blocks, Block(len(base), len(found), 0)]:
        if at < block.old or there < block.new:
            put = found[there : block.new]
            yield _Edit(at, block.old, tuple(unit.text for unit in put), put)
        at, there = block.old_end, block.new_end


def _merged(base: str, mine: str, theirs: str, *, from_the_end: bool) -> str | None:
    """The base with both changes; None where they touch."""
    lead, words = units(base)
    one, other = (_Change(words, text, from_the_end=from_the_end) for text in (mine, theirs))
    theirs_alone = [edit for edit in other.edits if edit[:3] not in {each[:3] for each in one.edits}]
    mine_alone = [edit for edit in one.edits if edit[:3] not in {each[:3] for each in other.edits}]
    if any(_touch(edit, each) for edit in mine_alone for each in other.edits):
        return None
    if any(_touch(edit, each) for edit in theirs_alone for each in one.edits):
        return None
    if any(other.glue.get(at, glue) != glue for at, glue in one.glue.items()):
        return None
    glue = {**other.glue, **one.glue}
    first = one.lead if one.lead != lead else other.lead
    return first + "".join(_put_together(words, sorted([*one.edits, *theirs_alone]), glue))


def _touch(one: _Edit, other: _Edit) -> bool:
    """Whether no word lies between two changes."""
    return one.first <= other.end and other.first <= one.end


def _put_together(words: Sequence[Unit], edits: Sequence[_Edit], glue: dict[int, str]) -> Iterator[str]:
    """The base with these changes, which do not touch."""
    at = 0
    for edit in [*edits, _Edit(len(words), len(words), (), [])]:
        for number in range(at, edit.first):
            yield words[number].text + glue.get(number, words[number].glue)
        yield "".join(unit.text + unit.glue for unit in edit.units)
        at = edit.end
