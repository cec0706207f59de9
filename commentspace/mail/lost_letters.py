"""Quotations whose letters a program did not know, so that it put a question mark in place of each."""

from functools import lru_cache

from commentspace.mail.sent import Block

LEAST_LOST = 2
MOST_LINES = 20
MARK = "?"


def stands_in(copy: str, block: Block) -> bool:
    """Whether this is a part of the block, from the beginning of one of its lines, with such letters lost."""
    wanted = _squeezed(copy)
    if wanted.count(MARK) < LEAST_LOST:
        return False
    return any(_begins(wanted, sent) for sent in _beginnings(block))


@lru_cache(512)
def _beginnings(block: Block) -> tuple[str, ...]:
    """The block from the beginning of each of its lines on, without white space."""
    lines = [_squeezed(line) for line in f"{block.marker} {block.text}".split("\n")]
    return tuple("".join(lines[at:]) for at in range(min(len(lines), MOST_LINES)))


def _begins(wanted: str, sent: str) -> bool:
    pairs = zip(wanted, sent, strict=False)
    return len(wanted) <= len(sent) and all(
        one == other or (one == MARK and not other.isascii()) for one, other in pairs
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())
