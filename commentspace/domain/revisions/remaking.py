"""An alignment after something was said of it: only what was spoken of changes, at once, however long the text is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from commentspace.domain.revisions import alignments
from commentspace.domain.revisions.aligned import Aligned
from commentspace.domain.revisions.alignments import Given
from commentspace.domain.revisions.plans import Plan
from commentspace.text.alignment import Doubt, Link, Piece, Relation

Group = tuple[tuple[int, ...], tuple[int, ...]]


def remade(aligned: Aligned, given: Given) -> list[Link]:
    """The links as they are after this is given.

    What stood in a link with what was spoken of keeps the rest of it; where nothing is left on the other side, it is
    doubtful until somebody has looked at it.
    """
    said = alignments.origins(aligned.old, aligned.new, given)
    before = alignments.origins(aligned.old, aligned.new, aligned.given)
    spoken = {at for at in {*said, *before} if said.get(at) != before.get(at)}
    gone = {aligned.old_place[uid] for uid in given.gone if uid in aligned.old_place}
    olds = {at for key in spoken for at in (*said.get(key, ()), *before.get(key, ()))} | gone
    touched = [link for link in aligned.links if spoken & set(link.new) or olds & set(link.old)]
    groups = _groups({at: said[at] for link in touched for at in link.new if at in said})
    pieces = alignments.old_pieces(aligned.old), alignments.new_pieces(aligned.new)
    made = [_link(group, pieces, is_given=True) for group in groups]
    made += _rest(touched, groups, gone, pieces)
    kept = [link for link in aligned.links if link not in touched]
    return _ordered([*kept, *_with_moves(made, kept)])


def kept_links(plan: Plan, aligned: Aligned, given: Given) -> str:
    """The same as JSON, to be kept; empty where something was taken back, as all is aligned anew then."""
    was = aligned.given
    if was.origins.keys() - given.origins.keys() or (was.gone - given.gone and was.origins == given.origins):
        return ""
    of = alignments.mark(plan.base_id, plan.version, aligned.new, alignments.written_given(given))
    return alignments.written(remade(aligned, given), of)


def _groups(said: dict[int, tuple[int, ...]]) -> list[Group]:
    """What was said as links: parts of one that was divided together."""
    parts: dict[tuple[int, ...], list[int]] = {}
    for at, places in sorted(said.items()):
        parts.setdefault(places, []).append(at)
    divided = [(places, tuple(found)) for places, found in parts.items() if places]
    return [*divided, *(((), (at,)) for at in parts.get((), ()))]


def _rest(
    touched: Sequence[Link], groups: Sequence[Group], gone: set[int], pieces: tuple[list[Piece], list[Piece]]
) -> Iterator[Link]:
    olds = {at for group in groups for at in group[0]}
    news = {at for group in groups for at in group[1]}
    for link in touched:
        mine = tuple(at for at in link.old if at not in olds and at not in gone)
        theirs = tuple(at for at in link.new if at not in news)
        if mine and theirs:
            yield _link((mine, theirs), pieces, doubt=link.doubt)
        else:
            alone = [((at,), ()) for at in mine] + [((), (at,)) for at in theirs]
            changed = Doubt.LOST if link.old and link.new else link.doubt
            yield from (_link(group, pieces, doubt=changed) for group in alone)
        yield from (_link(((at,), ()), pieces, is_given=True) for at in link.old if at in gone and at not in olds)


def _link(
    group: Group, pieces: tuple[list[Piece], list[Piece]], doubt: Doubt = Doubt.NONE, *, is_given: bool = False
) -> Link:
    old, new = group
    return Link(old, new, _relation(old, new, pieces), doubt=doubt, is_given=is_given)


def _relation(old: tuple[int, ...], new: tuple[int, ...], pieces: tuple[list[Piece], list[Piece]]) -> Relation:
    if not old or not new:
        return Relation.DELETED if old else Relation.NEW
    if len(old) > 1 or len(new) > 1:
        return Relation.MERGED if len(old) > 1 else Relation.SPLIT
    one, other = pieces[0][old[0]], pieces[1][new[0]]
    if one.text != other.text:
        return Relation.EDITED
    return Relation.UNCHANGED if one == other else Relation.RENUMBERED


def _with_moves(made: Sequence[Link], kept: Sequence[Link]) -> list[Link]:
    """Those that cross what stays in order beside them have moved."""
    steady = sorted((link.new[0], link.old[0]) for link in kept if link.kept and not link.has_moved)
    return [replace(link, has_moved=_crosses(link.kept, steady)) if link.kept else link for link in made]


def _crosses(pair: tuple[int, int], steady: Sequence[tuple[int, int]]) -> bool:
    before = max((each for each in steady if each[0] < pair[1]), default=(-1, -1))
    after = min((each for each in steady if each[0] > pair[1]), default=None)
    return before[1] > pair[0] or (after is not None and after[1] < pair[0])


def _ordered(links: Iterable[Link]) -> list[Link]:
    """By the new text; what was taken out stands behind what stood before it."""
    made = list(links)
    last, after = -1, dict[int, list[Link]]()
    for link in sorted((each for each in made if each.old), key=lambda each: each.old[0]):
        if link.new:
            last = link.new[0]
        else:
            after.setdefault(last, []).append(link)
    ordered = after.get(-1, [])[:]
    for link in sorted((each for each in made if each.new), key=lambda each: each.new[0]):
        ordered += [link, *after.get(link.new[0], ())]
    return ordered
