"""Words of a rewritten passage that are another spelling of each other: a slip put right, another ending."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

MOST = 24
"""Words on either side of a passage that are compared one with another."""
LONG = 8
"""Letters of a word that is hardly written twice in the same passage by chance."""
SHORTEST = 4
"""Letters of a word that can be told from another by its spelling."""


def pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The words that are spelled alike, as many as can be, with the same words beside them; in the order of both."""
    if len(old) > MOST or len(new) > MOST:
        return []
    alike = [[is_alike(one, other) for other in new] for one in old]
    if not any(map(any, alike)):
        return []
    found = dict(_longest(alike, len(old), len(new)))
    for step in (1, -1):
        for one, other in sorted(found.items(), reverse=step < 0):
            _go_on(found, one, other, step, old, new)
    return sorted(found.items())


def _go_on(found: dict[int, int], at: int, there: int, step: int, old: Sequence[str], new: Sequence[str]) -> None:
    """Take up the same words beside a pair, as far as they go."""
    taken = {*found.values()}
    while True:
        at, there = at + step, there + step
        if not (0 <= at < len(old) and 0 <= there < len(new)) or at in found or there in taken or old[at] != new[there]:
            return
        found[at] = there


def is_alike(one: str, other: str) -> bool:
    """Whether one is likely the other in another spelling: no numbers, and one letter of four is another at most.

    The same word again is no other spelling: a short one is there by chance.
    """
    if one == other:
        return len(one) >= LONG
    if min(len(one), len(other)) < SHORTEST or not (one.isalpha() and other.isalpha()):
        return False
    most = max(len(one), len(other)) // 4
    return OSA.distance(one, other, score_cutoff=most) <= most


def _longest(alike: Sequence[Sequence[bool]], rows: int, columns: int) -> list[tuple[int, int]]:
    """The longest common subsequence under a likeness that is no equality."""
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            both = best[row + 1][column + 1] + 1 if alike[row][column] else 0
            best[row][column] = max(both, best[row + 1][column], best[row][column + 1])
    found, row, column = [], 0, 0
    while row < rows and column < columns:
        if alike[row][column] and best[row][column] == best[row + 1][column + 1] + 1:
            found.append((row, column))
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1
    return found
