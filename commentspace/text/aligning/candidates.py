"""Which pairs are looked at: so few that the cost stays near linear, so many that the right one is among them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import LCSseq

from commentspace.text.aligning.chaining import Pair
from commentspace.text.aligning.reading import Paragraph

SMALL = 150
"""In a gap of so many pairs all of them are looked at."""
LARGE = 400_000_000
"""In a gap of more pairs, paragraphs that stand many times are not looked for by their order: it would take memory."""
SHINGLES = (3, 6)
"""So many words that follow each other are what paragraphs are found by."""
RARE = 12
"""A shingle that stands in more paragraphs says nothing."""
NEAREST = 4
"""So many candidates for each paragraph are taken from its shingles."""
BAND = 2
"""In large gaps, so many neighbours of the same rank on each side, from the front and from the end."""


def unique(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[Pair]:
    """Pairs with the same words that stand once in each text."""
    mine, theirs = _places(old), _places(new)
    return [(at[0], theirs[key][0]) for key, at in mine.items() if len(at) == 1 and len(theirs.get(key, ())) == 1]


def _places(text: Sequence[Paragraph]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, paragraph in enumerate(text):
        places[paragraph.key].append(at)
    return dict(places)


def gaps(
    fixed: Iterable[Pair], free_old: Sequence[int], free_new: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """The free paragraphs between the pairs of a rising chain, where both texts have some."""
    a = b = 0
    for i, j in [*fixed, (1 << 60, 1 << 60)]:
        start_a, start_b = a, b
        while a < len(free_old) and free_old[a] < i:
            a += 1
        while b < len(free_new) and free_new[b] < j:
            b += 1
        if a > start_a and b > start_b:
            yield list(free_old[start_a:a]), list(free_new[start_b:b])


def within(old: Sequence[Paragraph], new: Sequence[Paragraph], mine: list[int], theirs: list[int]) -> set[Pair]:
    """The candidates in a gap."""
    if len(mine) * len(theirs) <= SMALL:
        return {(i, j) for i in mine for j in theirs}
    found = set(by_shingles(old, new, mine, theirs))
    found.update(_in_order(old, new, mine, theirs))
    found.update(_by_rank(mine, theirs))
    return found


def by_shingles(
    old: Sequence[Paragraph], new: Sequence[Paragraph], mine: Sequence[int], theirs: Sequence[int]
) -> Iterator[Pair]:
    """Pairs that have rare words in a row in common, the likeliest of each paragraph."""
    index: dict[str, list[int]] = defaultdict(list)
    for j in theirs:
        for shingle in _shingles(new[j].words):
            index[shingle].append(j)
    rare = {shingle: there for shingle, there in index.items() if len(there) <= RARE}
    hits: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i in mine:
        count: dict[int, int] = {}
        for shingle in _shingles(old[i].words):
            for j in rare.get(shingle, ()):
                count[j] = count.get(j, 0) + 1
        ranked = sorted([(-score, j) for j, score in count.items()])
        yield from ((i, j) for _, j in ranked[:NEAREST])
        for score, j in ranked[: 3 * NEAREST]:
            hits[j].append((score, i))
    for j, found in hits.items():
        yield from ((i, j) for _, i in sorted(found)[:NEAREST])


def _shingles(words: str) -> set[str]:
    least = min(SHINGLES[0], len(words))
    return {words[at : at + size] for size in (least, SHINGLES[1]) for at in range(len(words) - size + 1)}


def _in_order(old: Sequence[Paragraph], new: Sequence[Paragraph], mine: list[int], theirs: list[int]) -> Iterator[Pair]:
    """Pairs with the same words, as many as keep their order, counted from the front and from the end."""
    letters: dict[str, int] = {}
    one = [letters.setdefault(old[i].key, len(letters)) for i in mine]
    other = [letters.setdefault(new[j].key, len(letters)) for j in theirs]
    yield from _common_ends(one, other, mine, theirs)
    if len(one) * len(other) > LARGE:
        return
    for block in LCSseq.opcodes(one, other):
        if block.tag == "equal":
            yield from zip(
                mine[block.src_start : block.src_end], theirs[block.dest_start : block.dest_end], strict=True
            )


def _common_ends(one: list[int], other: list[int], mine: list[int], theirs: list[int]) -> Iterator[Pair]:
    for a, b, c, d in ((one, other, mine, theirs), (one[::-1], other[::-1], mine[::-1], theirs[::-1])):
        for x, y, i, j in zip(a, b, c, d, strict=False):
            if x != y:
                break
            yield i, j


def _by_rank(mine: list[int], theirs: list[int]) -> Iterator[Pair]:
    """Pairs that stand about as far from the front, or from the end, of the gap."""
    longer = len(theirs) - len(mine)
    for rank, i in enumerate(mine):
        for near in {*range(rank - BAND, rank + BAND + 1), *range(rank + longer - BAND, rank + longer + BAND + 1)}:
            if 0 <= near < len(theirs):
                yield i, theirs[near]
