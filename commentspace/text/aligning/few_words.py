"""Few words that have moved and were edited: headings, rows, items of a list. Found by their letters."""

from rapidfuzz.distance import Indel

from commentspace.text.aligning.found import Found
from commentspace.text.alignment import Doubt

FEW = 6
"""So many words are few."""
MOST = 400
"""Of more leftovers on a side, one is like another by chance."""
LIKE = 0.8
"""From here on, letters say that it is the same."""
SURE = 0.9
"""From here on, there is no doubt."""
UNLIKE = 0.7
"""From here on, it may be."""
CLOSE = 0.12
"""No other is less alike by no more."""


def few_words(found: Found) -> None:
    """Join what has few words and is most alike; what is less alike is said to be lost."""
    mine = [i for i in found.free_old() if 0 < found.old[i].size <= FEW]
    theirs = [j for j in found.free_new() if 0 < found.new[j].size <= FEW]
    if max(len(mine), len(theirs)) > MOST:
        return
    alike = {(i, j): _alike(found, i, j) for i in mine for j in theirs if found.old[i].kind == found.new[j].kind}
    ranked = sorted((-score, pair) for pair, score in alike.items() if score >= UNLIKE)
    best_old: dict[int, list[float]] = {}
    best_new: dict[int, list[float]] = {}
    for score, (i, j) in ranked:
        best_old.setdefault(i, []).append(-score)
        best_new.setdefault(j, []).append(-score)
    for negative, (i, j) in ranked:
        if not found.is_free((i, j)):
            continue
        others = [*best_old[i][:2], *best_new[j][:2]]
        if -negative >= LIKE and sum(score >= -negative - CLOSE for score in others) == 2:
            found.join((i, j))
            if -negative < SURE:
                found.doubts[i, j] = Doubt.FAR
        else:
            found.lost_old.add(i)
            found.lost_new.add(j)


def _alike(found: Found, i: int, j: int) -> float:
    return Indel.normalized_similarity(found.old[i].key, found.new[j].key, score_cutoff=UNLIKE)
