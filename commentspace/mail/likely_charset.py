"""Which charset octets are in that no label tells, or a wrong one: by which octets stand beside each other.

Western texts have single letters beyond ASCII, all others have runs of them. Of those each charset has its
own range of common letters.
"""

import re

RUN = re.compile(rb"[\x80-\xff]+")
LONG_RUN, LEAST = 3, 6
SMALL_IN_KOI8 = range(0xC0, 0xE0)
SMALL_IN_WINDOWS = range(0xE0, 0x100)
COMMON_LEADS = frozenset((*range(0xB0, 0xD8), 0xA1, 0xA3))
ARABIC = frozenset(
    (*range(0xC0, 0xE0), 0xE1, *range(0xE3, 0xE7), 0xEC, 0xED, *range(0xF0, 0xF4), 0xA1, 0xBA, 0xBF, 0xE0)
)
MOST, NEARLY_ALL = 0.7, 0.9
LONGEST = 64 * 1024


def likely(octets: bytes) -> str:
    """Python's name of a charset that fits these octets, which are not UTF-8; empty for Western ones and others."""
    runs = RUN.findall(octets[:LONGEST])
    high = b"".join(run for run in runs if len(run) >= LONG_RUN)
    if len(high) < LEAST or 2 * len(high) < sum(map(len, runs)):
        return ""
    if _share(high, SMALL_IN_WINDOWS) >= MOST:
        return "cp1251"
    if _share(high, SMALL_IN_KOI8) >= MOST and not _is_chinese(octets, runs):
        return "koi8-r"
    if _is_chinese(octets, runs):
        return "gb18030"
    return "cp1256" if _share(high, ARABIC) >= NEARLY_ALL else ""


def _is_chinese(octets: bytes, runs: list[bytes]) -> bool:
    """Whether they are pairs of octets, most of which begin as common characters do."""
    leads = b"".join(run[::2] for run in runs)
    tails = b"".join(run[1::2] for run in runs)
    if not tails or _share(leads, COMMON_LEADS) < NEARLY_ALL or _share(tails, SMALL_IN_KOI8) >= MOST:
        return False
    try:
        octets.decode("gb18030")
    except UnicodeError:
        return False
    return True


def _share(octets: bytes, wanted: range | frozenset[int]) -> float:
    return sum(octet in wanted for octet in octets) / len(octets)
