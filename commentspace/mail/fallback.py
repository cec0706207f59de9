"""What is new in a message of which we sent no letter: by its quotation marks, introductions and header blocks alone.

There is nothing to align with, so no line has a place, and what was typed under a quotation cannot be told
from what was typed under the next. Every rule looks at a few neighbouring lines, so the time is linear.
"""

from collections.abc import Sequence

from commentspace.mail.attribution import header_blocks, introductions
from commentspace.mail.lines import Line


def left_out(lines: Sequence[Line]) -> tuple[set[int], set[int]]:
    """The indexes of the lines that are quoted, and of those that introduce a quotation.

    Under a header block without quotation marks, all that follows is taken as quoted.
    """
    quoted = {index for index, line in enumerate(lines) if line.depth}
    introducing: set[int] = set()
    for block in header_blocks(lines, None):
        introducing.update(block)
        if not any(index >= block.stop for index in quoted):
            quoted.update(range(block.stop, len(lines)))
            break
    for span in introductions(lines, quoted, None):
        introducing.update(span)
    return quoted, introducing
