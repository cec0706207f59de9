"""Header blocks that are drawn: a table between bars (Notes), or cells under a titled rule (NetEase).

They have no labels with colons, so they are known by what they hold: two of our address, name and subject.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from commentspace.mail.lines import Line

TITLE = re.compile(r"[-_=*—–─━]{3,}[^\W_].{0,60}?[-_=*—–─━]{3,}|[-_=*—–─━]{3,} [^\W_].{0,60}? [-_=*—–─━]{3,}")
DRAWN = re.compile(r"\s{0,3}(?:\|.*\||\|-+>|>-+\|?)\s*")
BAR = re.compile(r"\s{0,3}[|>]-{6,}[|>]?\s*")
LONGEST_LINE = 400
MOST_CELLS, MOST_DRAWN = 14, 80
MOST_BLANK = 2
MOST_LOOKED_AT = 200
LEAST_KEYS = 2


def drawn_headers(lines: Sequence[Line], holds_key: Callable[[str], bool]) -> Iterator[range]:
    """The drawn header blocks, in order. Of rules and tables only the first few are looked at."""
    looked_at = 0
    at = 0
    while at < len(lines) and looked_at < MOST_LOOKED_AT:
        run = _under_title(lines, at) or _table(lines, at)
        if run:
            looked_at += 1
            keys = [index for index in run if holds_key(lines[index].raw[:LONGEST_LINE])]
            if len(keys) >= LEAST_KEYS:
                yield run
                at = run.stop
                continue
        at += 1


def _under_title(lines: Sequence[Line], at: int) -> range | None:
    """A titled rule and the lines under it, to the next blank one."""
    content = lines[at].content.strip()
    if lines[at].depth or len(content) > LONGEST_LINE or not TITLE.fullmatch(content):
        return None
    first = at + 1
    while first < len(lines) and first - at <= MOST_BLANK and lines[first].is_blank:
        first += 1
    stop = first
    while stop < len(lines) and stop - first < MOST_CELLS and not lines[stop].is_blank:
        stop += 1
    return range(at, stop) if stop > first else None


def _table(lines: Sequence[Line], at: int) -> range | None:
    """Neighbouring lines between bars, of which one is a bar drawn across."""
    stop = at
    while stop < len(lines) and stop - at < MOST_DRAWN and _is_drawn(lines[stop].raw):
        stop += 1
    has_bar = any(BAR.fullmatch(lines[index].raw) for index in range(at, stop))
    return range(at, stop) if stop - at >= 2 * LEAST_KEYS and has_bar else None


def _is_drawn(raw: str) -> bool:
    return len(raw) <= LONGEST_LINE and DRAWN.fullmatch(raw) is not None
