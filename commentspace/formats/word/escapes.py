"""Where a plain text needs a backslash to be shown as it stands, whatever signs of Markdown it happens to hold."""

import re
from collections.abc import Collection, Iterable, Sequence

# An address that Markdown makes a link of by itself (`text.links`); what stands in it means nothing else.
_ADDRESS = re.compile(r"(?<![A-Za-z0-9+.\\-])https?://[A-Za-z0-9][!#-)+-;=?-Z_a-z~]{0,1900}", re.IGNORECASE)
_TRAILING = "?!.,:;*_~')"
_SPECIAL = re.compile(r"[\\*`_\]]|&(?=[#\w]{1,32};)|<(?=[A-Za-z])")
_ANY = re.compile(r"[\\*`_\]&<!|]")
_START = re.compile(r"#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|~~~|\[(?=[^\[\]]{1,2000}\]:)|([0-9]{1,9})(?=[.)](?:\s|$))|-[- ]*$")
_LATER_START = re.compile(r"[=|:+\-][=|:+\- ]*$")


def escapes(
    plain: str,
    *,
    edges: Collection[int] = (),
    closed: Sequence[tuple[int, int]] = (),
    bars: Collection[int] = (),
    is_row: bool = False,
) -> set[int]:
    """The places in `plain` that a backslash goes before.

    Marks of Markdown are going to be put at `edges`, and inside of `closed` stand words that are marked already.
    A bar of a row is written with a backslash, but for those at `bars`, which part its cells.
    """
    found = set(_line_starts(plain))
    if _ANY.search(plain) is None:
        return found
    is_single = not edges and plain.count("*") == 1
    kept = [match.span() for match in _addresses(plain) if not any(_touch(match.span(), each) for each in closed)]
    for special in _SPECIAL.finditer(plain):
        at, character = special.start(), special[0]
        if (kept and any(start <= at < end for start, end in kept)) or (character == "*" and is_single):
            continue
        if character == "_" and not _can_open(plain, at, edges):
            continue
        if character == "]" and not _closes_link(plain, at, edges, closed):
            continue
        found.add(at)
    if edges:
        found.update(edge - 1 for edge in edges if edge and plain[edge - 1] == "!")
        found.update(at for start, end in closed for at in range(start, end) if plain[at] in "[]")
    if is_row:
        found.update(at for at, character in enumerate(plain) if character == "|" and at not in bars)
    return found


def _line_starts(plain: str) -> Iterable[int]:
    """Beginnings of lines that would open a list, a heading, a quotation, a rule or a table."""
    at = 0
    for number, line in enumerate(plain.split("\n")):
        if start := _START.match(line):
            yield at + len(start[1] or "")
        elif number and _LATER_START.match(line):
            yield at
        at += len(line) + 1


def _addresses(plain: str) -> Iterable[re.Match[str]]:
    if "://" not in plain:
        return
    for match in _ADDRESS.finditer(plain):
        inner = match[0].rstrip(_TRAILING)
        if found := _ADDRESS.fullmatch(plain, match.start(), match.start() + len(inner)):
            yield found


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _can_open(plain: str, at: int, edges: Collection[int]) -> bool:
    """Whether an underscore stands at a word's edge, where it could mean emphasis."""
    around = plain[at - 1 : at] if at else "", plain[at + 1 : at + 2]
    return at in edges or at + 1 in edges or not all(each.isalnum() for each in around)


def _closes_link(plain: str, at: int, edges: Collection[int], closed: Sequence[tuple[int, int]]) -> bool:
    return plain[at + 1 : at + 2] == "(" or at + 1 in edges or any(start <= at < end for start, end in closed)
