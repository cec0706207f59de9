"""Answers made to take long: each is made in any size, with the letter that it answers."""

import random
from collections.abc import Callable, Sequence

from commentspace.mail.reading import Block
from tests.mail_reading.simulator.mailed import mailed

SIZES = (1, 2, 4)
"""In quarters of the most that is read: 1 MB of text, 50,000 lines."""
CHARACTERS, LINES = 250_000, 12_000

Made = Callable[[int], tuple[str, Sequence[Block]]]


def hostile() -> dict[str, Made]:
    """By name."""
    letter = mailed(random.Random(1), paragraphs=300, kind="draft").blocks  # noqa: S311  # the same each time
    same = [Block(at, "paragraph", f"[¶{at}]", f"All the same, in {at} places.", f"p{at}") for at in range(300)]
    long = letter[10].text
    quoted = "\n".join(f"> {each.marker} {each.text}\n>" for each in letter)
    return {
        "300 paragraphs quoted again and again": lambda size: (quoted * size, letter),
        "the same without marks": lambda size: (quoted.replace("> ", "").replace(">", "") * size, letter),
        "one sent line again and again": lambda size: ((long[:60] + "\n") * (LINES * size // 4), letter),
        "one sent line, each in a passage": lambda size: ((long[:60] + "\n\n") * (LINES * size // 4), letter),
        "one line": lambda size: ((long + " ") * (CHARACTERS * size // (len(long) + 1)), letter),
        "one line without spaces": lambda size: ("水" * (CHARACTERS * size), letter),
        "lines that begin as all paragraphs do": lambda size: ("> All the same, in\n" * (LINES * size), same),
        "changed copies": lambda size: ((f"{letter[10].marker} {long} more\n\n") * (CHARACTERS * size // 800), letter),
        "quotations, deeper and deeper": lambda size: ("> " * (CHARACTERS * size // 2), letter),
        "markers": lambda size: ("[¶12] " * (CHARACTERS * size // 6), letter),
        "question marks": lambda size: ("???????? ????????????\n\n" * (LINES * size // 2), letter),
    }
