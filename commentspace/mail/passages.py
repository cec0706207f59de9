"""A reply in passages: neighbouring lines that are one text, whatever program broke them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commentspace.mail.lines import Line
from commentspace.mail.quoting import Quoting, overflows
from commentspace.mail.sent import Letter
from commentspace.text.normal import normal


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring lines, by index; `marked` is the block whose marker stands before them, or alone above them."""

    lines: Sequence[int]
    depth: int
    marked: int | None


def passages(found: Quoting, letter: Letter) -> Iterator[Passage]:
    """The lines in passages: a blank line ends one, and so does a marker, or a line of another block."""
    depths = _depths(found.lines)
    lines: list[int] = []
    marked = alone = None
    for index, line in enumerate(found.lines):
        here, _ = letter.typed(line.content)
        is_other = line.is_blank or index in found.introducing or index in found.inserted
        if lines and (is_other or here is not None or not _goes_on(lines, index, found, letter, depths)):
            yield Passage(lines, depths[lines[0]], marked)
            lines, marked = [], None
        if here is not None and line.words == normal(letter.blocks[here].marker):
            alone = here
        elif not is_other:
            if not lines:
                marked, alone = alone if here is None else here, None
            lines.append(index)
    if lines:
        yield Passage(lines, depths[lines[0]], marked)


def _goes_on(lines: Sequence[int], index: int, found: Quoting, letter: Letter, depths: Sequence[int]) -> bool:
    """Whether this line belongs to the passage of these, as far as places and marks tell."""
    place = found.places.get(index)
    begins = place is not None and place.holds_words and place.start == letter.starts[place.block]
    return not begins and depths[index] == depths[lines[-1]]


def _depths(found: Sequence[Line]) -> list[int]:
    """How deep each line is quoted; one that lost its mark when a program wrapped it is as deep as the line above."""
    depths: list[int] = []
    for index, line in enumerate(found):
        is_wrapped = not line.depth and index and depths[-1] and overflows(found[index - 1].raw, line.raw)
        depths.append(depths[-1] if is_wrapped and not line.is_blank else line.depth)
    return depths
