"""Small words that two texts have in common in the middle of rewritten passages: no place for a comment."""

from collections.abc import Sequence
from itertools import pairwise

from commentspace.text.carrying.words import Words
from commentspace.text.matching import Block, grown

CRUMB = 5
"""Letters that say nothing alone: "shall", one character of Chinese."""
SMALL = 12
"""Letters of a change that leaves no doubt about the word beside it."""


def without_crumbs(old: Words, new: Words, blocks: Sequence[Block]) -> list[Block]:
    """The blocks but for those that say next to nothing beside a large change, with another on their other side."""
    ends = [Block(0, 0, 0), *blocks, Block(len(old.units), len(new.units), 0)]
    changes = [_change(old, new, one, other) for one, other in pairwise(ends)]
    kept = [
        block
        for block, before, after in zip(blocks, changes, changes[1:], strict=False)
        if not (
            before and after and max(before, after) > SMALL and old.weight(range(block.old, block.old_end)) <= CRUMB
        )
    ]
    return grown(old.units, new.units, kept) if len(kept) < len(blocks) else kept


def _change(old: Words, new: Words, one: Block, other: Block) -> int:
    """How much was taken out or put in between two blocks."""
    return max(old.weight(range(one.old_end, other.old)), new.weight(range(one.new_end, other.new)))
