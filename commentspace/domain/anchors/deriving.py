"""The anchors of a revision, derived from those of the one before: values in, values out, so that it runs anywhere."""

from collections.abc import Sequence
from typing import NamedTuple

from commentspace.domain.anchors.states import Pair
from commentspace.text.carrying import Carried, Carrier, Stand, Verdict
from commentspace.text.differences import runs, to_html
from commentspace.text.merging import Fit, merged
from commentspace.text.quotation import around


class Before(NamedTuple):
    """A comment's anchor in the older revision, and the wording that it proposes for the words it was made on."""

    comment_id: int
    anchor_id: int
    paragraph_id: int
    wording_id: int
    start: int | None
    end: int | None
    is_waiting: bool
    """It could not be told there where it stands, and no person has said so yet."""
    since: str
    base: str | None = None
    proposal: str | None = None
    is_answer: bool = False
    """It is about no words of its own, and goes with the comment that began its thread: this is that one's place."""
    is_about_words: bool = False
    """It was made on words, not on a whole paragraph."""


class Derived(NamedTuple):
    """The anchor in the newer revision. Its paragraph is the same one where that was taken out."""

    comment_id: int
    from_id: int
    paragraph_id: int
    wording_id: int
    start: int | None
    end: int | None
    exact: str | None
    prefix: str | None
    suffix: str | None
    verdict: str
    has_moved: bool
    since: str
    proposal: str | None = None
    proposal_html: str | None = None
    fit: str = ""


def derive(pair: Pair, anchors: Sequence[Before]) -> list[Derived]:
    """The anchors of these comments in the newer revision of the pair, one for each."""
    deriving = Deriving(pair)
    return [deriving.of(each) for each in anchors]


class Deriving:
    """What `derive` does, for as many anchors of a pair as come, one after the other."""

    def __init__(self, pair: Pair):
        self._standing = pair.standing
        self._places = {each.id: at for at, each in enumerate(pair.old)}
        self._old = pair.old
        new = [each.text for each in self._standing]
        self._carrier = Carrier([each.text for each in pair.old], new, pair.links)

    def of(self, before: Before) -> Derived:
        """The anchor of one comment in the newer revision."""
        place = self._places[before.paragraph_id]
        found = self._carried(before, place)
        if found.paragraph is None:
            stood, start, end = self._old[place], before.start, before.end
        else:
            stood, start, end = self._standing[found.paragraph], found.start, found.end
        if before.is_answer:
            start = end = None
        is_lost = found.verdict in LOST or (before.is_about_words and start is None)
        return Derived(
            before.comment_id,
            before.anchor_id,
            stood.id,
            stood.wording_id,
            start,
            end,
            *words_at(stood.text, start, end),
            found.verdict.value,
            found.has_moved,
            stronger(before.since, found.verdict.value),
            *fitted(before.base, before.proposal, None if is_lost else stood.text[start:end]),
        )

    def _carried(self, before: Before, place: int) -> Carried:
        if not before.is_waiting:
            return self._carrier.carry(Stand(place, before.start, before.end))
        found = self._carrier.carry(Stand(place))
        return found._replace(start=None, end=None, verdict=Verdict.AMBIGUOUS)


STRENGTH = tuple(verdict.value for verdict in Verdict)
"""The verdicts, the strongest last."""


def stronger(one: str, other: str) -> str:
    """The stronger of two verdicts; an empty one is the weakest."""
    return max(one, other, key=lambda each: STRENGTH.index(each) if each else -1)


LOST = frozenset({Verdict.AMBIGUOUS.value, Verdict.DELETED.value})
"""Verdicts after which a comment stands on no words, unless a person has said on which."""


def words_at(text: str, start: int | None, end: int | None) -> tuple[str | None, str | None, str | None]:
    """The words from `start` to `end` of a text, with what stands around them; nothing of a whole paragraph."""
    if start is None or end is None:
        return None, None, None
    return (text[start:end], *around(text, start, end))


Fitted = tuple[str | None, str | None, str]


def fitted(base: str | None, proposal: str | None, words: str | None) -> Fitted:
    """The proposed wording as it reads for these words, where it was merged with what has changed, and its fit.

    `base` is what it was written for, `words` is None where it stands on none that it could be made to.
    """
    if proposal is None or base is None:
        return None, None, ""
    if words is None:
        return None, None, Fit.COLLIDES.value
    merge = merged(base, proposal, words)
    if merge.fit != Fit.MERGED:
        return None, None, merge.fit.value
    return merge.text, to_html(runs(words.strip(), merge.text)), merge.fit.value
