"""The rows of a revision that changes one language version: its words alone, in the paragraphs of the original."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from commentspace.domain.anchors.states import Stood
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.issuing import Worded
from commentspace.domain.revisions.plans import Plan
from commentspace.domain.revisions.rows import Laid, Row, Words
from commentspace.text.aligning_versions import align_versions
from commentspace.text.alignment import Link, Piece, Relation


def laid(plan: Plan) -> Laid:
    """The rows of a plan for another version than the original.

    A paragraph that the text has in addition stands where the original has one that the version lacked, if it fits
    there, else with the paragraph before it; what the text has lost is shown in the original's words again.
    """
    paragraphs, links = plan.paragraphs, plan.links()
    places = _places(plan, paragraphs, links)
    beside: dict[int, list[int]] = {}
    for at, place in enumerate(places):
        beside.setdefault(place, []).append(at)
    originals = {each.id: each for each in plan.others[plan.original]}
    others = {tag: {each.id: each for each in placed} for tag, placed in plan.others.items()}
    standing = {each.id: at for at, each in enumerate(plan.old)}
    shown = [each for each in plan.gone if each.id in plan.spoken]
    ordered = sorted([*plan.old, *shown], key=lambda each: each.position)
    at_rows = {each.id: at for at, each in enumerate(ordered)}
    rows = []
    for each in ordered:
        if each.is_gone:
            words = Words(plan.version, each.wording_id, is_borrowed=each.is_borrowed)
        else:
            mine = [paragraphs[at] for at in beside.get(standing[each.id], ())]
            words = _words(plan, each, mine, originals[each.id])
        rows.append(_row(plan, each, words, others, at_rows))
    return Laid(rows, [at_rows[plan.old[place].id] for place in places])


def _places(plan: Plan, paragraphs: Sequence[DraftParagraph], links: Sequence[Link]) -> list[int]:
    """For each paragraph of the text the place of the one that it is the words of."""
    found: dict[int, int] = {}
    for link in links:
        if link.kept is not None:
            found.update(dict.fromkeys(link.new, link.kept[0]))
    taken = set(found.values())
    lacking = [at for at in range(len(plan.old)) if at not in taken]
    more = [at for at in range(len(paragraphs)) if at not in found]
    originals = {each.id: each for each in plan.others[plan.original]}
    old = [_piece(originals[plan.old[at].id]) for at in lacking]
    new = [Piece(_text(paragraphs[at]), paragraphs[at].label, paragraphs[at].kind, paragraphs[at].level) for at in more]
    for link in align_versions(old, new) if old and new else ():
        if link.old and link.new and not link.doubt:
            found.update(dict.fromkeys((more[at] for at in link.new), lacking[link.old[0]]))
    places: list[int] = []
    for at in range(len(paragraphs)):
        places.append(found.get(at, places[-1] if places else min(found.values(), default=0)))
    return places


def _piece(each: Stood) -> Piece:
    return Piece(each.text, each.label, each.kind, each.level)


def _text(paragraph: DraftParagraph) -> str:
    return Worded.of(paragraph, None, 0).text


def _words(plan: Plan, before: Stood, mine: Sequence[DraftParagraph], original: Stood) -> Words:
    """The words of the version: as they were where nothing of them has changed, borrowed where it has none."""
    if not mine:
        return Words(plan.version, original.wording_id, is_borrowed=True)
    words = "\n\n".join(each.markdown for each in mine)
    draft = replace(mine[0], markdown=words, kind=Kind(before.kind), level=before.level, comments=())
    is_kept = (draft.markdown, draft.label) == (before.markdown, before.label)
    if is_kept:
        return Words(plan.version, before.wording_id, is_borrowed=before.is_borrowed, is_behind=before.is_behind)
    if before.is_borrowed and draft.language == before.language:
        draft = replace(draft, language="")  # it was borrowed, and is now translated
    return Words(plan.version, new=Worded.of(draft, None, 0, dict(plan.sizes)))


def _row(
    plan: Plan, each: Stood, words: Words, others: Mapping[str, Mapping[int, Stood]], at_rows: Mapping[int, int]
) -> Row:
    """A row as it stood, with other words in one version."""
    theirs = [
        Words(tag, other.wording_id, is_borrowed=other.is_borrowed, is_behind=other.is_behind)
        for tag, placed in others.items()
        if (other := placed.get(each.id)) is not None
    ]
    has_changed = words.wording_id != each.wording_id
    relation = Relation.DELETED if each.is_gone else Relation.EDITED if has_changed else Relation.UNCHANGED
    return Row(
        each.id,
        (words, *theirs),
        relation.value,
        is_gone=each.is_gone,
        depth=each.depth,
        parent=at_rows.get(each.parent_id) if each.parent_id is not None else None,
        source=each.source,
    )
