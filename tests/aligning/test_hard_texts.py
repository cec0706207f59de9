"""Texts that would make a simple aligner quadratic, or fail: done in a number of steps that grows with the text."""

import random

import pytest

from commentspace.text.aligning import align, candidates
from commentspace.text.aligning.found import Found
from commentspace.text.aligning.reading import Reader
from commentspace.text.alignment import Piece, is_partition

CHANCE = random.Random(1)  # noqa: S311  # the same texts each time
COUNT = 600
WORDS = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("al", "er", "in", "om", "ut")]
LINES = [" ".join(CHANCE.choices(WORDS, k=20)) for _ in range(2 * COUNT)]
CASES = {
    "identical lines": (["The same line."] * COUNT, ["The same line."] * (COUNT - 5)),
    "nothing in common": (LINES[:COUNT], LINES[COUNT:]),
    "reversed": (LINES[:COUNT], LINES[:COUNT][::-1]),
    "a word replaced everywhere": (LINES, [line.replace("bal", "State").replace("dom", "Party") for line in LINES]),
    "ten lines in any order": (CHANCE.choices(LINES[:10], k=COUNT), CHANCE.choices(LINES[:10], k=COUNT)),
    "rows that differ by a number": tuple([f"Row {n} is {n + more}" for n in range(COUNT)] for more in (0, 1)),
    "signs only": (["* * *", "!", "—"] * 50, ["—", "* * *"] * 50),
    "nothing": ([], []),
    "nothing before": ([], ["x"]),
    "nothing after": (["x", ""], []),
    "one huge paragraph": ([" ".join(LINES)], [" ".join(LINES[:COUNT]) + " and " + " ".join(LINES[COUNT:])]),
    "one huge paragraph in two": ([" ".join(LINES)], [" ".join(LINES[:COUNT]), " ".join(LINES[COUNT:])]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_is_a_partition(name: str) -> None:
    old, new = CASES[name]
    links = align([*map(Piece, old)], [*map(Piece, new)])
    assert is_partition(links, len(old), len(new))


@pytest.mark.parametrize("name", [name for name, (old, new) in CASES.items() if len(old) == len(new) == COUNT])
def test_few_pairs_are_looked_at(name: str) -> None:
    old, new = CASES[name]
    reader = Reader()
    found = Found(reader.read([*map(Piece, old)]), reader.read([*map(Piece, new)]))
    pairs = candidates.within(found.old, found.new, list(range(COUNT)), list(range(COUNT)))
    assert len(pairs) < 30 * COUNT


def test_what_moved_is_found_where_all_is_reversed() -> None:
    old = [*map(Piece, LINES[:COUNT])]
    links = align(old, old[::-1])
    assert all(link.kept == (COUNT - 1 - link.new[0], link.new[0]) for link in links)
    assert sum(link.has_moved for link in links) == COUNT - 1
