"""A paragraph as it was sent, and a copy of it as it came back: the same, cut, or worded in another way.

What programs do to a text that they quote is no other wording: breaks, quotation marks, spaces, hyphens that are not
seen, links, and letters that were lost on the way.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import chain, takewhile
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Opcode, Opcodes

from commentspace.mail.lines import FIRST_IDEOGRAPH, LEFT_OUT
from commentspace.text.normal import normal
from commentspace.text.segments import Unit, units

MOST_LEFT_OUT = 3
"""Words missing at an end of a copy: more were not quoted, fewer may have been struck out."""
MOST_TIMES = 3
"""How many times as long as the other a text may be to be compared word by word."""
LOST_LETTER = re.compile("[?\ufffd]")
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
SIGNS = str.maketrans(dict.fromkeys("‘’‚`´′", "'") | dict.fromkeys("“”„«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-"))


class Kind(Enum):
    """What a copy is: `PARTLY` is worded in another way and cut as well."""

    OTHER = auto()
    SAME = auto()
    CUT = auto()
    REWORDED = auto()
    PARTLY = auto()


class Compared(NamedTuple):
    """What a copy is, how much of its words and of those sent are the same (0 to 1), and the wording it stands for."""

    kind: Kind
    share: float
    wording: str = ""


def compared(sent: str, copy: str) -> Compared:
    """What `copy` is to the words that were sent; both without marker and links, each in one line."""
    mine, theirs = normal(sent), normal(copy)
    if mine == theirs or _is_damaged(mine, theirs, copy):
        return Compared(Kind.SAME, 1)
    if not theirs or len(theirs) > MOST_TIMES * len(mine) or len(mine) > MOST_TIMES * len(theirs) + 1:
        return Compared(Kind.CUT if theirs and theirs in mine else Kind.OTHER, 0)
    if _is_cut(mine, copy):
        return Compared(Kind.CUT, len(theirs) / len(mine))
    return _reworded(sent, copy)


def joined(lines: Sequence[str]) -> str:
    """Lines put together again, without a space between characters of a script that has none."""
    text = ""
    for line in filter(None, map(str.strip, lines)):
        unspaced = text and text[-1] >= FIRST_IDEOGRAPH and line[0] >= FIRST_IDEOGRAPH
        text += line if unspaced or not text else f" {line}"
    return text


def _is_damaged(mine: str, theirs: str, copy: str) -> bool:
    """Whether all that is missing are letters that some program did not know; it put question marks in their place."""
    if len(theirs) >= len(mine) or not LOST_LETTER.search(copy):
        return False
    letters = iter(mine)
    missing = []
    for wanted in theirs:
        for letter in letters:
            if letter == wanted:
                break
            missing.append(letter)
        else:
            return False
    return not any(map(str.isascii, chain(missing, letters)))


def _is_cut(mine: str, copy: str) -> bool:
    """Whether every stretch between the dots of a copy stands in what was sent, in its order."""
    at = 0
    for part in filter(None, map(normal, LEFT_OUT.split(copy))):
        at = mine.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def common(old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """How many words of both are the same and in the same order."""
    return _shared(old, _steps(old, new))


def said_in(found: Sequence[Unit]) -> int:
    """How many words, signs left out."""
    return sum(1 for unit in found if unit.weight)


def _steps(old: Sequence[Unit], new: Sequence[Unit]) -> Opcodes:
    return LCSseq.opcodes([_key(unit) for unit in old], [_key(unit) for unit in new])


def _reworded(sent: str, copy: str) -> Compared:
    (_, old), (_, new) = units(sent), units(copy)
    steps = _steps(old, new)
    wording = "".join(
        _kept(old, new, step)
        if step.tag == "equal"
        else "".join(unit.text + unit.glue for unit in new[step.dest_start : step.dest_end])
        for step in steps
    )
    ends = (takewhile(_is_change, steps), takewhile(_is_change, reversed(list(steps))))
    is_cut = any(_is_left_out(list(changes), old, new) for changes in ends)
    is_cut = is_cut or bool(LEFT_OUT.search(copy) and not LEFT_OUT.search(sent))
    share = _shared(old, steps) / max(1, said_in(old), said_in(new))
    return Compared(Kind.PARTLY if is_cut else Kind.REWORDED, share, wording.strip())


def _is_change(step: Opcode) -> bool:
    return step.tag != "equal"


def _is_left_out(changes: Sequence[Opcode], old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether words are missing at an end with next to nothing in their place."""
    missing = sum(said_in(old[step.src_start : step.src_end]) for step in changes)
    return missing > MOST_LEFT_OUT and sum(said_in(new[step.dest_start : step.dest_end]) for step in changes) <= 1


def _shared(old: Sequence[Unit], steps: Opcodes) -> int:
    return sum(said_in(old[step.src_start : step.src_end]) for step in steps if step.tag == "equal")


def _kept(old: Sequence[Unit], new: Sequence[Unit], step: Opcode) -> str:
    """The units that both have, as they were sent; the white space before a change is that of the copy."""
    sent, came = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
    kept = "".join(_same(one, other) + one.glue for one, other in zip(sent, came, strict=True))
    glues = sent[-1].glue, came[-1].glue
    return kept if bool(glues[0]) == bool(glues[1]) else kept.removesuffix(glues[0]) + glues[1]


def _same(sent: Unit, came: Unit) -> str:
    """The unit as it was sent, unless it came in another case."""
    said = UNSEEN.sub("", came.text)
    is_other_case = said != sent.text and said.casefold() == sent.text.casefold()
    return said if is_other_case else sent.text


def _key(unit: Unit) -> str:
    return normal(unit.text) or unit.text.translate(SIGNS)
