"""Pairs that do not keep their order: paragraphs that were moved, and often edited too."""

from collections import defaultdict

from commentspace.text.aligning import candidates
from commentspace.text.aligning.chaining import Pair, chain
from commentspace.text.aligning.found import Found
from commentspace.text.alignment import Doubt

LIKE = 0.5
"""What was moved is found again from this likeness on."""
UNLIKE = 0.39
"""From this likeness on, what is taken for deleted and for new may be one after all."""
ALIKE = 0.7
"""What is so much alike but has a look-alike may be the one: it is said to be lost."""
MUCH = 0.4
"""What is less alike by so much was no rival."""
FAR = 0.54
"""What is less alike may as well be another paragraph."""
WEAK = 0.97
"""A pair in order that is less alike may give way to one that was moved."""
BETTER = 0.2
"""How much more alike that one has to be."""
SURE = 0.65
"""From this likeness on, it is enough that its words tell that it is the one."""
CLOSE = 0.1
"""Where another paragraph is less alike by no more, the words do not tell what has moved."""
SHORT = 4
"""What has fewer words is told by its neighbours alone, or by standing once in each text."""
MARGIN = 450
"""Another chain that is lighter by no more, in thousandths of a word, is as likely."""
LAYERS = 12
"""So many runs that cross each other are looked for."""


def moved(found: Found) -> None:
    """Join what has moved, runs that keep their order among themselves first."""
    weak = {pair for pair in found.there.items() if found.likeness(pair) < WEAK}
    scored = _Scored(found, weak)
    left = {pair: score for pair, score in scored.items() if score >= LIKE}
    for _ in range(LAYERS):
        left = {pair: score for pair, score in left.items() if _may_join(found, weak, pair, score)}
        weights = {pair: found.weight(pair, LIKE) for pair in _best(left)}
        best = chain(weights, found.ties)
        joined = [pair for pair in best.pairs if _join(found, scored, pair)]
        _doubt(found, weights, joined, best.lighter)
        for pair in best.pairs:
            del left[pair]
    _grow(found)
    for pair in scored:
        if found.is_free(pair) and _is_outstanding(found, scored, pair):
            _lose(found, pair)


class _Scored(dict[Pair, float]):
    """Candidates of what is left, among all paragraphs: only so is it seen what has look-alikes."""

    def __init__(self, found: Found, weak: set[Pair]) -> None:
        super().__init__()
        self.of_old: dict[int, list[int]] = defaultdict(list)
        self.of_new: dict[int, list[int]] = defaultdict(list)
        mine = sorted({*found.free_old(), *(i for i, _ in weak)})
        theirs = sorted({*found.free_new(), *(j for _, j in weak)})
        pairs = set(candidates.by_shingles(found.old, found.new, mine, range(len(found.new))))
        pairs.update(candidates.by_shingles(found.old, found.new, range(len(found.old)), theirs))
        pairs.update(pair for pair in candidates.unique(found.old, found.new) if found.is_free(pair))
        for pair in sorted(pairs):
            if (score := found.quality(pair)) >= UNLIKE:
                self[pair] = score
                self.of_old[pair[0]].append(pair[1])
                self.of_new[pair[1]].append(pair[0])

    def of_old_beside(self, pair: Pair) -> list[Pair]:
        """The other candidates of the old paragraph."""
        return [(pair[0], b) for b in self.of_old[pair[0]] if b != pair[1]]

    def of_new_beside(self, pair: Pair) -> list[Pair]:
        """The other candidates of the new paragraph."""
        return [(a, pair[1]) for a in self.of_new[pair[1]] if a != pair[0]]


def _best(scores: dict[Pair, float]) -> list[Pair]:
    """Those that are nearly the best of both of their paragraphs."""
    most_old: dict[int, float] = {}
    most_new: dict[int, float] = {}
    for (i, j), score in scores.items():
        most_old[i] = max(most_old.get(i, 0.0), score)
        most_new[j] = max(most_new.get(j, 0.0), score)
    return [pair for pair, score in scores.items() if score + CLOSE >= max(most_old[pair[0]], most_new[pair[1]])]


def _may_join(found: Found, weak: set[Pair], pair: Pair, score: float) -> bool:
    """Whether both are free, or held by pairs so weak that they give way."""
    i, j = pair
    if i in found.gone_old or j in found.gone_new:
        return False
    if min(found.old[i].size, found.new[j].size) < SHORT and not found.is_once(pair):
        return False
    held = found.held(pair)
    return pair not in held and all(each in weak and _is_better(found, pair, each, score) for each in held)


def _is_better(found: Found, pair: Pair, held: Pair, score: float) -> bool:
    """Whether a pair is so much better than one in order that this has to give way."""
    if found.likeness(held) + BETTER <= score:
        return True
    return score >= SURE and score > found.quality(held) and found.tells(pair, held)


def _join(found: Found, scored: _Scored, pair: Pair) -> bool:
    """Join a pair, where nothing that is settled is as much alike; look-alikes are said to be lost."""
    if not _is_told(found, scored, pair):
        if scored[pair] >= ALIKE:
            _lose(found, pair)
        return False
    for each in found.held(pair):
        if found.likeness(each) > scored[pair] - MUCH:
            found.doubts[pair] = Doubt.ALIKE
        found.part(each)
        found.doubts.pop(each, None)
    found.join(pair)
    if found.likeness(pair) < FAR:
        found.doubts[pair] = Doubt.FAR
    return True


def _lose(found: Found, pair: Pair) -> None:
    found.lost_old.add(pair[0])
    found.lost_new.add(pair[1])


def _is_outstanding(found: Found, scored: _Scored, pair: Pair) -> bool:
    """Whether two that stand alone are more alike than each is to anything else."""
    if min(found.old[pair[0]].size, found.new[pair[1]].size) < SHORT:
        return False
    beside = [*scored.of_old_beside(pair), *scored.of_new_beside(pair)]
    return all(scored[other] < scored[pair] - CLOSE or found.tells(pair, other) for other in beside)


def _is_told(found: Found, scored: _Scored, pair: Pair) -> bool:
    """Whether nothing that is settled is as much alike, or the words of one of the two tell all of that apart.

    What is settled with something more alike still counts only as a look-alike, not as the one.
    """
    told = []
    for beside in (scored.of_old_beside(pair), scored.of_new_beside(pair)):
        close = [other for other in beside if scored[other] >= scored[pair] - CLOSE and not found.is_free(other)]
        untold = [other for other in close if not found.tells(pair, other)]
        if any(scored[other] > scored[pair] and not _is_explained(found, other, scored[other]) for other in untold):
            return False
        told.append(not untold)
    return any(told)


def _is_explained(found: Found, other: Pair, score: float) -> bool:
    return any(found.likeness(held) >= score for held in found.held(other))


def _doubt(found: Found, weights: dict[Pair, int], joined: list[Pair], lighter: dict[Pair, int]) -> None:
    """Note where another candidate that was free is as likely."""
    taken = set(joined)
    for other in weights:
        if other not in taken and lighter[other] <= MARGIN:
            for pair in found.held(other) & taken:
                if not found.tells(pair, other):
                    found.doubts[pair] = Doubt.ALIKE


def _grow(found: Found) -> None:
    """Join the neighbours of what has moved, where they are alike: a heading and its items move along."""
    waiting = [*found.there.items()]
    while waiting:
        i, j = waiting.pop()
        for pair in ((i - 1, j - 1), (i + 1, j + 1)):
            inside = 0 <= pair[0] < len(found.old) and 0 <= pair[1] < len(found.new)
            if inside and found.is_free(pair) and found.quality(pair) >= LIKE:
                found.join(pair)
                waiting.append(pair)
                if found.likeness(pair) < FAR and not found.is_short(pair):
                    found.doubts[pair] = Doubt.FAR
