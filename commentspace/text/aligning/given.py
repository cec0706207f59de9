"""What a person has said about an alignment."""

from collections.abc import Mapping, Sequence

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Old paragraphs and what they have become; one side may be empty."""


def groups(given: Mapping[int, Sequence[int]], old: int, new: int) -> list[Group]:
    """The links that were said, each paragraph in one of them at most.

    Several new paragraphs from the one old were split from it. Where an old one is named for a merge and for
    something else, the first new paragraph has it.
    """
    found: dict[int, Group] = {}
    owner: dict[int, int] = {}
    for at in sorted(given):
        if not 0 <= at < new:
            continue
        named = sorted({n for n in given[at] if 0 <= n < old})
        free = tuple(n for n in named if n not in owner)
        if len(named) == 1 and not free and len(found[owner[named[0]]][0]) == 1:
            first = owner[named[0]]
            found[first] = (found[first][0], (*found[first][1], at))
            continue
        owner.update(dict.fromkeys(free, at))
        found[at] = (free, (at,))
    return list(found.values())
