"""The rows of the next revision, from its plan: which paragraph stands where, in which words, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from commentspace.domain.anchors.states import RESTORED, Stood
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.issuing import Worded, depth, parents
from commentspace.domain.revisions.plans import Plan
from commentspace.text.alignment import Link, Relation
from commentspace.text.normal import normal

LONG_ENOUGH = 20
"""Letters that a text has to have to be known again after it had been taken out."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a row says in a version: a wording that is there already, or a new one."""

    version: str
    wording_id: int | None = None
    new: Worded | None = None
    is_borrowed: bool = False
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the next revision. Without an `id` it is a new one; `parent` is the place of another row."""

    id: int | None
    words: tuple[Words, ...]
    relation: str
    has_moved: bool = False
    doubt: str = ""
    is_gone: bool = False
    depth: int = 0
    parent: int | None = None
    source: str = ""
    taken: tuple[str, ...] = ()
    """The names of comments whose proposals were taken over into it."""
    came_from: tuple[tuple[int, str], ...] = ()
    """Splits and merges: paragraphs that it came from, each with the kind."""


@dataclass(frozen=True, slots=True)
class Laid:
    """All rows in order; `places` says where each paragraph of the draft stands among them."""

    rows: Sequence[Row]
    places: Sequence[int] = field(default_factory=tuple)


def laid(plan: Plan) -> Laid:
    """The rows of a plan for the original version; takes a while for a long text, as new words are rendered."""
    paragraphs, links = plan.paragraphs, plan.links()
    by_new = {at: link for link in links for at in link.new}
    gone = {normal(each.text): each for each in plan.gone}
    worded = _worded(paragraphs, plan.sizes)
    others = {tag: {each.id: each for each in placed} for tag, placed in plan.others.items()}
    standing = [
        _standing(plan, others, at, by_new[at], paragraph, worded[at], gone) for at, paragraph in enumerate(paragraphs)
    ]
    after = _gone_after(plan, links, {row.id for row in standing})
    return _ordered(standing, after)


def _worded(paragraphs: Sequence[DraftParagraph], sizes: Mapping[str, tuple[int, int]]) -> list[Worded]:
    above = parents(paragraphs)
    return [Worded.of(each, above[at], at, dict(sizes)) for at, each in enumerate(paragraphs)]


def _standing(
    plan: Plan,
    others: Mapping[str, Mapping[int, Stood]],
    at: int,
    link: Link,
    paragraph: DraftParagraph,
    worded: Worded,
    gone: Mapping[str, Stood],
) -> Row:
    kept = link.kept
    before = plan.old[kept[0]] if kept is not None and kept[1] == at else None
    relation, came_from = str(link.relation), _came_from(plan, link, at)
    if link.relation == Relation.NEW and len(normal(worded.text)) >= LONG_ENOUGH:
        before = gone.get(normal(worded.text))
        relation = RESTORED if before else relation
    words = [_words(plan, before, worded)]
    has_changed = before is None or before.text != worded.text
    for tag, placed in others.items():
        words.append(_other(tag, placed.get(before.id) if before else None, words[0], has_changed))
    return Row(
        before.id if before else None,
        tuple(words),
        relation,
        link.has_moved,
        "" if link.is_given else str(link.doubt),
        depth=depth(paragraph),
        parent=worded.parent,
        source=paragraph.source,
        taken=paragraph.taken,
        came_from=came_from,
    )


def _came_from(plan: Plan, link: Link, at: int) -> tuple[tuple[int, str], ...]:
    if link.relation == Relation.SPLIT and link.kept != (link.old[0], at):
        return ((plan.old[link.old[0]].id, Relation.SPLIT.value),)
    if link.relation == Relation.MERGED:
        heir = link.old[link.heir]
        return tuple((plan.old[each].id, Relation.MERGED.value) for each in link.old if each != heir)
    return ()


def _words(plan: Plan, before: Stood | None, worded: Worded) -> Words:
    """The wording of before, where nothing of it has changed."""
    draft, language = worded.draft, worded.draft.language or plan.version
    if before and (before.hash, before.level, before.language) == (worded.hash, draft.level, language):
        return Words(plan.version, before.wording_id)
    return Words(plan.version, new=worded)


def _other(tag: str, before: Stood | None, original: Words, has_changed: bool) -> Words:
    """The words in a version that this revision does not change: its own, or borrowed from the original."""
    if before is None or before.is_borrowed:
        return Words(tag, original.wording_id, original.new, is_borrowed=True)
    return Words(tag, before.wording_id, is_behind=before.is_behind or has_changed)


def _gone_after(plan: Plan, links: Sequence[Link], standing: set[int | None]) -> dict[int, list[Row]]:
    """The rows of what was taken out, each by the place of the paragraph of the draft that it stands behind, or -1."""
    heirs = {old: link.new[-1] for link in links for old in link.old if link.new and not link.has_moved}
    doubts = {old: "" if link.is_given else str(link.doubt) for link in links for old in link.old if not link.new}
    places = {each.id: at for at, each in enumerate(plan.old)}
    kept = [each for each in plan.gone if each.id in plan.spoken and each.id not in standing]
    found: dict[int, list[Row]] = {}
    last = -1
    for each in sorted([*plan.old, *kept], key=lambda each: each.position):
        at = places.get(each.id)
        if at is not None and at not in doubts:
            last = heirs.get(at, last)
            continue
        found.setdefault(last, []).append(_gone(plan, each, doubts.get(at, "") if at is not None else ""))
    return found


def _gone(plan: Plan, each: Stood, doubt: str) -> Row:
    words = [Words(plan.version, each.wording_id, is_borrowed=each.is_borrowed)]
    for tag, placed in plan.others.items():
        theirs = next((other for other in placed if other.id == each.id), each)
        words.append(Words(tag, theirs.wording_id, is_borrowed=theirs.is_borrowed))
    return Row(each.id, tuple(words), Relation.DELETED.value, doubt=doubt, is_gone=True, depth=each.depth)


def _ordered(standing: Sequence[Row], after: Mapping[int, Sequence[Row]]) -> Laid:
    rows: list[Row] = list(after.get(-1, ()))
    places: list[int] = []
    for at, row in enumerate(standing):
        places.append(len(rows))
        rows += [row, *after.get(at, ())]
    return Laid([_placed(row, places) for row in rows], places)


def _placed(row: Row, places: Sequence[int]) -> Row:
    """The same, its parent counted among all rows; what is gone stands under nothing."""
    return row if row.parent is None else replace(row, parent=places[row.parent])
