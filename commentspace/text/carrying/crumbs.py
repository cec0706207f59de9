"""Small words that two texts have in common in the middle of rewritten passages: no place for a comment."""

from itertools import pairwise

from commentspace.text.carrying.words import Range, Words
from commentspace.text.matching import Block

CRUMB = 5
"""Letters that say nothing alone: "shall", one character of Chinese."""


def without_crumbs(old: Words, new: Words, blocks: list[Block]) -> list[Block]:
    """The blocks but for those that say next to nothing and have other words than before on both sides."""
    ends = [Block(0, 0, 0), *blocks, Block(len(old.units), len(new.units), 0)]
    replaced = [_is_replaced(old, new, one, other) for one, other in pairwise(ends)]
    return [
        block
        for block, before, after in zip(blocks, replaced, replaced[1:], strict=False)
        if not (before and after and old.weight(range(block.old, block.old_end)) <= CRUMB)
    ]


def _is_replaced(old: Words, new: Words, one: Block, other: Block) -> bool:
    """Whether words between two blocks were replaced by others."""
    gone, written = Range(one.old_end, other.old), Range(one.new_end, other.new)
    return old.weight(range(*gone)) > 0 and new.weight(range(*written)) > 0
