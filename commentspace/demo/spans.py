"""Spans of time as the demo's files write them: "2d 4h 30m"."""

import re
from typing import Final

PART: Final = re.compile(r"(\d+)([dhm])")
MINUTES: Final = {"d": 24 * 60, "h": 60, "m": 1}


def minutes(span: str) -> int:
    """The minutes of a span such as "9d 20h 5m", of which any part may be missing; ValueError for anything else."""
    parts = [PART.fullmatch(word) for word in span.split()]
    if not parts:
        raise ValueError("a span of time is empty")
    total = 0
    for part in parts:
        if part is None:
            raise ValueError(f"not a span of time: {span!r}")
        total += int(part[1]) * MINUTES[part[2]]
    return total
